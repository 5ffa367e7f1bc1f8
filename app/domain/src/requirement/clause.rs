//! Grammar of free columns (备注, 其他要求) and of the notes of a sheet.
//!
//! ```text
//! cell      = sentence { (";" | "。" | line break | number ".") sentence }
//! sentence  = chain | segment { "," segment }      (segments where the whole is no chain)
//! chain     = either { ["," | "、" | 且 | 并 | 和] either }
//! either    = atom { (或 | 或者) atom }
//! atom      = the longest of what `person`, `study`, `proof`, `target`, `closed`, `age`, `information` know
//! ```
//! What no rule knows is `Unread`, with its words.
mod information;
mod person;
mod proof;
mod study;
mod target;

pub use proof::grade;

use super::condition::Condition;
use super::cursor::Cursor;
use super::text::Folded;
use super::{age, closed};

pub(super) type Rule = fn(&mut Cursor<'_>) -> Option<Condition>;

/// Every rule; of those that fit the one that reads furthest counts, among equals the earlier.
const RULES: &[Rule] = &[
    closed::sex,
    person::ethnic,
    closed::political,
    closed::fresh,
    age::age,
    study::stage,
    study::every_stage,
    study::main_major,
    study::full_time,
    study::limit,
    study::any_major,
    study::for_major,
    study::courses,
    study::held_by,
    closed::projects_clause,
    closed::degree,
    education,
    closed::grassroots_clause,
    target::target,
    proof::law,
    proof::language,
    proof::language_by_level,
    proof::certificate,
    person::residence,
    person::residence_of_position,
    person::eyesight,
    person::declaration,
    person::ability,
    information::nothing,
    information::information,
];

/// 学历 stands alone among clauses only as a floor or as 限…: a bare word is no condition.
fn education(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let begin = *cursor;
    let read = closed::education(cursor)?;
    let words: String = begin.rest().iter().take(begin.rest().len() - cursor.rest().len()).collect();
    let students = words.contains("大学") && !words.contains("大学本科") && !words.contains("大学专科");
    let asks = words.contains("以上") || words.starts_with('限') || words.starts_with("仅限") || words.contains("学历");
    (asks && !students).then_some(read)
}

/// A cell that is the name of a place alone.
pub(super) fn place(text: &Folded) -> bool {
    person::place(&text.cursor(0, text.len()).rest_text())
}

/// Words between two conditions.
const AND: &[&str] = &[",", "、", "且为", "且", "并且", "并", "和", "同时", "以及", ":", "(", ")"];
const OR: &[&str] = &[",或者", ",或", "或者", "或", "及/或"];
/// What a segment behind an information may not hold to belong to it.
const CUES: &[&str] =
    &["限", "须具", "具有", "取得", "不得", "以上", "报考", "专业", "学历", "学位", "户籍", "周岁", "证书", "资格", "毕业"];

/// A whole note that asks nothing: the table's name, a sum, who made it.
pub(super) fn heading(folded: &Folded) -> bool {
    let words: String = folded.cursor(0, folded.len()).rest().iter().filter(|c| **c != '\n').collect();
    information::heading(&words)
}

/// Reads a cell: the pieces in order, whole sentences where they can be read whole.
pub(super) fn read(folded: &Folded, separators: &[char]) -> Vec<(usize, usize, Condition)> {
    let mut read = Vec::new();
    for (from, to) in folded.pieces(0, folded.len(), |c| separators.contains(&c)) {
        for (from, to) in numbered(folded, from, to) {
            sentence(folded, from, to, &mut read);
        }
    }
    read
}

/// Splits before and strips `1.`, `2.`, `(1)`, and what heads a list.
fn numbered(folded: &Folded, from: usize, to: usize) -> Vec<(usize, usize)> {
    let is_number = |at: usize| {
        let mut cursor = folded.cursor(at, to);
        let numbered = cursor.peek().is_some_and(|c| c.is_ascii_digit())
            && cursor.number().is_some_and(|n| n < 20)
            && cursor.one_of(&[".", "、", ")"]).is_some();
        (numbered && cursor.peek().is_some_and(|c| !c.is_ascii_digit())).then(|| cursor.at())
    };
    let mut pieces = Vec::new();
    let mut begin = from;
    for at in from..to {
        let fresh_line = at == from || folded.cursor(at - 1, to).peek().is_some_and(|c| !c.is_ascii_digit() && !matches!(c, '.' | '、'));
        if let Some(skip) = is_number(at).filter(|_| fresh_line) {
            pieces.push((begin, at));
            begin = at + skip;
        }
    }
    pieces.push((begin, to));
    let headless = |(from, to): (usize, usize)| {
        let mut cursor = folded.cursor(from, to);
        cursor.skip(&["报考条件", "配套措施", "招考条件", "其他要求", "备注", ":", "注"]);
        (from + cursor.at(), to)
    };
    pieces.into_iter().map(headless).filter(|(from, to)| from < to).collect()
}

fn sentence(folded: &Folded, from: usize, to: usize, read: &mut Vec<(usize, usize, Condition)>) {
    if let Some(condition) = whole(folded, from, to) {
        return read.extend(unfold(condition).map(|condition| (from, to, condition)));
    }
    for (from, to) in folded.pieces(from, to, |c| c == ',') {
        let condition = whole(folded, from, to);
        let aside = matches!(read.last(), Some((.., Condition::Information(_)))) && !has_cue(folded, from, to);
        match (condition, read.last_mut()) {
            (Some(condition), _) => read.extend(unfold(condition).map(|condition| (from, to, condition))),
            (None, Some(last)) if aside => last.1 = to,
            (None, _) => read.push((from, to, Condition::Unread)),
        }
    }
}

fn has_cue(folded: &Folded, from: usize, to: usize) -> bool {
    CUES.iter().any(|cue| folded.cursor(from, to).holds(cue))
}

/// Conditions that all hold are told one by one.
fn unfold(condition: Condition) -> impl Iterator<Item = Condition> {
    match condition {
        Condition::All(all) => all.into_iter(),
        one => vec![one].into_iter(),
    }
}

/// A sentence or segment read to its end.
pub(super) fn whole(folded: &Folded, from: usize, to: usize) -> Option<Condition> {
    let mut cursor = folded.cursor(from, to);
    chain(&mut cursor)
}

fn chain(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut all = Vec::new();
    while !cursor.is_done() {
        if !all.is_empty() {
            cursor.skip(AND);
        }
        all.push(either(cursor)?);
        cursor.skip(&["。", "报考", "人员", "考生", ")", "\""]);
    }
    let mut flat = all.into_iter().flat_map(unfold).collect::<Vec<_>>();
    if flat.len() > 1 { Some(Condition::All(flat)) } else { flat.pop() }
}

fn either(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut any = vec![atom(cursor)?];
    loop {
        let mut ahead = *cursor;
        if ahead.one_of(OR).is_none() {
            break;
        }
        let Some(next) = atom(&mut ahead) else { break };
        any.push(next);
        *cursor = ahead;
    }
    if any.len() > 1 { Some(Condition::Any(any)) } else { any.pop() }
}

/// Who or what a clause is about, where it says so.
const SUBJECTS: &[&str] = &["该岗位", "该职位", "本岗位", "本职位", "此岗位", "此职位", ":"];

/// The rule that reads furthest; behind the subject where none reads from the start.
fn atom(cursor: &mut Cursor<'_>) -> Option<Condition> {
    furthest(cursor).or_else(|| {
        let mut ahead = *cursor;
        ahead.need(SUBJECTS)?;
        ahead.skip(SUBJECTS);
        let condition = furthest(&mut ahead)?;
        *cursor = ahead;
        Some(condition)
    })
}

fn furthest(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut best: Option<(Cursor<'_>, Condition)> = None;
    for rule in RULES {
        let mut ahead = *cursor;
        if let Some(condition) = rule(&mut ahead)
            && ahead.at() > best.as_ref().map_or(cursor.at(), |(reached, _)| reached.at())
        {
            best = Some((ahead, condition));
        }
    }
    let (reached, condition) = best?;
    *cursor = reached;
    Some(condition)
}
