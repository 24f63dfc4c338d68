//! Where the URLs of a page lead, and which places on it others can lead to.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};

use super::address::Destination;
use super::elements::StartTag;
use super::fault::{Fault, Trace};
use super::{OutputIndex, Outputs, Wanted, shown};
use crate::diagnostic::Code;

/// The URLs and ids of one page.
pub(super) struct Links<'check> {
    outputs: &'check Outputs<'check>,
    wanted: &'check Wanted,
    page: &'check str,
    html: &'check str,
    /// The ids of elements, hashed.
    ids: HashSet<u64, foldhash::fast::FixedState>,
    /// The ids of this page to which a link of its own leads that comes before the place, each with where the link begins, and what it says.
    own_anchors: Vec<(u64, usize, String)>,
    seen: SeenLinks,
}

/// What is kept of the links of a page until all pages were looked at.
#[derive(Default)]
pub(super) struct SeenLinks {
    /// The pages and files that a reader can go to from here, the same page in other languages left out.
    pub(super) ways: Vec<OutputIndex>,
    /// The files that the page needs or leads to.
    pub(super) uses: Vec<OutputIndex>,
    /// Links to places on other pages.
    pub(super) anchors: Vec<Anchor>,
    /// The ids on this page, hashed and in order: there are many, and few are asked for.
    pub(super) ids: Vec<u64>,
    /// Links to other websites, each with what the source says there.
    pub(super) outside: Vec<(String, Trace)>,
}

/// A link to a place on a page.
pub(super) struct Anchor {
    pub(super) to: OutputIndex,
    pub(super) id: String,
    pub(super) trace: Trace,
}

/// Whether an attribute of an element holds a URL (HTML, 'Attributes'; SVG 2, 'Linking').
fn holds_url(element: &str, attribute: &str) -> bool {
    match attribute {
        "href" => matches!(element, "a" | "area" | "link" | "image" | "use"),
        "src" => {
            matches!(element, "img" | "script" | "iframe" | "source" | "video" | "audio" | "track" | "embed" | "input")
        }
        "data" => element == "object",
        "poster" => element == "video",
        "action" => element == "form",
        "xlink:href" => matches!(element, "a" | "image" | "use"),
        _ => false,
    }
}

/// Whether an attribute of an element holds a list of URLs, each with a width or a density behind it.
fn holds_urls(element: &str, attribute: &str) -> bool {
    match attribute {
        "srcset" => matches!(element, "img" | "source"),
        "imagesrcset" => element == "link",
        _ => false,
    }
}

/// The hash under which a text is kept of which there are many, and which is only held against others.
pub(super) fn hash_of(text: &str) -> u64 {
    let mut hasher = foldhash::quality::FixedState::default().build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Goes through the URLs of a tag, each with the attribute that it stands in.
pub(super) fn each_url<'page>(tag: &StartTag<'page>, mut each: impl FnMut(&'page str, &'page str)) {
    for (attribute, value) in tag.attributes() {
        if holds_url(tag.name, attribute) {
            each(attribute, value);
        } else if holds_urls(tag.name, attribute) {
            value.split(',').filter_map(|item| item.split_whitespace().next()).for_each(|url| each(attribute, url));
        }
    }
}

impl<'check> Links<'check> {
    pub(super) fn new(
        outputs: &'check Outputs<'check>,
        wanted: &'check Wanted,
        page: &'check str,
        html: &'check str,
    ) -> Self {
        Self {
            outputs,
            wanted,
            page,
            html,
            ids: HashSet::default(),
            own_anchors: Vec::new(),
            seen: SeenLinks::default(),
        }
    }

    pub(super) fn start(&mut self, tag: &StartTag<'_>, found: &mut Vec<Fault>) {
        if let Some(id) = tag.get("id")
            && !self.ids.insert(hash_of(id))
        {
            let trace = Trace::of(tag).text(format!("id=\"{id}\""));
            found.push(
                Fault::new(Code::DuplicateId, format!("the id `{id}` stands twice on one page"), trace)
                    .help("give one of the two another id: links and labels find the first alone"),
            );
        }
        each_url(tag, |attribute, url| self.follow(tag, attribute, url, found));
    }

    fn follow(&mut self, tag: &StartTag<'_>, attribute: &str, url: &str, found: &mut Vec<Fault>) {
        let trace = || trace_of_url(Trace::of(tag), attribute, url);
        let is_way = matches!(tag.name, "a" | "area");
        match self.outputs.base.destination(self.page, url) {
            Destination::Inside { path, fragment } => {
                let Some(to) = self.outputs.at(&path) else {
                    found.push(self.broken(&path, trace()));
                    return;
                };
                // The switch of languages leads from one page to what is the same page, and makes neither easier to find.
                if is_way && self.wanted.has(Code::OrphanPage) && tag.get("hreflang").is_none() {
                    self.seen.ways.push(to);
                }
                if self.wanted.has(Code::UnusedFile) {
                    self.seen.uses.push(to);
                }
                // The top of a page is there on every page (HTML, 'Scrolling to a fragment').
                if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
                    return;
                }
                if self.outputs.list[to.position()].path == self.page {
                    let hash = hash_of(&fragment);
                    if !self.ids.contains(&hash) {
                        self.own_anchors.push((hash, tag.start(), fragment.into_owned()));
                    }
                } else {
                    self.seen.anchors.push(Anchor { to, id: fragment.into_owned(), trace: trace() });
                }
            }
            Destination::Outside(outside) => {
                if self.outputs.wants_outside {
                    self.seen.outside.push((outside.into(), trace()));
                }
            }
            Destination::Elsewhere => {}
            Destination::Unreadable => found.push(
                Fault::new(Code::BrokenLink, format!("no browser can follow `{url}`"), trace())
                    .help("write it as a URL, such as `https://www.example.org/report.pdf`"),
            ),
        }
    }

    fn broken(&self, path: &str, trace: Trace) -> Fault {
        let fault = Fault::new(Code::BrokenLink, format!("the site has nothing at `/{path}`"), trace);
        if self.outputs.at(&format!("{path}/")).is_some() {
            return fault.help(format!("write `/{path}/`: not every host adds the slash at its end"));
        }
        fault.closest_to(path)
    }

    /// What is wrong with links within the page, and what is to be held against other pages.
    pub(super) fn finish(mut self, found: &mut Vec<Fault>) -> SeenLinks {
        for (_, start, id) in self.own_anchors.iter().filter(|(hash, ..)| !self.ids.contains(hash)) {
            let trace = trace_of_url(Trace::at(self.html, *start), "href", &format!("#{id}"));
            found.push(no_such_place(id, self.page, trace));
        }
        self.seen.ids = self.ids.into_iter().collect();
        self.seen.ids.sort_unstable();
        for targets in [&mut self.seen.ways, &mut self.seen.uses] {
            targets.sort_unstable();
            targets.dedup();
            targets.shrink_to_fit();
        }
        self.seen
    }
}

impl SeenLinks {
    /// Whether there is an element of this id on the page.
    pub(super) fn has_place(&self, id: &str) -> bool {
        self.ids.binary_search(&hash_of(id)).is_ok()
    }
}

/// What the source may say where it links to this URL.
fn trace_of_url(trace: Trace, attribute: &str, url: &str) -> Trace {
    let (path, _) = url.split_once('#').unwrap_or((url, ""));
    let from_root = path.trim_start_matches("../").trim_start_matches("./");
    let trace = trace.text(format!("{attribute}=\"{url}\"")).text(url);
    if from_root.len() > 3 { trace.text(from_root) } else { trace }
}

/// The fault of a link to a place that its page does not have.
pub(super) fn no_such_place(id: &str, page: &str, trace: Trace) -> Fault {
    let address = shown(page);
    Fault::new(Code::BrokenLink, format!("the page `{address}` has no element with the id `{id}`"), trace)
        .help(format!("give the place its id there, or link to the page alone: `{address}`"))
}
