//! Clauses on studies beyond the columns 学历, 学位 and 专业.
use super::super::closed::{self, ORDINARY, entry};
use super::super::major::{self, Limit};
use crate::code_table::{DegreeLevel, Level};
use crate::requirement::condition::{Condition, DegreeNeed, Guard, Listing, MajorList, StageNeed};
use crate::requirement::cursor::Cursor;
use crate::requirement::sets::Levels;
use crate::requirement::text::Folded;
use chrono::{Months, NaiveDate};

const GRADUATE: &[&str] = &["毕业生", "毕业"];
const AT_LEVEL: &[(&str, Level)] = &[
    ("本科阶段", Level::Bachelor),
    ("本科学历", Level::Bachelor),
    ("本科", Level::Bachelor),
    ("硕士研究生", Level::Master),
    ("专科", Level::College),
];

/// 普通高等院校毕业生（非在职）; 全日制普通高等学校毕业.
pub(super) fn full_time(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["限", "仅限", "须为"]);
    cursor.need(ORDINARY)?;
    cursor.need(GRADUATE)?;
    cursor.skip(&["(非在职)", "(全日制)", "报考"]);
    Some(Condition::FullTime)
}

/// 研究生报考者本科须为法学专业且获法学学士学位; 普通高等学校本科及以上、学士及以上; 本科系普通高等学校毕业.
pub(super) fn stage(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let guard = cursor.one_of(&["研究生报考者", "研究生报考的", "研究生报考,", "以研究生学历报考的"]);
    cursor.skip(&[",", "其"]);
    let mut ahead = *cursor;
    let need = ordinary_level(&mut ahead).or_else(|| {
        ahead = *cursor;
        lower_stage(&mut ahead)
    })?;
    *cursor = ahead;
    let condition = Condition::Stage(need);
    Some(match guard {
        Some(_) => Condition::When(Guard::Level(Levels::POSTGRADUATE), Box::new(condition)),
        None => condition,
    })
}

/// 普通高等学校本科及以上、学士及以上.
fn ordinary_level(cursor: &mut Cursor<'_>) -> Option<StageNeed> {
    cursor.need(ORDINARY)?;
    let Some(Condition::Education(levels)) = closed::education(cursor) else { return None };
    let mut need = StageNeed { levels: levels.strict(), majors: Vec::new(), degree: None, discipline: None, full_time: true };
    let mut ahead = *cursor;
    ahead.skip(&["、", ",", "并", "且", "取得", "获得", "获"]);
    if let Some(Condition::Degree(DegreeNeed::AtLeast(degree))) = closed::degree(&mut ahead) {
        need.degree = Some(degree);
        *cursor = ahead;
    }
    Some(need)
}

/// 本科须为法学专业且获法学学士学位; 本科系普通高等学校毕业; 本科阶段须普通高等学校毕业.
fn lower_stage(cursor: &mut Cursor<'_>) -> Option<StageNeed> {
    let levels = Levels::one(*entry(cursor, AT_LEVEL)?);
    cursor.need(&["须为", "应为", "系", "为", "须", "是"])?;
    let mut need = StageNeed { levels, majors: Vec::new(), degree: None, discipline: None, full_time: false };
    need.full_time = cursor.one_of(ORDINARY).is_some();
    if need.full_time && (cursor.one_of(GRADUATE).is_some() || cursor.peek().is_none_or(|c| matches!(c, ',' | ';' | '。'))) {
        return Some(need);
    }
    let place = cursor.find("专业").filter(|place| (2..=30).contains(place))?;
    need.majors = cursor.take(place).split(['、', '或']).map(str::to_owned).collect();
    cursor.eat("专业");
    let mut ahead = *cursor;
    ahead.skip(&[",", "且", "并", "获得", "获", "取得", "相应"]);
    if let Some(place) = ahead.find("学士").filter(|place| *place <= 6) {
        need.discipline = Some(ahead.take(place)).filter(|name| !name.is_empty());
        need.degree = Some(DegreeLevel::Bachelor);
        ahead.skip(&["学士", "学位"]);
        *cursor = ahead;
    }
    // Directions, 师范类 and what an office calls alike are in no catalogue.
    const VAGUE: &[&str] = &["方向", "师范", "相关", "相近", "一致", "对应", "岗位"];
    need.majors.iter().all(|name| VAGUE.iter().all(|word| !name.contains(word))).then_some(need)
}

/// 普通高等学校各阶段均需取得相应学历学位.
pub(super) fn every_stage(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let full_time = cursor.one_of(ORDINARY).is_some();
    cursor.skip(&["高等学历教育", "高等教育"]);
    const DIAGONAL: &str = "各学历阶段对应专业之一即可";
    if let Some(place) = cursor.find(DIAGONAL).filter(|place| *place <= 25 && cursor.sees("职位要求")) {
        cursor.take(place + DIAGONAL.chars().count());
        return Some(Condition::AnyStage);
    }
    let both =
        ["研究生须同时具有本科和研究生学历学位", "研究生须具有本科和研究生学历学位", "研究生学历报考者须同时具有本科和研究生学历学位"];
    if cursor.one_of(&both).is_some() {
        return Some(Condition::When(Guard::Level(Levels::POSTGRADUATE), Box::new(Condition::EveryStage { full_time })));
    }
    cursor.need(&["各阶段", "各学习阶段", "各学历阶段"])?;
    if cursor.one_of(&["对应专业之一即可", "专业之一即可"]).is_some() {
        return Some(Condition::AnyStage);
    }
    cursor.need(&["均需取得", "均须取得", "均应取得", "均取得", "须取得"])?;
    cursor.need(&["相应学历学位", "相应的学历学位", "相应学历、学位", "相应学位"])?;
    Some(Condition::EveryStage { full_time })
}

/// 2025年7月31日前取得毕业证; 须于2026年7月31日前取得毕业证、学位证.
pub(super) fn held_by(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["须", "需", "应", "于", "在"]);
    let year = cursor.number().and_then(|year| i32::try_from(year).ok())?;
    cursor.need(&["年"])?;
    let month = cursor.number()?;
    cursor.need(&["月"])?;
    let mut ahead = *cursor;
    let day = ahead.number().filter(|_| ahead.eat("日"));
    let last = match day {
        Some(day) => {
            *cursor = ahead;
            NaiveDate::from_ymd_opt(year, month, day)?
        }
        None => NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()?,
    };
    cursor.skip(&["(含)"]);
    cursor.need(&["及以前", "以前", "之前", "前"])?;
    cursor.skip(&["须", "需", "应"]);
    cursor.need(&["取得", "获得", "毕业并取得"])?;
    cursor.skip(&["国家承认", "国民教育", "相应", "所需", "的"]);
    cursor.need(PAPERS)?;
    let mut ahead = *cursor;
    while ahead.one_of(&["、", "和", "及", "与", "并"]).is_some() && ahead.one_of(PAPERS).is_some() {
        *cursor = ahead;
    }
    Some(Condition::HeldBy(last))
}

const PAPERS: &[&str] = &[
    "毕业证书",
    "毕业证",
    "学历证书",
    "学历证",
    "学历学位证书",
    "学历、学位证书",
    "学历学位",
    "学历、学位",
    "学位证书",
    "学位证",
    "学历",
    "学位",
    "双证",
];

pub(super) fn main_major(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.need(&["限主修专业报考", "限以主修专业报考", "限主修专业", "须以主修专业报考"])?;
    Some(Condition::MainMajor)
}

/// 企业管理（限：财务管理）（A120202）; 金融学（A020204），不包含保险学; 民商法学（A030105）含知识产权方向.
pub(super) fn limit(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut item = major::item(cursor)?;
    item.code?;
    let mut ahead = *cursor;
    ahead.eat(",");
    let words = ahead.until(&[',', ';']);
    let folded = Folded::flat(&words);
    if let Some((kind, names)) = major::limit(folded.cursor(0, folded.len())) {
        major::apply(&mut item, kind, names);
        *cursor = ahead;
    } else if let Some(names) = words.strip_suffix("方向").and_then(|w| w.strip_prefix("限").or_else(|| w.strip_prefix("含"))) {
        major::apply(&mut item, Limit::Only, vec![names.to_owned()]);
        *cursor = ahead;
    }
    let limited = !(item.only.is_empty() && item.except.is_empty() && item.includes.is_empty());
    limited.then_some(Condition::MajorLimit(item))
}

/// 专业不限
pub(super) fn any_major(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.need(&["专业不限", "不限专业", "不限制专业"])?;
    Some(Condition::Majors(MajorList { levels: Levels::ALL, listing: Listing::Any }))
}

/// 法学专业报考者须通过法律职业资格考试
pub(super) fn for_major(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let place = cursor.find("专业报考者").or_else(|| cursor.find("专业报考的")).filter(|place| (2..=30).contains(place))?;
    let names: Vec<String> = cursor.take(place).split(['、', '或']).map(str::to_owned).collect();
    if names.iter().any(|name| name.contains([',', '(', ';'])) {
        return None;
    }
    cursor.skip(&["专业报考者", "专业报考的", ",", "须", "需"]);
    let then = super::proof::law(cursor).or_else(|| super::proof::language(cursor)).or_else(|| super::proof::certificate(cursor))?;
    Some(Condition::When(Guard::Major(names), Box::new(then)))
}

/// 须学习过矿山相关课程
pub(super) fn courses(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.until(&['须', ',']);
    cursor.need(&["须学习过", "须学过", "须修过"])?;
    let words = cursor.until(&[',', ';']);
    words.contains("课程").then_some(Condition::Declaration(crate::requirement::condition::Declaration::Courses))
}
