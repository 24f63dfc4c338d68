//! A site that is kept as its files change.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Request, Site};
use crate::diagnostic::Diagnostics;
use crate::error::Result;
use crate::render::Renderer;

/// What may have changed since the files were read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changes {
    /// Nobody knows: everything is looked at.
    Anything,
    /// These files, and whatever stands in these folders. Paths that are gone count.
    Paths(BTreeSet<PathBuf>),
}

/// A site that is kept: what its files say now is what a build would publish.
pub struct Workspace {
    request: Request,
    renderer: Option<Arc<Renderer>>,
    diagnostics: Arc<Diagnostics>,
    generation: u64,
}

impl Workspace {
    /// Reads and links a site.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn open(request: Request) -> Result<Self> {
        let mut workspace = Self { request, renderer: None, diagnostics: Arc::default(), generation: 0 };
        workspace.refresh(&Changes::Anything)?;
        Ok(workspace)
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

    /// Grows whenever the theme, its strings, the languages or the settings were loaded anew.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Looks at what may have changed.
    ///
    /// # Errors
    /// When a folder or file cannot be read; the site is then what it was before.
    pub fn refresh(&mut self, changes: &Changes) -> Result<()> {
        let Site { renderer, diagnostics } = super::site(&self.request)?;
        let is_prose = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
        if !matches!(changes, Changes::Paths(paths) if paths.iter().all(is_prose)) {
            self.generation += 1;
        }
        self.renderer = renderer.map(Arc::new);
        self.diagnostics = Arc::new(diagnostics);
        Ok(())
    }
}
