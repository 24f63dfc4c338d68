//! Which mistakes are looked for.

use std::collections::HashSet;

use crate::diagnostic::Code;

/// The codes of the mistakes that are looked for.
pub(super) struct Wanted(HashSet<Code, foldhash::fast::FixedState>);

impl Wanted {
    /// Every one.
    pub(super) fn all() -> Self {
        Self::only(|_| true)
    }

    /// Those that somebody wants.
    pub(super) fn only(wants: impl Fn(Code) -> bool) -> Self {
        Self(Code::ALL.iter().copied().filter(|code| wants(*code)).collect())
    }

    /// Whether such a mistake is looked for.
    pub(super) fn has(&self, code: Code) -> bool {
        self.0.contains(&code)
    }

    /// Whether one of these is.
    pub(super) fn has_any(&self, codes: &[Code]) -> bool {
        codes.iter().any(|code| self.has(*code))
    }
}
