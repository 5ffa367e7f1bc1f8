//! Wordings of ages. 以上, 以下, 以内, 不超过 include the number (民法典 art. 1259); 不满 and 未满 do not.
//!
//! ```text
//! age   = part { [separator] part }
//! part  = number "周岁" "以上" | number "周岁" "以下" | number "至" number "周岁" | 不超过 number 周岁
//!       | 放宽到 number 周岁 | 应届硕士、博士研究生… number 周岁 | month 至 month 期间出生 | month 以后出生
//! ```
use super::condition::{AgeNeed, AgeRelax, Condition, RelaxGroup};
use super::cursor::Cursor;
use crate::time::Month;

const YEARS: &[&str] = &["周岁", "岁", "同岁"];
const FLOOR: &[&str] = &["(含)以上", "及以上", "以上"];
const CEILING: &[&str] = &["(含)以下", "及以下", "以下", "以内", "(含)以内"];
const FILLER: &[&str] =
    &["年龄", "要求", "为", "在", ":", "、", ",", "须", "一般", "(", ")", "且", "者", "报考", "的", "即", "期间", "(含)"];
const RELAXED: &[&str] =
    &["放宽到", "放宽至", "可放宽到", "可放宽至", "为", "不超过", "年龄放宽到", "年龄放宽至", "年龄可放宽到", "年龄可放宽至"];

pub(super) fn age(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let (mut need, mut said) = (AgeNeed::default(), false);
    let mut last = *cursor;
    loop {
        cursor.skip(FILLER);
        let mut ahead = *cursor;
        if !(bounds(&mut ahead, &mut need) || born(&mut ahead, &mut need) || relax(&mut ahead, &mut need).is_some()) {
            break;
        }
        said = true;
        *cursor = ahead;
        cursor.skip(&[")"]);
        last = *cursor;
    }
    *cursor = last;
    said.then_some(Condition::Age(need))
}

fn bounds(cursor: &mut Cursor<'_>, need: &mut AgeNeed) -> bool {
    let mut ahead = *cursor;
    let done = floor(&mut ahead, need).or_else(|| ceiling(&mut ahead, need)).is_some();
    if done {
        *cursor = ahead;
    }
    done
}

/// 18周岁以上; 18至35周岁, 18-35周岁.
fn floor(cursor: &mut Cursor<'_>, need: &mut AgeNeed) -> Option<()> {
    let mut ahead = *cursor;
    ahead.skip(&["年满", "满", "已满"]);
    let min = ahead.number()?;
    let named = ahead.one_of(YEARS).is_some();
    if named && ahead.one_of(FLOOR).is_some() {
        need.min = Some(min);
    } else {
        ahead.skip(&["(含)", "以上"]);
        ahead.need(&["至", "到", "-", "—"])?;
        let max = ahead.number()?;
        ahead.need(YEARS)?;
        ahead.one_of(CEILING);
        (need.min, need.max) = (Some(min), Some(max));
    }
    *cursor = ahead;
    Some(())
}

/// 35周岁以下; 不超过35周岁; 不满35周岁; 放宽到43周岁.
fn ceiling(cursor: &mut Cursor<'_>, need: &mut AgeNeed) -> Option<()> {
    let mut ahead = *cursor;
    let below = ahead.one_of(&["不满", "未满", "小于"]).is_some();
    let named = below || ahead.one_of(&["不超过", "不大于", "不高于", "放宽到", "放宽至", "可放宽到", "可放宽至"]).is_some();
    let number = ahead.number()?;
    ahead.need(YEARS)?;
    if !named {
        ahead.need(CEILING)?;
    } else {
        ahead.one_of(CEILING);
    }
    need.max = Some(if below { number.saturating_sub(1) } else { number });
    *cursor = ahead;
    Some(())
}

/// 1988年1月至2006年1月期间出生; 1989年1月1日以后出生.
fn born(cursor: &mut Cursor<'_>, need: &mut AgeNeed) -> bool {
    let mut ahead = *cursor;
    let Some(first) = month(&mut ahead) else { return false };
    let (from, to) = if ahead.one_of(&["至", "到", "-", "—"]).is_some() {
        let Some(last) = month(&mut ahead) else { return false };
        (Some(first), Some(last))
    } else if ahead.one_of(&["及以后", "(含)以后", "以后", "及之后", "之后", "后"]).is_some() {
        (Some(first), None)
    } else if ahead.one_of(&["及以前", "(含)以前", "以前", "及之前", "之前", "前"]).is_some() {
        (None, Some(first))
    } else {
        return false;
    };
    ahead.skip(&["(含)", "期间", "之间", "间"]);
    if !ahead.eat("出生") {
        return false;
    }
    need.born_from = from.or(need.born_from);
    need.born_to = to.or(need.born_to);
    *cursor = ahead;
    true
}

/// A day is read for its month: windows are whole months.
fn month(cursor: &mut Cursor<'_>) -> Option<Month> {
    let year = cursor.number()?;
    let mark = cursor.one_of(&["年", ".", "-", "/"])?;
    let month = cursor.number()?;
    let mut ahead = *cursor;
    let worded = ahead.one_of(&["月", "."]).is_some();
    if worded {
        *cursor = ahead;
    }
    // 1985-01-01: the second dash belongs to the day.
    if (worded || ahead.eat(mark)) && ahead.number().is_some() && (ahead.eat("日") || mark != "年") {
        *cursor = ahead;
    }
    Month::new(i32::try_from(year).ok()?, month)
}

/// Who may be older, in words up to 放宽到 or 为, and how old.
fn relax(cursor: &mut Cursor<'_>, need: &mut AgeNeed) -> Option<()> {
    let mut ahead = *cursor;
    let place = ahead.rest().windows(2).position(|pair| matches!(pair, ['周', '岁']) || matches!(pair, [c, '岁'] if c.is_ascii_digit()))?;
    let words: String = ahead.rest().iter().take(place).collect();
    // The clause must not reach over another sentence.
    if words.contains([';', '。', '\n']) || words.chars().count() > 60 {
        return None;
    }
    let split = RELAXED.iter().filter_map(|word| words.rfind(word).map(|at| (at, at + word.len()))).max_by_key(|(_, end)| *end)?;
    let who = group(words.get(..split.0)?, words.get(split.0..split.1)?.contains("放宽"))?;
    ahead.take(words.get(..split.1)?.chars().count());
    let max = ahead.number()?;
    ahead.need(YEARS)?;
    ahead.one_of(CEILING);
    let approval = ["同意", "批准"].iter().any(|word| words.contains(word));
    need.relax.push(AgeRelax { who, max, approval });
    *cursor = ahead;
    Some(())
}

/// `widened`: said so; else only a group that is known is meant.
fn group(words: &str, widened: bool) -> Option<RelaxGroup> {
    let has = |word: &str| words.contains(word);
    Some(if let Some(diploma) = by_diploma(words).filter(|_| widened) {
        diploma
    } else if has("应届") && ["硕士", "博士", "研究生"].iter().any(|word| has(word)) {
        RelaxGroup::FreshPostgraduate
    } else if has("退役") {
        RelaxGroup::Veteran
    } else if has("村") || has("社区") {
        RelaxGroup::VillageCadre
    } else if has("残疾") {
        RelaxGroup::Disabled
    } else if widened && words.chars().count() >= 2 {
        RelaxGroup::Other
    } else {
        return None;
    })
}

/// 博士研究生, 具有硕士学位的人员: whoever holds a diploma, and nothing else is said of them.
fn by_diploma(words: &str) -> Option<RelaxGroup> {
    const AROUND: &[&str] = &["具有", "研究生", "学历", "学位", "及以上", "人员", "年龄", "可", "者", "的"];
    let bare = AROUND.iter().fold(words.to_owned(), |words, part| words.replace(part, ""));
    match bare.trim_matches([',', '、', '(', ';']) {
        "博士" => Some(RelaxGroup::Doctor),
        "硕士" | "硕士、博士" => Some(RelaxGroup::Postgraduate),
        _ => None,
    }
}
