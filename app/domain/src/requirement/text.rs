//! A cell folded for reading, and a cursor over it that copies itself to look ahead.
//!
//! Folding: blanks and what looks like nothing go, full-width forms become their ASCII ones, every dash `-`, every quote `"`,
//! every square bracket a round one. Line breaks stay as `\n`. Each character knows its place in the cell, so that what was
//! read can be quoted as printed.
use super::Span;

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
        Cursor { text: self.chars.get(from..to).unwrap_or_default(), at: 0 }
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

#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a [char],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn at(&self) -> usize {
        self.at
    }

    pub fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    pub fn rest(&self) -> &'a [char] {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn rest_text(&self) -> String {
        self.rest().iter().collect()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().first().copied()
    }

    /// Stands before `word`.
    pub fn sees(&self, word: &str) -> bool {
        let mut rest = self.rest().iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// `word` occurs further on.
    pub fn holds(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// Characters before `word`.
    pub fn find(&self, word: &str) -> Option<usize> {
        let word: Vec<char> = word.chars().collect();
        self.rest().windows(word.len().max(1)).position(|window| window == word.as_slice())
    }

    pub fn eat(&mut self, word: &str) -> bool {
        let seen = self.sees(word);
        if seen {
            self.at += word.chars().count();
        }
        seen
    }

    /// The longest of `words` that stands here.
    pub fn one_of<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let found = words.iter().copied().filter(|word| self.sees(word)).max_by_key(|word| word.len())?;
        self.eat(found);
        Some(found)
    }

    /// Any of `words`, as often as they stand here.
    pub fn skip(&mut self, words: &[&str]) {
        while self.one_of(words).is_some() {}
    }

    /// `Some` where one of `words` was eaten; reads as a required word.
    pub fn need(&mut self, words: &[&str]) -> Option<()> {
        self.one_of(words).map(|_| ())
    }

    /// Up to `count` characters, which are eaten.
    pub fn take(&mut self, count: usize) -> String {
        let taken: String = self.rest().iter().take(count).collect();
        self.at = self.at.saturating_add(count).min(self.text.len());
        taken
    }

    /// Everything before the first of `stops`, which stays; to the end where there is none.
    pub fn until(&mut self, stops: &[char]) -> String {
        let length = self.rest().iter().position(|c| stops.contains(c)).unwrap_or(self.rest().len());
        self.take(length)
    }

    /// Like `until`, stops counting outside brackets only.
    pub fn until_outside(&mut self, stops: &[char]) -> String {
        let mut depth = 0_u32;
        let outside = |c: &char| {
            match c {
                '(' | '《' => depth += 1,
                ')' | '》' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && stops.contains(c)
        };
        let length = self.rest().iter().position(outside).unwrap_or(self.rest().len());
        self.take(length)
    }

    /// Everything before the next comma outside brackets, which stays.
    pub fn segment(&mut self) -> String {
        self.until_outside(&[',', ';', '。'])
    }

    /// Eats the following segments too, as long as they hold any of `words`.
    pub fn segments_about(&mut self, words: &[&str]) {
        let mut ahead = *self;
        while ahead.eat(",") {
            let segment = ahead.segment();
            if !words.iter().any(|word| segment.contains(word)) {
                break;
            }
            *self = ahead;
        }
    }

    /// What stands in brackets here, without them.
    pub fn bracket(&mut self) -> Option<String> {
        if self.peek() != Some('(') {
            return None;
        }
        let mut depth = 0_u32;
        for (place, char) in self.rest().iter().enumerate() {
            match char {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let inner = self.rest().get(1..place).unwrap_or_default().iter().collect();
                self.at += place + 1;
                return Some(inner);
            }
        }
        None
    }

    /// A number in Arabic or simple Chinese numerals, below 10,000.
    pub fn number(&mut self) -> Option<u32> {
        let digits: String = self.rest().iter().take_while(|c| c.is_ascii_digit()).collect();
        if !digits.is_empty() {
            let number = if digits.len() <= 4 { digits.parse().ok() } else { None };
            return number.inspect(|_| self.at += digits.len());
        }
        let words: Vec<u32> = self.rest().iter().map_while(|c| numeral(*c)).collect();
        let number = chinese(&words)?;
        self.at += words.len();
        Some(number)
    }

    /// A number with one decimal place at most, in tenths.
    pub fn tenths(&mut self) -> Option<u32> {
        let whole = self.number()?;
        let mut ahead = *self;
        if ahead.eat(".")
            && let Some(digit) = ahead.peek().and_then(|c| c.to_digit(10))
        {
            ahead.take(1);
            *self = ahead;
            return Some(whole * 10 + digit);
        }
        Some(whole * 10)
    }
}

fn numeral(char: char) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九十";
    if char == '两' {
        return Some(2);
    }
    DIGITS.chars().position(|c| c == char).and_then(|place| u32::try_from(place).ok())
}

/// 五, 十, 十八, 二十, 三十五.
fn chinese(words: &[u32]) -> Option<u32> {
    match words {
        [digit] => Some(*digit),
        [10, ones] => Some(10 + ones),
        [tens, 10] => Some(tens * 10),
        [tens, 10, ones] => Some(tens * 10 + ones),
        _ => None,
    }
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
