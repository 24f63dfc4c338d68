//! A finding of which it is looked up later what its author meant.
//!
//! Records are linked in parallel. Which findings are the first of their code, and get advice, must depend on no thread: so a finding takes
//! its advice along, and is given it when all are brought together in the order of the records.

use crate::diagnostic::{Diagnostic, Diagnostics};

/// A mistake, with what finds out what was meant.
pub(super) struct Finding<'site> {
    diagnostic: Diagnostic,
    advise: Option<Advice<'site>>,
}

/// Adds what was probably meant.
type Advice<'site> = Box<dyn FnOnce(Diagnostic) -> Diagnostic + Send + 'site>;

impl<'site> Finding<'site> {
    /// A mistake whose author may have meant one of many names.
    pub(super) fn advised(
        diagnostic: Diagnostic,
        advise: impl FnOnce(Diagnostic) -> Diagnostic + Send + 'site,
    ) -> Self {
        Self { diagnostic, advise: Some(Box::new(advise)) }
    }

    /// Reports it.
    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        match self.advise {
            Some(advise) => diagnostics.push_advised(self.diagnostic, advise),
            None => diagnostics.push(self.diagnostic),
        }
    }
}

impl From<Diagnostic> for Finding<'_> {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, advise: None }
    }
}
