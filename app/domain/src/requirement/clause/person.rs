//! Clauses on the person: 民族, 户籍/生源, eyesight, declarations.
use crate::code_table::{ETHNIC_GROUPS, PROVINCES};
use crate::measure::Tenths;
use crate::requirement::condition::{Condition, Declaration, Residence};
use crate::requirement::cursor::Cursor;

/// 汉族
const MAJORITY: &str = "01";

pub(super) fn ethnic(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["仅限", "限", "民族", "为", ":", "面向"]);
    if cursor.eat("少数民族") {
        cursor.skip(&["考生", "人员", "报考"]);
        return Some(Condition::Ethnic(ETHNIC_GROUPS.iter().map(|e| e.code).filter(|c| *c != MAJORITY).map(str::to_owned).collect()));
    }
    let mut codes = vec![group(cursor)?];
    loop {
        let mut ahead = *cursor;
        ahead.one_of(&["或者", "或", "、", "和"]);
        let Some(next) = group(&mut ahead) else { break };
        codes.push(next);
        *cursor = ahead;
    }
    cursor.skip(&["考生", "人员", "报考"]);
    Some(Condition::Ethnic(codes))
}

fn group(cursor: &mut Cursor<'_>) -> Option<String> {
    let found =
        ETHNIC_GROUPS.iter().filter(|entry| entry.zh.ends_with('族') && cursor.sees(entry.zh)).max_by_key(|entry| entry.zh.len())?;
    cursor.eat(found.zh);
    // 壮族自治县 is a place.
    (!cursor.sees("自治")).then(|| found.code.to_owned())
}

const HOUSEHOLD_WORDS: &[&str] = &[
    "户籍(生源)",
    "户籍或生源地",
    "户籍或生源",
    "户籍、生源",
    "户籍或者生源",
    "生源或户籍",
    "户籍(生源地)",
    "常住户口或生源",
    "常住户籍或生源",
    "户籍或者生源地",
    "户口或生源",
];
const HOUSEHOLD_ONLY: &[&str] = &["常住户籍", "常住户口", "户籍", "户口"];
const ORIGIN_ONLY: &[&str] = &["生源"];
/// Longest name of a place, with room for several.
const NAME_MAX: usize = 40;

/// 韶关市户籍（生源）, 限恩施州户籍或生源, 面向连南瑶族自治县户籍（生源）人员招考.
pub(super) fn residence(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&[
        "仅限",
        "限",
        "专门面向",
        "专项面向",
        "面向",
        "定向招聘",
        "定向招录",
        "定向",
        "招聘",
        "招录",
        "属",
        "具有",
        "具备",
        "拥有",
        "须为",
        "须",
        "需",
        "要求",
        "为",
        "本人",
    ]);
    let place = HOUSEHOLD_WORDS.iter().chain(HOUSEHOLD_ONLY).chain(ORIGIN_ONLY).filter_map(|word| cursor.find(word)).min()?;
    let name = cursor.take(place);
    let named = name.ends_with(PLACE_ENDS) || PROVINCES.iter().any(|province| province.zh.starts_with(&name));
    let verbs = ["面向", "招聘", "招录", "定向", "具有", "取得", "须"].iter().any(|verb| name.contains(verb));
    if verbs || !(2..=NAME_MAX).contains(&place) || name.contains([',', '(', '。', '"']) || !named {
        return None;
    }
    let (household, origin) = if cursor.one_of(HOUSEHOLD_WORDS).is_some() {
        (true, true)
    } else if cursor.one_of(HOUSEHOLD_ONLY).is_some() {
        (true, false)
    } else {
        cursor.one_of(ORIGIN_ONLY)?;
        (false, true)
    };
    cursor.skip(&["人员", "招考", "报考", "考生", "的", "招录", "地"]);
    let places = name.split(['、', '或', '及']).filter(|name| !name.is_empty()).map(|name| name.trim_end_matches('的').to_owned());
    Some(Condition::Residence(Residence { places: places.collect(), household, origin, others: false }))
}

/// 云湖县, in a column about 户籍.
pub(super) fn place(name: &str) -> bool {
    let ends = ['省', '市', '区', '县', '州', '盟', '旗'];
    (2..=12).contains(&name.chars().count()) && name.ends_with(ends) && !name.starts_with('限') && !name.contains([',', '(', '、', '或'])
}

const PLACE_ENDS: fn(char) -> bool = |c| matches!(c, '省' | '市' | '区' | '县' | '州' | '盟' | '旗' | '镇' | '乡' | '的' | '地');

/// 属职位所在地级市生源，或本人、父母、配偶中一方户口在职位所在地级市，或…: the place is the position's own.
pub(super) fn residence_of_position(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["属", "限", "须为"]);
    cursor.need(&["职位所在", "岗位所在", "招录机关所在", "本市", "本县"])?;
    if !(cursor.holds("生源") || cursor.holds("户籍") || cursor.holds("户口")) {
        return None;
    }
    let begin = *cursor;
    cursor.segment();
    cursor.segments_about(&["生源", "户籍", "户口", "社保", "父母", "配偶"]);
    let words: String = begin.rest().iter().take(begin.rest().len() - cursor.rest().len()).collect();
    let others = ["父母", "配偶", "工作", "社保"].iter().any(|word| words.contains(word));
    Some(Condition::Residence(Residence { places: Vec::new(), household: words.contains('户'), origin: words.contains("生源"), others }))
}

/// 单侧裸眼视力低于4.8不合格
pub(super) fn eyesight(cursor: &mut Cursor<'_>) -> Option<Condition> {
    // The form tells the unaided eye: what glasses give is for the doctor.
    cursor.skip(&["单侧", "双侧", "双眼", "裸眼", "单眼"]);
    cursor.need(&["视力"])?;
    cursor.skip(&["均", "应", "须", "需", "在"]);
    let told = cursor.one_of(&["低于", "不低于", "达到"]).is_some();
    let least = cursor.tenths()?;
    let floor = cursor.one_of(&["(含)以上", "及以上", "以上"]).is_some();
    if !(told || floor) {
        return None;
    }
    cursor.skip(&["的", ",", "为", "不合格"]);
    Some(Condition::Eyesight(Tenths(least)))
}

/// 能熟练使用办公软件, 有较强的文字写作能力, 通晓藏语: what the candidate says and the interview shows.
pub(super) fn ability(cursor: &mut Cursor<'_>) -> Option<Condition> {
    const BEGINS: &[&str] = &["能熟练", "能够熟练", "熟练", "熟悉", "掌握", "精通", "通晓", "会说", "能用", "善于"];
    const PROVED: &[&str] = &["证", "级", "年", "经历", "经验", "周岁", "户籍", "限", "学历", "学位", "专业", "党员"];
    cursor.skip(&["须", "需", "应", "要求"]);
    let segment = cursor.segment();
    let told = BEGINS.iter().any(|word| segment.starts_with(word))
        || (["有", "具有", "具备"].iter().any(|word| segment.starts_with(word)) && segment.ends_with("能力"));
    (told && PROVED.iter().all(|word| !segment.contains(word))).then_some(Condition::Declaration(Declaration::Ability))
}

/// What the first words of a declaration are about.
const ABOUT: &[&str] = &[
    "亲属",
    "配偶",
    "夫妻",
    "回避",
    "境外",
    "国(境)外",
    "犯罪",
    "处分",
    "入户",
    "落户",
    "监察官法",
    "政治考察",
    "正常履行",
    "自主行动",
    "身体健康",
    "色盲",
    "色弱",
];

/// What nobody can tell from a form: relatives, years abroad, records, fitness.
pub(super) fn declaration(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let words = cursor.rest_text();
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let segment = { *cursor }.segment();
    // What stands before it is another clause.
    if !ABOUT.iter().any(|word| segment.contains(word)) {
        return None;
    }
    // 有以下情形的不得报考: what follows is a list of …经历的, …记录的.
    let listed = words.ends_with("经历的") || words.ends_with("记录的");
    let forbids =
        listed || has(&["不得报考", "不得有", "不得存在", "不得与", "未受过", "没有受过", "无违法", "无犯罪"]) || words.ends_with("关系");
    let kind = if has(&["国(境)外", "境外"]) && forbids {
        Declaration::Abroad
    } else if has(&["犯罪", "监察官法"]) && forbids {
        Declaration::Record
    } else if has(&["近亲属", "配偶", "夫妻关系", "回避", "亲属"]) && forbids {
        Declaration::Relatives
    } else if has(&["处分"]) && forbids {
        Declaration::Record
    } else if has(&["入户满", "落户满"]) {
        Declaration::HouseholdYears
    } else if ["正常履行", "自主行动能力", "身体健康", "色盲", "色弱"].iter().any(|word| segment.contains(word))
        && !segment.contains("残疾")
    {
        Declaration::Fitness
    } else {
        return None;
    };
    match cursor.find("不得报考") {
        Some(place) if forbids => drop(cursor.take(place + "不得报考".chars().count())),
        None if forbids => drop(cursor.take(usize::MAX)),
        _ => drop(cursor.segment()),
    }
    Some(Condition::Declaration(kind))
}
