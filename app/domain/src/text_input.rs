//! What people type: full-width digits, blanks, invisible characters. Liberal in, canonical out (lessons.md §D 6).
use crate::problem::FieldCode;
use unicode_normalization::UnicodeNormalization;

/// Characters that are not seen and never meant: zero-width, BOM, bidi marks, soft hyphen.
fn invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Numbers and codes: NFKC, no blanks, hyphens or invisible characters, upper case.
pub fn code(raw: &str) -> String {
    plain(raw).chars().filter(|c| !matches!(c, '-' | '‐'..='―' | '−')).flat_map(char::to_uppercase).collect()
}

/// Addresses and figures: NFKC, no blanks or invisible characters; case and hyphens stay.
pub fn plain(raw: &str) -> String {
    raw.nfkc().filter(|c| !c.is_whitespace() && !invisible(*c)).collect()
}

/// Free text: NFC, trimmed, no control or invisible characters. Errors: `Missing`, `TooLong`, `BadCharacters` (control characters, `<`).
pub fn text(raw: &str, max: u32) -> Result<String, FieldCode> {
    let text: String = raw.nfc().filter(|c| !invisible(*c)).collect();
    judged(text.trim(), max, false)
}

/// Like `text`, with line breaks: kept as `\n`, no line blank at both ends, never two blank lines together.
pub fn paragraph(raw: &str, max: u32) -> Result<String, FieldCode> {
    let text: String = raw.nfc().filter(|c| !invisible(*c)).collect();
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    judged(lines.join("\n").trim(), max, true)
}

fn judged(text: &str, max: u32, breaks: bool) -> Result<String, FieldCode> {
    if text.is_empty() {
        return Err(FieldCode::Missing);
    }
    if text.chars().any(|c| (c.is_control() && !(breaks && c == '\n')) || c == '<') {
        return Err(FieldCode::BadCharacters);
    }
    let got = text.chars().count() as u32;
    if got > max { Err(FieldCode::TooLong { max, got }) } else { Ok(text.to_owned()) }
}

/// Like `text`, an empty field being an answer.
pub fn optional_text(raw: &str, max: u32) -> Result<Option<String>, FieldCode> {
    match text(raw, max) {
        Err(FieldCode::Missing) => Ok(None),
        other => other.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_blanks_and_hyphens_vanish() {
        assert_eq!(code(" １１０１０５－1949\u{200B} 1231 002ｘ"), "11010519491231002X");
    }

    #[test]
    fn refuses_when_text_is_blank_long_or_markup() {
        assert_eq!(text(" \u{200B}", 5), Err(FieldCode::Missing));
        assert_eq!(text("云湖大学分校", 5), Err(FieldCode::TooLong { max: 5, got: 6 }));
        assert_eq!(text("a<b", 5), Err(FieldCode::BadCharacters));
        assert_eq!(text("  云湖大学 ", 5).as_deref(), Ok("云湖大学"));
        assert_eq!(text("云\n湖", 5), Err(FieldCode::BadCharacters));
    }

    #[test]
    fn line_breaks_stay_where_lines_are_asked_for() {
        assert_eq!(paragraph("\r\n 一 \r\n\r\n\r\n二\r\n", 9).as_deref(), Ok("一\n\n二"));
        assert_eq!(paragraph("一\u{7}", 9), Err(FieldCode::BadCharacters));
    }
}
