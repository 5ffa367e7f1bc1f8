//! 证件: eight kinds of certificate, their formats and what a number says (domain.md §2.1).
use crate::code_table;
use crate::person::Phone;
use crate::problem::{FieldCode, FieldName};
use crate::text_input;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kinds a candidate may register with; `code` is the stored value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertType {
    /// 01 居民身份证
    IdCard,
    /// 02 港澳台居民居住证
    ResidencePermit,
    /// 03 港澳居民来往内地通行证
    HongKongMacauPermit,
    /// 04 台湾居民来往大陆通行证
    TaiwanPermit,
    /// 05 外国人永久居留身份证, 2023 form
    ForeignerCard,
    /// 06 外国人永久居留证, 2017 form and older
    ForeignerCardOld,
    /// 07 护照
    Passport,
    /// 08 军人证件
    Military,
}

impl CertType {
    pub const ALL: [Self; 8] = [
        Self::IdCard,
        Self::ResidencePermit,
        Self::HongKongMacauPermit,
        Self::TaiwanPermit,
        Self::ForeignerCard,
        Self::ForeignerCardOld,
        Self::Passport,
        Self::Military,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::IdCard => "01",
            Self::ResidencePermit => "02",
            Self::HongKongMacauPermit => "03",
            Self::TaiwanPermit => "04",
            Self::ForeignerCard => "05",
            Self::ForeignerCardOld => "06",
            Self::Passport => "07",
            Self::Military => "08",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }

    /// Numbers of this kind hold birth date, sex and a check digit.
    pub const fn has_eighteen(self) -> bool {
        matches!(self, Self::IdCard | Self::ResidencePermit | Self::ForeignerCard)
    }

    /// Holders may bear a name in Latin letters.
    pub const fn allows_latin_name(self) -> bool {
        matches!(self, Self::ForeignerCard | Self::ForeignerCardOld | Self::Passport)
    }
}

/// GB/T 2261.1, as far as a certificate number can say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
        }
    }
}

/// A number in canonical form that fits its kind. `Debug` masks it; it has no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    pub kind: CertType,
    number: String,
}

impl Certificate {
    /// `kind_code` "01".."08"; `raw` in any spelling; `today` in China. Errors belong to `CertType` or `CertNo`.
    pub fn parse(kind_code: &str, raw: &str, today: NaiveDate) -> Result<Self, (FieldName, FieldCode)> {
        let kind_code = kind_code.trim();
        if kind_code.is_empty() {
            return Err((FieldName::CertType, FieldCode::Missing));
        }
        let kind = CertType::from_code(kind_code).ok_or((FieldName::CertType, FieldCode::NotOffered))?;
        let number = canonical(raw);
        fits(kind, &number).map_err(|code| (FieldName::CertNo, code))?;
        let certificate = Self { kind, number };
        if certificate.birth().is_some_and(|birth| birth > today) {
            return Err((FieldName::CertNo, FieldCode::InFuture));
        }
        Ok(certificate)
    }

    /// Canonical form: half width, upper case, no blanks or hyphens.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Birth date of kinds 01, 02, 05.
    pub fn birth(&self) -> Option<NaiveDate> {
        if self.kind.has_eighteen() { birth_in(&self.number) } else { None }
    }

    /// Sex of kinds 01, 02, 05: the 17th digit is odd for men.
    pub fn sex(&self) -> Option<Sex> {
        if !self.kind.has_eighteen() {
            return None;
        }
        let digit = self.number.chars().nth(16)?.to_digit(10)?;
        Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
    }

    /// What one person keeps over renewals, with the kind in front: input of the blind index.
    pub fn same_person_key(&self) -> String {
        key(self.kind, &self.number)
    }

    /// The keys `number` may be stored under: one of each kind whose format it fits. A log-in does not tell the kind.
    pub fn lookup_keys(number: &str) -> Vec<String> {
        let number = canonical(number);
        CertType::ALL.into_iter().filter(|kind| fits(*kind, &number).is_ok()).map(|kind| key(kind, &number)).collect()
    }

    /// 4201************16; shorter numbers show fewer.
    pub fn masked(&self) -> String {
        let length = self.number.chars().count();
        let head = (length / 4).clamp(1, 4);
        let tail = if length < 6 { 1 } else { 2 };
        mask(&self.number, head, tail)
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate").field("kind", &self.kind).field("number", &self.masked()).finish()
    }
}

/// What somebody typed to log in with.
#[derive(Clone, PartialEq, Eq)]
pub enum LoginId {
    Phone(Phone),
    /// Canonical form of a certificate number of any kind.
    Certificate(String),
}

impl fmt::Debug for LoginId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Phone(phone) => f.debug_tuple("Phone").field(phone).finish(),
            Self::Certificate(number) => f.debug_tuple("Certificate").field(&mask(number, 2, 1)).finish(),
        }
    }
}

/// A mobile number in any spelling, or else a certificate number. Never fails: what fits nothing finds no account.
pub fn canonical_login(raw: &str) -> LoginId {
    Phone::parse(raw).map(LoginId::Phone).unwrap_or_else(|_| LoginId::Certificate(canonical(raw)))
}

/// Stars between the first `head` and the last `tail` characters.
pub(crate) fn mask(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    text.chars().enumerate().map(|(i, c)| if i < head || i + tail >= length { c } else { '*' }).collect()
}

/// Canonical form of a typed number; round brackets only group.
fn canonical(raw: &str) -> String {
    text_input::code(raw).chars().filter(|c| !matches!(c, '(' | ')')).collect()
}

fn key(kind: CertType, number: &str) -> String {
    // The last two of a permit's eleven characters count its renewals.
    let same = if kind == CertType::HongKongMacauPermit { number.get(..9).unwrap_or(number) } else { number };
    format!("{}:{same}", kind.code())
}

fn fits(kind: CertType, number: &str) -> Result<(), FieldCode> {
    if number.is_empty() {
        return Err(FieldCode::Missing);
    }
    let ok = match kind {
        CertType::IdCard | CertType::ResidencePermit | CertType::ForeignerCard => return fits_eighteen(kind, number),
        CertType::HongKongMacauPermit => {
            number.strip_prefix(['H', 'M']).is_some_and(|rest| all_digits(rest) && matches!(rest.len(), 8 | 10))
        }
        CertType::TaiwanPermit => {
            let old = number.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(number);
            (all_digits(number) && number.len() == 8) || (all_digits(old) && old.len() == 10)
        }
        CertType::ForeignerCardOld => number.len() == 15 && letters_then_digits(number, 3),
        CertType::Passport => (5..=17).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
        CertType::Military => (4..=18).contains(&number.chars().count()) && number.chars().all(|c| c.is_alphanumeric()),
    };
    if ok { Ok(()) } else { Err(FieldCode::BadFormat) }
}

fn letters_then_digits(number: &str, letters: usize) -> bool {
    let head = number.get(..letters).is_some_and(|s| s.bytes().all(|b| b.is_ascii_uppercase()));
    head && number.get(letters..).is_some_and(all_digits)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// GB 11643 and its two followers: shape, who issues it, date, check digit; in the order that explains most.
fn fits_eighteen(kind: CertType, number: &str) -> Result<(), FieldCode> {
    let got = number.chars().count();
    if got != 18 {
        return Err(FieldCode::WrongLength { need: 18, got: got.try_into().unwrap_or(u32::MAX) });
    }
    let shaped = number.get(..17).is_some_and(all_digits) && number.ends_with(|c: char| c.is_ascii_digit() || c == 'X');
    if !shaped {
        return Err(FieldCode::BadCharacters);
    }
    issuer(kind, number)?;
    if birth_in(number).is_none() {
        return Err(FieldCode::NoSuchDate);
    }
    if check_digit(number).is_some_and(|digit| number.ends_with(digit)) { Ok(()) } else { Err(FieldCode::BadCheckDigit) }
}

/// Only the province is looked up: county codes were withdrawn and moved by the hundred.
fn issuer(kind: CertType, number: &str) -> Result<(), FieldCode> {
    let region = number.get(..6).unwrap_or_default();
    let province = number.get(..2).unwrap_or_default();
    match kind {
        CertType::ResidencePermit => {
            if matches!(region, "810000" | "820000" | "830000") {
                Ok(())
            } else {
                Err(FieldCode::WrongKindOfCard)
            }
        }
        CertType::ForeignerCard => {
            if number.starts_with('9') {
                Ok(())
            } else {
                Err(FieldCode::WrongKindOfCard)
            }
        }
        _ if province < "70" && code_table::PROVINCES.iter().any(|p| p.code == province) => Ok(()),
        _ if matches!(province, "81" | "82" | "83") || is_foreigner_card(number) => Err(FieldCode::WrongKindOfCard),
        _ => Err(FieldCode::UnknownProvince),
    }
}

/// Good enough to say "this is the other card": 9, a province, a date and the right check digit.
fn is_foreigner_card(number: &str) -> bool {
    number.starts_with('9')
        && number.get(1..3).is_some_and(|code| code_table::PROVINCES.iter().any(|p| p.code == code))
        && birth_in(number).is_some()
        && check_digit(number).is_some_and(|digit| number.ends_with(digit))
}

fn birth_in(number: &str) -> Option<NaiveDate> {
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<u32>().ok();
    let year = i32::try_from(part(6..10)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, part(10..12)?, part(12..14)?)?;
    (1900..2100).contains(&date.year()).then_some(date)
}

/// MOD 11-2 over the first 17 digits (GB 11643).
fn check_digit(number: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Option<Vec<u32>> = number.chars().take(17).map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits?.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    "10X98765432".chars().nth((sum % 11) as usize)
}

#[cfg(test)]
mod tests;
