//! What a name looks like in a password: Han, pinyin in every reading and order, initials.
use crate::person::{COMPOUND_SURNAMES, Name};
use pinyin::ToPinyinMulti;

/// Combinations of readings tried per name at most.
const CAP: usize = 64;
/// Fewer letters than this are found in every second word.
const LEAST_LETTERS: usize = 4;

/// Surnames read otherwise than the character alone; these readings are tried first.
const SURNAME_READINGS: &[(&str, &str)] = &[
    ("七", "qi"),
    ("万俟", "mo qi"),
    ("么", "yao"),
    ("乐", "yue"),
    ("乜", "nie"),
    ("仇", "qiu"),
    ("任", "ren"),
    ("会", "gui"),
    ("便", "pian"),
    ("冼", "xian"),
    ("区", "ou"),
    ("华", "hua"),
    ("单", "shan"),
    ("召", "shao"),
    ("句", "gou"),
    ("员", "yun"),
    ("哈", "ha"),
    ("宁", "ning"),
    ("宓", "fu"),
    ("尉迟", "yu chi"),
    ("尹", "yin"),
    ("幺", "yao"),
    ("应", "ying"),
    ("折", "she"),
    ("撒", "sa"),
    ("教", "jiao"),
    ("晁", "chao"),
    ("曾", "zeng"),
    ("朴", "piao"),
    ("查", "zha"),
    ("殷", "yin"),
    ("洗", "xian"),
    ("澹台", "tan tai"),
    ("燕", "yan"),
    ("盖", "ge"),
    ("盛", "sheng"),
    ("相", "xiang"),
    ("石", "shi"),
    ("祭", "zhai"),
    ("种", "chong"),
    ("秘", "bi"),
    ("繁", "po"),
    ("纪", "ji"),
    ("缪", "miao"),
    ("翟", "zhai"),
    ("能", "nai"),
    ("臧", "zang"),
    ("葛", "ge"),
    ("行", "xing"),
    ("褚", "chu"),
    ("覃", "qin"),
    ("解", "xie"),
    ("费", "fei"),
    ("贾", "jia"),
    ("过", "guo"),
    ("逄", "pang"),
    ("郇", "xun"),
    ("都", "du"),
    ("重", "chong"),
    ("长孙", "zhang sun"),
    ("阚", "kan"),
    ("隗", "wei"),
    ("难", "ning"),
    ("黑", "he"),
    ("單", "shan"),
    ("區", "ou"),
    ("長孫", "zhang sun"),
    ("樂", "yue"),
    ("繆", "miao"),
];

/// What to look for.
#[derive(Debug, Default)]
pub(super) struct NameTokens {
    /// Long enough to count wherever they stand.
    pub anywhere: Vec<String>,
    /// Short ones: count only where no letter touches them.
    pub words: Vec<String>,
    /// First letters, three at least.
    pub initials: Vec<String>,
}

impl NameTokens {
    pub fn of(name: &Name) -> Self {
        let mut tokens = Self::default();
        if name.is_chinese() {
            tokens.add_chinese(name.as_str())
        } else {
            tokens.add_latin(name.as_str())
        }
        tokens
    }

    fn add_chinese(&mut self, name: &str) {
        let whole: String = name.chars().filter(|c| *c != '·').collect();
        for text in name.split('·').chain([name, whole.as_str()]) {
            self.add_han(text);
        }
        let mut halves: Vec<(&str, &str)> = Vec::new();
        if name.contains('·') {
            for part in name.split('·') {
                halves.push(("", part));
            }
        } else {
            let compound = COMPOUND_SURNAMES.iter().find(|s| name.starts_with(**s) && name.len() > s.len());
            let single = name.chars().next().map(char::len_utf8).filter(|first| name.len() > *first);
            halves.extend(compound.map(|s| s.len()).into_iter().chain(single).filter_map(|at| name.split_at_checked(at)));
        }
        if halves.is_empty() {
            halves.push(("", name));
        }
        for (surname, given) in halves {
            self.add_han(given);
            self.add_pinyin(surname, given);
        }
        if name.contains('·') {
            self.add_pinyin("", &whole);
        }
    }

    fn add_han(&mut self, text: &str) {
        if text.chars().count() >= 2 {
            push(&mut self.anywhere, text.to_owned());
        }
    }

    fn add_pinyin(&mut self, surname: &str, given: &str) {
        let given_readings = readings(given);
        let surname_readings = surname_readings(surname);
        let pairs = surname_readings.iter().flat_map(|s| given_readings.iter().map(move |g| (s, g)));
        for (surname, given) in pairs.take(CAP) {
            let (s, g) = (surname.concat(), given.concat());
            self.add_word(format!("{s}{g}"), surname.len() + given.len());
            self.add_word(format!("{g}{s}"), surname.len() + given.len());
            self.add_word(s, 1);
            self.add_word(g, given.len());
            self.add_initials(surname, given);
            self.add_initials(given, surname);
        }
    }

    /// One syllable, or few letters, are a word of their own; more count anywhere.
    fn add_word(&mut self, word: String, syllables: usize) {
        if word.len() >= LEAST_LETTERS && syllables >= 2 {
            push(&mut self.anywhere, word);
        } else if word.len() >= LEAST_LETTERS || (syllables >= 2 && word.len() >= 3) {
            push(&mut self.words, word);
        }
    }

    fn add_initials(&mut self, first: &[String], second: &[String]) {
        let initials: String = first.iter().chain(second).filter_map(|syllable| syllable.chars().next()).collect();
        if initials.len() >= 3 {
            push(&mut self.initials, initials);
        }
    }

    fn add_latin(&mut self, name: &str) {
        let words: Vec<String> =
            name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
        let backwards: Vec<&str> = words.iter().rev().map(String::as_str).collect();
        for word in words.iter().cloned().chain([words.concat(), backwards.concat()]) {
            self.add_word(word, 2);
        }
        self.add_initials(&words, &[]);
    }
}

fn push(list: &mut Vec<String>, token: String) {
    if !list.contains(&token) {
        list.push(token);
    }
}

/// Readings of a surname, the special ones first; one empty reading for no surname.
fn surname_readings(surname: &str) -> Vec<Vec<String>> {
    let special =
        SURNAME_READINGS.iter().filter(|(han, _)| *han == surname).map(|(_, reading)| reading.split(' ').map(str::to_owned).collect());
    special.chain(readings(surname)).collect()
}

/// Every reading of `text`, syllable by syllable, `CAP` at most. Characters without a reading are passed over.
fn readings(text: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for syllables in text.to_pinyin_multi().flatten().map(|multi| spellings(multi.into_iter().map(|p| p.plain()))) {
        let longer = all.iter().flat_map(|head| syllables.iter().map(move |s| [head.as_slice(), std::slice::from_ref(s)].concat()));
        all = longer.take(CAP).collect();
    }
    all
}

/// `ü` is typed as v, u, yu or lyu.
fn spellings(plain: impl Iterator<Item = &'static str>) -> Vec<String> {
    let mut all = Vec::new();
    for syllable in plain {
        if !syllable.contains(['ü', 'v']) {
            push(&mut all, syllable.to_owned());
            continue;
        }
        for typed in ["v", "u", "yu", "ü"] {
            push(&mut all, syllable.replace(['ü', 'v'], typed));
        }
    }
    all
}
