//! The first verdict (初审): what the table's closed columns say of a candidate. Only what is certain is judged; everything else is shown
//! and left to people (domain.md §4.2, §4.3). It never guesses at 其他要求, 备注 or the notes of a sheet.
use crate::certificate::Sex;
use crate::code_table::{DegreeLevel, Level, POLITICAL_STATES, find};
use crate::profile::Profile;
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// What a column of a position table asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    Education,
    Degree,
    Political,
    Sex,
    Fresh,
    Grassroots,
    /// 专业, 年龄, 户籍, 服务基层项目, 招录对象, 其他要求, 备注, notes of the sheet, columns nobody knows.
    Open,
}

/// A condition of a position as its table prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub condition: Condition,
    /// Header as printed; blank for the notes of the sheet.
    pub column: String,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Failed,
    /// 需人工审核.
    Manual,
    Met,
}

/// One condition beside what the candidate has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub asked: Asked,
    pub outcome: Outcome,
    /// What the candidate filled in, where the condition was judged.
    pub own: Own,
}

/// The candidate's own value, as a code: words stand in `app/src/text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Own {
    /// Not looked at, or not filled in.
    Nothing,
    /// 最高学历 as its standard words it.
    Schooling(String),
    /// 学位 as its standard words it.
    Degree(String),
    Political(String),
    Sex(Sex),
    Fresh(bool),
    GrassrootsMonths(u32),
}

/// All conditions of a position, judged at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// The worst of all: one failure fails, one open question asks for people; no condition at all asks for people too.
    pub fn outcome(&self) -> Outcome {
        self.findings.iter().map(|f| f.outcome).min().unwrap_or(Outcome::Manual)
    }
}

/// Who is judged.
pub struct Judged<'a> {
    pub profile: &'a Profile,
    pub sex: Option<Sex>,
    /// 基层工作 counts up to this month.
    pub until: Month,
}

/// Judges every condition. Blank cells of open columns say nothing and are left out.
pub fn judge(asked: &[Asked], who: &Judged<'_>) -> Verdict {
    let told = asked.iter().filter(|a| a.condition != Condition::Open || !a.text.trim().is_empty());
    Verdict { findings: told.map(|a| finding(a, who)).collect() }
}

fn finding(asked: &Asked, who: &Judged<'_>) -> Finding {
    let text = fold(&asked.text);
    let (outcome, own) = match asked.condition {
        Condition::Education => education(&text, who),
        Condition::Degree => degree(&text, who),
        Condition::Political => political(&text, who),
        Condition::Sex => sex(&text, who),
        Condition::Fresh => fresh(&text, who),
        Condition::Grassroots => grassroots(&text, who),
        Condition::Open => (Outcome::Manual, Own::Nothing),
    };
    Finding { asked: asked.clone(), outcome, own }
}

/// Without blanks, full-width forms as their ASCII ones.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn met(is: bool) -> Outcome {
    if is { Outcome::Met } else { Outcome::Failed }
}

/// (lowest, highest, whether above the highest is certainly out). `None`: a wording nobody knows.
fn levels(text: &str) -> Option<(Level, Level, bool)> {
    use Level::{Bachelor, College, Doctor, Master, Primary, Secondary};
    Some(match text {
        "不限" => (Primary, Doctor, false),
        "高中(中专/技校)及以上" => (Secondary, Doctor, false),
        "大专以上" | "大专及以上" => (College, Doctor, false),
        "本科以上" | "本科及以上" => (Bachelor, Doctor, false),
        "研究生" | "硕士研究生及以上" => (Master, Doctor, false),
        "仅限大专" => (College, College, true),
        "仅限本科" => (Bachelor, Bachelor, true),
        "仅限硕士研究生" => (Master, Master, true),
        "仅限博士研究生" => (Doctor, Doctor, true),
        // Who holds more may, by some guides, apply with the lower 学历: people decide.
        "大专" => (College, College, false),
        "本科" => (Bachelor, Bachelor, false),
        "大专、本科" | "大专或本科" => (College, Bachelor, false),
        "本科或硕士研究生" => (Bachelor, Master, false),
        _ => return None,
    })
}

fn education(text: &str, who: &Judged<'_>) -> (Outcome, Own) {
    let highest = who.profile.education.highest();
    let own = highest.map_or(Own::Nothing, |row| Own::Schooling(row.level.zh.to_owned()));
    let (Some((least, most, strict)), Some(level)) = (levels(text), who.profile.education.highest_level()) else {
        return (Outcome::Manual, own);
    };
    let outcome = match level {
        level if level < least => Outcome::Failed,
        level if level > most && strict => Outcome::Failed,
        level if level > most => Outcome::Manual,
        _ => Outcome::Met,
    };
    (outcome, own)
}

fn degree(text: &str, who: &Judged<'_>) -> (Outcome, Own) {
    let education = &who.profile.education;
    let best = education.rows.iter().map(|row| &row.degree).max_by_key(|d| d.level.rank());
    let own = best.map_or(Own::Nothing, |d| Own::Degree(d.zh.to_owned()));
    let reaches = |least: DegreeLevel| education.highest_degree().rank() >= least.rank();
    let outcome = match text {
        "不限" | "无要求" => Outcome::Met,
        "学士" | "学士以上" | "学士、硕士" => met(reaches(DegreeLevel::Bachelor)),
        "硕士" | "硕士以上" => met(reaches(DegreeLevel::Master)),
        "博士" => met(reaches(DegreeLevel::Doctor)),
        "与学历相对应的学位" | "与最高学历相对应的学位" => return matching_degree(who),
        _ => Outcome::Manual,
    };
    (outcome, own)
}

/// The degree of the highest 学历 itself: 本科 asks for 学士, 硕士 for 硕士, 博士 for 博士, 专科 for none.
fn matching_degree(who: &Judged<'_>) -> (Outcome, Own) {
    let Some(row) = who.profile.education.highest() else { return (Outcome::Manual, Own::Nothing) };
    let needed = (row.level.holds().rank() - 1).max(0);
    (met(row.degree.level.rank() >= needed), Own::Degree(row.degree.zh.to_owned()))
}

fn political(text: &str, who: &Judged<'_>) -> (Outcome, Own) {
    let Some(basic) = &who.profile.basic else { return (if text == "不限" { Outcome::Met } else { Outcome::Manual }, Own::Nothing) };
    let own = Own::Political(find(POLITICAL_STATES, &basic.political).map(|e| e.zh.to_owned()).unwrap_or_default());
    let among = |codes: &[&str]| met(codes.contains(&basic.political.as_str()));
    let outcome = match text {
        "不限" => Outcome::Met,
        "中共党员" => among(&["01", "02"]),
        "中共党员或共青团员" => among(&["01", "02", "03"]),
        "民主党派" => among(&["04", "05", "06", "07", "08", "09", "10", "11"]),
        _ => Outcome::Manual,
    };
    (outcome, own)
}

fn sex(text: &str, who: &Judged<'_>) -> (Outcome, Own) {
    let own = who.sex.map_or(Own::Nothing, Own::Sex);
    let wanted = match text {
        "不限" => return (Outcome::Met, own),
        "男" | "男性" => Sex::Male,
        "女" | "女性" => Sex::Female,
        _ => return (Outcome::Manual, own),
    };
    (who.sex.map_or(Outcome::Manual, |sex| met(sex == wanted)), own)
}

/// Who graduates this year meets it; whoever does not may still count by 择业期, service or 退役: people decide.
fn fresh(text: &str, who: &Judged<'_>) -> (Outcome, Own) {
    let education = &who.profile.education;
    let own = Own::Fresh(education.fresh);
    let outcome = match text {
        "否" | "不限" => Outcome::Met,
        "是" | "应届毕业生" if education.fresh => Outcome::Met,
        _ => {
            let year = text.strip_suffix("届高校毕业生").and_then(|year| year.parse::<i32>().ok());
            let of_year = year.is_some_and(|year| education.highest().is_some_and(|row| row.end.year == year));
            if of_year { Outcome::Met } else { Outcome::Manual }
        }
    };
    (outcome, own)
}

fn grassroots(text: &str, who: &Judged<'_>) -> (Outcome, Own) {
    let years = match text {
        "否" | "无" | "不限" | "无要求" | "无限制" => return (Outcome::Met, Own::Nothing),
        "一年" => 1,
        // 是否要求2年以上基层工作经历
        "是" | "二年" | "两年以上基层工作经历" | "具有两年以上基层工作经历" => 2,
        "三年" => 3,
        "四年" => 4,
        "五年以上" => 5,
        _ => return (Outcome::Manual, Own::Nothing),
    };
    let Some(work) = &who.profile.work else { return (Outcome::Manual, Own::Nothing) };
    let months = work.grassroots_months(who.until);
    (met(months >= years * 12), Own::GrassrootsMonths(months))
}

#[cfg(test)]
mod tests;
