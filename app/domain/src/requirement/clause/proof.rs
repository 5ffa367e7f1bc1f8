//! Clauses on certificates and languages.
use super::super::closed::entry;
use crate::code_table::Level;
use crate::measure::Tenths;
use crate::requirement::condition::{CertificateKind, CertificateOption, Condition, Grade, Guard, Information, LanguageOption};
use crate::requirement::cursor::Cursor;
use crate::requirement::sets::Levels;
use crate::requirement::text::Folded;

const LEAD: &[&str] =
    &["须", "需", "应", "已", "具有", "取得", "持有", "通过", "具备", "获得", "拥有", "有效期内的", "有效的", "国家", "且", "或者"];
/// What a law licence has in its name, under its present and former names.
const LAW_KEYS: &[&str] = &["法律职业", "司法考试", "法考", "律师资格"];

/// 通过法律职业资格考试（国家司法考试）; 取得《法律职业资格证书》A证、B证; 法律职业资格证书（A类）.
pub(super) fn law(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(LEAD);
    let before = classes(cursor);
    cursor.skip(&["的"]);
    let quoted = cursor.eat("《");
    let begin = *cursor;
    cursor.need(&[
        "统一法律职业资格考试",
        "法律职业资格考试",
        "法律职业资格证书",
        "法律职业资格证",
        "法律职业资格",
        "国家统一法律职业资格考试",
        "司法考试",
    ])?;
    let name: String = begin.rest().iter().take(begin.rest().len() - cursor.rest().len()).collect();
    if quoted && !cursor.eat("》") {
        return None;
    }
    let classes = before + &classes(cursor);
    cursor.skip(&["(国家司法考试)", "(含国家司法考试)", "(含司法考试)", "证书", "合格"]);
    let mut ahead = *cursor;
    // Who has not passed may apply all the same and serves longer.
    if ahead.eat(",未通过的") {
        ahead.until(&[';', '。']);
        *cursor = ahead;
        return Some(Condition::Information(Information::Service));
    }
    let keys = LAW_KEYS.iter().map(|key| (*key).to_owned()).collect();
    Some(Condition::Certificate(vec![CertificateOption { kind: CertificateKind::Law, name, keys, detail: None, grade: None, classes }]))
}

/// A证、B证; (A类); A类
fn classes(cursor: &mut Cursor<'_>) -> String {
    let (mut found, mut last) = (String::new(), *cursor);
    loop {
        let mut ahead = last;
        ahead.skip(&["(", "、", "或", "/", ","]);
        let letter = ahead.take(1);
        if !matches!(letter.as_str(), "A" | "B" | "C") {
            break;
        }
        ahead.skip(&["类", "证", "(含)", "以上", ")"]);
        found.push_str(&letter);
        last = ahead;
    }
    *cursor = last;
    found
}

const EXAMS: &[(&str, &str)] = &[
    ("大学英语四级", "01"),
    ("英语四级", "01"),
    ("CET-4", "01"),
    ("CET4", "01"),
    ("大学英语六级", "02"),
    ("英语六级", "02"),
    ("CET-6", "02"),
    ("CET6", "02"),
    ("英语专业四级", "03"),
    ("大学英语专业四级", "03"),
    ("TEM-4", "03"),
    ("英语专业八级", "04"),
    ("大学英语专业八级", "04"),
    ("TEM-8", "04"),
    ("雅思", "05"),
    ("IELTS", "05"),
    ("新托福", "06"),
    ("托福", "06"),
    ("TOEFL", "06"),
];
/// Marks of the specialities' examination, in words.
const GOOD: u32 = 70;

/// 大学英语六级600分以上，或雅思7分以上; 英语专业八级; 日语专业八级.
pub(super) fn language(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut options = vec![option(cursor)?];
    loop {
        let mut ahead = *cursor;
        if ahead.one_of(&[",或", ",或者", "或者", "或", "、", "/", "·"]).is_none() {
            break;
        }
        let Some(next) = option(&mut ahead) else { break };
        options.push(next);
        *cursor = ahead;
    }
    cursor.skip(&["之一", "证书", "及其以上"]);
    if let Some(inner) = { *cursor }.bracket() {
        let folded = Folded::flat(&inner);
        let mut within = folded.cursor(0, folded.len());
        if let Some(Condition::Language(more)) = language(&mut within).filter(|_| within.is_done()) {
            options.extend(more);
            cursor.bracket();
        }
    }
    Some(Condition::Language(options))
}

fn option(cursor: &mut Cursor<'_>) -> Option<LanguageOption> {
    cursor.skip(LEAD);
    cursor.skip(&["考试", "外语水平", "全国"]);
    let begin = *cursor;
    let cert = match entry(cursor, EXAMS) {
        Some(code) => Some((*code).to_owned()),
        None => {
            let tongue = cursor.until(&['专', ',', '(']);
            if !(2..=5).contains(&tongue.chars().count()) || !tongue.ends_with('语') {
                return None;
            }
            cursor.need(&["专业八级", "专业四级"])?;
            None
        }
    };
    let name: String = begin.rest().iter().take(begin.rest().len() - cursor.rest().len()).collect();
    cursor.skip(&["考试", "成绩", "证书", "合格", "在", "达到", "总分", "为", "≥", ">="]);
    let mut ahead = *cursor;
    // (425分及以上), but not (雅思成绩在6分及以上)
    if ahead.eat("(") && ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
        *cursor = ahead;
    }
    let least = if cursor.one_of(&["良好"]).is_some() { Some(Tenths::whole(GOOD)) } else { score(cursor) };
    cursor.skip(&["(含)", "及", "以上", ")", "水平", "合格"]);
    let least = least.or_else(|| other_score(cursor));
    Some(LanguageOption { cert, name, least })
}

/// 六级证书或成绩425分以上
fn other_score(cursor: &mut Cursor<'_>) -> Option<Tenths> {
    let mut ahead = *cursor;
    ahead.need(&["或"])?;
    ahead.skip(&["六级", "四级", "考试", "成绩", "达到"]);
    let marks = score(&mut ahead)?;
    ahead.skip(&["(含)", "及", "以上"]);
    *cursor = ahead;
    Some(marks)
}

fn score(cursor: &mut Cursor<'_>) -> Option<Tenths> {
    let mut ahead = *cursor;
    let marks = ahead.tenths()?;
    ahead.skip(&["分"]);
    *cursor = ahead;
    Some(Tenths(marks))
}

/// 本科四级425、研究生六级425: by the level of the diploma.
pub(super) fn language_by_level(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["要求", "英语", ":", "大学"]);
    let mut all = Vec::new();
    loop {
        let mut ahead = *cursor;
        ahead.skip(&["、", ",", ";"]);
        let Some(one) = by_level(&mut ahead) else { break };
        all.push(one);
        *cursor = ahead;
    }
    (!all.is_empty()).then_some(Condition::All(all))
}

fn by_level(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let levels = match cursor.one_of(&["本科生", "本科", "硕士研究生", "研究生", "硕士"])? {
        "本科" | "本科生" => Levels::one(Level::Bachelor),
        _ => Levels::POSTGRADUATE,
    };
    cursor.skip(&["学历", "及以上", "须", "应", "通过", "取得", "大学", "英语", "达到", ":"]);
    let (cert, name) = match cursor.one_of(&["四级", "六级", "CET-4", "CET-6"])? {
        name @ ("四级" | "CET-4") => ("01", name),
        name => ("02", name),
    };
    cursor.skip(&["考试", "成绩", "("]);
    let least = score(cursor);
    cursor.skip(&["(含)", "及", "以上", ")"]);
    let option = LanguageOption { cert: Some(cert.to_owned()), name: name.to_owned(), least };
    Some(Condition::When(Guard::Level(levels), Box::new(Condition::Language(vec![option]))))
}

/// Words that make a text the name of a certificate.
const NOUNS: &[&str] = &[
    "专业技术资格证书",
    "专业技术资格",
    "专业技术职务",
    "执业资格证书",
    "执业资格证",
    "执业资格",
    "职业资格证书",
    "职业资格",
    "资格证书",
    "资格证",
    "执业证书",
    "船员证",
    "合格证书",
    "证书",
    "职称",
    "师证",
    "全部科目考试",
    "全科考试",
    "驾驶证",
    "驾照",
    "资格",
];

/// Titles that stand without 具有.
const TITLES: &[&str] = &[
    "注册会计师",
    "一级建造师",
    "二级建造师",
    "注册建筑师",
    "注册结构工程师",
    "执业医师",
    "执业药师",
    "住院医师",
    "主治医师",
    "副主任医师",
    "主任医师",
    "主管护师",
    "助理社会工作师",
    "社会工作师",
    "中级职称",
    "中级及以上",
    "副高级",
    "高级职称",
    "高级及以上",
];

/// 具有会计或审计专业技术资格（中级以上）; 具有执业医师资格证书; 持有效的…证书; 一级建造师; 主治医师及以上职称.
pub(super) fn certificate(cursor: &mut Cursor<'_>) -> Option<Condition> {
    cursor.skip(&["且", "须", "需", "应"]);
    let titled = TITLES.iter().any(|title| cursor.sees(title));
    if cursor.one_of(&["具有", "取得", "持有", "具备", "获得", "拥有", "通过"]).is_none() && !titled {
        return None;
    }
    cursor.skip(&["有效期内的", "有效的", "国家"]);
    let text = cursor.until_outside(&[',', ';', '。']);
    let named = text.trim_end_matches("以上").trim_end_matches('及');
    if !(NOUNS.iter().any(|noun| text.contains(noun)) || named.ends_with('师') || named.ends_with("级"))
        || ["残疾", "学历", "学位", "毕业证", "法律职业资格", "司法考试", "周岁", "经历", "经验"].iter().any(|word| text.contains(word))
    {
        return None;
    }
    // 具有甲证书，或具有乙资格
    let mut texts = vec![text];
    let mut ahead = *cursor;
    while ahead.one_of(&[",或", ",或者"]).is_some() {
        ahead.skip(LEAD);
        texts.push(ahead.until_outside(&[',', ';', '。']));
        *cursor = ahead;
    }
    Some(Condition::Certificate(texts.iter().flat_map(|text| options(text)).collect()))
}

fn options(text: &str) -> Vec<CertificateOption> {
    let text = text.trim_end_matches("之一");
    let folded = Folded::flat(text);
    let shared = grade(text);
    let pieces = folded.pieces(0, folded.len(), |c| c == '或');
    pieces
        .into_iter()
        .map(|(from, to)| {
            let name = folded.cursor(from, to).rest_text();
            // 会计或审计专业技术资格（中级以上）: the grade holds for both.
            let bare = !NOUNS.iter().any(|noun| name.contains(noun)) && !name.ends_with('师');
            let grade = grade(&name).or(shared.filter(|_| bare));
            CertificateOption {
                kind: CertificateKind::Other,
                keys: vec![key(&name)],
                detail: detail(&name),
                grade,
                classes: String::new(),
                name,
            }
        })
        .collect()
}

/// 会计 of 会计专业技术资格（中级以上）: what the candidate's own words have to hold.
fn key(name: &str) -> String {
    let bare = name.trim_start_matches("者").trim_start_matches("具有").trim_matches(|c| matches!(c, '《' | '》'));
    let bare = bare.split('(').next().unwrap_or(bare);
    let end = NOUNS.iter().filter_map(|noun| bare.find(noun)).min().unwrap_or(bare.len());
    let short = bare.get(..end).filter(|short| !short.is_empty()).unwrap_or(bare);
    let short = ["高级工程师", "高级", "中级", "初级", "及以上", "以上"].iter().fold(short.to_owned(), |key, word| key.replace(word, ""));
    short.trim_start_matches("执业").trim_end_matches("执业").to_owned()
}

/// What stands in brackets beside the grade: a speciality.
fn detail(name: &str) -> Option<String> {
    let inner = name.split_once('(')?.1.trim_end_matches(')');
    let words = [
        "中级及以上",
        "中级以上",
        "高级及以上",
        "高级以上",
        "初级及以上",
        "初级以上",
        "高级",
        "中级",
        "初级",
        "执业范围:",
        "范围:",
        "专业:",
        ",",
    ];
    let bare = words.iter().fold(inner.to_owned(), |text, word| text.replace(word, ""));
    (!bare.is_empty()).then_some(bare)
}

pub fn grade(text: &str) -> Option<Grade> {
    if text.contains("高级") {
        Some(Grade::Senior)
    } else if text.contains("中级") {
        Some(Grade::Middle)
    } else if text.contains("初级") || text.contains("助理") {
        Some(Grade::Junior)
    } else {
        None
    }
}
