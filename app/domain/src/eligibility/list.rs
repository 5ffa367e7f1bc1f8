//! 我能报吗 over a whole table: the same code in the browser's worker and on the server, so both list the same.
use super::explain::Distance;
use super::judge::Judge;
use super::rules::EligibilityRules;
use super::short::{EligibleQuery, ShortProfile};
use crate::catalogue::Catalogue;
use crate::requirement::{Book, Entry, Requirements};
use crate::verdict::Outcome;
use crate::view::{ELIGIBLE_SHOWN, EligibleList, EligibleRow};
use chrono::NaiveDate;
use std::collections::HashSet;

/// A table, read.
pub struct ReadTable {
    book: Book,
    requirements: Vec<Requirements>,
    /// 考区 or 工作地点, each once.
    places: Vec<String>,
}

/// Places that can be chosen; a table of more is searched by words.
const MOST_PLACES: usize = 300;

impl ReadTable {
    /// Reads every cell; the dear part, done once a table.
    pub fn of(book: Book) -> Self {
        let mut places: Vec<String> = book.entries().map(|entry| entry.place.to_owned()).filter(|place| !place.is_empty()).collect();
        places.sort_unstable();
        places.dedup();
        places.truncate(if places.len() > MOST_PLACES { 0 } else { MOST_PLACES });
        Self { requirements: book.requirements(), book, places }
    }

    /// Positions.
    pub fn len(&self) -> usize {
        self.requirements.len()
    }

    pub fn is_empty(&self) -> bool {
        self.requirements.is_empty()
    }

    /// What `profile` may apply for. `exam`: its rules and the day on which applying opens; `shut`: ids of positions that take no more
    /// applications.
    pub fn list(
        &self,
        (rules, opens): (&EligibilityRules, NaiveDate),
        catalogue: &Catalogue,
        shut: &HashSet<String>,
        profile: &ShortProfile,
    ) -> EligibleList {
        let person = profile.person(rules.work.grass_cutoff.unwrap_or(opens));
        self.judged(&Judge::new(rules, opens, catalogue, &person), shut, &profile.query())
    }

    /// Every position that holds the words asked for, judged and counted; of the group asked for as many as asked for, with what is not met.
    /// Those that fail stand nearest first, the others as in the table.
    pub fn judged(&self, judge: &Judge<'_>, shut: &HashSet<String>, query: &EligibleQuery) -> EligibleList {
        let (shown, most) = (query.shown(), ELIGIBLE_SHOWN * query.pages());
        let words: Vec<String> = query.q.split_whitespace().map(str::to_lowercase).collect();
        let mut list = EligibleList { places: self.places.clone(), ..EligibleList::default() };
        let there = |entry: &Entry<'_>| query.place.is_empty() || entry.place == query.place;
        let mut group = Vec::new();
        for (entry, asks) in self.book.entries().zip(&self.requirements).filter(|(entry, _)| there(entry) && fits(entry, &words)) {
            if shut.contains(entry.id) {
                list.shut += 1;
                continue;
            }
            let falls = judge.decide(judge.outcome(asks));
            match falls {
                Outcome::Met => list.met += 1,
                Outcome::Manual => list.manual += 1,
                Outcome::Failed => list.failed += 1,
            }
            if falls == shown && (falls == Outcome::Failed || group.len() < most) {
                let distance = if falls == Outcome::Failed { judge.distance(asks) } else { Distance::default() };
                group.push((distance, entry, asks));
            }
        }
        // Stable: as far away, as in the table.
        group.sort_by_key(|(distance, ..)| *distance);
        list.rows = group.into_iter().take(most).filter_map(|(_, entry, asks)| row(judge, &entry, asks, shown)).collect();
        list
    }
}

fn row(judge: &Judge<'_>, entry: &Entry<'_>, asks: &Requirements, falls: Outcome) -> Option<EligibleRow> {
    let mut findings = judge.verdict(asks).findings;
    findings.retain(|finding| finding.outcome == falls && falls != Outcome::Met);
    Some(EligibleRow {
        id: entry.id.parse().ok()?,
        title: entry.title.to_owned(),
        unit: entry.unit.to_owned(),
        code: entry.code.to_owned(),
        place: entry.place.to_owned(),
        headcount: entry.headcount,
        findings,
    })
}

/// Each word stands somewhere in what is shown of the position.
fn fits(entry: &Entry<'_>, words: &[String]) -> bool {
    let holds = |word: &String| [entry.title, entry.unit, entry.place, entry.code].iter().any(|text| text.to_lowercase().contains(word));
    words.iter().all(holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::Gap;
    use crate::requirement::{Binder, NewRow};

    fn table(rows: usize) -> ReadTable {
        let mut binder = Binder::default();
        binder.sheet(&["学历", "政治面貌"], &[]);
        for n in 0..rows {
            let id = uuid::Uuid::from_u128(n as u128).to_string();
            let (code, unit) = (format!("1{n:04}"), if n % 2 == 0 { "云湖县税务局" } else { "临江市财政局" });
            let cells = if n % 3 == 0 { ["研究生", "不限"] } else { ["大专及以上", "不限"] };
            binder.row(&NewRow { id: &id, code: &code, unit, title: "一级科员", place: "云湖", headcount: 1, cells: &cells });
        }
        ReadTable::of(binder.bind())
    }

    fn list(profile: &ShortProfile) -> EligibleList {
        let opens = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        table(300).list((&EligibilityRules::default(), opens), &Catalogue::national(), &HashSet::from(["x".to_owned()]), profile)
    }

    #[test]
    fn words_choose_what_is_counted_and_pages_how_much_is_listed() {
        let profile = ShortProfile { birth: "1999-05".into(), study: "bachelor".into(), end: "2021-06".into(), ..ShortProfile::default() };
        let all = list(&profile);
        assert_eq!(all.met + all.manual + all.failed, 300);
        assert_eq!(all.failed, 100, "graduates alone");
        let tax = list(&ShortProfile { q: " 税务  一级 ".into(), ..profile.clone() });
        assert_eq!(tax.met + tax.manual + tax.failed, 150);
        let one = list(&ShortProfile { q: "10007".into(), ..profile.clone() });
        assert_eq!(one.met + one.manual + one.failed, 1);
        let failed = |show: &str| list(&ShortProfile { show: show.into(), ..profile.clone() }).rows.len();
        assert_eq!([failed("failed"), failed("failed.2"), failed("failed.9"), failed("failed.x")], [50, 100, 100, 50]);
    }

    #[test]
    fn those_that_fail_by_least_stand_first() {
        let mut binder = Binder::default();
        binder.sheet(&["学历", "基层工作最低年限", "备注"], &[]);
        let asked = [
            ["研究生", "三年", "限女性"],
            ["大专及以上", "三年", ""],
            ["研究生", "三年", ""],
            ["大专及以上", "无限制", "限女性"],
            ["大专及以上", "二年", ""],
            ["大专及以上", "无限制", ""],
        ];
        for (n, cells) in asked.iter().enumerate() {
            let (id, code) = (uuid::Uuid::from_u128(n as u128).to_string(), n.to_string());
            binder.row(&NewRow { id: &id, code: &code, unit: "甲局", title: "科员", place: "", headcount: 1, cells });
        }
        let profile = ShortProfile {
            sex: "m".into(),
            study: "bachelor".into(),
            end: "2021-06".into(),
            grassroots: "22".into(),
            show: "failed".into(),
            ..ShortProfile::default()
        };
        let opens = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let table = ReadTable::of(binder.bind());
        let list = table.list((&EligibilityRules::default(), opens), &Catalogue::national(), &HashSet::new(), &profile);
        let codes: Vec<&str> = list.rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes, ["4", "1", "3", "2", "0"], "two months short, fourteen, another sex, then two conditions and three");
        let gaps: Vec<_> = list.rows.iter().take(2).map(|row| row.findings[0].miss.map(|miss| miss.gap)).collect();
        assert_eq!(gaps, [Some(Gap::Months(2)), Some(Gap::Months(14))]);
    }

    #[test]
    fn whole_months_of_work_are_told_as_they_are_at_the_exams_day() {
        let profile = ShortProfile { grassroots: "24".into(), ..ShortProfile::default() };
        let mut rules = EligibilityRules::default();
        rules.work.grass_cutoff = NaiveDate::from_ymd_opt(2027, 6, 30);
        let mut binder = Binder::default();
        binder.sheet(&["基层工作最低年限"], &[]);
        for years in ["二年", "三年"] {
            let id = uuid::Uuid::from_u128(years.len() as u128).to_string();
            binder.row(&NewRow { id: &id, code: "1", unit: "甲局", title: "科员", place: "", headcount: 1, cells: &[years] });
        }
        let opens = NaiveDate::from_ymd_opt(2026, 1, 10).unwrap();
        let table = ReadTable::of(binder.bind());
        let list = table.list((&rules, opens), &Catalogue::national(), &HashSet::new(), &profile);
        assert_eq!((list.met + list.manual, list.failed), (1, 1), "what was told of is not work that goes on until then");
    }
}
