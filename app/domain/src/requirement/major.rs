//! Grammar of 专业 cells.
//!
//! ```text
//! cell    = 不限 | part { part }
//! part    = [level ":"] ( 不限 | item { separator item } )
//! level   = 研究生 | 硕士研究生 | 博士研究生 | 本科 | 大学本科 | 专科 | 大专 …
//! item    = [2 digits] name { bracket } | code name | name code
//! bracket = "(" code [ ("," | "，") limit ] ")" | "(" limit ")" | "(" words of the name ")"
//! limit   = ("限" | "仅限") names | ("不含" | "不包含") names | ("含" | "包含") names
//! ```
//! Separators count outside brackets only. `、` separates items where no comma does; names that hold one stay whole.
mod limit;

pub(super) use limit::{Limit, apply, limit};

use super::closed::{NO_LIMIT, entry};
use super::code::MajorCode;
use super::condition::{Listing, MajorItem, MajorList};
use super::cursor::Cursor;
use super::sets::Levels;
use super::text::Folded;
use crate::code_table::Level;

const LEVEL_PREFIXES: &[(&str, &[Level])] = &[
    ("研究生", &[Level::Master, Level::Doctor]),
    ("硕士研究生及以上", &[Level::Master, Level::Doctor]),
    ("硕士研究生", &[Level::Master]),
    ("硕士", &[Level::Master]),
    ("博士研究生", &[Level::Doctor]),
    ("博士", &[Level::Doctor]),
    ("大学本科", &[Level::Bachelor]),
    ("本科", &[Level::Bachelor]),
    ("大学专科", &[Level::College]),
    ("专科", &[Level::College]),
    ("大专", &[Level::College]),
    ("高职", &[Level::College]),
];

/// Official names with a 、 of their own, folded.
const NAMES_WITH_COMMA: &[&str] = &[
    "供热、供燃气、通风及空调工程",
    "港口、海岸及近岸工程",
    "人口、资源与环境经济学",
    "政治学、经济学与哲学",
    "土木、水利与海洋工程",
    "土木、水利与交通工程",
    "火炮、自动武器与弹药工程",
    "军事海洋学、军事气象学",
];

const NEAR: &[&str] = &["及相近专业", "等相近专业", "或相近专业", "及相关专业", "等相关专业", "或相关专业", "相近专业", "相关专业"];

/// Every list in a cell; `levels`: what the column itself is for. `None`: not to be read.
pub(super) fn lists(folded: &Folded, levels: Levels) -> Option<Vec<(usize, usize, MajorList)>> {
    let parts = parts(folded);
    let read = parts.into_iter().map(|part| {
        let Part { levels: own, from, to, items } = part;
        let listing = listing(folded, items, to)?;
        Some((from, to, MajorList { levels: own.unwrap_or(levels), listing }))
    });
    read.collect()
}

struct Part {
    levels: Option<Levels>,
    from: usize,
    to: usize,
    /// Where the items begin, behind the level.
    items: usize,
}

/// A cell in parts that each begin with a level.
fn parts(folded: &Folded) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for (from, to) in folded.pieces(0, folded.len(), |c| matches!(c, ';' | '\n' | '。')) {
        // The level may also stand behind a mere comma or blank.
        let (mut begin, mut at) = (from, from);
        while at < to {
            let length = level(folded, at, to).map(|(_, length)| length);
            if length.is_some() && at > begin {
                push(&mut found, folded, begin, at);
                begin = at;
            }
            at += length.unwrap_or(1);
        }
        push(&mut found, folded, begin, to);
    }
    found
}

fn push(found: &mut Vec<Part>, folded: &Folded, from: usize, to: usize) {
    match (level(folded, from, to), found.last_mut()) {
        (Some((levels, length)), _) => found.push(Part { levels: Some(levels), from, to, items: from + length }),
        // What follows a ; without a level of its own belongs to the level before.
        (None, Some(last)) => last.to = to,
        (None, None) => found.push(Part { levels: None, from, to, items: from }),
    }
}

fn level(folded: &Folded, from: usize, to: usize) -> Option<(Levels, usize)> {
    let mut cursor = folded.cursor(from, to);
    let mut levels = Levels::of(entry(&mut cursor, LEVEL_PREFIXES)?);
    while cursor.one_of(&["、", "/", "或", "及", "和"]).is_some() {
        levels = levels.united(Levels::of(entry(&mut cursor, LEVEL_PREFIXES)?));
    }
    cursor.skip(&["及以上", "阶段", "层次", "学历", "专业", "要求", "为"]);
    cursor.eat(":").then_some((levels, cursor.at()))
}

fn listing(folded: &Folded, from: usize, to: usize) -> Option<Listing> {
    let mut cursor = folded.cursor(from, to);
    if any(&mut cursor) {
        return Some(Listing::Any);
    }
    let mut items: Vec<MajorItem> = Vec::new();
    let mut near = false;
    for (from, to) in folded.pieces(from, to, |c| matches!(c, ',' | ';' | '\n' | '。')) {
        let (from, to) = without_near(folded, from, to, &mut near);
        if from == to {
            continue;
        }
        if let (Some(last), Some((kind, names))) = (items.last_mut(), limit(folded.cursor(from, to))) {
            apply(last, kind, names);
            continue;
        }
        for (from, to) in split(folded, from, to) {
            items.extend(run(folded.cursor(from, to))?);
        }
    }
    (!items.is_empty()).then_some(Listing::Items { items, near })
}

pub(super) fn any(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.skip(&["专业"]);
    let limited = ahead.one_of(NO_LIMIT).is_none();
    ahead.skip(&["专业", "。", ",", ";", "\n"]);
    if limited || !ahead.is_done() {
        return false;
    }
    *cursor = ahead;
    true
}

/// Takes 及相近专业 from the end.
fn without_near(folded: &Folded, from: usize, to: usize, near: &mut bool) -> (usize, usize) {
    let text = folded.cursor(from, to).rest_text();
    match NEAR.iter().find(|word| text.ends_with(**word)) {
        Some(word) => {
            *near = true;
            (from, to - word.chars().count())
        }
        None => (from, to),
    }
}

/// Splits at 、 where it separates; names that hold one are joined again.
fn split(folded: &Folded, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    let pieces = folded.pieces(from, to, |c| matches!(c, '、' | '/'));
    let coded = |from: usize, to: usize| folded.cursor(from, to).rest().iter().any(char::is_ascii_digit);
    // In a list of coded items a piece without code is a part of a name.
    let all_coded = pieces.last().is_some_and(|(from, to)| coded(*from, *to));
    let mut open: Option<usize> = None;
    for (from, to) in pieces {
        let begin = open.take().unwrap_or(from);
        let text = folded.cursor(begin, to).rest_text();
        let unfinished = NAMES_WITH_COMMA.iter().any(|name| name.starts_with(&format!("{text}、")));
        if unfinished || (all_coded && !coded(begin, to)) {
            open = Some(begin);
        } else {
            joined.push((begin, to));
        }
    }
    joined.extend(open.map(|begin| (begin, to)));
    joined
}

/// One item, or several where the separator between them was forgotten.
pub(super) fn run(mut cursor: Cursor<'_>) -> Option<Vec<MajorItem>> {
    let mut items = Vec::new();
    while !cursor.is_done() {
        items.push(item(&mut cursor)?);
    }
    Some(items)
}

pub(super) fn item(cursor: &mut Cursor<'_>) -> Option<MajorItem> {
    let mut item = MajorItem::default();
    let leading: String = cursor.rest().iter().take_while(|c| c.is_ascii_alphanumeric()).collect();
    if !leading.is_empty() {
        item.code = MajorCode::parse(&leading);
        item.code?;
        cursor.take(leading.len());
        cursor.skip(&["-", ":", "."]);
    }
    let group = item.code.is_some_and(|code| code.length() == 2);
    item.name = cursor.until(&['(', ')']);
    let mut coded = item.code.is_some();
    while cursor.peek() == Some('(') {
        let inner = cursor.bracket()?;
        coded |= bracket(&inner, &mut item);
        if !coded {
            item.name.push_str(&cursor.until(&['(', ')']));
        }
    }
    cursor.skip(&["专业", "等", ")", "一级学科", "二级学科"]);
    trailing_code(&mut item);
    finish(&mut item, group)
}

/// 法学0301
fn trailing_code(item: &mut MajorItem) {
    let digits = item.name.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    if item.code.is_none()
        && let Some(code) = item.name.get(digits..).and_then(MajorCode::parse)
    {
        item.code = Some(code);
        item.name.truncate(digits);
    }
}

/// 门类 whose name no major and no 一级学科 has.
const DISCIPLINES_ALONE: &[&str] = &["文学", "理学", "工学", "医学", "管理学", "军事学"];

/// A province's own group (06法律类) has no place in a tree: it goes by its name.
fn finish(item: &mut MajorItem, group: bool) -> Option<MajorItem> {
    let mut item = std::mem::take(item);
    item.name = item.name.trim_end_matches("专业").trim_matches(|c| matches!(c, '"' | '。' | ':')).to_owned();
    item.class = item.name.ends_with('类');
    // 工学 is no single major.
    item.class |= DISCIPLINES_ALONE.contains(&item.name.as_str());
    // 工学门类: the name of a whole 门类.
    if let Some(discipline) = item.name.strip_suffix("门类").filter(|name| !name.is_empty()) {
        item.name = discipline.to_owned();
    }
    if group && item.class {
        item.code = None;
    }
    if let Some(short) = item.name.strip_suffix("硕士").or_else(|| item.name.strip_suffix("博士")).filter(|short| !short.is_empty()) {
        item.includes.push(short.to_owned());
    }
    let named = item.name.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count() >= 2;
    // A sentence is no name.
    let plain = item.name.chars().count() <= 30 && !has_words(&item.name, SENTENCE);
    (named && plain).then_some(item)
}

fn has_words(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

/// What no name of a major has.
const SENTENCE: &[&str] =
    &["须", "具备", "具有", "要求", "优先", "报考", "取得", "能够", "独立", "学历", "学位", "毕业", "证书", "资格", "以上", "不限", ":"];

/// Reads a bracket into the item; whether it held a code.
fn bracket(inner: &str, item: &mut MajorItem) -> bool {
    let (first, rest) =
        inner.split_once([',', ';', '、', ':']).map_or((inner, ""), |(first, _)| (first, inner.get(first.len() + 1..).unwrap_or("")));
    let rest = if inner.contains('、') && !inner.starts_with(first) { "" } else { rest };
    if let Some(code) = MajorCode::parse(first.trim_start_matches("专业代码").trim_start_matches("代码")) {
        item.code = Some(code);
        let folded = Folded::flat(rest.trim_start_matches('、'));
        if let Some((kind, names)) = limit(folded.cursor(0, folded.len())) {
            apply(item, kind, names);
        }
        return true;
    }
    let folded = Folded::flat(inner);
    if let Some((kind, names)) = limit(folded.cursor(0, folded.len())) {
        apply(item, kind, names);
    } else if inner == "部分" {
        // A part of the former major: which, its office says.
        item.only.push(inner.to_owned());
    } else if !has_words(inner, &["专业硕士", "专硕", "专业学位", "学术学位", "学硕", "学术型", "专业型", "一级学科", "二级学科"])
    {
        // 法律（法学）, 中国少数民族语言文学（分语族）
        item.name.push_str(&format!("({inner})"));
    }
    false
}
