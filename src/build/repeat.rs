//! A build of what was built already: where nothing has changed, there is nothing to read, to link or to render.
//!
//! What the last build was made of is held against what there is now, byte by byte as far as a digest tells: the files of the content and of
//! the theme, the program, and what the run wants. Then what it published is taken over, each file against its hash. Where anything is
//! otherwise, or the last build found anything that this one would have to say again, there is no short way.

use std::path::Path;

use rayon::prelude::*;

use super::former::{Former, Run};
use super::{Publication, Request, Step, Timings};
use crate::error::Result;
use crate::publish::Stage;
use crate::read::{Survey, files};
use crate::theme;

/// Takes over what the last build published, if this one would publish the same. `survey` is of the content as it is, and `program` names the
/// program, as in [`Workspace::made_of`](super::Workspace::made_of). None where this has to be found out by building.
///
/// # Errors
/// When the output cannot be read or written; what was published before stands as it was.
pub fn repeat(request: &Request, output: &Path, program: &str, survey: &Survey) -> Result<Option<Publication>> {
    let mut timings = Timings::default();
    let root = &request.root;
    let Some(former) = Former::read(root, output, program) else { return Ok(None) };
    // What cannot be read, a build tells better.
    let is_same = timings.measure(Step::Read, || is_made_of_the_same(&former, request, program, survey));
    if !is_same.unwrap_or(false) {
        return Ok(None);
    }
    let stage = Stage::open(output)?;
    let paths: Vec<&str> = stage.former_paths().collect();
    let taken_over = timings.measure(Step::Keep, || {
        let take_over = |path: &&str| match former.copies.get(*path) {
            // The digest tells how long it is, and nothing else.
            Some(source) => stage.write(path, &files::bytes(&root.join(source))?).map(|()| true),
            None => stage.keep(path, former.stamp(path)),
        };
        paths.par_iter().map(take_over).try_reduce(|| true, |all, one| Ok(all && one))
    })?;
    if !taken_over {
        return Ok(None);
    }
    let (report, stamps) = timings.measure(Step::Publish, || stage.publish())?;
    timings.measure(Step::Keep, || survey.renew(root, program));
    let summary = former.summary.clone();
    if report.written > 0 || stamps != former.stamps {
        timings.measure(Step::Keep, || former.keep(root, output, program, stamps));
    }
    Ok(Some(Publication { report, summary, timings }))
}

fn is_made_of_the_same(former: &Former, request: &Request, program: &str, survey: &Survey) -> Result<bool> {
    let Some(whole) = former.whole else { return Ok(false) };
    let Some(theme) = theme::digest_of_files(&request.root, &former.theme)? else { return Ok(false) };
    let Some(content) = survey.digest()? else { return Ok(false) };
    Ok(Run { program, request }.digest(content, theme) == whole)
}
