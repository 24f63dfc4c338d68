//! `tratado init`: a new site, which begins as a small example.
//!
//! 1. What the options do not say is asked for, where somebody sits at a terminal; elsewhere the example's own values stand.
//! 2. The files are written, all of them or none, and none over a file that is there.
//! 3. What was made, and how to go on.

use std::io::{BufRead, IsTerminal};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprint, eprintln};

use super::{Common, Init, base_url};
use crate::edit;
use crate::error::{Error, Result};
use crate::read::{CONTENT, files};
use crate::starter::{self, Wanted};

pub(super) fn run(common: &Common, arguments: &Init) -> Result<ExitCode> {
    let folder = folder(common, arguments);
    // Nobody is asked anything for nothing.
    let example = starter::files(&Wanted { has_workflow: !arguments.no_workflow, ..Wanted::default() });
    edit::check_free(&folder, &example.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>())?;
    let content = folder.join(CONTENT);
    let is_empty = || files::walk(&content, CONTENT).is_ok_and(|walked| walked.files.is_empty());
    if files::is_there(&content) && !is_empty() {
        let help = "nothing was written: remove it, or name another folder";
        return Err(Error::new("there is already content in").at(&content).help(help));
    }
    let files = starter::files(&wanted(common, arguments)?);
    edit::create(&folder, &files)?;
    if !common.quiet {
        eprintln!("{}", summary(&folder, &files));
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder of the new site.
fn folder(common: &Common, arguments: &Init) -> PathBuf {
    common.root.join(&arguments.folder).components().filter(|part| *part != Component::CurDir).collect()
}

/// What is told by the options, or else by the user, or else by nobody.
fn wanted(common: &Common, arguments: &Init) -> Result<Wanted> {
    let mut wanted = Wanted { has_workflow: !arguments.no_workflow, ..Wanted::default() };
    let may_ask = !arguments.yes && !common.quiet && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    for (position, (language, title)) in starter::TITLES.into_iter().enumerate() {
        let told: Vec<_> = arguments.titles.iter().filter(|(told, _)| *told == position).collect();
        wanted.titles[position] = match told.as_slice() {
            [(_, told)] => told.clone(),
            [] if may_ask => ask(&format!("title of the plan in {}", name(language)), title, plain_title)?,
            [] => title.to_owned(),
            _ => return Err(Error::new(format!("`--title {language}=…` stands twice")).help("keep one of them")),
        };
    }
    let url = match &common.base_url {
        Some(told) => told.clone(),
        None if may_ask => {
            ask("address at which the site will be read", starter::BASE_URL, |text| base_url(text.trim()))?
        }
        None => starter::BASE_URL.to_owned(),
    };
    wanted.base_url = if url.ends_with('/') { url } else { format!("{url}/") };
    Ok(wanted)
}

/// What English calls a language of the starter.
fn name(language: &str) -> &str {
    match language {
        "en" => "English",
        "es" => "Spanish",
        other => other,
    }
}

/// Asks on the terminal until the answer is one. An empty answer, and the end of all answers, are the default.
fn ask(question: &str, default: &str, read: impl Fn(&str) -> Result<String, String>) -> Result<String> {
    loop {
        eprint!("{question} [{default}]: ");
        let mut line = String::new();
        let attempt = |error: std::io::Error| Error::new(format!("cannot read the answer: {error}"));
        std::io::stdin().lock().read_line(&mut line).map_err(attempt)?;
        if line.trim().is_empty() {
            return Ok(default.to_owned());
        }
        match read(&line) {
            Ok(answer) => return Ok(answer),
            Err(mistake) => eprintln!("{mistake}"),
        }
    }
}

/// A title as it may stand in a site: one line, with something in it.
pub(super) fn plain_title(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("a title is not empty".to_owned());
    }
    if text.chars().any(char::is_control) {
        return Err("a title is one line, without control characters".to_owned());
    }
    Ok(text.to_owned())
}

/// What was made, and the next commands.
fn summary(folder: &Path, files: &[(String, Vec<u8>)]) -> String {
    let here = if folder.as_os_str().is_empty() { "this folder".to_owned() } else { format!("`{}`", shown(folder)) };
    let root = if folder.as_os_str().is_empty() { String::new() } else { format!(" --root {}", argument(folder)) };
    let count = files.len();
    format!(
        "a plan in English and Spanish, {count} files, is in {here}; README.md there says how it is written\n\
         \n\
         look at it:        tratado serve --open{root}\n\
         publish it:        tratado build{root}\n\
         what to translate: tratado status{root}"
    )
}

/// A path as people write it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A path as the argument of a command.
fn argument(path: &Path) -> String {
    let path = shown(path);
    let is_plain = path.chars().all(|letter| letter.is_alphanumeric() || "/\\._-:".contains(letter));
    if is_plain { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
