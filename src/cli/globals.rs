use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};

use super::terminal::Color;
use crate::{
    exchange::Ui,
    glossary::{Glossary, StyleId},
    project::Config,
    session::SharedGlossary,
};

/// More threads than any machine this runs on has processors; each takes memory for its stack.
const MOST_THREADS: u64 = 1024;

/// The options every verb takes.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct Globals {
    /// Glossary file or folder, `embedded` or `none` (repeatable; the first lies on top)
    ///
    /// Without it: the glossary that the nearest `drogman.yaml` upwards names, else the nearest folder
    /// `glossary/` upwards, else the glossary embedded in drogman.
    #[arg(short, long, global = true, value_name = "FILE_OR_DIR")]
    pub glossary: Vec<PathBuf>,
    /// House style, one of the glossary's `styles`
    #[arg(long, global = true, value_name = "NAME")]
    pub style: Option<String>,
    /// The language of headings and words in sheets, reports and workbooks: fr or en
    ///
    /// Without it: what `drogman.yaml` says, else that of the locale (LC_ALL, LC_MESSAGES, LANG); English where
    /// that is not French. CSV, TSV and JSON are for programs, and the same in both.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = ui_languages())]
    pub ui: Option<Ui>,
    /// How many threads to use; 0: one for each processor
    #[arg(long, global = true, value_name = "N", default_value_t = 0,
        value_parser = RangedU64ValueParser::<usize>::new().range(0..=MOST_THREADS))]
    pub threads: usize,
    /// Colour the output
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    /// Say nothing but errors on stderr
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more on stderr
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

impl Globals {
    /// Starts the thread pool with the number of threads asked for.
    pub(super) fn start_threads(&self) -> anyhow::Result<()> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build_global()
            .context("the threads could not be started")
    }

    /// The configuration: the nearest `drogman.yaml` upwards from the current folder, else the default.
    pub(super) fn config(&self) -> anyhow::Result<Config> {
        Ok(Config::find(&current_folder()?)?)
    }

    /// The language of what is written for people: that asked for on the command line, else in the configuration,
    /// else that of the locale.
    pub(super) fn ui(&self, config: &Config) -> anyhow::Result<Ui> {
        if let Some(ui) = self.ui {
            return Ok(ui);
        }
        if let Some(ui) = config.ui() {
            return ui.value.parse().map_err(|error| anyhow::anyhow!("{}: {error}", ui.place));
        }
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).unwrap_or_default());
        Ok(Ui::of_locale(variables.iter().map(String::as_str)))
    }

    /// The glossary to work with; its warnings go to stderr, its errors end the run.
    pub(super) fn glossary(&self, config: &Config) -> anyhow::Result<SharedGlossary> {
        super::glossary::load(&self.glossary, config, self.quiet)
    }

    /// The style asked for on the command line, else in the configuration, else `default`.
    pub(super) fn style(&self, config: &Config, glossary: &Glossary) -> anyhow::Result<StyleId> {
        let (name, place) = match (&self.style, config.style()) {
            (Some(name), _) => (name.as_str(), "--style".to_owned()),
            (None, Some(style)) => (style.value, style.place),
            (None, None) => return Ok(StyleId::DEFAULT),
        };
        glossary.style(name).with_context(|| {
            format!("{place}: unknown style «{name}»: the glossary has {}", glossary.styles.join(", "))
        })
    }
}

/// The languages of `--ui`.
fn ui_languages() -> impl TypedValueParser<Value = Ui> {
    PossibleValuesParser::new(Ui::ALL.map(Ui::code)).try_map(|code| code.parse())
}

/// The folder the program was started in.
pub(super) fn current_folder() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("the current folder cannot be read")
}
