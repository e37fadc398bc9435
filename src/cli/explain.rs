use std::io::Write as _;

use anstyle::Style;

use super::{Outcome, terminal};
use crate::check::{rule, rules};

/// Options of `drogman explain`.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Args {
    /// The rule, as findings name it; without it, all rules are listed
    pub rule: Option<String>,
}

/// Runs `drogman explain`.
pub(super) fn run(args: Args) -> anyhow::Result<Outcome> {
    let mut out = terminal::human();
    let Some(name) = args.rule else {
        for rule in rules() {
            writeln!(out, "{:20} {}", rule.name, rule.what)?;
        }
        return Ok(Outcome::Clean);
    };
    let rule = rule(&name)?;
    let bold = Style::new().bold();
    writeln!(out, "{bold}{}{bold:#} ({})\n", rule.name, rule.severity)?;
    writeln!(out, "{}\n\n{}\n", rule.what, rule.why)?;
    writeln!(out, "{bold}Example{bold:#}\n    {}", rule.example)?;
    Ok(Outcome::Clean)
}
