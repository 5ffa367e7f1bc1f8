//! Decisions name the engine that made them and are judged anew (重判): the same engine must give the same verdicts for ever.
//! `verdicts.txt` holds what this one gives: outcome and reasons of each person below, and a hash of all that is told.
use super::*;

/// Whoever changes a verdict raises `ENGINE` and writes the file anew: `RENEW=1 cargo test -p domain verdicts_are_those`.
const KEPT: &str = include_str!("verdicts.txt");

/// A clause of every kind.
const WORDS: &[(&str, &str)] = &[
    ("学历", "本科以上"),
    ("学历", "仅限本科"),
    ("学历", "大专、本科"),
    ("学历", "研究生（硕士）及以上"),
    ("学历", "若干"),
    ("学位", "学士"),
    ("学位", "硕士以上"),
    ("学位", "与最高学历相对应的学位"),
    ("本科专业", "法学类（0301）"),
    ("本科专业", "会计学、财务管理"),
    ("本科专业", "法学及相近专业"),
    ("本科专业", "06法律类"),
    ("研究生专业", "法学（0301）,会计（1253）"),
    ("研究生专业", "工商管理学（1202，仅限会计学）"),
    ("专业", "本科：法学（0301）；研究生：不限"),
    ("专业", "金融学（020301），不包含保险学"),
    ("政治面貌", "中共党员"),
    ("政治面貌", "中共党员或共青团员"),
    ("政治面貌", "非中共党员"),
    ("基层工作最低年限", "二年"),
    ("是否要求2年以上基层工作经历", "是"),
    ("服务基层项目工作经历", "大学生村官、“三支一扶”计划"),
    ("是否限应届毕业生报考", "应届毕业生"),
    ("备注", "2024届高校毕业生"),
    ("备注", "非应届毕业生报考"),
    ("性别", "女"),
    ("性别", "男、女"),
    ("备注", "适合男性"),
    ("年龄要求", "18周岁以上、30周岁以下"),
    ("备注", "年龄放宽到43周岁"),
    ("户籍要求", "限湖北省户籍"),
    ("户籍要求", "韶关市户籍（生源）"),
    ("备注", "壮族或瑶族"),
    ("备注", "面向港澳人士招录"),
    ("备注", "面向“服务基层项目人员和退役大学生士兵”专门职位"),
    ("备注", "大学英语六级"),
    ("备注", "本科四级425、研究生六级425"),
    ("备注", "大学英语六级600分以上，或雅思7分以上"),
    ("备注", "取得《法律职业资格证书》A证、B证"),
    ("备注", "通过法律职业资格考试，未通过的录用后需在录用单位工作满5年"),
    ("备注", "法学专业报考者须通过法律职业资格考试"),
    ("备注", "具有会计专业技术资格（中级以上），或具有注册会计师资格"),
    ("备注", "普通高等院校毕业生（非在职）, 本科须为法学专业且获法学学士学位"),
    ("备注", "研究生报考者本科须为法学专业且获法学学士学位"),
    ("备注", "各学历阶段对应专业之一即可"),
    ("备注", "单侧裸眼视力低于4.8不合格"),
    ("备注", "近亲属为本级纪检监察机关重点监督对象的不得报考"),
    ("备注", "录用后需在录用单位工作满5年；咨询电话：0000-1234567"),
    ("备注", "需值夜班、限男性"),
    ("备注", "须会游泳"),
];

fn people() -> Vec<Person> {
    let over = [
        json!({}),
        json!({"sex": "female", "political": "01", "birth": "1990-03-31", "ethnic": "08", "studies": [master("法学", "0301", "2019-06"), bachelor("英语", "050201", "2016-06")],
            "languages": [{"cert": "02", "score": 4260}], "certificates": ["法律职业资格证书A类"]}),
        json!({"fresh": true, "birth": "2001-11-02", "political": "03", "settled": false, "studies": [master("会计", "1253", "2024-06"), bachelor("会计学", "120203K", "2021-06")],
            "certificates": ["会计师（中级）"], "languages": [{"cert": "05", "score": 75}]}),
        json!({"work": [{"since": "2020-01", "grassroots": true}], "services": [{"project": "03", "since": "2017-08", "until": "2019-08", "passed": true}],
            "studies": [{"level": "大专", "degree": "无", "major": "金融", "end": "2014-06", "study_mode": "10"}]}),
        json!({"military": [{"enlisted": "2016-09", "discharged": "2021-09"}], "eyesight": 47, "avoidance": true, "hong_kong_macau": true,
            "studies": [bachelor("金融学", "020301K", "2016-06")]}),
        json!({"birth": "1990-01-01", "birth_month_only": true, "studies": [{"level": "21", "major": "知识产权"}], "work": null, "languages": null, "certificates": null, "household": null}),
        json!({"base": {"civil_servant": true}}),
    ];
    let mut people: Vec<Person> = over.into_iter().map(|over| with(&somebody(), over)).collect();
    people.push(Person::default());
    people
}

/// FNV-1a: only sameness counts.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn line(rules: &EligibilityRules, (header, words): (&str, &str), people: &[Person]) -> String {
    let verdicts: Vec<Verdict> = people.iter().map(|who| verdict(rules, &[(header, words), ("学位", "不限")], who)).collect();
    let short = |verdict: &Verdict| {
        let letter = match verdict.outcome() {
            Outcome::Met => "+",
            Outcome::Manual => "?",
            Outcome::Failed => "-",
        };
        let reasons = verdict.findings.iter().filter(|f| f.outcome == verdict.outcome()).filter_map(|f| f.reason).map(Reason::code);
        std::iter::once(letter).chain(reasons).collect::<Vec<_>>().join(" ")
    };
    let told = verdicts.iter().map(short).collect::<Vec<_>>().join(" | ");
    format!("{header} {words}: {told} # {:016x}\n", hash(&serde_json::to_string(&verdicts).unwrap()))
}

#[test]
fn verdicts_are_those_this_engine_gave() {
    let people = people();
    let strict = rules(json!({
        "age": {"mode": "exact_day", "min": 18, "max": 35, "cutoff": "2024-01-17"},
        "study": {"strict_names": true, "edu_basis": "declared", "major_basis": "any_level_ge_min", "blank_majors": "level_excluded"},
        "work": {"granularity": "day"}, "on_unknown": "pass_self_responsible"
    }));
    let mut now = format!("engine {ENGINE}\n");
    for (name, rules) in [("exam A", exam_a()), ("strict", strict)] {
        now.push_str(&format!("{name}\n"));
        WORDS.iter().for_each(|words| now.push_str(&line(&rules, *words, &people)));
    }
    if std::env::var_os("RENEW").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/eligibility/tests/verdicts.txt");
        std::fs::write(file, &now).unwrap();
        return;
    }
    for (was, is) in KEPT.lines().zip(now.lines()) {
        assert_eq!(was, is, "verdicts changed: raise ENGINE, then RENEW=1 cargo test -p domain verdicts_are_those");
    }
    assert_eq!(KEPT.lines().count(), now.lines().count());
}
