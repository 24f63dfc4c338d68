//! What a build cannot be faster than: reads every Markdown file below a folder, turns it into HTML, wraps it into a frame and writes
//! it, on all processors. No facts, links, languages or templates, so that what Tratado takes beyond it is what those cost:
//!
//! `cargo run --release --example floor -- /tmp/plan/content /tmp/floor`
#![expect(clippy::disallowed_methods, reason = "this is the reading and writing alone, without the program's own")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pulldown_cmark::{Options, Parser, html};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use walkdir::WalkDir;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, output] = arguments.as_slice() else {
        eprintln!("usage: floor CONTENT OUTPUT");
        return ExitCode::from(2);
    };
    match build(content, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Makes a page of every Markdown file.
fn build(content: &Path, output: &Path) -> io::Result<()> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(content) {
        let path = entry?.into_path();
        if path.extension().is_some_and(|ending| ending == "md") {
            sources.push(path);
        }
    }
    sources.par_iter().try_for_each(|source| {
        // `areas/area-7.en.md` becomes `areas/area-7.en/index.html`: a folder a page, as in a site.
        let folder = output.join(source.strip_prefix(content).unwrap_or(source)).with_extension("");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), page(&fs::read_to_string(source)?))
    })
}

/// The page of a source. Front matter is passed over, not read.
fn page(source: &str) -> String {
    let prose =
        source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(source, |(_, prose)| prose);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>A page</title>\n</head>\n<body>\n",
    );
    html::push_html(&mut out, Parser::new_ext(prose, options));
    out.push_str("</body>\n</html>\n");
    out
}
