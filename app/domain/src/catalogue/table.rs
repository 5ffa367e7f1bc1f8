//! Reading a catalogue out of the rows of a table, in the layouts that are published:
//!
//! - a list: 代码, 名称, and perhaps 层次, 旧专业名称, one major a row;
//! - trees side by side: 专业代码, 专业名称, 旧专业名称 (and 学科代码, 学科名称) once for each level, letters A, B, C telling which;
//! - classes: 专业大类 or class, 层次, major names without codes;
//! - groups: 专业大类 in the first column, `名称（代码）` in the cells beside it.
use super::{Catalogue, Entries, Entry, Group, push};
use crate::code_table::Level;
use crate::requirement::code::MajorCode;
use crate::requirement::{Levels, folded};
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogueFault {
    /// No row names its columns in a way that is known.
    NoHeader,
    /// Not one major was found.
    NoMajors,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Code,
    Name,
    Aliases,
    Level,
    Class,
}

const HEADS: &[(Head, &[&str])] = &[
    (Head::Code, &["代码", "专业代码", "学科代码", "code", "majorcode", "dm"]),
    (Head::Name, &["专业", "专业名称", "学科名称", "名称", "major", "majorname", "mc", "special_name"]),
    (Head::Aliases, &["旧专业名称", "曾用名", "旧名称", "别名", "aliases"]),
    (Head::Level, &["层次", "学历层次", "level", "special_type"]),
    (Head::Class, &["专业大类", "专业类", "类别", "class"]),
];
/// How many rows may come before the header.
const HEADER_WITHIN: usize = 10;

/// The catalogue in `rows`. `level`: whose tree it is where nothing in the table says so.
pub fn read(rows: &[Vec<String>], level: Option<Level>) -> Result<Catalogue, CatalogueFault> {
    let found = rows.iter().take(HEADER_WITHIN).enumerate().find_map(|(at, row)| heads(row).map(|heads| (at, heads)));
    let (at, heads) = found.ok_or(CatalogueFault::NoHeader)?;
    let below = rows.get(at + 1..).unwrap_or_default();
    let named = heads.iter().any(|(_, head)| *head == Head::Name);
    let all = if named { lists(below, &heads, level) } else { groups(below) };
    if all.entries.is_empty() && all.groups.is_empty() { Err(CatalogueFault::NoMajors) } else { Ok(Catalogue::from(all)) }
}

/// Known columns, by place; `None` where the row is no header.
fn heads(row: &[String]) -> Option<Vec<(usize, Head)>> {
    let texts: Vec<String> = row.iter().map(|text| folded(text).to_lowercase()).collect();
    let of = |text: &String| HEADS.iter().find(|(_, names)| names.contains(&text.as_str())).map(|(head, _)| *head);
    let mut heads: Vec<(usize, Head)> = texts.iter().enumerate().filter_map(|(at, text)| of(text).map(|head| (at, head))).collect();
    // Beside `major`, `name` is the class.
    if texts.iter().any(|text| text == "major") {
        heads.extend(texts.iter().position(|text| text == "name").map(|at| (at, Head::Class)));
    } else if texts.iter().any(|text| text == "code") {
        heads.extend(texts.iter().position(|text| text == "name").map(|at| (at, Head::Name)));
    }
    let has = |wanted: Head| heads.iter().any(|(_, head)| *head == wanted);
    let useful = (has(Head::Name) && (has(Head::Code) || has(Head::Class))) || (has(Head::Class) && texts.len() > 1);
    heads.sort_by_key(|(at, _)| *at);
    useful.then_some(heads)
}

/// Columns of one tree: a code, the name behind it and its old names.
struct Strip {
    code: Option<usize>,
    name: usize,
    aliases: Option<usize>,
}

fn strips(heads: &[(usize, Head)]) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::new();
    let mut code = None;
    for (at, head) in heads {
        match head {
            Head::Code => code = Some(*at),
            Head::Name => strips.push(Strip { code: code.take(), name: *at, aliases: None }),
            Head::Aliases => {
                if let Some(last) = strips.last_mut() {
                    last.aliases = Some(*at);
                }
            }
            Head::Level | Head::Class => {}
        }
    }
    strips
}

fn lists(rows: &[Vec<String>], heads: &[(usize, Head)], level: Option<Level>) -> Entries {
    let place = |wanted: Head| heads.iter().find(|(_, head)| *head == wanted).map(|(at, _)| *at);
    let (level_at, class_at) = (place(Head::Level), place(Head::Class));
    let mut all = Entries::default();
    let mut classes: HashMap<String, usize> = HashMap::new();
    for strip in strips(heads) {
        let mut last = None;
        for row in rows {
            let text = |at: Option<usize>| at.and_then(|at| row.get(at)).map_or("", |text| text.trim());
            let name = folded(text(Some(strip.name)));
            let code = MajorCode::parse(&folded(text(strip.code)));
            if !name.is_empty() {
                let levels =
                    level_of(text(level_at)).or_else(|| by_letter(text(strip.code))).or(level.map(of_level)).unwrap_or(Levels::ALL);
                let name = name.trim_end_matches("(部分)").to_owned();
                if let Some(class) = class_at.map(|at| folded(text(Some(at)))).filter(|class| !class.is_empty()) {
                    let at = *classes.entry(class.clone()).or_insert_with(|| {
                        all.groups.push(Group { name: class, ..Group::default() });
                        all.groups.len() - 1
                    });
                    all.groups.iter_mut().skip(at).take(1).for_each(|group| group.names.push((levels, name.clone())));
                }
                last = Some(all.entries.len());
                all.entries.push(Entry { levels, code, name, aliases: Vec::new() });
            }
            // Old names go on below their major.
            let old = folded(text(strip.aliases));
            if let Some(entry) = last.and_then(|at| all.entries.get_mut(at)).filter(|_| !old.is_empty()) {
                old.split(['、', ',', ';']).map(|old| old.trim_end_matches("(部分)")).for_each(|old| push(&mut entry.aliases, old));
            }
        }
    }
    all
}

fn of_level(level: Level) -> Levels {
    if level >= Level::Master { Levels::POSTGRADUATE } else { Levels::one(level) }
}

fn level_of(word: &str) -> Option<Levels> {
    Some(match word {
        word if word.contains("研究生") || word.contains("硕士") || word.contains("博士") => Levels::POSTGRADUATE,
        word if word.contains("本科") => Levels::one(Level::Bachelor),
        word if word.contains("专科") || word.contains("大专") || word.contains("高职") => Levels::one(Level::College),
        _ => return None,
    })
}

/// A 研究生, B 本科, C 大专.
fn by_letter(code: &str) -> Option<Levels> {
    match code.trim().chars().next()? {
        'A' => Some(Levels::POSTGRADUATE),
        'B' => Some(Levels::one(Level::Bachelor)),
        'C' => Some(Levels::one(Level::College)),
        _ => None,
    }
}

/// 规划建设类（01） in the first column; 建筑学（A0813） beside it and in the rows below, down to the next group.
fn groups(rows: &[Vec<String>]) -> Entries {
    let mut all = Entries::default();
    for row in rows {
        let mut cells = row.iter();
        if let Some((name, _)) = cells.next().and_then(|text| coded(text)) {
            all.groups.push(Group { name, ..Group::default() });
        }
        let Some(group) = all.groups.last_mut() else { continue };
        group.codes.extend(cells.filter_map(|text| coded(text)).filter_map(|(_, code)| code));
    }
    all
}

fn coded(text: &str) -> Option<(String, Option<MajorCode>)> {
    let text = folded(text);
    let (name, code) = text.strip_suffix(')')?.rsplit_once('(')?;
    (!name.is_empty()).then(|| (name.to_owned(), MajorCode::parse(code)))
}
