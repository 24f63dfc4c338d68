//! `tratado schema`: what editors know of the content.

use std::io::Write;
use std::process::ExitCode;

use anstream::eprintln;
use serde_json::{Map, Value};

use super::{Common, Schema, report};
use crate::build;
use crate::cache;
use crate::edit;
use crate::error::{Error, Result};
use crate::read::files;
use crate::read::{CONTENT, Content, Sources};
use crate::schema::{self, FileSchema, Known};

pub(super) fn run(common: &Common, arguments: &Schema) -> Result<ExitCode> {
    build::output_folder(&common.root)?;
    let known = known(common);
    let schemas = schema::file_schemas(&known);
    if !arguments.write {
        let all: Map<String, Value> = schemas.into_iter().map(|file| (file.name, file.schema)).collect();
        // Whoever reads the schemas may close them before their end.
        let _ = writeln!(std::io::stdout(), "{:#}", Value::Object(all));
        return Ok(ExitCode::SUCCESS);
    }
    // Nobody wants an editor's settings in a folder that was named by mistake.
    let content = common.root.join(CONTENT);
    if !files::is_folder(&content) {
        return Err(Error::new("there is no folder")
            .at(&content)
            .help("name the folder that holds `content/` with `--root`, or print the schemas without `--write`"));
    }
    let written = write(common, &schemas)?;
    if !common.quiet {
        match written {
            0 => eprintln!("the schemas in {}/ are up to date", schema::FOLDER),
            written => eprintln!("{written} of {} schemas written to {}/", schemas.len(), schema::FOLDER),
        }
    }
    tell_editors(common, &schemas)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the settings of editors where there are none, and says elsewhere what they are to hold.
fn tell_editors(common: &Common, schemas: &[FileSchema]) -> Result<()> {
    for file in schema::editor_files(schemas) {
        let Some(text) = files::text_at(&common.root.join(file.path)) else {
            edit::create(&common.root, &[(file.path, file.text.as_str())])?;
            if !common.quiet {
                eprintln!("{} written", file.path);
            }
            continue;
        };
        if !file.is_said_in(&text) && !common.quiet {
            let indented = file.text.lines().map(|line| format!("  {line}\n")).collect::<String>();
            eprintln!("{} is there already, and is left as it is; it should hold:\n{indented}", file.path);
        }
    }
    Ok(())
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
fn write(common: &Common, schemas: &[FileSchema]) -> Result<usize> {
    let mut written = 0;
    for file in schemas {
        let name = format!("{}/{}", schema::FOLDER_IN_CACHE, file.name);
        written += usize::from(cache::write(&common.root, &name, file.text().as_bytes())?);
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
        && let Err(error) = write(common, &schema::file_schemas(&Known::of(&content)))
    {
        report::failure(&error);
    }
}
