//! What is wrong with a site as its readers get it.
//!
//! 1. Every output is looked at as it was rendered ([`Check::look`]), from any thread. What is wrong with a page alone is found
//!    ([`page`]: [`links`], [`names`], [`structure`], [`policy`], [`head`]), and what has to be held against other pages is noted.
//! 2. When all were looked at, the notes are held against each other ([`across`]), against what was published before ([`gone`]), and against
//!    what other websites said, where they were asked ([`outside`]).
//! 3. Each finding is put where it was written ([`origin`]). What stands on many pages for one reason is one finding.
//!
//! Nothing here renders or writes: whoever builds, or only checks, hands in the bytes.

mod across;
mod address;
mod elements;
mod fault;
mod gone;
mod head;
mod links;
mod names;
mod origin;
mod outside;
mod page;
mod policy;
mod structure;
mod wanted;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::digest::{Digest, Digester};
use crate::external::Answer;
use crate::render::{Kind, Output, Renderer};
use crate::source::Place;
use crate::url::address_of;
use across::Across;
use address::Base;
use fault::{Fault, Help};
use links::hash_of;
use names::VagueTexts;
use origin::Origins;
use page::SeenPage;
use policy::SitePolicy;
use wanted::Wanted;

/// The place of an output among those of its site.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct OutputIndex(u32);

impl OutputIndex {
    fn new(position: usize) -> Self {
        Self(u32::try_from(position).unwrap_or(u32::MAX))
    }

    fn position(self) -> usize {
        self.0 as usize
    }

    fn to_bytes(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }
}

/// The outputs of a site, and how URLs lead to them.
struct Outputs<'site> {
    /// In the order of their paths.
    list: Vec<&'site Output>,
    /// By the paths that a host answers at, hashed: that of a folder's index is the folder's as well. Every link asks, and few of the texts
    /// would be at hand to be compared.
    positions: HashMap<u64, OutputIndex, foldhash::fast::FixedState>,
    base: Base,
    /// Whether links to other websites are collected.
    wants_outside: bool,
}

impl Outputs<'_> {
    /// The output that a host answers with at a path.
    fn at(&self, path: &str) -> Option<OutputIndex> {
        self.positions.get(&hash_of(path)).copied()
    }
}

/// The checks of a site.
pub struct Check<'site> {
    renderer: &'site Renderer,
    outputs: Outputs<'site>,
    policy: SitePolicy,
    vague: VagueTexts,
    wanted: Wanted,
}

/// What was seen of an output.
pub struct Seen {
    output: OutputIndex,
    /// How many bytes it has.
    length: usize,
    /// What is wrong with it alone.
    faults: Vec<Fault>,
    /// What is to be held against others, where it is a page.
    page: Option<SeenPage>,
}

impl Seen {
    /// What names all that is judged of it: while it is the same, so is what is wrong with it and with others on its account.
    pub fn digest(&self) -> Digest {
        let mut digester = Digester::default();
        digester.add(self.length.max(LARGEST_PAGE).to_le_bytes());
        for fault in &self.faults {
            digester.add(format!("{fault:?}"));
        }
        if let Some(page) = &self.page {
            page.digest_into(&mut digester);
        }
        digester.finish()
    }
}

/// What one mistake in the source does.
#[derive(Default)]
struct Effect {
    /// The pages that it stands on.
    pages: BTreeSet<OutputIndex>,
    help: Help,
}

/// The largest outputs that readers need not wait for, in bytes.
const LARGEST_PAGE: usize = 1024 * 1024;
const LARGEST_IMAGE: usize = 1024 * 1024;
/// A file that is downloaded may be larger. Cloudflare Pages takes none above 25 MiB.
const LARGEST_FILE: usize = 20 * 1024 * 1024;

impl<'site> Check<'site> {
    /// The checks of the site that a renderer renders.
    pub fn new(renderer: &'site Renderer) -> Self {
        let list: Vec<&Output> = renderer.outputs().collect();
        let positions = list.iter().enumerate().flat_map(|(position, output)| {
            let paths = [output.path.as_str(), address_of(&output.path)];
            paths.map(|path| (hash_of(path), OutputIndex::new(position)))
        });
        let base = Base::new(&renderer.site().settings.base_url);
        Self {
            renderer,
            policy: SitePolicy::new(&renderer.header_rules(), &base),
            vague: VagueTexts::of(renderer.site()),
            wanted: Wanted::all(),
            outputs: Outputs { positions: positions.collect(), list, base, wants_outside: false },
        }
    }

    /// The same, looking for some mistakes only. What takes work that none of these needs is not looked at.
    #[must_use]
    pub fn only(mut self, wants: impl Fn(Code) -> bool) -> Self {
        self.wanted = Wanted::only(wants);
        self
    }

    /// The same, and links to other websites are collected while outputs are looked at.
    #[must_use]
    pub fn with_outside(mut self) -> Self {
        self.outputs.wants_outside = true;
        self
    }

    /// Looks at what was rendered of an output. The order in which outputs are looked at does not matter.
    pub fn look(&self, output: &Output, bytes: &[u8]) -> Option<Seen> {
        let index = self.outputs.at(&output.path)?;
        let mut faults = Vec::new();
        let html = output.kind.is_made_by_template().then(|| std::str::from_utf8(bytes).ok()).flatten();
        let page = html.map(|html| page::look(self, output, html, &mut faults));
        Some(Seen { output: index, length: bytes.len(), faults, page })
    }

    /// The URLs of other websites that what was looked at leads to. Where its own sources can be edited is no matter of its readers, and
    /// asks for a login.
    pub fn outside(&self, seen: &[Seen]) -> BTreeSet<String> {
        let urls = outside::links(seen).map(|(_, url, _)| url.to_owned());
        let sources = self.renderer.site().settings.repository.as_deref();
        urls.filter(|url| sources.is_none_or(|sources| !url.starts_with(sources))).collect()
    }

    /// What is wrong, once all outputs were looked at. `root` is the folder of the site, `published` are the paths of what was published
    /// before, and `answers` what other websites said, each of those that were asked.
    pub fn judge<'path>(
        &self,
        mut seen: Vec<Seen>,
        root: &Path,
        published: impl Iterator<Item = &'path str>,
        answers: &BTreeMap<String, Answer>,
    ) -> Diagnostics {
        seen.sort_by_key(|seen| seen.output);
        let origins = Origins::new(self.renderer, root);
        let across = Across::new(&self.outputs, &seen);
        let mut diagnostics = Diagnostics::new();
        let alone = seen.iter().flat_map(|seen| seen.faults.iter().map(|fault| (seen.output, fault.clone())));
        let mut faults: Vec<(OutputIndex, Fault)> = alone.collect();
        faults.extend(across.missing_places());
        faults.extend(across.one_way_alternates());
        faults.extend(outside::faults(&seen, answers));
        self.report(faults, &origins, &mut diagnostics);
        if self.wanted.has_any(&[Code::DuplicateTitle, Code::DuplicateDescription]) {
            diagnostics.extend(across.duplicates(&origins));
        }
        if self.wanted.has(Code::OrphanPage) {
            diagnostics.extend(across.orphans(&origins));
        }
        if self.wanted.has(Code::UnusedFile) {
            diagnostics.extend(across.unused_files(&origins));
        }
        if self.wanted.has(Code::LargeFile) {
            diagnostics.extend(self.large_files(&seen, &origins));
        }
        if self.wanted.has(Code::GoneAddress) {
            gone::find(published, &self.outputs, &origins, &mut diagnostics);
        }
        diagnostics
    }

    /// Reports faults where they were written: what stands on many pages for one reason once, with the first of them.
    fn report(&self, faults: Vec<(OutputIndex, Fault)>, origins: &Origins<'_>, diagnostics: &mut Diagnostics) {
        let mut causes: BTreeMap<(Place, Code, String), Effect> = BTreeMap::new();
        for (index, fault) in faults {
            let place = origins.of(self.outputs.list[index.position()], &fault.trace);
            let effect = causes.entry((place, fault.code, fault.message)).or_default();
            if effect.help == Help::None {
                effect.help = fault.help;
            }
            effect.pages.insert(index);
        }
        for ((place, code, message), Effect { help, pages }) in causes {
            let first = pages.first().map_or("", |index| self.outputs.list[index.position()].path.as_str());
            let others = match pages.len() {
                0 | 1 => String::new(),
                2 => " and on another".to_owned(),
                many => format!(" and on {} others", many - 1),
            };
            let diagnostic =
                Diagnostic::new(code, place, message).label(format!("on the page `{}`{others}", shown(first)));
            match help {
                Help::None => diagnostics.push(diagnostic),
                Help::Text(help) => diagnostics.push(diagnostic.help(help)),
                Help::Closest(path) => {
                    diagnostics.push_advised(diagnostic, |diagnostic| self.advise(diagnostic, &path));
                }
            }
        }
    }

    /// Says which address was probably meant by a path where there is nothing.
    fn advise(&self, diagnostic: Diagnostic, path: &str) -> Diagnostic {
        let addresses = self.outputs.list.iter().map(|output| shown(&output.path));
        let addresses: Vec<_> = addresses.collect();
        match closest(&shown(path), addresses.iter().map(String::as_str)) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic
                .help("link to a record with `[[collection/id]]` in prose: such links follow it when it moves"),
        }
    }

    fn large_files(&self, seen: &[Seen], origins: &Origins<'_>) -> Vec<Diagnostic> {
        let large = seen.iter().filter_map(|seen| {
            let output = self.outputs.list[seen.output.position()];
            let (limit, help) = limit_of(output);
            (seen.length > limit).then(|| {
                let message = format!("`{}` has {}", shown(&output.path), mebibytes(seen.length));
                Diagnostic::new(Code::LargeFile, origins.of_output(output), message)
                    .help(format!("{help}, to at most {}", mebibytes(limit)))
            })
        });
        // A file of a record is published once a language.
        let mut reported = BTreeSet::new();
        large.filter(|diagnostic| reported.insert(diagnostic.place.clone())).collect()
    }
}

/// How large an output may be, and what to do where it is larger.
fn limit_of(output: &Output) -> (usize, &'static str) {
    const IMAGES: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"];
    let path = output.path.to_ascii_lowercase();
    if matches!(output.kind, Kind::WholePlan(_)) {
        (LARGEST_PAGE, "turn it off (`outputs: {whole-plan: false}`), or make the plan shorter")
    } else if output.kind.is_page() {
        (LARGEST_PAGE, "divide the page")
    } else if IMAGES.iter().any(|ending| path.ends_with(ending)) {
        (LARGEST_IMAGE, "save the image smaller")
    } else {
        (LARGEST_FILE, "make the file smaller, or publish it elsewhere and link to it")
    }
}

#[expect(clippy::cast_precision_loss, reason = "no file has 2^52 bytes")]
fn mebibytes(bytes: usize) -> String {
    format!("{:.1} MiB", bytes as f64 / (1024.0 * 1024.0))
}

/// The path of an output as an address: what a browser shows behind the name of the host.
fn shown(path: &str) -> String {
    format!("/{}", address_of(path))
}
