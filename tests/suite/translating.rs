//! What `docs/languages.md` tells of translating holds, and the repository's own site is an example of it.

use std::path::Path;
use std::process::Command;

use crate::site::repository;
use crate::transcripts::Walk;

#[test]
fn the_walk_of_a_translator_goes_as_it_is_told() {
    let site = Walk::through(Path::new("docs/languages.md"));
    let output = site.path().join("output");
    // What it says of the addresses, and of the strings that were given.
    for page in ["es/areas/el-muelle/index.html", "fr/domaines/the-quay/index.html", "eu/areas/the-quay/index.html"] {
        assert!(output.join(page).is_file(), "{page}");
    }
    let basque = std::fs::read_to_string(output.join("eu/areas/index.html")).unwrap();
    assert!(basque.contains("Hasiera") && basque.contains("Skip to content") && basque.contains("Euskara"), "{basque}");
}

#[test]
fn the_repositorys_own_site_is_translated_and_all_of_it_is_recorded() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
    let output = program.args(["status", "--strict", "--root"]).arg(repository()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}
