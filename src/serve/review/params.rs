use axum::extract::Query;

use crate::review::Refused;

/// The parameters of a request, in order; each may be there several times.
pub(super) type Params = Query<Vec<(String, String)>>;

/// What a request asks for by its parameters.
pub(super) trait Asked {
    /// The value of a parameter; an empty one is none.
    fn one(&self, name: &str) -> Option<&str>;

    /// Every value of a parameter.
    fn all(&self, name: &str) -> Vec<String>;

    /// A number.
    ///
    /// # Errors
    /// When it is none.
    fn number(&self, name: &str) -> Result<Option<usize>, Refused> {
        let no_number = |_| Refused::Bad(format!("{name} is a number"));
        self.one(name).map(|value| value.parse().map_err(no_number)).transpose()
    }
}

impl Asked for Params {
    fn one(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.clone())
            .collect()
    }
}
