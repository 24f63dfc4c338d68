//! `tratado new`: the first files of a record.

use std::collections::BTreeMap;
use std::process::ExitCode;

use anstream::eprintln;

use super::{Common, New, schema};
use crate::edit;
use crate::error::{Error, Result};
use crate::language::Tag;
use crate::model::{Facts, Id, IdError, RecordId, Settings};
use crate::read::{Content, Sources};
use crate::schema::NewRecord;

pub(super) fn run(common: &Common, arguments: &New) -> Result<ExitCode> {
    let id = id(arguments)?;
    let mut sources = Sources::open(&common.root).map_err(|error| {
        error.help("`tratado new` adds to a site: name the folder that holds `content/` with `--root`")
    })?;
    let content = sources.content();
    let Some(settings) = content.settings.as_ref().filter(|settings| !settings.languages.is_empty()) else {
        return Err(Error::new(
            "the settings of the site cannot be read, and say in which languages a record is written",
        )
        .help("`tratado build` says what is wrong with `content/site.yaml`"));
    };
    refuse_known(&content, &id)?;
    let record = NewRecord {
        titles: titles(arguments, settings)?,
        date: date(arguments)?,
        languages: settings.languages.clone(),
        is_draft: arguments.draft,
        id,
    };
    let files = record.files();
    let written: Vec<_> = files.iter().map(|file| (file.file.as_str(), file.text.as_str())).collect();
    edit::create(&common.root, &written)?;
    // What refers to the new record is to be completed from now on.
    schema::refresh(common, || match sources.refresh() {
        Ok(_) => sources.content(),
        Err(_) => content,
    });
    if !common.quiet {
        for file in &files {
            eprintln!("{} written", file.file);
        }
        eprintln!("next: {}", next(&record));
    }
    Ok(ExitCode::SUCCESS)
}

fn id(arguments: &New) -> Result<RecordId> {
    let form = "an id is made of lower-case letters without accents, digits and single hyphens";
    let id: Id = arguments.id.parse().map_err(|error: IdError| {
        let help = match error.suggestion() {
            Some(suggestion) => format!("{form}: `{suggestion}`"),
            None => form.to_owned(),
        };
        Error::new(error.to_string()).help(help)
    })?;
    if !id.suits(arguments.collection) {
        return Err(Error::new(format!("`{id}` is not an id of `{}`", arguments.collection))
            .help("only pages stand below each other"));
    }
    Ok(RecordId::new(arguments.collection, id))
}

/// Refuses a record that is there already, whole or broken, wherever its facts or its prose stand.
fn refuse_known(content: &Content, id: &RecordId) -> Result<()> {
    if let Some(record) = content.records.iter().find(|record| record.id == *id) {
        return Err(Error::new(format!("there is already a record `{id}`, in `{}`", record.origins.main_file()))
            .help("nothing was written; choose another id"));
    }
    if content.unreadable.contains_key(id) {
        return Err(Error::new(format!("there is already a record `{id}`, with a mistake in it"))
            .help("nothing was written; `tratado build` says what the mistake is"));
    }
    if content.unreadable_collections.contains(&id.collection) {
        return Err(Error::new(format!(
            "`content/{}.yaml` cannot be read, and may hold the facts of `{id}`",
            id.collection
        ))
        .help("`tratado build` says what is wrong with it"));
    }
    Ok(())
}

fn titles(arguments: &New, settings: &Settings) -> Result<BTreeMap<Tag, String>> {
    let mut titles = BTreeMap::new();
    for (language, title) in &arguments.titles {
        if !settings.languages.contains(language) {
            let known: Vec<_> = settings.languages.iter().map(Tag::as_str).collect();
            return Err(Error::new(format!("the site does not have the language `{language}`"))
                .help(format!("its languages are {}", known.join(", "))));
        }
        if titles.insert(language.clone(), title.clone()).is_some() {
            return Err(Error::new(format!("there are two titles in `{language}`")).help("keep one of them"));
        }
    }
    Ok(titles)
}

fn date(arguments: &New) -> Result<Option<String>> {
    let date = arguments.date.clone();
    match Facts::required(arguments.collection) {
        [] if date.is_some() => Err(Error::new(format!("`{}` have no date of their own", arguments.collection))
            .help("only events and updates take `--date`")),
        _ => Ok(date),
    }
}

/// What there is to do with the files.
fn next(record: &NewRecord) -> String {
    let dates = record.open_dates().iter().map(|field| format!("write its `{field}`"));
    let steps = dates.chain(["fill in what you know".to_owned(), "see it with `tratado serve`".to_owned()]);
    steps.collect::<Vec<_>>().join(", ")
}
