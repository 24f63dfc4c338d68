//! `tratado translated`: records that a translation was made from what its original says now.

use std::process::ExitCode;

use anstream::eprintln;

use super::{Common, Translated, report};
use crate::build;
use crate::diagnostic::closest;
use crate::edit;
use crate::error::{Error, Result};
use crate::language::Tag;
use crate::link::{LanguageIndex, RecordIndex, Site, Translation};

pub(super) fn run(common: &Common, arguments: &Translated) -> Result<ExitCode> {
    let build::Site { renderer, diagnostics } = build::site(&common.request()?)?;
    let Some(renderer) = renderer.filter(|_| !diagnostics.has_errors()) else {
        report::findings(&diagnostics, common);
        eprintln!("nothing was recorded: {}", report::counted(&diagnostics));
        return Ok(ExitCode::from(1));
    };
    let site = renderer.site();
    let wanted = match &arguments.record {
        Some(name) => of_record(site, name, &arguments.languages)?,
        None => all(site),
    };
    // All are known to be there before the first is written.
    for (record, language) in wanted {
        let (id, tag) = (&site.record(record).id, site.tag(language));
        let Some(file) = site.record(record).prose_file_in(tag) else { continue };
        let has_changed = edit::record_translation(&common.root, &file.file, &site.snapshot(record))?;
        if has_changed && !common.quiet {
            eprintln!("{id} in {tag}: recorded");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The translations of a record into some languages.
fn of_record(site: &Site, name: &str, languages: &[Tag]) -> Result<Vec<(RecordIndex, LanguageIndex)>> {
    let found = site.records().find(|(_, linked)| linked.record.id.to_string() == name);
    let Some((index, _)) = found else {
        let error = Error::new(format!("there is no record `{name}`"));
        let names: Vec<_> = site.records().map(|(_, linked)| linked.record.id.to_string()).collect();
        return Err(match closest(name, names.iter().map(String::as_str)) {
            Some(meant) => error.help(format!("did you mean `{meant}`?")),
            None => error.help("write collection and id, such as `areas/security`"),
        });
    };
    let translation = |tag: &Tag| {
        let language = site.language(tag).ok_or_else(|| {
            let known: Vec<_> = site.language_indices().map(|language| site.tag(language).as_str()).collect();
            Error::new(format!("the site does not have the language `{tag}`"))
                .help(format!("its languages are {}", known.join(", ")))
        })?;
        match site.translation(index, language) {
            Translation::None | Translation::Missing => Err(Error::new(format!("`{name}` has no prose in `{tag}`"))
                .help(format!("write `content/{name}.{tag}.md` first"))),
            Translation::Original => Err(Error::new(format!("`{name}` in `{tag}` is the original"))),
            Translation::Unrecorded | Translation::Current | Translation::Outdated(_) => Ok((index, language)),
        }
    };
    languages.iter().map(translation).collect()
}

/// Every translation of the site.
fn all(site: &Site) -> Vec<(RecordIndex, LanguageIndex)> {
    let pairs = site.records().flat_map(|(index, _)| site.language_indices().map(move |language| (index, language)));
    let is_translation = |(index, language): &(RecordIndex, LanguageIndex)| {
        matches!(
            site.translation(*index, *language),
            Translation::Unrecorded | Translation::Current | Translation::Outdated(_)
        )
    };
    pairs.filter(is_translation).collect()
}
