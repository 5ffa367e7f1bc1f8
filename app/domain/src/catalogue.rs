//! Catalogues of majors (专业目录): one tree per level, numbered 2/4/6, with old names, and the named groups some exams put
//! across the trees. Names decide where codes do not: a major is known by the name on the diploma.
mod national;
mod table;

pub use table::{CatalogueFault, read};

use crate::code_table::Level;
use crate::requirement::code::MajorCode;
use crate::requirement::{Levels, folded};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The trees that are published, each a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tree {
    College,
    Bachelor,
    Postgraduate,
}

impl Tree {
    pub const ALL: [Self; 3] = [Self::College, Self::Bachelor, Self::Postgraduate];

    pub const fn code(self) -> &'static str {
        match self {
            Self::College => "college",
            Self::Bachelor => "bachelor",
            Self::Postgraduate => "postgraduate",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tree| tree.code() == code)
    }

    /// The level at which `read` takes its rows.
    pub const fn level(self) -> Level {
        match self {
            Self::College => Level::College,
            Self::Bachelor => Level::Bachelor,
            Self::Postgraduate => Level::Master,
        }
    }
}

/// One 门类, 类, 学科 or 专业.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub levels: Levels,
    pub code: Option<MajorCode>,
    pub name: String,
    /// 旧专业名称 and other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// A named class across trees: 法律类 of a province.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    pub name: String,
    /// Whatever lies below these.
    pub codes: Vec<MajorCode>,
    /// Majors by name, where the list has no codes.
    pub names: Vec<(Levels, String)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    #[serde(default)]
    pub entries: Vec<Entry>,
    #[serde(default)]
    pub groups: Vec<Group>,
}

/// Entries with what finds them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Entries", into = "Entries")]
pub struct Catalogue {
    all: Entries,
    by_name: HashMap<String, Vec<usize>>,
    by_code: HashMap<MajorCode, Vec<usize>>,
    groups_of_name: HashMap<String, Vec<usize>>,
}

/// Where a candidate's major stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MajorKey {
    /// On the diploma first, then the catalogue's names for it; folded.
    pub names: Vec<String>,
    pub codes: Vec<MajorCode>,
    /// Names of the 类 or 一级学科 above.
    pub above: Vec<String>,
    /// Names of the 门类 above.
    pub disciplines: Vec<String>,
    pub groups: Vec<String>,
}

impl Catalogue {
    /// The national catalogues of undergraduate majors and of postgraduate disciplines, as codes and names.
    pub fn national() -> Self {
        Self::from(Entries { entries: national::entries(), groups: Vec::new() })
    }

    pub fn entries(&self) -> &Entries {
        &self.all
    }

    /// With the entries of another one.
    pub fn with(self, other: Self) -> Self {
        let mut all = self.all;
        all.entries.extend(other.all.entries);
        all.groups.extend(other.all.groups);
        Self::from(all)
    }

    /// Where a major stands by the name on the diploma and, where it was given, its code.
    pub fn locate(&self, level: Level, name: &str, code: Option<MajorCode>) -> MajorKey {
        let mut key = MajorKey { names: spellings(name), codes: code.into_iter().collect(), ..MajorKey::default() };
        // No diploma is in a whole 门类.
        let narrow = |entry: &&Entry| entry.code.is_none_or(|code| code.length() > 2);
        let named: Vec<&Entry> = key.names.iter().flat_map(|name| self.named(level, name)).filter(narrow).collect();
        // A code the candidate gave leaves no doubt which of several it is.
        let coded: Vec<&Entry> = code.iter().flat_map(|code| self.coded(level, code)).collect();
        for entry in if coded.is_empty() { named } else { coded.into_iter().chain(named).collect() } {
            key.add(entry);
        }
        for code in key.codes.clone() {
            code.above(4).iter().flat_map(|code| self.coded(level, code)).for_each(|entry| push(&mut key.above, &folded(&entry.name)));
            code.above(2)
                .iter()
                .flat_map(|code| self.coded(level, code))
                .for_each(|entry| push(&mut key.disciplines, &folded(&entry.name)));
        }
        key.groups = self.groups(level, &key);
        key
    }

    /// Something at this level bears this name, and a major of these codes is certainly not meant. Of disciplines within one 门类 that is
    /// not certain: whether 法律 is 法学 to an office, the office says.
    pub fn rules_out(&self, level: Level, name: &str, own: &[MajorCode]) -> bool {
        let beside = |entry: &Entry| {
            let of = |code: &MajorCode| code.above(2).unwrap_or(*code);
            entry.code.is_some_and(|code| own.iter().any(|own| of(own) == of(&code)))
        };
        let mut named = self.named(level, name).peekable();
        let known = named.peek().is_some() && (level < Level::Master || !named.any(beside));
        !own.is_empty() && (known || self.groups_of_name.contains_key(name))
    }

    /// The tree of this level gives the code to another name, or to none: 0812计算机科学与技术 is no 测绘类. Without a tree nothing is known.
    pub fn is_elsewhere(&self, level: Level, code: &MajorCode, alike: impl Fn(&str) -> bool) -> bool {
        let names = |entry: &Entry| std::iter::once(&entry.name).chain(&entry.aliases).any(|name| alike(&folded(name)));
        let here = self.coded(level, code).fold(None, |found, entry| Some(found == Some(true) || names(entry)));
        let planted = || self.all.entries.iter().any(|entry| entry.levels.has(level) && entry.code.is_some_and(|own| own.same_tree(code)));
        here.map_or_else(planted, |fits| !fits)
    }

    fn named(&self, level: Level, name: &str) -> impl Iterator<Item = &Entry> {
        let places = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.all.entries.get(*place)).filter(move |entry| entry.levels.has(level))
    }

    fn coded(&self, level: Level, code: &MajorCode) -> impl Iterator<Item = &Entry> {
        let places = self.by_code.get(code).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.all.entries.get(*place)).filter(move |entry| entry.levels.has(level))
    }

    fn groups(&self, level: Level, key: &MajorKey) -> Vec<String> {
        let holds = |group: &&Group| {
            group.codes.iter().any(|code| key.codes.iter().any(|own| code.contains(own)))
                || group.names.iter().any(|(levels, name)| levels.has(level) && key.names.contains(name))
        };
        self.all.groups.iter().filter(holds).map(|group| group.name.clone()).collect()
    }
}

impl MajorKey {
    fn add(&mut self, entry: &Entry) {
        push(&mut self.names, &folded(&entry.name));
        if let Some(code) = entry.code.filter(|code| !self.codes.contains(code)) {
            self.codes.push(code);
        }
    }
}

fn push(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|known| known == name) {
        list.push(name.to_owned());
    }
}

/// A name as printed, and without a direction behind it: 法学（知识产权方向）.
fn spellings(name: &str) -> Vec<String> {
    let whole = folded(name);
    let whole = whole.strip_suffix("专业").unwrap_or(&whole).to_owned();
    let bare = whole.split('(').next().unwrap_or_default().to_owned();
    if bare.is_empty() || bare == whole { vec![whole] } else { vec![whole, bare] }
}

impl From<Entries> for Catalogue {
    fn from(all: Entries) -> Self {
        let mut catalogue = Self::default();
        for (place, entry) in all.entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                catalogue.by_name.entry(folded(name)).or_default().push(place);
            }
            if let Some(code) = entry.code {
                catalogue.by_code.entry(code).or_default().push(place);
            }
        }
        for (place, group) in all.groups.iter().enumerate() {
            catalogue.groups_of_name.entry(folded(&group.name)).or_default().push(place);
        }
        catalogue.all = all;
        catalogue
    }
}

impl From<Catalogue> for Entries {
    fn from(catalogue: Catalogue) -> Self {
        catalogue.all
    }
}

#[cfg(test)]
mod tests;
