/// A sign of life on stderr until it is dropped: only on a terminal.
pub(in crate::cli) struct Busy(indicatif::ProgressBar);

impl Busy {
    /// Says what is being done.
    pub(in crate::cli) fn new(what: &'static str, quiet: bool) -> Self {
        if quiet {
            return Self(indicatif::ProgressBar::hidden());
        }
        let style = indicatif::ProgressStyle::with_template("{spinner} {msg}, {elapsed} so far")
            .expect("the template is a constant");
        let bar = indicatif::ProgressBar::new_spinner().with_style(style).with_message(what);
        bar.enable_steady_tick(std::time::Duration::from_millis(200));
        Self(bar)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
