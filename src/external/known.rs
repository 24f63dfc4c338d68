//! What earlier runs were told, so that the websites need not say it again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use url::Url;

use super::answer::Answer;
use crate::cache;
use crate::error::{Error, Result};

/// The name of the file in the folder of what may be forgotten.
const FILE: &str = "external-links.json";

const FORMAT: u32 = 1;

/// The addresses that were found, and when.
///
/// Bad answers are not kept. Whoever mends a link wants to see that it is mended, and a website that was down may be up: both are asked at
/// once. There are few of them, or there is much to do.
#[derive(Debug, Serialize, Deserialize)]
pub struct Known {
    format: u32,
    answers: BTreeMap<String, Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// Seconds since 1970.
    asked: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<Moved>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Moved {
    to: String,
    permanently: bool,
}

impl Default for Known {
    fn default() -> Self {
        Self { format: FORMAT, answers: BTreeMap::new() }
    }
}

impl Known {
    /// What the runs before left below a site's root: nothing where there is nothing, or nothing that this version understands.
    pub fn read(root: &Path) -> Self {
        let known = cache::read(root, FILE).and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        known.filter(|known| known.format == FORMAT).unwrap_or_default()
    }

    /// Leaves it for the next run.
    ///
    /// # Errors
    /// When nothing can be written below the root. What was found is right all the same.
    pub fn write(&self, root: &Path) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::io("cannot write", &root.join(cache::FOLDER).join(FILE), error.into()))?;
        bytes.push(b'\n');
        cache::write(root, FILE, &bytes).map(drop)
    }

    /// Forgets what nobody asks for, what is too old, and what comes from the future, as it does when a clock was wrong.
    pub(super) fn retain(&mut self, wanted: &BTreeSet<Url>, now: SystemTime, max_age: Duration) {
        let now = seconds(now);
        self.answers.retain(|url, entry| {
            let is_young = now.checked_sub(entry.asked).is_some_and(|age| age < max_age.as_secs());
            is_young && Url::parse(url).is_ok_and(|url| wanted.contains(&url))
        });
    }

    pub(super) fn answer(&self, url: &Url) -> Option<Answer> {
        let entry = self.answers.get(url.as_str())?;
        Some(match &entry.moved {
            None => Answer::Found,
            Some(moved) => Answer::Moved { to: moved.to.clone(), permanently: moved.permanently },
        })
    }

    /// Keeps an answer, if it is a good one.
    pub(super) fn learn(&mut self, url: &Url, answer: &Answer, now: SystemTime) {
        let moved = match answer {
            Answer::Found => None,
            Answer::Moved { to, permanently } => Some(Moved { to: to.clone(), permanently: *permanently }),
            Answer::Missing { .. } | Answer::Unclear(_) | Answer::Excluded | Answer::Malformed => return,
        };
        self.answers.insert(url.to_string(), Entry { asked: seconds(now), moved });
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
