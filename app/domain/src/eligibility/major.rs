//! R-MAJOR: exact code → shorter code → exact name → old names → groups; else people.
//! A code is compared with codes of its own level's tree alone.
use super::candidate::{Candidate, Held};
use super::rules::{BlankMajors, EligibilityRules};
use super::ruling::{Reason, Ruling};
use crate::catalogue::Catalogue;
use crate::code_table::Level;
use crate::requirement::code::MajorCode;
use crate::requirement::{Listing, MajorItem, MajorList};

/// How a major fits one listed item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    /// Neither codes nor names can tell.
    Maybe,
    /// Names alike, but not the same.
    Differs,
    /// Of the right major; whether of the right direction is not known.
    Direction,
    Yes,
}

/// What a listed code says of a diploma.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    /// The list is one of another level.
    Silent,
    /// It stands in the diploma's own tree.
    Here,
    /// In another tree: 门类 alone are numbered alike.
    Elsewhere,
}

pub(super) struct Majors<'a> {
    pub rules: &'a EligibilityRules,
    pub catalogue: &'a Catalogue,
}

impl Majors<'_> {
    /// `lists`: every list of the position.
    pub fn rule<'l>(&self, held: &Held<'_>, lists: impl Iterator<Item = &'l MajorList> + Clone) -> Ruling {
        let own = lists.clone().filter(|list| list.levels.has(held.level));
        let filled = own.clone().filter(|list| list.listing != Listing::Blank);
        let rulings = filled.map(|list| self.listed(held, list, true));
        if let Some(ruling) = rulings.reduce(Ruling::and) {
            return ruling;
        }
        match nearest(held.level, lists) {
            // Every column is blank: any major.
            None => Ruling::PASS,
            Some(_) if self.rules.study.blank_majors == BlankMajors::LevelExcluded => Ruling::fail(Reason::MajorLevelBlank),
            Some(list) => self.listed(held, list, false),
        }
    }

    /// `by_code`: the list is one of the diploma's own level.
    fn listed(&self, held: &Held<'_>, list: &MajorList, by_code: bool) -> Ruling {
        let Listing::Items { items, near } = &list.listing else { return Ruling::PASS };
        if !held.has_major {
            return Ruling::INCOMPLETE;
        }
        let mut best = Fit::No;
        let mixed = [Level::College, Level::Bachelor, Level::Master].iter().filter(|level| list.levels.has(**level)).count() > 1;
        for item in items {
            // A list for several levels may number by the tree of another one.
            let elsewhere =
                || item.code.is_some_and(|code| self.catalogue.is_elsewhere(held.level, &code, |name| related(name, &item.name)));
            let code = match (by_code, mixed) {
                (false, _) => Code::Silent,
                (true, true) if elsewhere() => Code::Elsewhere,
                (true, _) => Code::Here,
            };
            best = best.max(self.fit(held, item, code));
            if best == Fit::Yes {
                return Ruling::PASS;
            }
        }
        let strict = self.rules.study.strict_names;
        match best {
            Fit::Yes => Ruling::PASS,
            Fit::Direction => Ruling::unknown(Reason::MajorDirection),
            Fit::Differs if strict && !*near => Ruling::fail(Reason::MajorNameDiffers),
            Fit::Differs => Ruling::unknown(Reason::MajorNameDiffers),
            // ××类 without a catalogue is people's to read, however strict the exam is with names.
            Fit::Maybe if strict && !*near && items.iter().all(|item| !item.class) => Ruling::fail(Reason::MajorMismatch),
            Fit::No if !*near => Ruling::fail(Reason::MajorMismatch),
            Fit::Maybe | Fit::No => Ruling::unknown(Reason::MajorNotInCatalogue),
        }
    }

    fn fit(&self, held: &Held<'_>, item: &MajorItem, code: Code) -> Fit {
        let key = &held.key;
        if item.except.iter().any(|name| key.names.contains(name)) {
            return Fit::No;
        }
        let any_own = |fits: fn(&MajorCode, &MajorCode) -> bool| item.code.is_some_and(|code| key.codes.iter().any(|own| fits(&code, own)));
        let within = code == Code::Here && any_own(MajorCode::contains);
        if within || self.named(held, item) {
            return directed(held, item);
        }
        let near_name = |name: &String| {
            let stem = stem(name);
            held.stems.iter().any(|own| own == stem)
        };
        // Above a postgraduate's major stands a 一级学科, which tables still call by its former name.
        let above = |above: &String| *above == item.name || (held.level >= Level::Master && related(above, &item.name));
        if code == Code::Here && any_own(MajorCode::same_tree) {
            Fit::No
        } else if near_name(&item.name) || item.includes.iter().any(near_name) || (!item.class && key.above.iter().any(above)) {
            Fit::Differs
        } else if self.catalogue.rules_out(held.level, &item.name, &key.codes)
            || (code == Code::Elsewhere && any_own(MajorCode::same_tree) && !any_own(MajorCode::same_category))
        {
            Fit::No
        } else {
            Fit::Maybe
        }
    }

    /// By name: the major itself, a class above it, a group it is in.
    fn named(&self, held: &Held<'_>, item: &MajorItem) -> bool {
        let key = &held.key;
        key.names.contains(&item.name)
            || item.includes.iter().any(|name| key.names.contains(name))
            || (item.class && [&key.above, &key.disciplines, &key.groups].into_iter().any(|names| names.contains(&item.name)))
    }
}

/// 部分: a part of the former major, which no name tells.
const PART: &str = "部分";

fn directed(held: &Held<'_>, item: &MajorItem) -> Fit {
    let names = &held.key.names;
    if item.only.is_empty() || item.only.iter().any(|only| names.contains(only)) {
        return Fit::Yes;
    }
    let could_be = |only: &String| only == PART || names.iter().any(|own| related(own, only) || own.contains(only.as_str()));
    let whole = names.contains(&item.name) || held.key.codes.iter().any(|code| Some(*code) == item.code);
    if whole || item.only.iter().any(could_be) { Fit::Direction } else { Fit::No }
}

/// A limit on one listed major binds those alone who have it.
pub(super) fn limited(held: &Held<'_>, item: &MajorItem) -> Ruling {
    let key = &held.key;
    let concerned = item.code.is_some_and(|code| key.codes.iter().any(|own| code.contains(own))) || key.names.contains(&item.name);
    let listed = item.only.iter().chain(&item.includes).any(|name| key.names.contains(name));
    if item.except.iter().any(|name| key.names.contains(name)) {
        Ruling::fail(Reason::MajorDirection)
    } else if !concerned || listed {
        Ruling::PASS
    } else if item.only.is_empty() {
        Ruling::EVIDENCE
    } else {
        Ruling::unknown(Reason::MajorDirection)
    }
}

/// The filled list for a level that has none: the nearest below, else the nearest above.
fn nearest<'l>(level: Level, lists: impl Iterator<Item = &'l MajorList> + Clone) -> Option<&'l MajorList> {
    let filled = lists.filter(|list| list.listing != Listing::Blank);
    let below = filled.clone().filter(|list| list.levels.most().is_some_and(|most| most < level)).max_by_key(|list| list.levels.most());
    below.or_else(|| filled.filter(|list| list.levels.least().is_some_and(|least| least > level)).min_by_key(|list| list.levels.least()))
}

/// Alike but for a last 学, 类, 硕士 or what stands in brackets: 会计 and 会计学.
pub(super) fn related(one: &str, other: &str) -> bool {
    let (one, other) = (stem(one), stem(other));
    !one.is_empty() && one == other
}

pub(super) fn stem(name: &str) -> &str {
    let name = name.split('(').next().unwrap_or(name);
    let cut = |name: &'_ str, suffix: &str| name.strip_suffix(suffix).filter(|stem| !stem.is_empty()).map_or(name.len(), str::len);
    ["类", "硕士", "博士", "专业", "学"].iter().fold(name, |name, suffix| name.get(..cut(name, suffix)).unwrap_or(name))
}

/// Whether a diploma's major bears one of `names`; `None`: not the same, but alike, or not filled in.
pub(super) fn is_one_of(held: &Held<'_>, names: &[String]) -> Option<bool> {
    if !held.has_major {
        return None;
    }
    let key = &held.key;
    let listed =
        |name: &String| key.names.contains(name) || (name.ends_with('类') && key.above.contains(name)) || key.groups.contains(name);
    if names.iter().any(listed) {
        return Some(true);
    }
    let alike = |name: &String| key.names.iter().any(|own| related(own, name)) || key.above.iter().any(|above| related(above, name));
    if names.iter().any(alike) { None } else { Some(false) }
}

/// The diplomas whose majors count where any stage's does: those at or above the least level asked.
pub(super) fn stages<'c, 'a>(candidate: &'c Candidate<'a>, least: Option<Level>) -> impl Iterator<Item = &'c Held<'a>> {
    candidate.held.iter().filter(move |held| least.is_none_or(|least| held.level >= least))
}
