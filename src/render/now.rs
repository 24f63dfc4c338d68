//! What is past and what is to come, on the day that counts as now.

use super::Renderer;
use crate::link::RecordIndex;
use crate::model::{EventStatus, Facts};

impl Renderer {
    /// Whether an event is over; none for another record, or where no day counts as now. An event whose date covers that day is not over,
    /// unless it is known to have been held.
    pub(super) fn is_over(&self, index: RecordIndex) -> Option<bool> {
        let now = self.now.as_ref()?;
        let Facts::Event(event) = &self.site.record(index).facts else { return None };
        let end = event.end.as_ref().unwrap_or(&event.start);
        Some(end.is_before(now) || (event.status == Some(EventStatus::Held) && !now.is_before(&event.start)))
    }
}
