//! A cell folded for reading.
//!
//! Folding: blanks and what looks like nothing go, full-width forms become their ASCII ones, every dash `-`, every quote `"`,
//! every square bracket a round one. Line breaks stay as `\n`. Each character knows its place in the cell, so that what was
//! read can be quoted as printed.
use super::Span;
use super::cursor::Cursor;

#[derive(Clone, Debug, Default)]
pub struct Folded {
    chars: Vec<char>,
    /// Byte offsets in the cell: begin of each character.
    begins: Vec<u32>,
    /// Byte offsets in the cell: end of each character.
    ends: Vec<u32>,
}

impl Folded {
    pub fn of(raw: &str) -> Self {
        let mut folded = Self::default();
        for (at, char) in raw.char_indices() {
            if let Some(plain) = fold(char) {
                folded.chars.push(plain);
                folded.begins.push(offset(at));
                folded.ends.push(offset(at + char.len_utf8()));
            }
        }
        folded
    }

    /// Line breaks are no more than blanks.
    pub fn flat(raw: &str) -> Self {
        let mut folded = Self::of(raw);
        let keep: Vec<bool> = folded.chars.iter().map(|c| *c != '\n').collect();
        retain(&mut folded.chars, &keep);
        retain(&mut folded.begins, &keep);
        retain(&mut folded.ends, &keep);
        folded
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chars.iter().all(|c| *c == '\n')
    }

    /// A cursor over the characters `from..to`.
    pub fn cursor(&self, from: usize, to: usize) -> Cursor<'_> {
        Cursor::over(self.chars.get(from..to).unwrap_or_default())
    }

    /// Where the characters `from..to` stand in the cell.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let begin = self.begins.get(from).copied().unwrap_or_default();
        let end = to.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(begin);
        Span { begin, end: end.max(begin) }
    }

    /// Pieces between separators outside brackets, as (from, to); blank pieces are left out.
    pub fn pieces(&self, from: usize, to: usize, is_separator: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
        let (mut pieces, mut begin, mut depth) = (Vec::new(), from, 0_u32);
        for (at, char) in self.chars.iter().enumerate().take(to).skip(from) {
            match char {
                '(' | '《' => depth += 1,
                ')' | '》' => depth = depth.saturating_sub(1),
                c if depth == 0 && is_separator(*c) => {
                    pieces.push((begin, at));
                    begin = at + 1;
                }
                _ => {}
            }
        }
        pieces.push((begin, to));
        pieces.retain(|(from, to)| self.chars.get(*from..*to).is_some_and(|part| part.iter().any(|c| *c != '\n')));
        pieces
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn retain<T>(list: &mut Vec<T>, keep: &[bool]) {
    let mut flags = keep.iter();
    list.retain(|_| flags.next().copied().unwrap_or(true));
}

fn fold(char: char) -> Option<char> {
    Some(match char {
        '\n' => '\n',
        c if c.is_whitespace() || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}') => return None,
        '∶' | '︰' | '﹕' => ':',
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '＂' => '"',
        '‐'..='―' | '−' | '－' | '～' | '~' => '-',
        '〔' | '［' | '[' | '【' | '{' => '(',
        '〕' | '］' | ']' | '】' | '}' => ')',
        '﹐' => ',',
        '﹔' => ';',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        c => c,
    })
}

/// Text folded as cells are, for comparing.
pub fn folded(raw: &str) -> String {
    raw.chars().filter_map(fold).filter(|c| *c != '\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_place_of_every_character() {
        let cell = " 会计（限∶ 财务）；ＡＢ";
        let folded = Folded::of(cell);
        let text: String = folded.cursor(0, folded.len()).rest_text();
        assert_eq!(text, "会计(限:财务);AB");
        let span = folded.span(3, 7);
        assert_eq!(cell.get(span.begin as usize..span.end as usize), Some("限∶ 财务"));
    }

    #[test]
    fn pieces_end_at_separators_outside_brackets_only() {
        let folded = Folded::of("甲(乙,丙),丁,,(戊");
        let texts: Vec<String> =
            folded.pieces(0, folded.len(), |c| c == ',').into_iter().map(|(from, to)| folded.cursor(from, to).rest_text()).collect();
        assert_eq!(texts, ["甲(乙,丙)", "丁", "(戊"]);
    }

    #[test]
    fn numbers_are_read_in_both_scripts() {
        for (text, number) in
            [("35周岁", Some(35)), ("五年", Some(5)), ("十八岁", Some(18)), ("三十五", Some(35)), ("两年", Some(2)), ("周岁", None)]
        {
            let folded = Folded::of(text);
            assert_eq!(folded.cursor(0, folded.len()).number(), number, "{text}");
        }
        let folded = Folded::of("6.5分");
        assert_eq!(folded.cursor(0, folded.len()).tenths(), Some(65));
        assert_eq!(Folded::of("123456").cursor(0, 6).number(), None, "a code is no number");
    }

    #[test]
    fn brackets_nest() {
        let folded = Folded::of("(含:口译(交传))以上");
        let mut cursor = folded.cursor(0, folded.len());
        assert_eq!(cursor.bracket().as_deref(), Some("含:口译(交传)"));
        assert!(cursor.eat("以上") && cursor.is_done());
    }
}
