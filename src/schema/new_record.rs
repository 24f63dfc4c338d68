//! The first files of a new record: the fields that it must have, and those that it may have as comments that say what each is.
//!
//! What a field is stands in the schemas, and comes from there.

use std::collections::BTreeMap;

use schemars::SchemaGenerator;
use serde_json::{Map, Value};

use super::{own_properties, properties_of};
use crate::language::Tag;
use crate::model::{Collection, Common, Facts, PartialDate, RecordId};
use crate::read::CONTENT;
use crate::source::FilePath;
use crate::yaml;

/// A record that is to be begun.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Its name.
    pub id: RecordId,
    /// The languages that get a file of prose; the first is the original.
    pub languages: Vec<Tag>,
    /// What it is called, as far as that is known. Without a title in the original language there, one is made of the id.
    pub titles: BTreeMap<Tag, String>,
    /// The date that it cannot do without, as it is to be written.
    pub date: Option<String>,
    /// Whether it is left out until it is finished.
    pub is_draft: bool,
}

/// A file that is not there yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFile {
    /// Where it is to stand.
    pub file: FilePath,
    /// What it is to say.
    pub text: String,
}

/// The texts of every record that a file of prose begins with, besides its title.
const TEXTS: [&str; 2] = ["summary", "slug"];

impl NewRecord {
    /// The files to begin it with: its facts, and its prose in each language. A page has no facts, and its fields stand above its prose.
    pub fn files(&self) -> Vec<NewFile> {
        let own = self.own_fields();
        let mut files = Vec::new();
        if !self.stands_without_facts() {
            files.push(self.file(".yaml", own.clone()));
        }
        for (position, language) in self.languages.iter().enumerate() {
            let is_original = position == 0;
            let own = if is_original && self.stands_without_facts() { own.as_str() } else { "" };
            let text = format!("---\n{}{own}---\n", self.texts(language, is_original));
            files.push(self.file(&format!(".{language}.md"), text));
        }
        files
    }

    /// The dates that nobody but its author knows, and that are not given.
    pub fn open_dates(&self) -> &'static [&'static str] {
        if self.date.is_some() { &[] } else { Facts::required(self.id.collection) }
    }

    fn stands_without_facts(&self) -> bool {
        self.id.collection == Collection::Pages
    }

    fn file(&self, ending: &str, text: String) -> NewFile {
        NewFile { file: FilePath::new(format!("{CONTENT}/{}{ending}", self.id)), text }
    }

    /// The title in a language, where it is known.
    fn title(&self, language: &Tag, is_original: bool) -> Option<String> {
        self.titles.get(language).cloned().or_else(|| is_original.then(|| title_of(self.id.id.last_segment())))
    }

    fn texts(&self, language: &Tag, is_original: bool) -> String {
        let common = properties_of::<Common>(&mut SchemaGenerator::default());
        let title = match self.title(language, is_original) {
            Some(title) => format!("title: {}\n", yaml_text(&title)),
            None => format!("title:  # {}\n", description(&common, "title")),
        };
        let others = TEXTS.map(|field| format!("# {field}:  # {}\n", description(&common, field)));
        format!("{title}{}", others.concat())
    }

    /// The fields of the record's collection, a line each: first those that it must have.
    fn own_fields(&self) -> String {
        let properties = own_properties(self.id.collection, &mut SchemaGenerator::default());
        let required = Facts::required(self.id.collection);
        let mut lines: Vec<String> = required
            .iter()
            .map(|field| match &self.date {
                Some(date) => format!("{field}: {}\n", yaml_text(date)),
                None => format!("{field}:  # {}\n", description(&properties, field)),
            })
            .collect();
        if self.is_draft {
            lines.push("draft: true\n".to_owned());
        }
        let optional = properties.keys().filter(|field| !required.contains(&field.as_str()));
        lines.extend(optional.map(|field| format!("# {field}:  # {}\n", description(&properties, field))));
        lines.concat()
    }
}

/// What a field is, on one line.
fn description(properties: &Map<String, Value>, field: &str) -> String {
    let description = properties.get(field).and_then(|property| property["description"].as_str());
    let paragraph = description.unwrap_or_default().split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title that an id is short for: `labour-mobility` for 'Labour mobility'.
fn title_of(id: &str) -> String {
    let mut letters = id.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str().replace('-', " "))
}

/// A text as YAML reads it again: plain where that is possible, and in quotes where it is not.
fn yaml_text(text: &str) -> String {
    let is_plain = matches!(
        yaml::parse(&format!("text: {text}\n")),
        Ok(yaml::Value::Map(entries))
            if matches!(entries.as_slice(), [(_, yaml::Value::String(read))] if read == text)
    );
    let is_year = text.parse::<PartialDate>().is_ok_and(|date| matches!(date, PartialDate::Year(_)));
    // A string of JSON is one of YAML.
    if is_plain || is_year { text.to_owned() } else { Value::String(text.to_owned()).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str) -> NewRecord {
        let (collection, id) = id.split_once('/').unwrap();
        NewRecord {
            id: RecordId::new(collection.parse().unwrap(), id.parse().unwrap()),
            languages: vec!["en".parse().unwrap(), "es".parse().unwrap()],
            titles: BTreeMap::new(),
            date: None,
            is_draft: false,
        }
    }

    #[test]
    fn a_record_begins_with_its_facts_and_a_file_a_language() {
        let files = record("updates/labour-mobility").files();
        let paths: Vec<_> = files.iter().map(|file| file.file.as_str()).collect();
        assert_eq!(
            paths,
            [
                "content/updates/labour-mobility.yaml",
                "content/updates/labour-mobility.en.md",
                "content/updates/labour-mobility.es.md"
            ]
        );
        assert_eq!(
            files[0].text,
            "date:  # When it was made.\n\
             # about:  # The records that it is about.\n\
             # status:  # The status that the commitments among them have since then.\n\
             # sources:  # Where this is written.\n"
        );
        assert!(
            files[1].text.starts_with("---\ntitle: Labour mobility\n# summary:  # What it is"),
            "{}",
            files[1].text
        );
        assert!(files[2].text.starts_with("---\ntitle:  # What it is called.\n"), "{}", files[2].text);
    }

    #[test]
    fn a_page_has_no_facts_and_its_fields_stand_above_the_original() {
        let mut page = record("pages/about/history");
        page.is_draft = true;
        page.titles.insert("es".parse().unwrap(), "Historia: el \"principio\"".to_owned());
        let files = page.files();
        assert_eq!(files.len(), 2);
        assert!(files[0].text.contains("title: History\n") && files[0].text.contains("draft: true\n# menu:  # "));
        assert!(files[1].text.contains("title: \"Historia: el \\\"principio\\\"\"\n"), "{}", files[1].text);
        assert!(!files[1].text.contains("menu"));
    }

    #[test]
    fn a_date_is_written_as_it_is_read() {
        for date in ["2007", "2007-10", "2007-10-15", "2007-10-15T09:00[America/Toronto]"] {
            let record = NewRecord { date: Some(date.to_owned()), ..record("events/summit") };
            let Ok(yaml::Value::Map(entries)) = yaml::parse(&record.files()[0].text) else { panic!("no map") };
            let read = match &entries[0].1 {
                yaml::Value::String(text) => text.clone(),
                yaml::Value::Integer(year) => year.to_string(),
                other => panic!("{other:?}"),
            };
            assert_eq!((entries[0].0.as_str(), read.as_str()), ("start", date));
        }
    }
}
