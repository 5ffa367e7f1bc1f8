//! What limits a listed major: 限：…, 仅限…, 不包含…, 含：….
use super::split;
use crate::requirement::closed::entry;
use crate::requirement::condition::MajorItem;
use crate::requirement::cursor::Cursor;
use crate::requirement::text::Folded;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::requirement) enum Limit {
    Only,
    Except,
    Includes,
}

const LIMITS: &[(&str, Limit)] = &[
    ("仅限于", Limit::Only),
    ("仅限", Limit::Only),
    ("限", Limit::Only),
    ("不包含", Limit::Except),
    ("不包括", Limit::Except),
    ("不含", Limit::Except),
    ("包含", Limit::Includes),
    ("包括", Limit::Includes),
    ("含", Limit::Includes),
];

/// 限：甲、乙 to the end.
pub(in crate::requirement) fn limit(mut cursor: Cursor<'_>) -> Option<(Limit, Vec<String>)> {
    let kind = *entry(&mut cursor, LIMITS)?;
    cursor.skip(&[":", "于"]);
    let folded = Folded::flat(&cursor.rest_text());
    let pieces = folded.pieces(0, folded.len(), |c| c == ',');
    let names: Vec<String> = pieces
        .into_iter()
        .flat_map(|(from, to)| split(&folded, from, to))
        .map(|(from, to)| folded.cursor(from, to).rest_text())
        .map(|name| name.trim_end_matches("方向").trim_end_matches("专业").to_owned())
        .collect();
    names.iter().all(|name| (1..=25).contains(&name.chars().count())).then_some((kind, names)).filter(|(_, names)| !names.is_empty())
}

pub(in crate::requirement) fn apply(item: &mut MajorItem, kind: Limit, names: Vec<String>) {
    match kind {
        Limit::Only => item.only.extend(names),
        Limit::Except => item.except.extend(names),
        Limit::Includes => item.includes.extend(names),
    }
}
