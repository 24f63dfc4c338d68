//! What tells an editor which schema is for which file.

use serde_json::{Map, Value, json};

use super::{FOLDER, FileSchema};

/// A file of an editor's settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditorFile {
    /// Its path below the site's root.
    pub path: &'static str,
    /// What it says.
    pub text: String,
}

/// The settings of Visual Studio Code and Helix. Whoever has such files already keeps them, and adds this.
pub fn editor_files(schemas: &[FileSchema]) -> Vec<EditorFile> {
    let schemas = schemas.iter().filter_map(|file| {
        let files = file.files.clone()?;
        Some((format!("./{FOLDER}/{}", file.name), Value::String(files)))
    });
    let schemas: Map<String, Value> = schemas.collect();
    let settings = json!({"yaml.schemas": schemas});
    let extensions = json!({"recommendations": ["redhat.vscode-yaml"]});
    // A string of TOML in double quotes is written as one of JSON.
    let lines = schemas.iter().map(|(schema, files)| format!("{} = {files}\n", Value::String(schema.clone())));
    let helix = format!("[language-server.yaml-language-server.config.yaml.schemas]\n{}", lines.collect::<String>());
    vec![
        EditorFile { path: ".vscode/settings.json", text: format!("{settings:#}\n") },
        EditorFile { path: ".vscode/extensions.json", text: format!("{extensions:#}\n") },
        EditorFile { path: ".helix/languages.toml", text: helix },
    ]
}
