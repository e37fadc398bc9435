//! The `drogman` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    drogman::cli::main()
}
