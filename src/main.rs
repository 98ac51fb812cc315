//! The program `tongshang`; see [`tongshang::cli`].
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    tongshang::cli::run()
}
