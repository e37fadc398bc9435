use std::io::Write as _;

use anstyle::Style;

use super::{Outcome, terminal};
use crate::check::Rule;

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
        for rule in Rule::ALL {
            writeln!(out, "{:20} {}", rule.name(), rule.explanation().what)?;
        }
        return Ok(Outcome::Clean);
    };
    let rule: Rule = name.parse()?;
    let explanation = rule.explanation();
    let bold = Style::new().bold();
    writeln!(out, "{bold}{}{bold:#} ({})\n", rule.name(), explanation.severity)?;
    writeln!(out, "{}\n\n{}\n", explanation.what, explanation.why)?;
    writeln!(out, "{bold}Example{bold:#}\n    {}", explanation.example)?;
    Ok(Outcome::Clean)
}
