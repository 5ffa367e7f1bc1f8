//! 普通高等学校本科专业目录 (2025): code and name of each 门类, 专业类 and 专业, one a line.
use super::Entry;
use crate::code_table::Level;
use crate::requirement::Levels;
use crate::requirement::code::MajorCode;

const UNDERGRADUATE: &str = include_str!("undergraduate.txt");

pub(super) fn entries() -> Vec<Entry> {
    let line = |line: &str| {
        let (code, name) = line.split_once(' ')?;
        Some(Entry {
            levels: Levels::one(Level::Bachelor),
            code: Some(MajorCode::parse(code)?),
            name: name.to_owned(),
            aliases: Vec::new(),
        })
    };
    UNDERGRADUATE.lines().filter_map(line).collect()
}
