//! The `drogman` command.

fn main() {}
