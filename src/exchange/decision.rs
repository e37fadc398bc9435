//! What a reviewer decides about a row.

/// The words to choose from.
pub(super) const DECISIONS: [&str; 3] = ["accept", "reject", "correct"];

/// What a reviewer decided about a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It stays, with what the row says.
    Accept,
    /// It goes.
    Reject,
    /// It is to be written as the row says.
    Correct,
}

impl Decision {
    /// The decision a word stands for; `None` for an empty cell.
    ///
    /// # Errors
    /// For another word: what to write instead.
    ///
    /// ```
    /// use drogman::exchange::Decision;
    /// assert_eq!(Decision::of_word("OK"), Ok(Some(Decision::Accept)));
    /// assert_eq!(Decision::of_word(""), Ok(None), "not decided yet");
    /// assert!(Decision::of_word("maybe").is_err());
    /// ```
    pub fn of_word(word: &str) -> Result<Option<Self>, String> {
        Ok(match word.to_lowercase().as_str() {
            "" => None,
            "accept" | "accepted" | "ok" | "yes" | "oui" | "accepter" | "accepté" => Some(Self::Accept),
            "reject" | "rejected" | "no" | "non" | "rejeter" | "rejeté" => Some(Self::Reject),
            "correct" | "corrected" | "corriger" | "corrigé" => Some(Self::Correct),
            _ => return Err(format!("decision «{word}»: write accept, reject or correct")),
        })
    }
}
