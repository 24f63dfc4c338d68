//! Tratado turns Markdown and YAML into the public website of a plan that two or more parties agreed on, in every language of the plan.
//!
//! Data goes one way:
//!
//! ```text
//! read → link → Site ── outputs() ──▶ path ──▶ bytes
//! ```
//!
//! | stage | module |
//! |---|---|
//! | the content folder to records | [`read`] |
//! | records to a site: relations, addresses, translations | [`link`] |
//! | templates, strings and assets | [`theme`] |
//! | what the program writes into the authors' files | [`edit`] |
//! | what the editors of authors know | [`schema`] |
//! | a site and a path to bytes | [`render`] |
//! | what is wrong with bytes | [`check`] |
//! | bytes to a published folder | [`publish`] |
//! | the stages in order | [`build`] |
//! | whether pages of other websites are there | [`external`] |
//! | a site as it is written | [`serve`] |
//! | arguments to an exit code | [`cli`] |
//!
//! Below them stand what they speak of: [`model`] (the nouns), [`markdown`], [`yaml`], [`language`], [`diagnostic`] (an author's mistake),
//! [`cache`] (what may be forgotten), [`source`] (text and places in it), [`stamp`] (whether a file is what it was) and [`error`] (a machine's
//! failure). `docs/architecture.md` says more.

pub mod build;
pub mod cache;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod digest;
pub mod edit;
pub mod error;
pub mod external;
pub mod language;
pub mod link;
pub mod markdown;
pub mod model;
pub mod publish;
pub mod read;
pub mod render;
pub mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod stamp;
pub mod starter;
pub mod theme;
pub mod url;
pub mod yaml;
