//! A cursor over folded text. It is copied to look ahead; only what a rule has read is eaten.

#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a [char],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn over(text: &'a [char]) -> Self {
        Self { text, at: 0 }
    }

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
