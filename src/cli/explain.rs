//! `tratado explain`: what the documentation says of a finding.

use std::process::ExitCode;

use anstream::println;

use super::Explain;
use crate::diagnostic::Code;
use crate::error::Result;

pub(super) fn run(arguments: &Explain) -> Result<ExitCode> {
    match arguments.code.as_deref().and_then(|name| name.parse::<Code>().ok()) {
        Some(code) => {
            println!("{code} ({})\n\n{}", code.severity().as_str(), code.explanation());
        }
        None => {
            let longest = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
            for code in Code::ALL {
                println!("{:longest$}  {:7}  {}", code.as_str(), code.severity().as_str(), code.summary());
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
