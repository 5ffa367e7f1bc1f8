//! Words of the verdict: rules, reasons, own and required values, nearest misses.
use super::{Lang, W, date, label};
use chrono::{Datelike, NaiveDate};
use domain::Month;
use domain::code_table::{DegreeLevel, Level};
use domain::eligibility::{Gap, Reason, Required, Rule};
use domain::integrity::Until;
use domain::verdict::Own;

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

words! {
    FRESH = "应届毕业生" / "graduating this year";
    NOT_FRESH = "不是应届毕业生" / "not graduating this year";
    GRADUATED = "{}毕业" / "graduation {}";
    DEGREED = "{}取得学位" / "degree {}";
    WORKED = "基层工作 {} 个月" / "{} months of grassroots work";
    BORN = "{}出生" / "born {}";
    BORN_BETWEEN = "{}至{}出生" / "born from {} to {}";
    BORN_FROM = "{}及以后出生" / "born {} or later";
    BORN_TO = "{}及以前出生" / "born {} or earlier";
    ANY_BIRTH = "不限年龄" / "any age";
    MATCHING = "与学历相对应的学位" / "the degree that belongs to the schooling";
    AT_LEAST = "{}及以上学位" / "{} or above";
    MONTHS = "满 {} 个月" / "{} months";
    GRADUATED_BETWEEN = "{}至{}毕业" / "graduation from {} to {}";
    BY = "{}前取得" / "by {}";
    SCORE = "{} {} 分" / "{}: {}";
    CLASSES = "法律职业资格 {} 类" / "law licence of class {}";
    EYESIGHT = "单侧裸眼视力 {}" / "eyesight {}";
    BANNED = "限制报考至{}" / "banned until {}";
    BANNED_FOR_LIFE = "终身限制报考" / "banned for life";
    NONE = "没有" / "none";
    DAYS_SHORT = "差 {} 天" / "{} days short";
    MONTHS_SHORT = "差 {} 个月" / "{} months short";
    POINTS_SHORT = "差 {} 分" / "{} short";
    ENTRY_SHORT = "由这一项决定" / "This entry decides";
}

pub const fn rule(rule: Rule) -> W {
    match rule {
        Rule::Base => w("报考基本条件", "General conditions"),
        Rule::Age => w("年龄", "Age"),
        Rule::Education => w("学历", "Schooling"),
        Rule::Degree => w("学位", "Degree"),
        Rule::Major => w("专业", "Major"),
        Rule::FullTime => w("学习形式", "Form of study"),
        Rule::Political => w("政治面貌", "Political status"),
        Rule::Sex => w("性别", "Sex"),
        Rule::Fresh => w("应届", "Graduation year"),
        Rule::Grassroots => w("基层工作经历", "Grassroots work"),
        Rule::Project => w("服务基层项目", "Grassroots project"),
        Rule::Residence => w("户籍或生源", "Household or origin"),
        Rule::Ethnic => w("民族", "Ethnic group"),
        Rule::Target => w("招录对象", "Whom it is for"),
        Rule::Language => w("外语", "Language"),
        Rule::Certificate => w("资格证书", "Certificate"),
        Rule::Body => w("身体条件", "Body"),
        Rule::Declaration => w("其他声明", "Declaration"),
        Rule::Open => w("其他要求", "Other"),
    }
}

/// Why, and what to do about it.
pub const fn reason(reason: Reason) -> W {
    match reason {
        Reason::AgeOver => w("年龄超过要求", "Older than allowed"),
        Reason::AgeUnder => w("年龄未到要求", "Younger than allowed"),
        Reason::EduNotInSet => w("最高学历不在要求的范围内", "Your highest schooling is not among those asked for"),
        Reason::EduNotCompleted => w("没有按要求毕业（结业、肄业不算，应届须按时取得）", "Not completed as asked"),
        Reason::DegreeMissing => w("没有要求的学位", "The degree asked for is missing"),
        Reason::DegreeBelowHighest => w("学位低于最高学历对应的学位", "Your degree is below your highest schooling"),
        Reason::MajorMismatch => w("专业不在要求的范围内", "Your major is not among those asked for"),
        Reason::MajorNameDiffers => w("专业名称与要求相近但不一致", "Your major is named alike, but not the same"),
        Reason::MajorNotInCatalogue => w("按专业目录不能自动判断", "The catalogue does not tell"),
        Reason::MajorDirection => w("要求具体的培养方向", "Only some directions of the major count"),
        Reason::MajorLevelBlank => w("所填学历层次没有列出专业", "No major is listed for your level"),
        Reason::StageMissing => w("没有要求的那一段学历", "A study that is asked for is missing"),
        Reason::FulltimeRequired => w("要求全日制普通高等教育", "Full-time regular study is asked for"),
        Reason::Politics => w("政治面貌不符合", "Political status does not fit"),
        Reason::Gender => w("性别不符合", "Sex does not fit"),
        Reason::GenderAdvice => w("这是建议，不是限制", "Advice, not a limit"),
        Reason::Hukou => w("户籍、生源不在要求的地区", "Household and origin are elsewhere"),
        Reason::FreshRequired => w("不属于可报的应届毕业生", "Not a graduate of the years asked for"),
        Reason::NonfreshRequired => w("应届毕业生不能报", "Not for this year's graduates"),
        Reason::GrassMonths => w("基层工作经历不够", "Too little grassroots work"),
        Reason::ProjectNone => w("没有要求的服务基层项目经历", "No such grassroots project"),
        Reason::ProjectNotFinished => w("服务期还没有满", "The service is not over yet"),
        Reason::CertMissing => w("没有填写要求的证书", "The certificate is not among yours"),
        Reason::CertClass => w("证书类别不符合", "The certificate is of another class"),
        Reason::CertGrade => w("职称等级不够或没有写明", "The grade is too low or not told"),
        Reason::CetScore => w("外语成绩不够", "The score is too low"),
        Reason::Ethnic => w("民族不符合", "Ethnic group does not fit"),
        Reason::TargetGroup => w("不属于招录对象", "Not for you"),
        Reason::Eyesight => w("视力低于要求", "Eyesight is below what is asked for"),
        Reason::Avoidance => w("填报了回避关系", "You declared a relation"),
        Reason::Declared => w("以本人声明为准，审核时核实", "By your own word; it will be checked"),
        Reason::BaseNationality => w("须具有中国国籍", "Chinese nationals only"),
        Reason::BaseCriminal => w("受过处分或刑事处罚，由人工核实", "A record of punishment, to be looked at"),
        Reason::BaseExpelled => w("曾被开除党籍或公职", "Expelled from party or office"),
        Reason::BaseDishonest => w("被列为失信联合惩戒对象", "Listed as dishonest"),
        Reason::BaseActiveSoldier => w("现役军人不能报考", "Not for soldiers in service"),
        Reason::BaseEnrolled => w("在读且不是应届毕业生", "Still studying, not in the final year"),
        Reason::BaseCivilServant => w("在职公务员不能报考", "Not for civil servants in office"),
        Reason::BaseDismissed => w("辞退未满规定年限", "Dismissed too recently"),
        Reason::BaseBanned => w("在禁考期内", "Banned from exams"),
        Reason::FormIncomplete => w("相关内容没有填写", "Not filled in"),
        Reason::NotRead => w("这一条由人工判断", "People judge this one"),
    }
}

pub const fn level(level: Level) -> W {
    match level {
        Level::Primary => w("初中及以下", "below secondary"),
        Level::Secondary => w("高中（中专、技校）", "secondary"),
        Level::College => w("大专", "college"),
        Level::Bachelor => w("本科", "bachelor"),
        Level::Master => w("硕士研究生", "master"),
        Level::Doctor => w("博士研究生", "doctor"),
    }
}

const fn degree(degree: DegreeLevel) -> W {
    match degree {
        DegreeLevel::None => w("无", "none"),
        DegreeLevel::Bachelor => w("学士", "bachelor's degree"),
        DegreeLevel::DoubleBachelor => w("双学士", "two bachelor's degrees"),
        DegreeLevel::Master => w("硕士", "master's degree"),
        DegreeLevel::Doctor => w("博士", "doctor's degree"),
    }
}

/// A date with its year.
pub fn day(lang: Lang, day: NaiveDate) -> String {
    let month = domain::Month::of(day);
    match lang {
        Lang::Zh => format!("{}{}日", date::month(lang, month), day.day()),
        _ => format!("{} {}", day.day(), date::month(lang, month)),
    }
}

/// What the candidate has; empty where there is nothing to tell.
pub fn own(lang: Lang, own: &Own) -> String {
    let joined = |list: &[String]| if list.is_empty() { lang.t(NONE).to_owned() } else { list.join("；") };
    match own {
        Own::Nothing => String::new(),
        Own::Schooling(word) | Own::Degree(word) | Own::StudyMode(word) | Own::Political(word) | Own::Ethnic(word) => word.clone(),
        Own::Major { name, code } => code.as_ref().map_or_else(|| name.clone(), |code| format!("{name}（{code}）")),
        Own::Sex(sex) => lang.t(label::sex(*sex)).to_owned(),
        Own::Birth(birth) => lang.tf(BORN, &[&day(lang, *birth)]),
        Own::Fresh(fresh) => lang.t(if *fresh { FRESH } else { NOT_FRESH }).to_owned(),
        Own::DegreeDate(month) => degreed(lang, *month),
        Own::Graduation(month) => lang.tf(GRADUATED, &[&date::month(lang, *month)]),
        Own::GrassrootsMonths(months) => lang.tf(WORKED, &[months]),
        Own::Projects(list) | Own::Places(list) | Own::Certificates(list) | Own::Schools(list) => joined(list),
        Own::Score { name, score: Some(score) } => lang.tf(SCORE, &[name, score]),
        Own::Score { name, score: None } => name.clone(),
        Own::Eyesight(marks) => lang.tf(EYESIGHT, &[&format!("{marks:.1}")]),
        Own::Until(until) => banned(lang, *until),
    }
}

/// For how long the register keeps somebody out.
pub fn banned(lang: Lang, until: Until) -> String {
    match until {
        Until::Day(last) => lang.tf(BANNED, &[&day(lang, last)]),
        Until::Life => lang.t(BANNED_FOR_LIFE).to_owned(),
    }
}

pub fn degreed(lang: Lang, awarded: Month) -> String {
    lang.tf(DEGREED, &[&date::month(lang, awarded)])
}

/// What is asked, where it is a value; empty where the quote says it.
pub fn required(lang: Lang, required: &Required) -> String {
    match required {
        Required::AsQuoted => String::new(),
        Required::Born { from, to } => born(lang, *from, *to),
        Required::Levels(levels) => levels.iter().map(|one| lang.t(level(*one))).collect::<Vec<_>>().join("、"),
        Required::Degree(least) => lang.tf(AT_LEAST, &[&lang.t(degree(*least))]),
        Required::MatchingDegree => lang.t(MATCHING).to_owned(),
        Required::Months(months) => lang.tf(MONTHS, &[months]),
        Required::Graduated { from, to } => lang.tf(GRADUATED_BETWEEN, &[&date::month(lang, *from), &date::month(lang, *to)]),
        Required::By(last) => lang.tf(BY, &[&day(lang, *last)]),
        Required::Score { name, least: Some(least) } => lang.tf(SCORE, &[name, least]),
        Required::Score { name, least: None } => name.clone(),
        Required::Classes(classes) => lang.tf(CLASSES, &[classes]),
        Required::Eyesight(least) => lang.tf(EYESIGHT, &[&format!("{least:.1}")]),
    }
}

fn born(lang: Lang, from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    // A window of whole months is told in months.
    let whole = from.is_none_or(|from| from.day() == 1) && to.and_then(|to| to.succ_opt()).is_none_or(|next| next.day() == 1);
    let told = |one: NaiveDate| if whole { date::month(lang, Month::of(one)) } else { day(lang, one) };
    match (from.map(told), to.map(told)) {
        (Some(from), Some(to)) => lang.tf(BORN_BETWEEN, &[&from, &to]),
        (Some(from), None) => lang.tf(BORN_FROM, &[&from]),
        (None, Some(to)) => lang.tf(BORN_TO, &[&to]),
        (None, None) => lang.t(ANY_BIRTH).to_owned(),
    }
}

/// By how much it misses.
pub fn gap(lang: Lang, gap: Gap) -> String {
    match gap {
        Gap::Days(days) => lang.tf(DAYS_SHORT, &[&days]),
        Gap::Months(months) => lang.tf(MONTHS_SHORT, &[&months]),
        Gap::Points(points) => lang.tf(POINTS_SHORT, &[&points]),
        Gap::Entry => lang.t(ENTRY_SHORT).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_miss_is_told_in_figures() {
        let to = NaiveDate::from_ymd_opt(2006, 1, 31);
        let from = NaiveDate::from_ymd_opt(1988, 1, 1);
        assert_eq!(required(Lang::Zh, &Required::Born { from, to }), "1988年1月至2006年1月出生");
        let to = NaiveDate::from_ymd_opt(2006, 1, 17);
        assert_eq!(required(Lang::Zh, &Required::Born { from, to }), "1988年1月1日至2006年1月17日出生");
        assert_eq!(gap(Lang::Zh, Gap::Days(13)), "差 13 天");
        assert_eq!(own(Lang::Zh, &Own::GrassrootsMonths(23)), "基层工作 23 个月");
        let month = Month::new(2024, 9).unwrap();
        assert_eq!(own(Lang::En, &Own::Graduation(month)), "graduation Sep 2024");
        assert_eq!(own(Lang::Zh, &Own::Until(Until::Life)), "终身限制报考");
        let last = Until::Day(NaiveDate::from_ymd_opt(2031, 5, 1).unwrap());
        assert_eq!(own(Lang::Zh, &Own::Until(last)), "限制报考至2031年5月1日");
    }

    #[test]
    fn every_reason_and_rule_has_words_in_both_languages() {
        for reason in Reason::ALL.iter().map(|code| super::reason(*code)) {
            assert!(!reason.zh.is_empty() && !reason.en.is_empty());
        }
        assert!(Reason::ALL.len() > 40);
    }
}
