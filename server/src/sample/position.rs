//! Makes up one position after another.
use std::collections::HashMap;

use super::plan::{Branch, Field, Plan};
use super::random::Random;
use super::words;

/// One row before it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Position {
    unit: String,
    unit_code: usize,
    title: String,
    code: usize,
    intro: &'static str,
    kind: &'static str,
    pub headcount: usize,
    education: &'static str,
    degree: &'static str,
    majors: [&'static str; 3],
    grassroots: &'static str,
    fresh: &'static str,
    requirement: String,
    district: &'static str,
}

impl Position {
    /// Asks no more than a first degree: the people of the demonstration all find one they may take.
    fn open(&mut self) {
        (self.education, self.degree) = ("本科以上", "学士以上");
        self.majors = ["不限", "不限", ""];
        (self.grassroots, self.fresh) = ("否", "否");
        self.requirement.clear();
    }

    /// The text of a cell; blank means a blank cell.
    pub fn text(&self, field: Field) -> String {
        let [post, under, college] = self.majors;
        match field {
            Field::Unit => self.unit.clone(),
            Field::UnitCode => self.unit_code.to_string(),
            Field::Title => self.title.clone(),
            Field::Code => self.code.to_string(),
            Field::Intro => self.intro.to_owned(),
            Field::Kind => self.kind.to_owned(),
            Field::Headcount => self.headcount.to_string(),
            Field::Education => self.education.to_owned(),
            Field::Degree => self.degree.to_owned(),
            Field::Post => post.to_owned(),
            Field::Under => under.to_owned(),
            Field::College => college.to_owned(),
            Field::Grassroots => self.grassroots.to_owned(),
            Field::Psychology => "是".to_owned(),
            Field::Fresh => self.fresh.to_owned(),
            Field::Requirement => self.requirement.clone(),
            Field::District => self.district.to_owned(),
        }
    }
}

pub(super) struct Maker {
    random: Random,
    /// Last serial number given by (unit, category).
    serials: HashMap<(usize, usize), usize>,
}

struct Unit {
    name: String,
    code: usize,
    district: &'static str,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), serials: HashMap::new() }
    }

    /// `rows` positions of a sheet, the first ones at `first` (name, code) when it is given.
    pub fn positions(&mut self, plan: &Plan, rows: usize, first: Option<(&str, usize, usize)>) -> Vec<Position> {
        let mut list = Vec::new();
        while list.len() < rows {
            let unit = match first {
                Some((name, code, count)) if list.len() < count => Unit { name: name.to_owned(), code, district: "云湖" },
                _ => self.unit(plan),
            };
            let mut position = self.position(plan, &unit);
            if first.is_some() && list.is_empty() {
                position.open();
            }
            let twins = matches!(plan.branch, Branch::Police | Branch::Court | Branch::Procuratorate) && self.random.chance(60);
            if twins && list.len() + 1 < rows {
                list.extend(self.twins(plan, position));
            } else {
                list.push(position);
            }
        }
        list
    }

    fn unit(&mut self, plan: &Plan) -> Unit {
        let city = self.random.below(words::CITIES.len());
        let nth = self.random.below(3);
        let district = words::CITIES.get(city).copied().unwrap_or_default();
        let county = words::COUNTIES.get(city * 3 + nth).copied().unwrap_or_default();
        let of_city = self.random.chance(30);
        // The office and the last four digits of its code, which tell it apart within its city.
        let local = |city_office: &str, county_office: &str| {
            if of_city { (format!("{district}市{city_office}"), 1) } else { (format!("{county}{county_office}"), 2 + nth) }
        };
        let (name, office) = match plan.branch {
            Branch::County => {
                let bureau = self.random.below(words::BUREAUS.len());
                let name = words::BUREAUS.get(bureau).copied().unwrap_or_default();
                let (name, office) = local(name, name);
                (name, office * 1_000 + 1 + bureau)
            }
            Branch::Police => local("公安局", "公安局"),
            Branch::Court => local("中级人民法院", "人民法院"),
            Branch::Procuratorate => local("人民检察院", "人民检察院"),
            Branch::Prison if of_city => (format!("{district}市强制隔离戒毒所"), 1),
            Branch::Prison => return Unit { name: "临江省监狱管理局".into(), code: 5_990_001, district },
            Branch::Township => self.township(county, nth),
        };
        Unit { name, code: plan.digit * 1_000_000 + (city + 1) * 10_000 + office, district }
    }

    fn township(&mut self, county: &str, nth: usize) -> (String, usize) {
        let town = self.random.below(words::TOWNS.len());
        let name = words::TOWNS.get(town).copied().unwrap_or_default();
        let ending = if name.ends_with("街道") { "办事处" } else { "人民政府" };
        (format!("{county}{name}{ending}"), 1 + nth * 20 + town)
    }

    fn position(&mut self, plan: &Plan, unit: &Unit) -> Position {
        let (education, degree, levels) = self.random.weigh(words::LEVELS);
        let (post, under, college) = self.random.pick(words::MAJORS);
        let [post_rule, under_rule, college_rule] = levels;
        let print = |rule: Option<bool>, list: &'static str| rule.map_or("", |listed| if listed { list } else { "不限" });
        let (title, kind) = self.title(plan, unit);
        let mut requirement = self.random.weigh(words::REQUIREMENTS).replace("{}", unit.district);
        if requirement.contains("（限：") && !(post_rule == Some(true) && post.contains("企业管理")) {
            requirement.clear();
        }
        Position {
            unit: unit.name.clone(),
            unit_code: unit.code,
            title,
            code: self.code(plan, unit.code),
            intro: self.random.pick(words::INTROS),
            kind,
            headcount: self.random.weigh(words::PLACES),
            education,
            degree,
            majors: [print(post_rule, post), print(under_rule, under), print(college_rule, college)],
            grassroots: if self.random.chance(3) { "是" } else { "否" },
            fresh: self.random.weigh(words::FRESH),
            requirement,
            district: unit.district,
        }
    }

    fn title(&mut self, plan: &Plan, unit: &Unit) -> (String, &'static str) {
        let random = &mut self.random;
        match plan.branch {
            Branch::County | Branch::Township => {
                let rank = random.weigh(words::RANKS);
                let kind =
                    if rank.contains("执法员") || rank.contains("主办") { "行政执法类职位" } else { "综合管理类职位" };
                (format!("{}{rank}", random.pick(words::POSTS)), kind)
            }
            Branch::Police => {
                (format!("{}{}", random.pick(words::POLICE_POSTS), random.weigh(words::POLICE_RANKS)), "公安机关执法勤务职位")
            }
            Branch::Court => pair(random.weigh(words::COURT_TITLES)),
            Branch::Procuratorate => pair(random.weigh(words::PROCURATORATE_TITLES)),
            Branch::Prison => (format!("{}监狱二级警长以下", unit.district), ""),
        }
    }

    /// 14 digits: unit (7), year (2), category (2), serial within both (3).
    fn code(&mut self, plan: &Plan, unit: usize) -> usize {
        let serial = self.serials.entry((unit, plan.category)).or_default();
        *serial += 1;
        unit * 10_000_000 + 27 * 100_000 + plan.category * 1_000 + *serial
    }

    /// Two rows alike but for the sex.
    fn twins(&mut self, plan: &Plan, mut first: Position) -> [Position; 2] {
        let rest = self.random.weigh(words::TWINS);
        let mut second = first.clone();
        second.code = self.code(plan, first.unit_code);
        first.requirement = format!("男性{rest}");
        second.requirement = format!("女性{rest}");
        [first, second]
    }
}

fn pair((title, kind): (&str, &'static str)) -> (String, &'static str) {
    (title.to_owned(), kind)
}
