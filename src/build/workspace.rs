//! A site that is kept as its files change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::former::{MadeOf, Run};
use super::{Request, Site, Step, Timings, settle};
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::language::Language;
use crate::link::{self, NewFindings, Wanted};
use crate::model::Settings;
use crate::read::files;
use crate::read::{CONTENT, Change, Content, Record, Severities, Sources, Survey};
use crate::render::{self, Reach, Renderer};
use crate::stamp::Stamp;
use crate::theme::{self, Theme};

/// What may have changed since the files were read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changes {
    /// Nobody knows: everything is looked at.
    Anything,
    /// These files, and whatever stands in these folders. Paths that are gone count.
    Paths(BTreeSet<PathBuf>),
}

/// A site that is kept: what its files say now is what a build would publish.
///
/// 1. What changed is read again ([`Sources`]), and the theme as a whole where one of its files changed.
/// 2. Where nothing but prose changed, it takes the place of the former prose in the linked site ([`Renderer::with_prose`]).
/// 3. Otherwise the records are linked again, from those that were read before and those that changed.
pub struct Workspace {
    request: Request,
    sources: Sources,
    theme: ThemeFiles,
    /// The theme as the settings of the site want it; none where there are none.
    loaded: Option<LoadedTheme>,
    /// How often a theme was loaded.
    generation: u64,
    renderer: Option<Arc<Renderer>>,
    /// What was found, before the wishes of the site.
    found: Diagnostics,
    /// What was found, ordered by place, as serious as the site wants.
    diagnostics: Arc<Diagnostics>,
    /// Whether something was read that the site does not show yet.
    is_behind: bool,
    /// What it took to bring it up to what the files say.
    timings: Timings,
}

/// The files of themes, as they were when they were last looked at.
#[derive(PartialEq)]
struct ThemeFiles {
    stamps: BTreeMap<String, Stamp>,
    has_links: bool,
}

/// A theme, and the languages that it speaks.
struct LoadedTheme {
    languages: Arc<[Language]>,
    theme: Option<Arc<Theme>>,
    /// By which of its templates pages are made.
    reach: Reach,
    found: Diagnostics,
}

impl Workspace {
    /// Reads and links a site.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn open(request: Request) -> Result<Self> {
        let survey = Survey::of(&request.root, None)?;
        Self::of(request, survey)
    }

    /// Reads what a survey of the same site found, loads the theme meanwhile, and links it. Of what the survey recalled, prose is read when a page
    /// shows it: whoever renders such a site asks [`Site::failure`](crate::link::Site::failure) before anything of it is used.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn of(request: Request, survey: Survey) -> Result<Self> {
        let root = &request.root;
        let theme = ThemeFiles::of(root)?;
        let settings = survey.settings().cloned().map(|settings| request.as_requested(settings));
        let settings = settings.filter(|settings| !settings.languages.is_empty());
        let ((sources, mut timings), (loaded, in_theme)) = rayon::join(
            || Timings::of(Step::Read, || Sources::of(root, survey)),
            || Timings::of(Step::Theme, || settings.map(|settings| LoadedTheme::new(root, &settings)).transpose()),
        );
        timings.extend(in_theme);
        let (sources, loaded) = (sources?, loaded?);
        let mut workspace = Self {
            sources,
            theme,
            request,
            generation: u64::from(loaded.is_some()),
            loaded,
            renderer: None,
            found: Diagnostics::new(),
            diagnostics: Arc::default(),
            is_behind: true,
            timings,
        };
        workspace.link()?;
        Ok(workspace)
    }

    /// Keeps what was read for the next run of `program`.
    pub fn keep(&self, program: &str) {
        self.sources.keep(program);
    }

    /// What is to be built.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The site, ready to render; none where its settings or its theme cannot be used.
    pub fn renderer(&self) -> Option<&Arc<Renderer>> {
        self.renderer.as_ref()
    }

    /// What was found, ordered by place, as serious as the site wants.
    pub fn diagnostics(&self) -> &Arc<Diagnostics> {
        &self.diagnostics
    }

    /// A number that is another whenever a theme was loaded. Within one, pages of equal fingerprints are equal.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What it took to bring the site up to what the files say, all times added up.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }

    /// What the outputs are made of. `program` names the program. None where there is no theme.
    pub fn made_of(&self, program: &str) -> Option<MadeOf> {
        let theme = self.loaded.as_ref()?.theme.as_ref()?;
        let run = Run { program, request: &self.request };
        Some(MadeOf {
            program: program.to_owned(),
            shared: run.digest(self.sources.digest(), theme.digest),
            whole: run.digest(self.sources.digest_of_files(), theme.digest),
            theme: theme.name.clone(),
            has_findings: !self.diagnostics.is_empty(),
        })
    }

    /// What the content folder says, records that the site leaves out among it.
    pub fn content(&mut self) -> Content {
        self.sources.content()
    }

    /// The site alone: what was read for it is let go of, while the site is at work.
    pub fn into_site(self) -> Site {
        rayon::spawn(move || drop(self.sources));
        Site { renderer: self.renderer, diagnostics: Arc::unwrap_or_clone(self.diagnostics) }
    }

    /// Looks at what may have changed.
    ///
    /// # Errors
    /// When a folder or file cannot be read. The site is then what it was before; the next refresh makes up for it.
    pub fn refresh(&mut self, changes: &Changes) -> Result<()> {
        let has_theme_changed = self.theme.refresh(&self.request.root, changes)?;
        if has_theme_changed {
            self.loaded = None;
        }
        let was_behind = std::mem::replace(&mut self.is_behind, true);
        let change = match changes {
            Changes::Anything => self.sources.refresh(),
            Changes::Paths(paths) => self.sources.refresh_at(paths),
        };
        let change = change.inspect_err(|_| {
            // Nobody knows whether the settings were among what was read until then.
            self.loaded = None;
        })?;
        match change {
            Change::Nothing if !was_behind && !has_theme_changed => {}
            Change::Prose(records) if !was_behind && !has_theme_changed && self.take_prose(&records) => {}
            Change::Settings => {
                self.loaded = None;
                self.link()?;
            }
            _ => self.link()?,
        }
        self.is_behind = false;
        Ok(())
    }

    /// Puts other prose in its place; whether that was all that had to be done.
    fn take_prose(&mut self, records: &[Arc<Record>]) -> bool {
        if !NewFindings::may_stand_beside(&self.found) {
            return false;
        }
        let Some((renderer, findings)) = self.renderer.as_ref().and_then(|renderer| renderer.with_prose(records))
        else {
            return false;
        };
        self.found = findings.replace_in(std::mem::take(&mut self.found));
        let site = renderer.site();
        let records = site.records().map(|(_, linked)| linked.record.as_ref());
        self.settle(&Severities::new(&site.settings.diagnostics, records));
        self.renderer = Some(Arc::new(renderer));
        true
    }

    /// Links everything that was read.
    fn link(&mut self) -> Result<()> {
        let mut content = self.timings.measure(Step::Read, || self.sources.content());
        let mut found = std::mem::take(&mut content.diagnostics);
        let settings = content.settings.take().map(|settings| self.request.as_requested(settings));
        let wishes = settings.as_ref().map(|settings| settings.diagnostics.clone()).unwrap_or_default();
        let severities = Severities::new(&wishes, content.records.iter().map(Arc::as_ref));
        let renderer = match settings {
            Some(settings) if !settings.languages.is_empty() => self.render(content, settings, &mut found)?,
            _ => None,
        };
        self.renderer = renderer.map(Arc::new);
        self.found = found;
        self.settle(&severities);
        self.is_behind = false;
        Ok(())
    }

    fn render(&mut self, content: Content, settings: Settings, found: &mut Diagnostics) -> Result<Option<Renderer>> {
        if self.loaded.is_none() {
            let loaded = self.timings.measure(Step::Theme, || LoadedTheme::new(&self.request.root, &settings))?;
            self.loaded = Some(loaded);
            self.generation += 1;
        }
        let Some(loaded) = &self.loaded else { return Ok(None) };
        found.extend(loaded.found.iter().cloned());
        let asked = self.request.now.clone();
        let now = asked.or_else(|| settings.plan.as_of.clone()).or_else(|| settings.plan.agreed.clone());
        let wanted = Wanted { drafts: self.request.drafts };
        let languages = Arc::clone(&loaded.languages);
        let (site, in_links) = self.timings.measure(Step::Link, || link::link(content, settings, languages, wanted));
        found.extend(in_links);
        let Some(theme) = &loaded.theme else { return Ok(None) };
        let (renderer, in_outputs) =
            self.timings.measure(Step::Link, || Renderer::new(site, Arc::clone(theme), &loaded.reach, now));
        found.extend(in_outputs);
        Ok(Some(renderer))
    }

    fn settle(&mut self, severities: &Severities) {
        let mut diagnostics = self.found.clone();
        settle(&mut diagnostics, severities);
        self.diagnostics = Arc::new(diagnostics);
    }
}

impl ThemeFiles {
    fn of(root: &Path) -> Result<Self> {
        let folder = root.join(theme::FOLDER);
        if !files::is_folder(&folder) {
            return Ok(Self { stamps: BTreeMap::new(), has_links: false });
        }
        let walked = files::walk(&folder, theme::FOLDER)?;
        let stamps = walked.files.into_iter().map(|file| (file.relative, file.stamp)).collect();
        Ok(Self { stamps, has_links: walked.has_links })
    }

    /// Whether a file of a theme has changed.
    fn refresh(&mut self, root: &Path, changes: &Changes) -> Result<bool> {
        let is_named = match changes {
            Changes::Anything => false,
            Changes::Paths(paths) => {
                let content = root.join(CONTENT);
                let is_named = paths.iter().any(|path| !path.starts_with(&content));
                if !is_named && !self.has_links {
                    return Ok(false);
                }
                is_named
            }
        };
        let fresh = Self::of(root)?;
        let has_changed = is_named || fresh != *self;
        *self = fresh;
        Ok(has_changed)
    }
}

impl LoadedTheme {
    fn new(root: &Path, settings: &Settings) -> Result<Self> {
        let (languages, theme, mut found) = theme::load(root, settings)?;
        let (reach, names) = theme.as_ref().map(render::check_names).unwrap_or_default();
        found.extend(names);
        Ok(Self { languages: languages.into(), theme: theme.map(Arc::new), reach, found })
    }
}
