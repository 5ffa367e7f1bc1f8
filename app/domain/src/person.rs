//! Names and phones of people (domain.md §2.2, §2.3).
use crate::certificate::{CertType, mask};
use crate::problem::FieldCode;
use crate::text_input;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Characters of a name at most (民委发〔2016〕33号 asks for 25 Han at least).
pub const NAME_MAX: u32 = 50;

/// GB18030 A1A4, the only dot a name is stored with.
const DOT: char = '·';

/// Surnames of two characters: masks keep them whole, and the pinyin of a password is split behind them.
pub(crate) const COMPOUND_SURNAMES: &[&str] = &[
    "万俟", "上官", "东方", "东郭", "令狐", "公冶", "公孙", "公羊", "南宫", "司徒", "司空", "司马", "呼延", "夏侯", "太史", "太叔", "宇文",
    "宗政", "尉迟", "慕容", "拓跋", "欧阳", "淳于", "濮阳", "澹台", "独孤", "申屠", "百里", "皇甫", "端木", "第五", "轩辕", "诸葛", "赫连",
    "钟离", "长孙", "闻人", "闾丘", "颛孙", "鲜于", "歐陽", "諸葛", "東方", "長孫", "軒轅", "鍾離",
];

/// A person's name in canonical form. `Debug` masks it.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Chinese for every kind of certificate; Latin, stored in capitals, for 05–07.
    /// Errors: `Missing`, `TooLong`, `TooShort`, `BadCharacters`, `NotChineseName`, `NotLatinName`.
    pub fn parse(raw: &str, kind: CertType) -> Result<Self, FieldCode> {
        let text = text_input::text(raw, u32::MAX)?;
        let latin = kind.allows_latin_name() && !text.chars().any(|c| is_han(c) || is_private(c));
        let name = if latin { latin_name(&text)? } else { chinese_name(&text)? };
        let got = u32::try_from(name.chars().count()).unwrap_or(u32::MAX);
        if got > NAME_MAX { Err(FieldCode::TooLong { max: NAME_MAX, got }) } else { Ok(Self(name)) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Holds private-use characters of an old system: a person has to look at it.
    pub fn needs_manual(&self) -> bool {
        self.0.chars().any(is_private)
    }

    pub fn is_chinese(&self) -> bool {
        self.0.chars().any(|c| is_han(c) || is_private(c))
    }

    /// 张*三, 张*, 欧阳**, 阿***·**提, J*** S****.
    pub fn masked(&self) -> String {
        let name = self.as_str();
        let length = name.chars().count();
        if !self.is_chinese() {
            return name.split(' ').map(|word| mask(word, 1, 0)).collect::<Vec<_>>().join(" ");
        }
        if COMPOUND_SURNAMES.iter().any(|s| length > 2 && name.starts_with(s)) {
            return mask(name, 2, 0);
        }
        match length {
            1 => "*".to_owned(),
            2 => mask(name, 1, 0),
            _ => name.chars().zip(mask(name, 1, 1).chars()).map(|(c, masked)| if c == DOT { DOT } else { masked }).collect(),
        }
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Name").field(&self.masked()).finish()
    }
}

/// A mainland mobile number: eleven digits. `Debug` masks it.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Any spelling, with or without +86. Prefixes are not judged: carriers get new ones and numbers move between them.
    pub fn parse(raw: &str) -> Result<Self, FieldCode> {
        let typed: String = text_input::code(raw).chars().filter(|c| !matches!(c, '(' | ')')).collect();
        let bare =
            ["+86", "0086", "86"].iter().find_map(|prefix| typed.strip_prefix(prefix)).filter(|rest| rest.len() >= 10).unwrap_or(&typed);
        if typed.is_empty() {
            return Err(FieldCode::Missing);
        }
        if !bare.bytes().all(|b| b.is_ascii_digit()) {
            return Err(FieldCode::BadCharacters);
        }
        if bare.len() != 11 {
            return Err(FieldCode::WrongLength { need: 11, got: u32::try_from(bare.len()).unwrap_or(u32::MAX) });
        }
        let mobile = bare.starts_with('1') && bare.chars().nth(1).is_some_and(|c| ('3'..='9').contains(&c));
        if mobile { Ok(Self(bare.to_owned())) } else { Err(FieldCode::NotMobile) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 138****1234
    pub fn masked(&self) -> String {
        mask(&self.0, 3, 4)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Phone").field(&self.masked()).finish()
    }
}

/// A number to reach somebody at: a mobile, or a landline of 7 to 12 digits with its area code. Kept as digits.
/// Errors: `Missing`, `BadFormat`, those of `Phone`.
pub fn reachable(raw: &str) -> Result<String, FieldCode> {
    let typed: String = text_input::code(raw).chars().filter(|c| !matches!(c, '(' | ')')).collect();
    let bare = typed.strip_prefix("+86").unwrap_or(&typed);
    // No landline begins with 1: eleven digits that do are a mobile, fewer a mobile mistyped.
    if bare.is_empty() || bare.starts_with('1') {
        return Phone::parse(bare).map(|phone| phone.0);
    }
    let landline = (7..=12).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    match Phone::parse(bare) {
        Ok(mobile) => Ok(mobile.0),
        Err(_) if landline => Ok(bare.to_owned()),
        Err(_) => Err(FieldCode::BadFormat),
    }
}

fn chinese_name(text: &str) -> Result<String, FieldCode> {
    // Copied text brings Kangxi radicals and variation selectors that look like the character itself.
    let name: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'))
        .flat_map(|c| if matches!(c, '\u{2E80}'..='\u{2FDF}') { c.nfkc().next() } else { Some(c) })
        .map(|c| if is_dot(c) { DOT } else { c })
        .collect();
    let parts: Vec<&str> = name.split(DOT).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || !parts.iter().all(|part| part.chars().all(|c| is_han(c) || is_private(c))) {
        return Err(FieldCode::NotChineseName);
    }
    Ok(parts.join("·"))
}

/// `^[A-Z][A-Z ,.'-]{1,49}$` after folding case, width, blanks, quotes and dashes.
fn latin_name(text: &str) -> Result<String, FieldCode> {
    let folded: String = text
        .nfkc()
        .map(|c| match c {
            '‘' | '’' | '`' | '´' | 'ʼ' => '\'',
            '‐'..='―' | '−' => '-',
            c if c.is_whitespace() => ' ',
            c => c.to_ascii_uppercase(),
        })
        .collect();
    let name = folded.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let ok = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_uppercase() || matches!(c, ' ' | ',' | '.' | '\'' | '-'));
    match name.chars().count() {
        _ if !ok => Err(FieldCode::NotLatinName),
        1 => Err(FieldCode::TooShort { min: 2, got: 1 }),
        _ => Ok(name),
    }
}

fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '∙' | '⋅' | '．' | '.' | '●' | '･' | '。' | '｡' | '﹒' | '᛫' | '⸱' | '\u{0387}')
}

/// Every ideograph of Unicode 16 (GB 18030 level 3), 〇 and the compatibility ones NFC leaves.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2EE5D}' | '\u{2F800}'..='\u{2FA1F}' | '\u{30000}'..='\u{33479}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

#[cfg(test)]
mod tests;
