//! Writes a plan of any size, to see what the program does with a large one:
//!
//! `cargo run --release --example generate-plan -- 500 /tmp/plan`

mod plan;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = match arguments.as_slice() {
        [areas, folder] => areas.parse().ok().map(|areas| (areas, Path::new(folder))),
        _ => None,
    };
    let Some((areas, folder)) = wanted else {
        eprintln!("usage: generate-plan N FOLDER\n\nN is the number of areas, FOLDER is new or empty");
        return ExitCode::from(2);
    };
    match plan::write(areas, folder) {
        Ok(pages) => {
            println!("a plan of {pages} pages in `{}`", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: cannot write the plan to `{}`: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}
