//! What tells an editor which schema is for which file.

use serde_json::{Map, Value, json};

use super::{FOLDER, FileSchema};

/// The extension of Visual Studio Code that reads schemas.
const EXTENSION: &str = "redhat.vscode-yaml";

/// A file of an editor's settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditorFile {
    /// Its path below the site's root.
    pub path: &'static str,
    /// What it says.
    pub text: String,
    /// What a file that says the same in other words holds.
    names: Vec<String>,
}

impl EditorFile {
    /// Whether a file that is there already says the same, as far as can be told without understanding it.
    pub fn is_said_in(&self, text: &str) -> bool {
        self.names.iter().all(|name| text.contains(name.as_str()))
    }
}

/// The settings of Visual Studio Code and Helix. Whoever has such files already keeps them, and adds this.
pub fn editor_files(schemas: &[FileSchema]) -> Vec<EditorFile> {
    let schemas = schemas.iter().filter_map(|file| {
        let files = file.files.clone()?;
        Some((format!("./{FOLDER}/{}", file.name), Value::String(files)))
    });
    let schemas: Map<String, Value> = schemas.collect();
    let names: Vec<String> = schemas.keys().cloned().collect();
    let settings = json!({"yaml.schemas": schemas});
    let extensions = json!({"recommendations": [EXTENSION]});
    // A string of TOML in double quotes is written as one of JSON.
    let lines = schemas.iter().map(|(schema, files)| format!("{} = {files}\n", Value::String(schema.clone())));
    let helix = format!("[language-server.yaml-language-server.config.yaml.schemas]\n{}", lines.collect::<String>());
    let file = |path, text, names| EditorFile { path, text, names };
    vec![
        file(".vscode/settings.json", format!("{settings:#}\n"), names.clone()),
        file(".vscode/extensions.json", format!("{extensions:#}\n"), vec![EXTENSION.to_owned()]),
        file(".helix/languages.toml", helix, names),
    ]
}
