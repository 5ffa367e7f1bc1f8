//! Passwords: long, not common, and free of what others know about the person (domain.md §2.4).
//! Length does the work; there is no rule about kinds of characters for candidates.
mod common;
mod name_pinyin;

use crate::person::Name;
use crate::problem::{FieldCode, PasswordClass};
use chrono::{Datelike, NaiveDate};
use name_pinyin::NameTokens;
use unicode_normalization::UnicodeNormalization;

/// Characters (code points) of a candidate's password.
pub const MIN: u32 = 10;
/// Characters at most: longer ones are no stronger and cost hashing time.
pub const MAX: u32 = 64;
/// Characters of a staff password, of three of four kinds (等保 level 3).
pub const STAFF_MIN: u32 = 12;
const STAFF_KINDS: u32 = 3;

/// What a password may not hold.
#[derive(Clone, Copy, Default)]
pub struct PasswordContext<'a> {
    pub name: Option<&'a Name>,
    pub birth: Option<NaiveDate>,
    /// Certificate number in canonical form.
    pub certificate: Option<&'a str>,
    /// Eleven digits.
    pub phone: Option<&'a str>,
}

/// Errors: `TooShort`, `TooLong`, `PasswordHolds` (the class that was hit, never the token), `PasswordCommon`.
pub fn check(password: &str, person: &PasswordContext<'_>) -> Result<(), FieldCode> {
    check_from(MIN, password, person)
}

/// As `check`, with 12 characters and three of: small letters, capitals, digits, others.
pub fn check_staff(password: &str, person: &PasswordContext<'_>) -> Result<(), FieldCode> {
    check_from(STAFF_MIN, password, person)?;
    let kinds: [fn(char) -> bool; 4] =
        [char::is_lowercase, char::is_uppercase, char::is_numeric, |c| !c.is_lowercase() && !c.is_uppercase() && !c.is_numeric()];
    let got = kinds.iter().map(|kind| u32::from(password.chars().any(kind))).sum();
    if got < STAFF_KINDS { Err(FieldCode::TooFewKinds { need: STAFF_KINDS, got }) } else { Ok(()) }
}

fn check_from(min: u32, password: &str, person: &PasswordContext<'_>) -> Result<(), FieldCode> {
    let got = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if got < min {
        return Err(FieldCode::TooShort { min, got });
    }
    if got > MAX {
        return Err(FieldCode::TooLong { max: MAX, got });
    }
    let plain: String = password.nfkc().flat_map(char::to_lowercase).collect();
    if let Some(class) = held(&plain, person) {
        return Err(FieldCode::PasswordHolds(class));
    }
    if common::is_common(&plain) { Err(FieldCode::PasswordCommon) } else { Ok(()) }
}

/// The first of the six classes a password holds, read forwards, backwards and with the usual substitutions undone.
fn held(plain: &str, person: &PasswordContext<'_>) -> Option<PasswordClass> {
    let reversed: String = plain.chars().rev().collect();
    let literal = [Copy::of(plain), Copy::of(&reversed)];
    let folded = [leet(plain, 'i'), leet(plain, 'l'), leet(&reversed, 'i'), leet(&reversed, 'l')].map(|text| Copy::of(&text));
    let any = |test: &dyn Fn(&Copy) -> bool| literal.iter().any(test);
    let any_folded = |test: &dyn Fn(&Copy) -> bool| any(test) || folded.iter().any(test);
    let name = person.name.map(NameTokens::of).unwrap_or_default();
    let birth = person.birth.map(Birthday::of).unwrap_or_default();
    let certificate = person.certificate.map(str::to_lowercase);
    let found = |hit: bool, class: PasswordClass| hit.then_some(class);
    found(any_folded(&|copy| holds_name(copy, &name)), PasswordClass::Name)
        .or_else(|| found(any_folded(&|copy| holds_initials(copy, &name, &birth)), PasswordClass::Initials))
        .or_else(|| found(any(&|copy| holds_birthday(copy, &birth)), PasswordClass::Birthday))
        .or_else(|| {
            found(any(&|copy| certificate.as_deref().is_some_and(|n| holds_certificate(copy, n))), PasswordClass::CertificateNumber)
        })
        .or_else(|| found(any(&|copy| person.phone.is_some_and(|n| shares_run(copy, n, 7))), PasswordClass::Phone))
        .or_else(|| found(any_folded(&|copy| has_sequence(&copy.text)), PasswordClass::Sequence))
}

/// One reading of the password: as it stands, and its ASCII letters and digits alone.
struct Copy {
    text: String,
    bare: String,
}

impl Copy {
    fn of(text: &str) -> Self {
        Self { text: text.to_owned(), bare: text.chars().filter(char::is_ascii_alphanumeric).collect() }
    }

    fn contains(&self, token: &str) -> bool {
        self.text.contains(token) || self.bare.contains(token)
    }

    /// `word` stands between non-letters.
    fn has_word(&self, word: &str) -> bool {
        [&self.text, &self.bare].iter().any(|text| text.split(|c: char| !c.is_alphabetic()).any(|run| run == word))
    }

    fn digits(&self) -> usize {
        self.bare.bytes().filter(u8::is_ascii_digit).count()
    }
}

fn leet(text: &str, one: char) -> String {
    let fold = |c| match c {
        '0' => 'o',
        '1' | '!' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    };
    text.chars().map(fold).collect()
}

fn holds_name(copy: &Copy, name: &NameTokens) -> bool {
    name.anywhere.iter().any(|token| copy.contains(token)) || name.words.iter().any(|word| copy.has_word(word))
}

/// Initials count beside a birthday, or when they are all the letters there are.
fn holds_initials(copy: &Copy, name: &NameTokens, birth: &Birthday) -> bool {
    let letters: String = copy.text.chars().filter(|c| c.is_alphabetic()).collect();
    name.initials.iter().any(|initials| {
        let beside = |date: &String| copy.contains(&format!("{initials}{date}")) || copy.contains(&format!("{date}{initials}"));
        *initials == letters || birth.long.iter().chain(&birth.short).any(beside)
    })
}

/// Spellings of a birthday: long ones count anywhere, short ones when they are half of the digits.
#[derive(Default)]
struct Birthday {
    long: Vec<String>,
    short: Vec<String>,
}

impl Birthday {
    fn of(birth: NaiveDate) -> Self {
        let (year, month, day) = (birth.year(), birth.month(), birth.day());
        let two = year.rem_euclid(100);
        let long = vec![
            format!("{year:04}{month:02}{day:02}"),
            format!("{two:02}{month:02}{day:02}"),
            format!("{year:04}{month:02}"),
            format!("{month:02}{day:02}{year:04}"),
            format!("{day:02}{month:02}{year:04}"),
            format!("{year:04}{month}{day}"),
        ];
        Self { long, short: vec![format!("{month:02}{day:02}"), format!("{year:04}")] }
    }
}

fn holds_birthday(copy: &Copy, birth: &Birthday) -> bool {
    birth.long.iter().any(|token| copy.contains(token))
        || birth.short.iter().any(|token| copy.contains(token) && token.len() * 2 >= copy.digits())
}

fn holds_certificate(copy: &Copy, number: &str) -> bool {
    let tail: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
    shares_run(copy, number, 6) || copy.contains(&tail)
}

/// `length` characters of `number` in a row (or all of a shorter one).
fn shares_run(copy: &Copy, number: &str, length: usize) -> bool {
    let chars: Vec<char> = number.chars().collect();
    let length = length.min(chars.len()).max(1);
    chars.windows(length).any(|run| copy.contains(&run.iter().collect::<String>()))
}

/// Four in a row: the alphabet, digits, a row of keys (both ways) or one character again and again.
fn has_sequence(text: &str) -> bool {
    const ROWS: [&str; 5] = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let chars: Vec<char> = text.chars().collect();
    chars.windows(4).any(|run| {
        let forwards: String = run.iter().collect();
        let backwards: String = run.iter().rev().collect();
        let same = run.first().is_some_and(|first| run.iter().all(|c| c == first));
        same || ROWS.iter().any(|row| row.contains(&forwards) || row.contains(&backwards))
    })
}

#[cfg(test)]
mod tests;
