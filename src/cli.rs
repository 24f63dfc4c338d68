//! The command line: the only module that prints, reads the environment, or decides on an exit code.
//!
//! Exit codes: 0 for clean or warnings alone, 1 for mistakes in the content, 2 where the command could not run.

mod build;
mod check;
mod completions;
mod explain;
mod init;
mod man;
mod new;
mod progress;
mod report;
mod schema;
mod serve;
mod status;
mod translated;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::build::Request;
use crate::diagnostic::Code;
use crate::error::Error;
use crate::external::Pattern;
use crate::language::Tag;
use crate::model::{Collection, PartialDate, is_base_url};
use crate::starter;

/// Publishes the website of a plan from Markdown and YAML.
#[derive(Parser, Debug)]
#[command(name = "tratado", version, about, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Begins the site of a plan: a small example in English and Spanish, to be replaced
    #[command(after_help = "Example: tratado init fishing --title 'en=The Fishing Plan' --title 'es=El Plan de Pesca'")]
    Init(Init),
    /// Builds the whole site into `output/`
    #[command(after_help = "Example: tratado build --base-url https://plan.example.org/")]
    Build(Build),
    /// Looks at everything that a build would publish, and publishes nothing
    #[command(after_help = "Example: tratado check --deny warnings")]
    Check(Check),
    /// Shows the site in a browser, and again as its files change
    #[command(after_help = "Example: tratado serve --open")]
    Serve(Serve),
    /// Shows what is translated into which language, and what is outdated
    #[command(after_help = "Example: tratado status --language es --strict")]
    Status(Status),
    /// Begins a record: its facts, and a file of prose in each language
    #[command(after_help = "Example: tratado new events summit --title en=Summit --title es=Cumbre --date 2008-04")]
    New(New),
    /// Writes JSON Schemas of the content, by which editors complete and check it
    #[command(after_help = "Example: tratado schema --write")]
    Schema(Schema),
    /// Says why a finding matters and how to mend it
    #[command(after_help = "Example: tratado explain unknown-record")]
    Explain(Explain),
    /// Writes what makes a shell complete commands, options and records to standard output
    #[command(after_help = "Example: tratado completions bash > ~/.local/share/bash-completion/completions/tratado")]
    Completions(Completions),
    /// Writes the manual page to standard output, or that of a command
    #[command(after_help = "Example: tratado man serve | man -l -")]
    Man(Man),
    /// Records that translations were made from what their originals say now
    #[command(after_help = "Example: tratado translated areas/security es fr")]
    Translated(Translated),
}

/// What `tratado init` takes.
#[derive(Args, Debug)]
struct Init {
    /// The folder of the site, from `--root` on; it may hold other files
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// The title of the plan in a language: `en` or `es`
    #[arg(long = "title", value_name = "LANG=TEXT", value_parser = starter_title)]
    titles: Vec<(usize, String)>,
    /// Leaves out the workflow that checks and publishes on GitHub
    #[arg(long)]
    no_workflow: bool,
    /// Asks nothing, and takes the example's own titles and address where none are given
    #[arg(long, short)]
    yes: bool,
}

/// What `tratado build` takes.
#[derive(Args, Debug)]
struct Build {
    /// Prints what each step took, with how many files and bytes
    #[arg(long)]
    timings: bool,
}

/// What `tratado check` takes.
#[derive(Args, Debug)]
struct Check {
    /// Asks other websites whether the pages are there that the site links to
    #[arg(long)]
    external: bool,
    /// Leaves addresses out: a host (example.org, *.example.org), or the beginning of an address (example.org/members/)
    #[arg(long, value_name = "PATTERN", requires = "external", value_parser = pattern)]
    exclude: Vec<Pattern>,
    /// For how many days a good answer of a website is believed
    #[arg(long, value_name = "DAYS", requires = "external", default_value_t = 7)]
    max_age: u64,
}

/// What `tratado serve` takes.
#[derive(Args, Debug)]
struct Serve {
    /// The port to listen on [default: 4000, or the next that is free]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The address of this machine to listen on; 0.0.0.0 lets other machines in
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// A name by which browsers may call the server, beside those of this machine
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Opens a browser
    #[arg(long)]
    open: bool,
    /// Looks at all files every second, where the system does not tell what changes (network disks)
    #[arg(long)]
    poll: bool,
}

/// What `tratado status` takes.
#[derive(Args, Debug)]
struct Status {
    /// Shows this language alone
    #[arg(long, value_name = "LANG", add = completions::languages())]
    language: Option<Tag>,
    /// Shows this collection alone
    #[arg(long, value_name = "COLLECTION", value_parser = collection, add = completions::collections())]
    collection: Option<Collection>,
    /// Minds translations of which nobody recorded what they were made from, too
    #[arg(long)]
    strict: bool,
}

/// What `tratado new` takes.
#[derive(Args, Debug)]
struct New {
    /// The collection: areas, commitments, groups, events, bodies, updates or pages
    #[arg(value_name = "COLLECTION", value_parser = collection)]
    collection: Collection,
    /// What the record is called in references and file names, such as labour-mobility
    #[arg(value_name = "ID")]
    id: String,
    /// Its title in a language, such as es="Movilidad laboral" [default: the id, in the language of the original]
    #[arg(long = "title", value_name = "LANG=TEXT", value_parser = title)]
    titles: Vec<(Tag, String)>,
    /// The date that it cannot do without: when an event begins, when an update was made
    #[arg(long, value_name = "DATE", value_parser = written_date)]
    date: Option<String>,
    /// Leaves it out of the site until `draft` is taken away
    #[arg(long)]
    draft: bool,
}

/// What `tratado schema` takes.
#[derive(Args, Debug)]
struct Schema {
    /// Writes them below `.tratado/schemas/`, and the settings of editors where there are none [default: prints them]
    #[arg(long)]
    write: bool,
}

/// What `tratado explain` takes.
#[derive(Args, Debug)]
struct Explain {
    /// The code of the finding, as reports write it in brackets; without one, all of them are listed
    #[arg(value_name = "CODE", value_parser = PossibleValuesParser::new(Code::ALL.iter().map(|code| code.as_str())))]
    code: Option<String>,
}

/// What `tratado completions` takes.
#[derive(Args, Debug)]
struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// What `tratado man` takes.
#[derive(Args, Debug)]
struct Man {
    /// The command
    #[arg(value_name = "COMMAND", add = completions::commands())]
    command: Option<String>,
}

/// What `tratado translated` takes.
#[derive(Args, Debug)]
struct Translated {
    /// The record, such as `areas/security`
    #[arg(required_unless_present = "all", requires = "languages", add = completions::records())]
    record: Option<String>,
    /// The languages of its translations that were reviewed
    #[arg(value_name = "LANG", add = completions::languages())]
    languages: Vec<Tag>,
    /// Every translation of the site
    #[arg(long, conflicts_with = "record")]
    all: bool,
}

/// Options of every command.
#[derive(Args, Debug)]
struct Common {
    /// The folder that holds `content/`
    #[arg(long, global = true, value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    root: PathBuf,
    /// The URL of the site's root, in place of that of `site.yaml`
    #[arg(long, global = true, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// The day on which 'next' and 'last' depend [default: the plan's own]
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    now: Option<PartialDate>,
    /// Takes drafts in
    #[arg(long, global = true)]
    drafts: bool,
    /// How findings are written
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Takes findings of this severity as errors
    #[arg(long, global = true, value_enum, value_name = "SEVERITY")]
    deny: Option<Denied>,
    /// Prints findings alone
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
enum Format {
    /// With the lines of the source that they are about
    Human,
    /// On a line each
    Short,
    /// As JSON, on standard output
    Json,
    /// As SARIF 2.1.0, on standard output
    Sarif,
    /// As annotations of GitHub Actions, on standard output
    Github,
}

/// What `--deny` takes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
enum Denied {
    /// Every finding
    Warnings,
}

fn pattern(text: &str) -> Result<Pattern, String> {
    Pattern::parse(text)
        .ok_or_else(|| "write a host, or the beginning of an address, such as example.org/members/".to_owned())
}

fn date(text: &str) -> Result<PartialDate, String> {
    text.parse().map_err(|error: crate::model::DateError| error.to_string())
}

/// A title of the example that a site begins with: which of its languages, and the text.
fn starter_title(text: &str) -> Result<(usize, String), String> {
    let languages = || starter::TITLES.map(|(language, _)| language);
    let (language, title) = text.split_once('=').ok_or("write it as LANG=TEXT, such as 'en=The Fishing Plan'")?;
    let position = languages().into_iter().position(|known| known == language);
    let position = position.ok_or_else(|| {
        format!("the example is in {}; others are added to the site later", languages().join(" and "))
    })?;
    Ok((position, init::plain_title(title)?))
}

/// A date as it was written, which is one.
fn written_date(text: &str) -> Result<String, String> {
    date(text).map(|_| text.to_owned())
}

/// A title of a record, and its language.
fn title(text: &str) -> Result<(Tag, String), String> {
    let (language, title) = text.split_once('=').ok_or("write language and title, such as en=\"Labour mobility\"")?;
    let language = language.parse().map_err(|error: crate::language::TagError| error.to_string())?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { Err("the title is empty".to_owned()) } else { Ok((language, title)) }
}

fn collection(text: &str) -> Result<Collection, String> {
    let known = || Collection::ALL.iter().map(|collection| collection.as_str()).collect::<Vec<_>>().join(", ");
    text.parse().map_err(|()| format!("the collections are {}", known()))
}

fn base_url(text: &str) -> Result<String, String> {
    if is_base_url(text) {
        Ok(text.to_owned())
    } else {
        Err("write it whole, such as https://plan.example.org/".to_owned())
    }
}

impl Common {
    fn request(&self) -> Result<Request, Error> {
        Ok(Request {
            root: self.root.clone(),
            base_url: self.base_url.clone(),
            now: match &self.now {
                Some(now) => Some(now.clone()),
                None => source_date_epoch()?,
            },
            drafts: self.drafts,
        })
    }
}

/// The day that `SOURCE_DATE_EPOCH` names, in UTC (reproducible-builds.org).
fn source_date_epoch() -> Result<Option<PartialDate>, Error> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds = value.to_str().and_then(|text| text.parse().ok());
    let time = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let time = time.ok_or_else(|| Error::new("SOURCE_DATE_EPOCH is not a number of seconds since 1970"))?;
    Ok(Some(PartialDate::Day(time.to_zoned(jiff::tz::TimeZone::UTC).date())))
}

/// Runs the program on its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<_> = arguments.into_iter().collect();
    if completions::answer(&arguments) {
        return ExitCode::SUCCESS;
    }
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no mistakes; clap knows where each is printed. A closed pipe is nobody's loss.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let result = match arguments.command {
        Command::Init(init) => init::run(&arguments.common, &init),
        Command::Build(build) => build::run(&arguments.common, &build),
        Command::Check(check) => check::run(&arguments.common, &check),
        Command::Serve(serve) => serve::run(&Arc::new(arguments.common), &serve),
        Command::Explain(explain) => explain::run(&explain),
        Command::Completions(completions) => completions::run(&completions),
        Command::Man(man) => man::run(&man),
        Command::New(new) => new::run(&arguments.common, &new),
        Command::Schema(schema) => schema::run(&arguments.common, &schema),
        Command::Status(status) => status::run(&arguments.common, &status),
        Command::Translated(translated) => translated::run(&arguments.common, &translated),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            report::failure(&error);
            ExitCode::from(2)
        }
    }
}
