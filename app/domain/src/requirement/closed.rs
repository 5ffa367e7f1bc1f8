//! Grammars of the closed columns. A cell is read whole or not at all.
//!
//! ```text
//! 学历     = 不限 | ["仅限" | "限"] level { ("、" | "或" | "/") level } ["及"] ["以上"] ["学历"]
//! level    = 高中(中专/技校) | 中专 | 大专 | 本科 | 硕士研究生 | 博士研究生 | 研究生 …
//! 学位     = 不限 | 与(最高)学历相对应的学位 | degree { ("、" | "或") degree } ["学位"] ["及"] ["以上"] ["学位"]
//! 政治面貌 = 不限 | party { ("、" | "或") party } | 非中共党员 ["(民主党派仅限" party ")"] | 若是民主党派成员仅限 party
//! 基层年限 = 否 | 无 … | 是 (years stand in the header) | ["具有"] number "年" ["(含)"] ["及"] ["以上"] ["基层工作经历"]
//! 项目     = 无限制 | project { ("、" | "或") project }
//! 应届     = 否 | 是 | ["限"] [year "届" | "应届"] ["高校"] "毕业生" ["报考"] | 限非应届…
//! ```
mod fresh;

pub(super) use fresh::{fresh, fresh_column};

use super::condition::{Condition, DegreeNeed, SexNeed, StageNeed};
use super::cursor::Cursor;
use super::sets::{Levels, PoliticalNeed};
use crate::certificate::Sex;
use crate::code_table::{DegreeLevel, FIVE_YEARS_IN_THE_ARMY, Level};

pub(super) const NO_LIMIT: &[&str] = &["不限制", "不限定", "不限", "无限制", "无要求", "不作要求", "不做要求", "无"];
const OR: &[&str] = &["、", "或者", "或", "/", ",", "和", "及", "与"];
const FLOOR: &[&str] = &["及其以上", "及以上", "(含)以上", "或以上", "以上"];
/// Education of the state's plan, whatever its form.
const NATIONAL_EDUCATION: &[&str] = &["国民教育序列", "国民教育系列", "国民教育"];

/// 普通高等教育, in its names.
pub(super) const ORDINARY: &[&str] = &[
    "全日制普通高等学校",
    "全日制普通高等院校",
    "全日制普通高校",
    "全日制普通高等教育",
    "普通高等学校全日制",
    "普通高校全日制",
    "普通高等学校",
    "普通高等院校",
    "普通高等教育",
    "普通高校",
    "国民教育全日制",
    "全日制",
];

const LEVEL_WORDS: &[(&str, &[Level])] = &[
    ("初中", &[Level::Primary]),
    ("高中(中专/技校)", &[Level::Secondary]),
    ("高中(中专、技校)", &[Level::Secondary]),
    ("高中(中专)", &[Level::Secondary]),
    ("中专(高中)", &[Level::Secondary]),
    ("高中", &[Level::Secondary]),
    ("职业高中", &[Level::Secondary]),
    ("中专", &[Level::Secondary]),
    ("中职", &[Level::Secondary]),
    ("中等专科", &[Level::Secondary]),
    ("中等职业教育", &[Level::Secondary]),
    ("技校", &[Level::Secondary]),
    ("大学专科", &[Level::College]),
    ("高职(专科)", &[Level::College]),
    ("专科(高职)", &[Level::College]),
    ("大专(高职)", &[Level::College]),
    ("高职高专", &[Level::College]),
    ("大专", &[Level::College]),
    ("专科", &[Level::College]),
    ("高职", &[Level::College]),
    ("大学本科", &[Level::Bachelor]),
    // In a column of its own 大学 is 大学本科; free text is asked for more (`clause::education`).
    ("大学", &[Level::Bachelor]),
    ("本科", &[Level::Bachelor]),
    ("硕士研究生", &[Level::Master]),
    ("博士研究生", &[Level::Doctor]),
    ("硕士", &[Level::Master]),
    ("博士", &[Level::Doctor]),
    ("研究生(硕士)", &[Level::Master]),
    ("研究生(博士)", &[Level::Doctor]),
    ("研究生", &[Level::Master, Level::Doctor]),
];

const DEGREE_WORDS: &[(&str, DegreeLevel)] =
    &[("学士", DegreeLevel::Bachelor), ("硕士", DegreeLevel::Master), ("博士", DegreeLevel::Doctor)];

const MATCHING: &[&str] = &[
    "与最高学历相对应的学位",
    "与学历相对应的学位",
    "与最高学历相应的学位",
    "与学历相应的学位",
    "与最高学历相对应",
    "与学历相对应",
    "与最高学历对应的学位",
    "与学历对应的学位",
    "与所学专业学历对应的学位",
    "本科及以上学历须获得相应层次学位",
    "具有相应学历的毕业证书和学位证书",
    "相应的学位",
    "相应学位",
];

const PARTIES: &[(&str, &[&str])] = &[
    ("中共党员(含预备党员)", &["01", "02"]),
    ("中共党员(含中共预备党员)", &["01", "02"]),
    ("中共党员(不含预备党员)", &["01"]),
    ("中共正式党员", &["01"]),
    ("中国共产党党员", &["01", "02"]),
    ("中国共产党员", &["01", "02"]),
    ("共产党员", &["01", "02"]),
    ("党员(含预备党员)", &["01", "02"]),
    ("党员(含中共预备党员)", &["01", "02"]),
    ("共青团员及以上", &["01", "02", "03"]),
    ("团员及以上", &["01", "02", "03"]),
    ("中共党员", &["01", "02"]),
    ("中共预备党员", &["02"]),
    ("党员", &["01", "02"]),
    ("预备党员", &["02"]),
    ("共青团员", &["03"]),
    ("团员", &["03"]),
    ("民革党员", &["04"]),
    ("民革会员", &["04"]),
    ("民盟盟员", &["05"]),
    ("民建会员", &["06"]),
    ("民进会员", &["07"]),
    ("农工党党员", &["08"]),
    ("致公党党员", &["09"]),
    ("九三学社社员", &["10"]),
    ("台盟盟员", &["11"]),
    ("民主党派成员", DEMOCRATIC),
    ("民主党派", DEMOCRATIC),
    ("无党派民主人士", &["12"]),
    ("无党派人士", &["12"]),
    ("无党派", &["12"]),
    ("群众", &["13"]),
];
const DEMOCRATIC: &[&str] = &["04", "05", "06", "07", "08", "09", "10", "11"];

const PROJECT_WORDS: &[(&str, &str)] = &[
    ("大学生村官", "01"),
    ("选聘高校毕业生到村任职工作", "01"),
    ("农村义务教育阶段学校教师特设岗位计划", "02"),
    ("特岗教师", "02"),
    ("\"三支一扶\"计划", "03"),
    ("三支一扶计划", "03"),
    ("\"三支一扶\"", "03"),
    ("三支一扶", "03"),
    ("大学生志愿服务西部计划", "04"),
    ("\"大学生志愿服务西部计划\"", "04"),
    ("西部计划", "04"),
    ("在军队服役5年(含)以上的高校毕业生退役士兵", FIVE_YEARS_IN_THE_ARMY),
    ("在军队服役5年以上的高校毕业生退役士兵", FIVE_YEARS_IN_THE_ARMY),
];

/// The entry whose word stands here, the longest of several.
pub(super) fn entry<'t, T>(cursor: &mut Cursor<'_>, table: &'t [(&'t str, T)]) -> Option<&'t T> {
    let (word, value) = table.iter().filter(|(word, _)| cursor.sees(word)).max_by_key(|(word, _)| word.len())?;
    cursor.eat(word).then_some(value)
}

/// `first { or next }`.
fn list<T>(cursor: &mut Cursor<'_>, mut one: impl FnMut(&mut Cursor<'_>) -> Option<T>) -> Option<Vec<T>> {
    let mut found = vec![one(cursor)?];
    loop {
        let mut ahead = *cursor;
        ahead.one_of(OR);
        match one(&mut ahead) {
            Some(next) => {
                found.push(next);
                *cursor = ahead;
            }
            None => return Some(found),
        }
    }
}

pub(super) fn no_limit(cursor: &mut Cursor<'_>) -> Option<()> {
    const ABOUT: &[&str] = &["学历", "专业", "性别", "学位", "户籍", "年龄", "政治面貌"];
    cursor.skip(ABOUT);
    cursor.need(NO_LIMIT)?;
    cursor.skip(ABOUT);
    Some(())
}

pub(super) fn education(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut strict = cursor.one_of(&["仅限", "限", "只限"]).is_some();
    cursor.skip(&["具有", "高等学校", "国家承认", "学历:", "须为"]);
    let mut ordinary = cursor.one_of(ORDINARY).is_some();
    cursor.skip(NATIONAL_EDUCATION);
    if cursor.sees("普通本科") || cursor.sees("普通专科") {
        ordinary = cursor.eat("普通");
    }
    let begin = *cursor;
    let sets = list(cursor, |c| entry(c, LEVEL_WORDS).copied())?;
    let words = begin.rest().len() - cursor.rest().len();
    let either = begin.rest().iter().take(words).any(|c| *c == '或');
    let united = sets.iter().map(|levels| Levels::of(levels)).fold(Levels::default(), Levels::united);
    cursor.skip(&["毕业", "学历"]);
    let degree = noted(cursor, &mut strict, &mut ordinary);
    let floor = cursor.one_of(FLOOR).is_some();
    cursor.skip(&["毕业", "学历", "层次", "文化程度", "文凭", "(含)"]);
    noted(cursor, &mut strict, &mut ordinary);
    let levels = match united.least() {
        Some(least) if floor => Levels::at_least(least),
        _ if strict || either || united.most() == Some(Level::Doctor) => united,
        _ => united.loose(),
    };
    // 全日制本科及以上 asks for two things.
    let mut all = vec![Condition::Education(levels)];
    all.extend(ordinary.then_some(Condition::FullTime));
    all.extend(degree.map(|least| Condition::Degree(DegreeNeed::AtLeast(least))));
    if all.len() > 1 { Some(Condition::All(all)) } else { all.pop() }
}

/// What may stand in brackets behind a level: (仅限), (全日制), (学士).
fn noted(cursor: &mut Cursor<'_>, strict: &mut bool, ordinary: &mut bool) -> Option<DegreeLevel> {
    let mut degree = None;
    for (word, level) in
        [("(学士)", Some(DegreeLevel::Bachelor)), ("(硕士)", Some(DegreeLevel::Master)), ("(仅限)", None), ("(全日制)", None)]
    {
        if cursor.eat(word) {
            *strict |= word == "(仅限)";
            *ordinary |= word == "(全日制)";
            degree = degree.or(level);
        }
    }
    degree
}

pub(super) fn degree(cursor: &mut Cursor<'_>) -> Option<Condition> {
    if cursor.one_of(MATCHING).is_some() {
        return Some(Condition::Degree(DegreeNeed::Matching));
    }
    cursor.skip(&["仅限", "限", "须", "需", "应", "具有", "具备", "取得", "获得", "有"]);
    if cursor.one_of(MATCHING).is_some() {
        return Some(Condition::Degree(DegreeNeed::Matching));
    }
    if let Some(need) = degree_of_discipline(cursor) {
        return Some(Condition::Stage(need));
    }
    let least = list(cursor, |c| entry(c, DEGREE_WORDS).copied())?.into_iter().min()?;
    cursor.skip(&["学位"]);
    cursor.one_of(FLOOR);
    cursor.skip(&["学位", "(仅限)"]);
    Some(Condition::Degree(DegreeNeed::AtLeast(least)))
}

/// 学科门类 of the degree ordinance.
const DISCIPLINES: &[&str] =
    &["哲学", "经济学", "法学", "教育学", "文学", "历史学", "理学", "工学", "农学", "医学", "军事学", "管理学", "艺术学"];

/// 法学学士: one diploma with that very degree.
fn degree_of_discipline(cursor: &mut Cursor<'_>) -> Option<StageNeed> {
    let mut ahead = *cursor;
    let discipline = ahead.one_of(DISCIPLINES)?;
    let degree = *entry(&mut ahead, DEGREE_WORDS)?;
    ahead.skip(&["学位"]);
    let level = match degree {
        DegreeLevel::Doctor => Level::Doctor,
        DegreeLevel::Master => Level::Master,
        _ => Level::Bachelor,
    };
    *cursor = ahead;
    Some(StageNeed {
        levels: Levels::one(level),
        majors: Vec::new(),
        degree: Some(degree),
        discipline: Some(discipline.to_owned()),
        full_time: false,
    })
}

pub(super) fn political(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["仅限", "限", "须为", "要求", "政治面貌", "为", ":"]);
    let need = if cursor.eat("非中共党员") || cursor.sees("若") {
        not_party(cursor)?
    } else {
        list(cursor, |c| entry(c, PARTIES).map(|codes| PoliticalNeed::of(codes)))?.into_iter().reduce(PoliticalNeed::united)?
    };
    cursor.skip(&["报考"]);
    Some(Condition::Political(need))
}

/// Behind 非中共党员: which of the democratic parties alone is allowed, if that is said.
fn not_party(cursor: &mut Cursor<'_>) -> Option<PoliticalNeed> {
    let condition_alone = cursor.sees("若");
    let mut ahead = *cursor;
    ahead.skip(&["(", ",", "若是", "若为", "民主党派成员", "民主党派", ","]);
    let limited = ahead.one_of(&["仅限", "限"]).and_then(|_| entry(&mut ahead, PARTIES));
    let all = if condition_alone { PoliticalNeed::ANY } else { PoliticalNeed::ANY.without(PoliticalNeed::of(&["01", "02"])) };
    let Some(party) = limited else { return (!condition_alone).then_some(all) };
    ahead.skip(&[")"]);
    *cursor = ahead;
    Some(all.without(PoliticalNeed::of(DEMOCRATIC)).united(PoliticalNeed::of(party)))
}

/// `named`: the column says that it is about 基层工作; elsewhere the words must, for other work is no such work.
fn grassroots(cursor: &mut Cursor<'_>, named: bool) -> Option<Condition> {
    cursor.skip(&["具有", "须", "需", "满"]);
    let number = cursor.number()?;
    let months = match cursor.one_of(&["年", "周年", "个月"])? {
        "个月" => number,
        _ => number * 12,
    };
    cursor.skip(&["(含)"]);
    cursor.one_of(FLOOR);
    cursor.skip(&["(含)"]);
    let begin = *cursor;
    cursor.skip(&["基层工作", "基层", "工作", "经历", "经验"]);
    let told = begin.find("基层").is_some_and(|at| begin.at() + at < cursor.at());
    (named || told).then_some(Condition::Grassroots(months))
}

pub(super) fn grassroots_clause(cursor: &mut Cursor<'_>) -> Option<Condition> {
    grassroots(cursor, false)
}

/// 是: as many years as the header names, `2` in 是否要求2年以上基层工作经历.
pub(super) fn grassroots_column(header: &str, cursor: &mut Cursor<'_>) -> Option<Condition> {
    if cursor.one_of(&["否", "无限制", "无要求", "不限", "无"]).is_some() {
        return Some(Condition::Grassroots(0));
    }
    if cursor.eat("是") {
        return years_of(header).map(|years| Condition::Grassroots(years * 12));
    }
    grassroots(cursor, super::text::folded(header).contains("基层"))
}

fn years_of(header: &str) -> Option<u32> {
    let folded = super::text::Folded::flat(header);
    (0..folded.len()).find_map(|from| {
        let mut cursor = folded.cursor(from, folded.len());
        cursor.number().filter(|_| cursor.sees("年"))
    })
}

pub(super) fn projects(cursor: &mut Cursor<'_>) -> Option<Condition> {
    if cursor.one_of(NO_LIMIT).is_some() {
        return Some(Condition::Projects(Vec::new()));
    }
    let codes = list(cursor, |c| entry(c, PROJECT_WORDS).copied())?;
    Some(Condition::Projects(codes.into_iter().map(str::to_owned).collect()))
}

/// 三支一扶人员: of projects in free text.
pub(super) fn projects_clause(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["专门面向", "面向", "仅限", "限", "定向招聘", "定向"]);
    let codes = list(cursor, |c| entry(c, PROJECT_WORDS).copied())?;
    cursor.skip(&["服务期满", "项目", "计划"]);
    cursor.need(&["人员", "志愿者", "考生"])?;
    Some(Condition::Projects(codes.into_iter().map(str::to_owned).collect()))
}

pub(super) fn sex(cursor: &mut Cursor<'_>) -> Option<Condition> {
    if cursor.one_of(&["性别不限", "男女不限", "不限性别", "男女均可", "男女", "男、女", "男/女", "男或女", "男,女", "男和女"]).is_some()
    {
        return Some(Condition::Sex(SexNeed::Anybody));
    }
    let suits = cursor.one_of(&["适合", "较适合", "更适合", "宜"]).is_some();
    if !suits {
        cursor.skip(&["性别", ":", "要求", "仅限", "只限", "限", "须为", "为"]);
    }
    let sex = match cursor.take(1).as_str() {
        "男" => Sex::Male,
        "女" => Sex::Female,
        _ => return None,
    };
    cursor.skip(&["性", "生", "士"]);
    cursor.skip(&["考生", "报考", "人员", "从事"]);
    Some(Condition::Sex(if suits { SexNeed::Suits(sex) } else { SexNeed::Only(sex) }))
}
