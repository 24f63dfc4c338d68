//! What the answers of other websites mean for the links to them.

use std::collections::BTreeMap;

use super::fault::{Fault, Trace};
use super::{OutputIndex, Seen};
use crate::diagnostic::Code;
use crate::external::Answer;

/// Every link to another website: the page that it stands on, the URL, and what the source says there.
pub(super) fn links(seen: &[Seen]) -> impl Iterator<Item = (OutputIndex, &str, &Trace)> {
    seen.iter().flat_map(|seen| {
        let links = seen.page.iter().flat_map(|page| &page.links.outside);
        links.map(|(url, trace)| (seen.output, url.as_str(), trace))
    })
}

/// What is wrong with links, by the answers to their URLs.
pub(super) fn faults(seen: &[Seen], answers: &BTreeMap<String, Answer>) -> Vec<(OutputIndex, Fault)> {
    let found = links(seen).filter_map(|(output, url, trace)| Some((output, fault(url, answers.get(url)?, trace)?)));
    found.collect()
}

fn fault(url: &str, answer: &Answer, trace: &Trace) -> Option<Fault> {
    let fault = |code, message: String| Fault::new(code, message, trace.clone());
    match answer {
        Answer::Missing { status, at: None } => Some(
            fault(Code::DeadLink, format!("`{url}` is not there: its website answers with {status}"))
                .help("link to where it is now, to a copy in an archive of the web, or to a copy of your own"),
        ),
        Answer::Missing { status, at: Some(at) } => Some(
            fault(Code::DeadLink, format!("`{url}` leads on to `{at}`, which is not there: it answers with {status}"))
                .help("link to where it is now, to a copy in an archive of the web, or to a copy of your own"),
        ),
        Answer::Moved { to, permanently: true } => {
            Some(fault(Code::MovedLink, format!("`{url}` has moved")).help(format!("link to `{to}`")))
        }
        Answer::Unclear(trouble) => Some(
            fault(Code::UnclearLink, format!("nobody can say whether `{url}` is there: {trouble}"))
                .help("look at the page in a browser; an address that is right can be left out with `--exclude`"),
        ),
        Answer::Found | Answer::Moved { permanently: false, .. } | Answer::Excluded | Answer::Malformed => None,
    }
}
