//! What is typed and what is printed: every transcript of `README.md`, `docs/` and `tests/commands/` is run, and what it shows is compared.
//!
//! A document is a walk from top to bottom in a folder of its own. A block below a line with a path in backticks and a colon is a file, which
//! is written; in a block of the language `console` the lines behind `$` are run, and the others are what they print: standard error, then
//! standard output. `echo $?` is the exit code of the command before, and `cd` goes to a folder. The time that a build took is left out.
//!
//! `BLESS=1 cargo test --test suite -- transcripts translating` writes what is printed now into all of them; read the difference before you commit it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::site::repository;

/// A document as it is walked.
pub struct Walk {
    root: TempDir,
    /// Where the next command runs.
    folder: PathBuf,
    /// How the last one ended.
    code: Option<i32>,
}

impl Walk {
    /// Walks a document of the repository, and fails where it is behind. Returns the folder that it made.
    pub fn through(document: &Path) -> TempDir {
        let path = repository().join(document);
        let text = fs::read_to_string(&path).unwrap();
        let root = TempDir::new().unwrap();
        let mut walk = Self { folder: root.path().to_owned(), root, code: None };
        let walked = walk.walked(&text);
        if std::env::var_os("BLESS").is_some() {
            fs::write(path, walked).unwrap();
        } else if let Some(line) =
            (0..).zip(walked.lines()).find(|(index, line)| text.lines().nth(*index) != Some(line))
        {
            let (index, printed) = line;
            let shown = text.lines().nth(index).unwrap_or_default();
            panic!(
                "{}:{} is behind (BLESS=1 cargo test --test suite -- transcripts translating):\n shown: {shown}\nprinted: {printed}",
                document.display(),
                index + 1
            );
        } else {
            assert!(walked == text, "{} shows more than is printed", document.display());
        }
        walk.root
    }

    /// The document with what its commands print.
    fn walked(&mut self, document: &str) -> String {
        let mut walked = String::new();
        let mut lines = document.lines();
        let mut path = None;
        while let Some(line) = lines.next() {
            walked += &format!("{line}\n");
            let language = line.trim_start_matches('`');
            let fence = &line[..line.len() - language.len()];
            if fence.len() < 3 {
                let named = line.strip_prefix('`').and_then(|line| line.strip_suffix("`:"));
                path = named.map(str::to_owned).or(path.filter(|_| line.is_empty()));
                continue;
            }
            let block: Vec<_> = lines.by_ref().take_while(|line| *line != fence).collect();
            if language == "console" {
                for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                    walked += &format!("$ {command}\n{}", self.run(command));
                }
            } else {
                let text = block.iter().map(|line| format!("{line}\n")).collect::<String>();
                if let Some(path) = path.take() {
                    let path = self.folder.join(path);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, &text).unwrap();
                }
                walked += &text;
            }
            walked += &format!("{fence}\n");
        }
        walked
    }

    /// What a command prints.
    fn run(&mut self, command: &str) -> String {
        if command == "echo $?" {
            return format!("{}\n", self.code.unwrap());
        }
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder.push(folder);
            return String::new();
        }
        let arguments = words(command.strip_prefix("tratado").unwrap().trim_start());
        let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
        program.args(arguments).current_dir(&self.folder);
        // What a machine may have set that is seen in what is printed.
        for name in ["SOURCE_DATE_EPOCH", "CLICOLOR_FORCE", "TRATADO_COMPLETE"] {
            program.env_remove(name);
        }
        let output = program.env("COLUMNS", "100").output().unwrap();
        self.code = output.status.code();
        let printed = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        let timeless = |line: &str| match line.split_once(" removed in ") {
            Some((written, _)) => format!("{written} removed in …\n"),
            None => format!("{}\n", line.trim_end()),
        };
        printed.replace(env!("CARGO_PKG_VERSION"), "[version]").replace(".exe", "").lines().map(timeless).collect()
    }
}

/// The words of a command, as a shell takes them; of quotes it has single ones.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in command.chars() {
        match letter {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The documents of a folder of the repository, by their paths.
fn documents(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(repository().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
    let mut documents: Vec<_> = entries.map(|name| Path::new(folder).join(name)).collect();
    documents.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    documents.sort();
    documents
}

#[test]
fn the_commands_print_what_their_transcripts_show() {
    let documents = documents("tests/commands");
    assert!(documents.len() >= 6);
    for document in documents {
        Walk::through(&document);
    }
}

/// `docs/languages.md` is walked where what it made is looked at, in `translating.rs`.
#[test]
fn the_documentation_shows_what_is_printed() {
    Walk::through(Path::new("README.md"));
    for document in documents("docs") {
        let text = fs::read_to_string(repository().join(&document)).unwrap();
        if text.contains("```console") && !document.ends_with("languages.md") {
            Walk::through(&document);
        }
    }
}

/// Who adds a command adds its transcript.
#[test]
fn the_help_of_every_command_has_a_transcript() {
    let help = fs::read_to_string(repository().join("tests/commands/help.md")).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for command in listed.filter_map(|line| line.split_whitespace().next()).filter(|command| *command != "help") {
        assert!(help.contains(&format!("\n$ tratado {command} --help\n")), "{command}");
    }
}
