use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A year, a month or a day.
///
/// ```
/// use drogman::glossary::Date;
/// let date = |text: &str| text.parse::<Date>().unwrap();
/// assert!(date("2019-05").is_before(date("2019-06-30")) && !date("2019").is_before(date("2019-06-30")));
/// assert!(date("2019-06").overlaps(Some(date("2004")), Some(date("2019"))), "the end is included");
/// assert!(!date("2020-01").overlaps(Some(date("2004")), Some(date("2019"))));
/// assert_eq!(date("2019-06").to_string(), "2019-06");
/// assert!("2019-02-30".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    /// 0: all of the year.
    month: u8,
    /// 0: all of the month.
    day: u8,
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is no date; write a year, a month or a day: 2019, 2019-06, 2019-06-30")]
pub struct NoDate(pub String);

impl Date {
    /// Its first day.
    fn first(self) -> (u16, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }

    /// Its last day, or one behind it that no other month has.
    fn last(self) -> (u16, u8, u8) {
        let or_last = |number, last| if number == 0 { last } else { number };
        (self.year, or_last(self.month, 12), or_last(self.day, 31))
    }

    /// Whether all of it is before all of another.
    pub fn is_before(self, other: Self) -> bool {
        self.last() < other.first()
    }

    /// Whether a day of it lies between two dates, both included; an end that is not said is open.
    pub fn overlaps(self, from: Option<Self>, until: Option<Self>) -> bool {
        from.is_none_or(|from| !self.is_before(from)) && until.is_none_or(|until| !until.is_before(self))
    }
}

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let number = |digits: &str, most: usize| {
            let good = (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            good.then(|| digits.parse::<u16>().ok()).flatten().filter(|&number| number > 0)
        };
        let read = || {
            let mut parts = text.split('-');
            let year = number(parts.next()?, 4)?;
            let mut small = |last: u16| match parts.next() {
                Some(part) => number(part, 2).filter(|&number| number <= last).map(|number| number as u8),
                None => Some(0),
            };
            let month = small(12)?;
            let day = small(days(year, month))?;
            parts.next().is_none().then_some(Self { year, month, day })
        };
        read().ok_or_else(|| NoDate(text.to_owned()))
    }
}

/// How many days a month has.
fn days(year: u16, month: u8) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.year)?;
        for part in [self.month, self.day].into_iter().take_while(|&part| part > 0) {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Date {
    type Error = NoDate;

    fn try_from(text: String) -> Result<Self, NoDate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_strictly_and_written_as_they_were() {
        for good in ["330", "1999", "2019-06", "2020-02-29", "2019-12-31"] {
            assert_eq!(good.parse::<Date>().unwrap().to_string(), good);
        }
        let bad = ["", "0", "2019-", "2019-13", "2019-00", "2019-02-29", "2019-6-31", "19999", "+2019", "x"];
        for bad in bad {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }
}
