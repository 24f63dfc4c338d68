//! `tratado schema`: what editors know of the content.

use std::process::ExitCode;

use anstream::{eprintln, print};
use serde_json::{Map, Value};

use super::{Common, Schema, report};
use crate::edit;
use crate::error::{Error, Result};
use crate::read::files;
use crate::read::{Content, Sources};
use crate::schema::{self, Document, Known};

pub(super) fn run(common: &Common, arguments: &Schema) -> Result<ExitCode> {
    if !files::is_folder(&common.root) {
        return Err(Error::new("there is no folder")
            .at(&common.root)
            .help("name the folder that holds `content/` with `--root`"));
    }
    let known = known(common);
    let documents = schema::documents(&known);
    if !arguments.write {
        let all: Map<String, Value> = documents.into_iter().map(|document| (document.name, document.schema)).collect();
        print!("{:#}\n", Value::Object(all));
        return Ok(ExitCode::SUCCESS);
    }
    let written = write(common, &documents)?;
    if !common.quiet {
        match written {
            0 => eprintln!("the schemas in {}/ are up to date", schema::FOLDER),
            written => eprintln!("{written} of {} schemas written to {}/", documents.len(), schema::FOLDER),
        }
    }
    for file in schema::editor_files(&documents) {
        match files::text_at(&common.root.join(file.path)) {
            None => {
                edit::create(&common.root, [(file.path, file.text.as_str())])?;
                if !common.quiet {
                    eprintln!("{} written", file.path);
                }
            }
            Some(text) if text == file.text => {}
            Some(_) if !common.quiet => {
                let indented = file.text.lines().map(|line| format!("  {line}\n")).collect::<String>();
                eprintln!("{} is there already, and is left as it is; it should hold:\n{indented}", file.path);
            }
            Some(_) => {}
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What the site knows. An editor helps with a site that is not whole yet as well: it says how an id looks, and not which there are.
fn known(common: &Common) -> Known {
    let known = match Sources::open(&common.root) {
        Ok(mut sources) => Known::of(&sources.content()),
        Err(_) => Known::default(),
    };
    if known == Known::default() && !common.quiet {
        eprintln!("the settings of the site cannot be read: its ids, languages and statuses are not in the schemas");
    }
    known
}

/// Writes the schemas that have changed, and says how many they were.
fn write(common: &Common, documents: &[Document]) -> Result<usize> {
    let mut written = 0;
    for document in documents {
        let name = format!("{}/{}", schema::FOLDER, document.name);
        written += usize::from(edit::put(&common.root, &name, &document.text())?);
    }
    Ok(written)
}

/// Brings the schemas up to date where there are any. They are no part of the site: that they cannot be written stops nothing.
pub(super) fn refresh(common: &Common, content: impl FnOnce() -> Content) {
    if !files::is_folder(&common.root.join(schema::FOLDER)) {
        return;
    }
    let content = content();
    // Without settings nothing is known; what was known before is the better help.
    if content.settings.is_some()
        && let Err(error) = write(common, &schema::documents(&Known::of(&content)))
    {
        report::failure(&error);
    }
}
