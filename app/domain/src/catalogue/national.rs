//! National catalogues, code and name of each entry, one a line, with former names behind it: 普通高等学校本科专业目录 (2025: 门类, 专业类,
//! 专业) and 研究生教育学科专业目录 (2022: 门类, 一级学科, 专业学位类别; what lies below them is each university's own).
use super::Entry;
use crate::code_table::Level;
use crate::requirement::Levels;
use crate::requirement::code::MajorCode;

const UNDERGRADUATE: &str = include_str!("undergraduate.txt");
const POSTGRADUATE: &str = include_str!("postgraduate.txt");

pub(super) fn entries() -> Vec<Entry> {
    let trees = [(UNDERGRADUATE, Levels::one(Level::Bachelor)), (POSTGRADUATE, Levels::POSTGRADUATE)];
    trees.into_iter().flat_map(|(text, levels)| text.lines().filter_map(move |line| entry(line, levels))).collect()
}

fn entry(line: &str, levels: Levels) -> Option<Entry> {
    let mut words = line.split(' ');
    let code = Some(MajorCode::parse(words.next()?)?);
    Some(Entry { levels, code, name: words.next()?.to_owned(), aliases: words.map(str::to_owned).collect() })
}
