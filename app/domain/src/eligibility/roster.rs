//! A list of people as a spreadsheet holds it, for 试算: a header, a person a row. What cannot be read is told with its row and column
//! and counts as not told; nobody is guessed at.
use super::candidate::code_of;
use super::moment::Moment;
use super::person::{Diploma, Employment, Home, Person, degree_of, schooling_of};
use crate::certificate::Sex;
use crate::code_table::{ETHNIC_GROUPS, POLITICAL_STATES, STUDY_MODES, StudyModeCode};
use crate::requirement::folded;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// People of a list at most.
pub const MOST_PEOPLE: usize = 500;
/// The header stands within these rows.
const HEADER_WITHIN: usize = 10;
/// Months of grassroots work at most: fifty years.
const MOST_MONTHS: u32 = 600;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Name,
    Position,
    Birth,
    Sex,
    Ethnic,
    Political,
    Level,
    Degree,
    School,
    Major,
    MajorCode,
    StudyMode,
    End,
    Fresh,
    Grassroots,
    Household,
    Origin,
}

const HEADS: &[(Head, &[&str])] = &[
    (Head::Name, &["姓名", "编号", "序号", "考生", "报名序号"]),
    (Head::Position, &["职位代码", "岗位代码", "报考职位代码", "报考岗位代码"]),
    (Head::Birth, &["出生日期", "出生年月", "出生年月日"]),
    (Head::Sex, &["性别"]),
    (Head::Ethnic, &["民族"]),
    (Head::Political, &["政治面貌"]),
    (Head::Level, &["学历", "最高学历"]),
    (Head::Degree, &["学位", "最高学位"]),
    (Head::School, &["毕业院校", "毕业学校", "学校"]),
    (Head::Major, &["专业", "所学专业", "专业名称"]),
    (Head::MajorCode, &["专业代码"]),
    (Head::StudyMode, &["学习形式"]),
    (Head::End, &["毕业时间", "毕业年月", "毕业日期"]),
    (Head::Fresh, &["应届", "是否应届", "应届毕业生"]),
    (Head::Grassroots, &["基层工作月数", "基层工作时间", "基层工作年限", "基层工作经历"]),
    (Head::Household, &["户籍", "户籍所在地"]),
    (Head::Origin, &["生源", "生源地"]),
];

/// Somebody of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// As the spreadsheet program counts, from 1.
    pub row: u32,
    /// Name or number; empty where there is none.
    pub name: String,
    /// The position asked about; `None`: all.
    pub position: Option<String>,
    pub person: Person,
}

/// What reading a list depends on of the exam.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// 基层工作 counts up to here: months told end on this day.
    pub work_until: NaiveDate,
    /// Ages are judged to the day: a birth told by its month alone is not enough.
    pub exact_births: bool,
}

/// A cell that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub row: u32,
    /// Header as printed.
    pub column: String,
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    pub people: Vec<Listed>,
    pub doubts: Vec<Doubt>,
}

/// Reads the rows of a sheet, each with its number; `None` where they hold no list of people.
pub fn read(rows: &[(u32, Vec<String>)], reading: Reading) -> Option<Roster> {
    let (header, heads) = rows.iter().take(HEADER_WITHIN).find_map(|(at, row)| heads(row).map(|heads| (*at, heads)))?;
    let mut roster = Roster::default();
    for (at, row) in rows.iter().filter(|(at, _)| *at > header) {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            let row = Row { at: *at, cells: row, heads: &heads, doubts: &mut roster.doubts };
            roster.people.push(row.person(reading));
        }
    }
    (!roster.people.is_empty()).then_some(roster)
}

/// Known columns by place, with the header as printed; `None` where the row is no header of people.
fn heads(row: &[String]) -> Option<Vec<(usize, Head, String)>> {
    let of = |text: &str| HEADS.iter().find(|(_, names)| names.contains(&text)).map(|(head, _)| *head);
    let heads: Vec<(usize, Head, String)> =
        row.iter().enumerate().filter_map(|(at, text)| of(&folded(text)).map(|head| (at, head, text.trim().to_owned()))).collect();
    let tells = |wanted: Head| heads.iter().any(|(_, head, _)| *head == wanted);
    (tells(Head::Level) && (tells(Head::Birth) || tells(Head::Major))).then_some(heads)
}

struct Row<'a> {
    at: u32,
    cells: &'a [String],
    heads: &'a [(usize, Head, String)],
    doubts: &'a mut Vec<Doubt>,
}

impl Row<'_> {
    /// What stands under a header, if anything, read by `read` without blanks and in half width.
    fn take<T>(&mut self, wanted: Head, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.raw(wanted, |text| read(&folded(text)))
    }

    /// The same, as it stands.
    fn raw<T>(&mut self, wanted: Head, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (at, _, column) = self.heads.iter().find(|(_, head, _)| *head == wanted)?;
        let text = self.cells.get(*at).map(|text| text.trim()).filter(|text| !text.is_empty())?;
        let value = read(text);
        if value.is_none() {
            self.doubts.push(Doubt { row: self.at, column: column.clone(), text: text.to_owned() });
        }
        value
    }

    fn text(&mut self, wanted: Head) -> Option<String> {
        self.raw(wanted, |text| Some(text.to_owned()))
    }

    fn person(mut self, reading: Reading) -> Listed {
        let name = self.text(Head::Name).unwrap_or_default();
        let position = self.take(Head::Position, |text| Some(text.to_owned()));
        let level = self.take(Head::Level, schooling_of);
        // Read before the diploma is there, so that each is told when it cannot be.
        let (degree, mode) = (self.take(Head::Degree, degree_of), self.take(Head::StudyMode, study_mode));
        let (end, major, major_code) =
            (self.raw(Head::End, moment), self.text(Head::Major), self.take(Head::MajorCode, |text| Some(text.to_owned())));
        let school = self.text(Head::School);
        let studies = level.map(|level| Diploma {
            level,
            degree,
            school,
            major,
            major_code,
            study_mode: mode,
            start: None,
            end,
            degree_date: None,
            overseas: false,
            certified: false,
            second: false,
        });
        let place = |name: String| Home { code: None, name: Some(name) };
        let person = Person {
            birth: self.raw(Head::Birth, |text| moment(text).filter(|m| m.day.is_some() || !reading.exact_births)).map(Moment::date),
            sex: self.take(Head::Sex, sex),
            ethnic: self.take(Head::Ethnic, |text| code_of(ETHNIC_GROUPS, text).map(str::to_owned)),
            political: self.take(Head::Political, |text| code_of(POLITICAL_STATES, text).map(str::to_owned)),
            studies: studies.into_iter().collect(),
            fresh: self.take(Head::Fresh, fresh),
            work: self.take(Head::Grassroots, months).map(|months| {
                let since = reading.work_until.checked_sub_months(Months::new(months)).filter(|_| months > 0);
                since.map(|since| Employment { since: since.into(), until: None, grassroots: true }).into_iter().collect()
            }),
            household: self.text(Head::Household).map(place),
            origin: self.text(Head::Origin).map(place),
            ..Person::default()
        };
        Listed { row: self.at, name, position, person }
    }
}

fn sex(text: &str) -> Option<Sex> {
    match text {
        "男" => Some(Sex::Male),
        "女" => Some(Sex::Female),
        _ => None,
    }
}

fn fresh(text: &str) -> Option<bool> {
    match text {
        "是" | "应届" | "应届毕业生" => Some(true),
        "否" | "非应届" | "往届" => Some(false),
        _ => None,
    }
}

fn study_mode(text: &str) -> Option<StudyModeCode> {
    let named = STUDY_MODES.iter().find(|mode| mode.zh == text).map_or(text, |mode| mode.code);
    StudyModeCode::find(named)
}

/// `2021-07`, `2021.7.5`, `2021年7月`, `202107`, `20210705`, with or without a time behind it.
fn moment(text: &str) -> Option<Moment> {
    // Blanks stand before a time, or between the parts of a day as people type it.
    let (day, time) = text.rsplit_once([' ', 'T']).unwrap_or((text, ""));
    let day = folded(if time.contains(':') { day } else { text });
    let day = day.as_str();
    if day.bytes().all(|b| b.is_ascii_digit()) {
        return match (day.get(..4), day.get(4..6), day.get(6..)) {
            (Some(year), Some(month), Some("")) => Moment::parse(&format!("{year}-{month}")),
            (Some(year), Some(month), Some(day)) if day.len() == 2 => Moment::parse(&format!("{year}-{month}-{day}")),
            _ => None,
        };
    }
    let parts = day.replace(['年', '月', '.', '/'], "-").replace('日', "");
    Moment::parse(parts.trim_end_matches('-'))
}

/// `24`, `24个月`, `2年`.
fn months(text: &str) -> Option<u32> {
    let (digits, times) = match text.strip_suffix('年') {
        Some(years) => (years, 12),
        None => (text.strip_suffix("个月").or_else(|| text.strip_suffix('月')).unwrap_or(text), 1),
    };
    let months = digits.trim().parse::<u32>().ok()?.checked_mul(times)?;
    (months <= MOST_MONTHS).then_some(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        (1..).zip(text.lines()).map(|(at, line)| (at, line.split(',').map(str::to_owned).collect())).collect()
    }

    fn reading() -> Reading {
        Reading { work_until: NaiveDate::from_ymd_opt(2026, 11, 28).unwrap(), exact_births: false }
    }

    #[test]
    fn people_are_read_below_their_header_whatever_stands_above() {
        let sheet = rows(
            "试算名单\n姓 名,出生年月,性别,学历,学位,专业,毕业时间,政治面貌,学习形式,是否应届,基层工作年限,职位代码\n\
             甲,1999年5月,女,本科,学士,法学,2021-07,中共党员,10,否,2年,\n\n乙,19930615,男,14,无,,2018/6/30,共青团员,,是,0,30010001",
        );
        let roster = read(&sheet, reading()).unwrap();
        assert_eq!(roster.doubts, []);
        let [first, second] = roster.people.as_slice() else { panic!("{roster:?}") };
        assert_eq!((first.row, first.name.as_str(), first.position.as_deref()), (3, "甲", None));
        let one = &first.person;
        assert_eq!((one.birth, one.sex, one.fresh), (NaiveDate::from_ymd_opt(1999, 5, 1), Some(Sex::Female), Some(false)));
        assert_eq!(one.political.as_deref(), Some("01"));
        assert_eq!(one.work.as_ref().map(|w| w[0].since), Some(NaiveDate::from_ymd_opt(2024, 11, 28).unwrap().into()));
        assert_eq!(one.studies[0].end, Moment::parse("2021-07"));
        assert_eq!((second.row, second.position.as_deref()), (5, Some("30010001")));
        assert_eq!(second.person.work, Some(vec![]), "none at all is known");
        assert_eq!(second.person.studies[0].end, Moment::parse("2018-06-30"));
        assert_eq!(second.person.studies[0].study_mode, None);
    }

    #[test]
    fn what_cannot_be_read_is_told_and_not_guessed() {
        let sheet = rows("编号,出生日期,学历,政治面貌,应届,基层工作月数\n1,1999-13,本科,党员,也许,很多\n2,,初小,,,");
        let roster = read(&sheet, reading()).unwrap();
        let told: Vec<(u32, &str, &str)> = roster.doubts.iter().map(|d| (d.row, d.column.as_str(), d.text.as_str())).collect();
        let expected =
            [(2, "出生日期", "1999-13"), (2, "政治面貌", "党员"), (2, "应届", "也许"), (2, "基层工作月数", "很多"), (3, "学历", "初小")];
        for one in expected {
            assert!(told.contains(&one), "{told:?}");
        }
        assert_eq!(told.len(), expected.len());
        let first = &roster.people[0].person;
        assert!(first.birth.is_none() && first.political.is_none() && first.fresh.is_none() && first.work.is_none());
        assert!(roster.people[1].person.studies.is_empty());
    }

    #[test]
    fn days_are_read_as_programs_and_people_write_them() {
        let same = [
            "2021-07-05",
            "2021.7.5",
            "2021/07/05",
            "2021年7月5日",
            "20210705",
            "2021-07-05 08:00:00",
            "2021-07-05T00:00",
            "2021 年 7 月 5 日",
        ];
        assert!(same.iter().all(|text| moment(text) == Moment::parse("2021-07-05")), "{:?}", same.map(moment));
        assert_eq!(["2021年7月", "202107", "2021.07"].map(moment), [Moment::parse("2021-07"); 3]);
        assert_eq!(["2021", "2021-13", "2021070", "July"].map(moment), [None; 4]);
        let sheet = rows("姓名,出生年月,学历\nJohn Smith,1999-05,本科");
        let exact = read(&sheet, Reading { exact_births: true, ..reading() }).unwrap();
        assert_eq!((exact.people[0].name.as_str(), exact.people[0].person.birth, exact.doubts.len()), ("John Smith", None, 1));
    }

    #[test]
    fn a_sheet_of_something_else_is_no_list_of_people() {
        assert_eq!(read(&rows("职位代码,职位名称,学历\n1,岗,本科"), reading()), None);
        assert_eq!(read(&rows("姓名,出生日期,学历"), reading()), None, "nobody in it");
    }
}
