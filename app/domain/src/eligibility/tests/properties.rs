use super::*;
use crate::requirement::Column;
use proptest::prelude::*;

/// Words of real tables and words of none, for any column.
const WORDS: &[&str] = &[
    "本科以上",
    "仅限本科",
    "大专、本科",
    "学士",
    "与最高学历相对应的学位",
    "法学类(B0301),会计学（120203K）",
    "06法律类",
    "会计学、财务管理",
    "本科：法学（0301）；研究生：不限",
    "限男性；适合经常出差",
    "中共党员或共青团员",
    "二年",
    "是",
    "2024届高校毕业生",
    "应届毕业生",
    "18周岁以上、30周岁以下",
    "年龄放宽到43周岁",
    "韶关市户籍（生源）",
    "“三支一扶”计划",
    "取得《法律职业资格证书》A证、B证",
    "具有会计或审计专业技术资格（中级以上）",
    "本科四级425、研究生六级425",
    "壮族或瑶族",
    "面向港澳人士招录",
    "普通高等院校毕业生（非在职）, 本科须为法学专业且获法学学士学位",
    "须会游泳",
    "不限",
    "",
    "（",
    "金融学（A020204），不包含保险学",
    "单侧裸眼视力低于4.8不合格",
    "1.限女性；2.工作地点：某市",
    "限（限（限",
    "，，；；",
    "0301",
    "届",
    "周岁以下",
];
const HEADERS: &[&str] = &[
    "学历",
    "学位",
    "政治面貌",
    "基层工作最低年限",
    "服务基层项目工作经历",
    "是否限应届毕业生报考",
    "性别",
    "年龄要求",
    "户籍要求",
    "专业",
    "本科专业",
    "研究生专业",
    "备注",
    "特殊",
];

fn cell() -> impl Strategy<Value = (&'static str, String)> {
    let words = prop_oneof![4 => prop::sample::select(WORDS).prop_map(str::to_owned), 1 => "[限本科男0-9（）(),;，；：、以上周岁年届户籍类A-C]{0,12}", 1 => ".{0,12}"];
    (prop::sample::select(HEADERS), words)
}

fn month() -> impl Strategy<Value = String> {
    (1990..2030, 1..13_u32).prop_map(|(year, month)| format!("{year}-{month:02}"))
}

fn maybe<T: Clone + std::fmt::Debug>(some: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::of(some)
}

fn study() -> impl Strategy<Value = Value> {
    let level = prop::sample::select(vec!["11", "14", "17", "21", "22", "31", "61", "90"]);
    let degree = maybe(prop::sample::select(vec!["000", "403", "303", "203", "499"]));
    let major = maybe(prop::sample::select(vec!["法学", "会计学", "会计", "金融学", "某学", "（", ""]));
    let code = maybe(prop::sample::select(vec!["030101K", "0301", "120203K", "1253", "A0301", "x"]));
    let mode = maybe(prop::sample::select(vec!["10", "21", "24"]));
    (level, degree, major, code, mode, maybe(month()), maybe(month()), any::<bool>(), any::<bool>()).prop_map(
        |(level, degree, major, code, mode, start, end, second, overseas)| {
            json!({"level": level, "degree": degree, "major": major, "major_code": code, "study_mode": mode, "start": start, "end": end, "second": second, "overseas": overseas})
        },
    )
}

fn anybody() -> impl Strategy<Value = Person> {
    let birth = maybe((1960..2012, 1..13_u32, 1..29_u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")));
    let one = (
        birth,
        maybe(prop::sample::select(vec!["male", "female"])),
        maybe(prop::sample::select(vec!["01", "02", "05", "13", "群众", "?"])),
    );
    let two = (prop::collection::vec(study(), 0..4), maybe(any::<bool>()), maybe(any::<bool>()));
    let job = (month(), maybe(month()), any::<bool>())
        .prop_map(|(since, until, grassroots)| json!({"since": since, "until": until, "grassroots": grassroots}));
    let served = (month(), maybe(month()), any::<bool>())
        .prop_map(|(since, until, passed)| json!({"project": "03", "since": since, "until": until, "passed": passed}));
    let three = (maybe(prop::collection::vec(job, 0..4)), maybe(prop::collection::vec(served, 0..2)), maybe(".{0,8}"), maybe(0..8000_u32));
    (one, two, three).prop_map(|((birth, sex, political), (studies, fresh, settled), (work, services, text, score))| {
        person(json!({
            "birth": birth, "sex": sex, "political": political, "studies": studies, "fresh": fresh, "settled": settled, "work": work, "services": services,
            "household": text.as_ref().map(|name| json!({"name": name})), "certificates": text.as_ref().map(|text| json!([text])),
            "languages": score.map(|score| json!([{"cert": "02", "score": score}]))
        }))
    })
}

/// Rules as different as they can be.
fn any_rules() -> impl Strategy<Value = EligibilityRules> {
    (0..3_usize, any::<[bool; 6]>()).prop_map(|(mode, flags)| {
        let [strict, declared, excluded, by_day, relaxed, basis] = flags;
        let mode = ["month_window", "exact_day", "explicit"][mode];
        rules(json!({
            "age": {"mode": mode, "min": 18, "max": 35, "from": "1988-01",
                "relax": if relaxed { json!([{"who": "fresh_postgraduate", "max": 40}]) } else { json!([]) }},
            "study": {"strict_names": strict, "edu_basis": if declared { "declared" } else { "highest" },
                "major_basis": if basis { "any_level_ge_min" } else { "highest" },
                "blank_majors": if excluded { "level_excluded" } else { "nearest_list" }},
            "work": {"granularity": if by_day { "day" } else { "month" }}
        }))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn nobody_and_no_table_makes_a_rule_panic(who in anybody(), rules in any_rules(), cells in prop::collection::vec(cell(), 0..8), notes in prop::collection::vec(cell(), 0..2)) {
        let notes: Vec<String> = notes.into_iter().map(|(_, text)| text).collect();
        let requirements = Requirements::read(cells.iter().map(|(header, text)| (*header, text.as_str())), &notes, "某市");
        let judge = Judge::new(&rules, opens(), &NATIONAL, &who);
        let verdict = judge.verdict(&requirements);
        prop_assert_eq!(judge.outcome(&requirements), verdict.outcome());
        prop_assert_eq!(judge.reasons(&requirements).is_empty(), verdict.outcome() == Outcome::Met);
        for clause in &requirements.clauses {
            let cell = &requirements.cells[usize::from(clause.cell)];
            prop_assert!(cell.text.contains(requirements.quote(clause)), "a quote stands in its cell");
        }
        let text = serde_json::to_string(&verdict).unwrap();
        prop_assert_eq!(serde_json::from_str::<Verdict>(&text).unwrap(), verdict);
    }

    /// A list of majors, of certificates, of parties: one more alternative never turns a pass into a failure.
    #[test]
    fn one_more_option_never_turns_a_pass_into_a_failure(who in anybody(), rules in any_rules(), which in 0..7_usize, first in 0..4_usize, more in 0..4_usize) {
        let (header, options, separator) = [
            ("本科专业", ["法学（0301）", "会计学（120203K）", "金融学", "某某类"], "，"),
            ("研究生专业", ["法学（0301）", "会计（1253）", "会计学", "某某类"], "，"),
            ("政治面貌", ["中共党员", "共青团员", "群众", "民盟盟员"], "或"),
            ("备注", ["服务基层项目人员", "退役士兵", "港澳居民", "村干部"], "或"),
            ("备注", ["具有法律职业资格证书", "具有会计专业技术资格（中级以上）", "具有注册会计师资格", "具有执业医师资格"], "，或"),
            ("备注", ["大学英语六级", "雅思7分", "英语专业八级", "托福100分"], "，或"),
            ("学历", ["大专", "本科", "硕士研究生", "博士研究生"], "或"),
        ][which];
        let judge = Judge::new(&rules, opens(), &NATIONAL, &who);
        let outcome = |text: &str| judge.outcome(&Requirements::read([(header, text)], &[], ""));
        let one = outcome(options[first]);
        let two = outcome(&format!("{}{separator}{}", options[first], options[more]));
        prop_assert!(!(one == Outcome::Met && two == Outcome::Failed), "{} and {}: {:?} {:?}", options[first], options[more], one, two);
    }

    /// Who decides changes what follows from a verdict, never the verdict; and nobody who fails is ever approved.
    #[test]
    fn no_mode_changes_a_verdict(who in anybody(), rules in any_rules(), cells in prop::collection::vec(cell(), 0..6), pass in any::<bool>(), blocks in any::<bool>()) {
        let requirements = Requirements::read(cells.iter().map(|(header, text)| (*header, text.as_str())), &[], "某市");
        let on_unknown = if pass { OnUnknown::PassSelfResponsible } else { OnUnknown::Manual };
        let told = ReviewMode::ALL.iter().map(|mode| {
            let rules = EligibilityRules { review_mode: *mode, on_unknown, ..rules.clone() };
            let judge = Judge::new(&rules, opens(), &NATIONAL, &who);
            let verdict = judge.verdict(&requirements);
            let handling = rules.handling(&verdict, blocks);
            (judge.outcome(&requirements), judge.decide(verdict.outcome()), judge.barred(), verdict, handling)
        });
        let told: Vec<_> = told.collect();
        for (outcome, decision, barred, verdict, handling) in &told {
            prop_assert_eq!((outcome, decision, barred, verdict), (&told[0].0, &told[0].1, &told[0].2, &told[0].3));
            prop_assert!(*handling != Handling::Approved || *decision == Outcome::Met);
            prop_assert!(*handling != Handling::Refused || *outcome == Outcome::Failed);
        }
    }

    #[test]
    fn known_columns_read_any_text_without_panic(text in ".{0,60}", header in prop::sample::select(HEADERS)) {
        let requirements = Requirements::read([(header, text.as_str())], std::slice::from_ref(&text), &text);
        prop_assert_eq!(requirements.readings().len(), 2);
        prop_assert!(Column::of(header).is_some() || header == "特殊");
    }
}
