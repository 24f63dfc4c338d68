//! A site written within a test: only what the test is about stands in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use tratado::build::{self, Published, Request};
use tratado::diagnostic::{self, Code, Diagnostics, Severity, SourceText};
use tratado::read::files;
use tratado::render::{Kind, Renderer};
use walkdir::WalkDir;

/// A site in a folder of its own.
pub struct Site {
    folder: TempDir,
    drafts: bool,
    base_url: Option<String>,
}

impl Site {
    /// A site in English and Spanish with nothing in it.
    pub fn new() -> Self {
        let site = Self { folder: TempDir::new().unwrap(), drafts: false, base_url: None };
        site.file(
            "content/site.yaml",
            "title: {en: The plan, es: El plan}\nbase_url: https://plan.example.org/\nlanguages: [en, es]\n",
        )
    }

    /// Adds a file, or replaces it.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Adds lines to `site.yaml`.
    pub fn setting(self, lines: &str) -> Self {
        let path = self.root().join("content/site.yaml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{text}{lines}\n")).unwrap();
        self
    }

    /// Takes drafts in.
    pub fn with_drafts(mut self) -> Self {
        self.drafts = true;
        self
    }

    /// Publishes under another URL.
    pub fn at(mut self, base_url: &str) -> Self {
        self.base_url = Some(base_url.to_owned());
        self
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    fn read(&self) -> build::Site {
        read(self.root(), self.drafts, self.base_url.clone())
    }

    /// The findings, one a line, as the short format writes them.
    pub fn findings(&self) -> Vec<String> {
        let site = self.read();
        lines(self.root(), &site.diagnostics)
    }

    /// The same, with what is not translated.
    pub fn findings_with_translations(&self) -> Vec<String> {
        let site = read_with_translations(self.root(), self.drafts, self.base_url.clone());
        lines(self.root(), &site.diagnostics)
    }

    /// The site, which must have no finding.
    pub fn renderer(&self) -> Arc<Renderer> {
        let site = self.read();
        assert_eq!(lines(self.root(), &site.diagnostics), Vec::<String>::new());
        site.renderer.unwrap()
    }

    /// Everything that is published, by path, without writing it.
    pub fn outputs(&self) -> BTreeMap<String, String> {
        outputs(&self.renderer())
    }

    /// One page, by its address.
    pub fn page(&self, address: &str) -> String {
        let renderer = self.renderer();
        let path = format!("{address}index.html");
        let output = renderer.output(&path).unwrap_or_else(|| {
            let known: Vec<_> = renderer.outputs().map(|output| output.path.as_str()).collect();
            panic!("there is no page `{path}` among {known:?}")
        });
        String::from_utf8(renderer.render(output).unwrap().into_owned()).unwrap()
    }

    /// Publishes the site.
    pub fn publish(&self) -> tratado::publish::Report {
        match build::publish(&self.renderer(), self.root(), &self.output(), None, &|| {}).unwrap() {
            Published::Whole(publication) => publication.report,
            Published::Mistaken(mistakes) => panic!("{:?}", lines(self.root(), &mistakes)),
        }
    }

    pub fn output(&self) -> PathBuf {
        self.root().join(build::OUTPUT)
    }
}

/// Reads the site in a folder. What is not translated, or otherwise, is not reported: most of these sites say what they are about in one
/// language.
pub fn read(root: &Path, drafts: bool, base_url: Option<String>) -> build::Site {
    let mut site = read_with_translations(root, drafts, base_url);
    let passed_over = [Code::MissingTranslation, Code::DifferentTranslation];
    site.diagnostics.set_severities(|found| passed_over.contains(&found.code).then_some(Severity::Off));
    site
}

/// Reads the site in a folder, with what is not translated, or otherwise.
pub fn read_with_translations(root: &Path, drafts: bool, base_url: Option<String>) -> build::Site {
    build::site(&Request { root: root.to_owned(), base_url, now: None, drafts }).unwrap()
}

/// Every file in a folder, by its path.
pub fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    };
    entries.map(read).collect()
}

/// Findings, one a line.
pub fn lines(root: &Path, diagnostics: &Diagnostics) -> Vec<String> {
    let fetch = |file: &tratado::source::FilePath| files::source_text(root, file);
    let report = diagnostic::short(diagnostics, &mut SourceText::new(&fetch));
    report.lines().map(str::to_owned).collect()
}

/// Every output that is text, by path.
pub fn outputs(renderer: &Renderer) -> BTreeMap<String, String> {
    let text = |output: &tratado::render::Output| {
        let bytes = renderer.render(output).unwrap_or_else(|failure| panic!("{}: {failure:?}", output.path));
        (output.path.clone(), String::from_utf8_lossy(&bytes).into_owned())
    };
    renderer.outputs().map(text).collect()
}

/// Every page that people read, by path, with its kind.
pub fn pages(renderer: &Renderer) -> Vec<(String, Kind, String)> {
    let texts = outputs(renderer);
    let pages = renderer.outputs().filter(|output| output.kind.is_page());
    pages.map(|output| (output.path.clone(), output.kind.clone(), texts[&output.path].clone())).collect()
}

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
