//! The tests of the whole: sites in, published folders out.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails, and tests look at the files that the program wrote"
)]

mod acronyms;
mod architecture;
mod broken;
mod calendar;
mod check;
mod command;
mod completions;
mod data;
mod detection;
#[cfg(unix)]
mod edits;
mod fallback;
mod faults;
mod feed;
mod generated;
mod init;
mod languages;
mod linked_data;
mod linking;
mod new;
mod open_graph;
mod pictures;
mod program;
mod properties;
mod published;
mod reading;
mod relations;
mod rules;
mod schema;
mod serve;
mod site;
mod sites;
mod strings;
mod transcripts;
mod translating;
mod translations;
mod warm;
mod workspace;
