use std::{fmt, io, str::FromStr};

/// Bytes of a random token: nobody guesses 128 bits.
const RANDOM_BYTES: usize = 16;

/// Characters that a token given by a person has at least.
const MIN_LENGTH: usize = 16;

/// The secret part of an address: letters and digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A token that nobody can guess.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn random() -> io::Result<Self> {
        let mut bytes = [0; RANDOM_BYTES];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Whether `said` is the token; how long that takes tells nothing about where the two differ.
    pub(super) fn is(&self, said: &str) -> bool {
        let pairs = self.0.bytes().zip(said.bytes());
        self.0.len() == said.len() && pairs.fold(0, |different, (one, other)| different | (one ^ other)) == 0
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A token is a secret: it does not get into logs by accident.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A token that others could guess, or that does not fit into an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a token is {MIN_LENGTH} letters and digits or more")]
pub struct BadToken;

impl FromStr for Token {
    type Err = BadToken;

    /// ```
    /// use drogman::serve::Token;
    /// assert!("0123456789abcdef".parse::<Token>().is_ok());
    /// assert!("secret".parse::<Token>().is_err());
    /// assert!("0123456789abcdef/../".parse::<Token>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, BadToken> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (plain && text.len() >= MIN_LENGTH).then(|| Self(text.to_owned())).ok_or(BadToken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_secret_and_not_alike() {
        let (one, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_eq!(one.to_string().len(), 2 * RANDOM_BYTES);
        assert!(one != other && one.is(&one.to_string()) && !one.is(&other.to_string()) && !one.is(""));
        assert!(!format!("{one:?}").contains(&one.to_string()));
        assert_eq!(one.to_string().parse::<Token>(), Ok(one));
    }
}
