use super::*;
use crate::certificate::Sex;
use crate::code_table::{DegreeLevel, Level};
use crate::measure::Tenths;
use crate::time::Month;

fn cell(header: &str, text: &str) -> Requirements {
    Requirements::read([(header, text)], &[], "")
}

fn conditions(header: &str, text: &str) -> Vec<Condition> {
    cell(header, text).clauses.into_iter().map(|clause| clause.condition).collect()
}

fn only(header: &str, text: &str) -> Condition {
    let all = conditions(header, text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.into_iter().next().unwrap()
}

fn free(text: &str) -> Vec<Condition> {
    conditions("备注", text)
}

fn items(text: &str) -> Vec<MajorItem> {
    match only("本科专业要求", text) {
        Condition::Majors(MajorList { listing: Listing::Items { items, .. }, .. }) => items,
        other => panic!("{text}: {other:?}"),
    }
}

fn names(items: &[MajorItem]) -> Vec<&str> {
    items.iter().map(|item| item.name.as_str()).collect()
}

mod book;
mod clauses;
mod closed;
mod majors;
mod strangers;
