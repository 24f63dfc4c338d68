//! Addresses that were published and lead nowhere any more.

use super::origin::Origins;
use super::{Outputs, shown};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::render::Kind;
use crate::source::{FilePath, Place};

/// Where fingerprinted assets stand: nobody links to one but pages that go with it.
const ASSETS: &str = "assets/";

/// Finds the addresses among those that were `published` that the site no longer has.
pub(super) fn find<'path>(
    published: impl Iterator<Item = &'path str>,
    outputs: &Outputs<'_>,
    origins: &Origins<'_>,
    diagnostics: &mut Diagnostics,
) {
    let gone = published.filter(|path| !path.starts_with(ASSETS) && outputs.at(path).is_none());
    for path in gone {
        let address = shown(path);
        let place = Place::file(&FilePath::of_settings());
        let message = format!("`{address}` was published, and is gone");
        diagnostics.push_advised(Diagnostic::new(Code::GoneAddress, place, message), |diagnostic| {
            match successor(path, outputs) {
                Some(position) => {
                    let output = outputs.list[position];
                    let diagnostic = Diagnostic { place: origins.of_output(output), ..diagnostic };
                    diagnostic.help(format!(
                        "if `{}` took its place, write `aliases: [{address}]` in the facts of that record",
                        shown(&output.path)
                    ))
                }
                None => diagnostic.help(format!(
                    "write `aliases: [{address}]` in the facts of the record that says this now, and readers are led there"
                )),
            }
        });
    }
}

/// The page of a record that probably took the place of another.
fn successor(path: &str, outputs: &Outputs<'_>) -> Option<usize> {
    // A slug changes; the language and the collection seldom do.
    let folder = path.strip_suffix("/index.html")?.rsplit_once('/').map_or("", |(folder, _)| folder);
    let candidates = || {
        let records = outputs.list.iter().enumerate().filter(|(_, output)| matches!(output.kind, Kind::Record(..)));
        records.filter(|(_, output)| {
            let known = output.path.strip_suffix("/index.html").and_then(|path| path.rsplit_once('/'));
            known.is_some_and(|(known, _)| known == folder)
        })
    };
    let meant = closest(path, candidates().map(|(_, output)| output.path.as_str()))?;
    candidates().find(|(_, output)| output.path == meant).map(|(position, _)| position)
}
