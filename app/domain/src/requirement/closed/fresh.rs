//! 应届: years of graduation, and who counts as a graduate of the year.
use crate::requirement::condition::{Condition, FreshNeed};
use crate::requirement::cursor::Cursor;

pub(in crate::requirement) fn fresh_column(cursor: &mut Cursor<'_>) -> Option<Condition> {
    if cursor.one_of(&["否", "不限", "无限制", "无要求"]).is_some() {
        return Some(Condition::Fresh(FreshNeed::Anybody));
    }
    if cursor.eat("是") {
        return Some(Condition::Fresh(FreshNeed::Fresh));
    }
    // In a column of its own a bare word says enough; 高校毕业生 there are 应届 in the wide sense.
    for (word, need) in [
        ("非应届", FreshNeed::NotFresh),
        ("应届", FreshNeed::Fresh),
        ("高校毕业生", FreshNeed::Fresh),
        ("未落实工作单位的高校毕业生", FreshNeed::Fresh),
    ] {
        let mut ahead = *cursor;
        if ahead.eat(word) && ahead.is_done() {
            *cursor = ahead;
            return Some(Condition::Fresh(need));
        }
    }
    fresh(cursor)
}

pub(in crate::requirement) fn fresh(cursor: &mut Cursor<'_>) -> Option<Condition> {
    if cursor.one_of(&["不限应届毕业生", "不限应届"]).is_some() {
        return Some(Condition::Fresh(FreshNeed::Anybody));
    }
    let limited = ["仅限", "限", "面向", "须为"].iter().any(|word| cursor.sees(word));
    cursor.skip(&["仅限", "限", "面向", "须为", "\"", "普通高等学校", "普通高校", "高校", "国家统招"]);
    if let Some(several) = cohorts(cursor) {
        return Some(several);
    }
    let need = if cursor.one_of(&["非应届", "往届"]).is_some() {
        FreshNeed::NotFresh
    } else if cursor.eat("应届") {
        FreshNeed::Fresh
    } else {
        FreshNeed::Cohort(cohort(cursor)?)
    };
    cursor.skip(&["普通高等学校", "普通高校", "应届", "普通", "高等学校", "高等院校", "高校", "大学"]);
    // 限应届 says enough; 应届 alone does not, 限应届硕士 is another condition, and after 限2026届 more years may follow.
    let ends = cursor.peek().is_none_or(|c| matches!(c, ',' | ';' | '。' | '，' | '；' | '.'));
    let enough = limited && ends && !matches!(need, FreshNeed::Cohort(_));
    if cursor.one_of(&["毕业生", "生"]).is_none() && !enough {
        return None;
    }
    // 2026届毕业生(含择业期内未落实工作单位的): the wide sense.
    let wide = { *cursor }.bracket().is_some_and(|inner| inner.contains("择业期") || inner.contains("未落实工作"));
    if wide {
        cursor.bracket();
    }
    cursor.skip(&["(非在职)", "报考", "\""]);
    Some(Condition::Fresh(if wide { FreshNeed::Fresh } else { need }))
}

/// 2024、2025、2026届高校毕业生; 2025年、2026年毕业.
fn cohorts(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut ahead = *cursor;
    let mut years = Vec::new();
    loop {
        years.push(ahead.number().filter(|year| (2000..=2100).contains(year)).and_then(|year| i32::try_from(year).ok())?);
        ahead.skip(&["年", "届"]);
        if ahead.one_of(&["、", "和", "及", "或"]).is_none() {
            break;
        }
    }
    ahead.skip(&["普通高等学校", "普通高校", "高等学校", "高校", "应届", "大学"]);
    ahead.need(&["毕业生", "毕业"])?;
    ahead.skip(&["的", "报考", "\""]);
    if years.len() < 2 {
        return None;
    }
    *cursor = ahead;
    Some(Condition::Any(years.into_iter().map(|year| Condition::Fresh(FreshNeed::Cohort(year))).collect()))
}

fn cohort(cursor: &mut Cursor<'_>) -> Option<i32> {
    let year = cursor.number().filter(|year| (2000..=2100).contains(year))?;
    cursor.need(&["届", "年"])?;
    i32::try_from(year).ok()
}
