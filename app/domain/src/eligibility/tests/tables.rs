//! Cases by rule: the words of a cell, what differs from `somebody`, and what comes of it.
use super::*;
use Reason as R;

/// One case: header, words, the person's fields, the expected outcome and reasons.
type Case = (&'static str, &'static str, Value, (Outcome, Vec<Reason>));

fn all(cases: Vec<Case>) {
    all_by(&exam_a(), cases);
}

fn all_by(rules: &EligibilityRules, cases: Vec<Case>) {
    for (header, words, over, expected) in cases {
        // Some condition is met by everybody: a position that asks nothing at all is people's.
        let cells = [(header, words), ("学位", "不限")];
        assert_eq!(told(rules, &cells, &with(&somebody(), over.clone())), expected, "{header} {words} {over}");
    }
}

fn studies(list: Vec<Value>) -> Value {
    json!({"studies": list})
}

fn part_time(mut study: Value, mode: &str) -> Value {
    study["study_mode"] = json!(mode);
    study
}

#[test]
fn schooling_and_degrees() {
    let college = || json!({"level": "大专", "degree": "无", "major": "会计", "end": "2014-06", "study_mode": "10"});
    let both = || studies(vec![master("法学", "0301", "2019-06"), bachelor("法学", "030101K", "2016-06")]);
    all(vec![
        ("学历", "大专以上", studies(vec![college()]), passes()),
        ("学历", "本科以上", studies(vec![college()]), fails(&[R::EduNotInSet])),
        ("学历", "仅限大专", json!({}), fails(&[R::EduNotInSet])),
        ("学历", "本科", both(), unknown(&[R::EduNotInSet])),
        ("学历", "大专或本科", both(), fails(&[R::EduNotInSet])),
        ("学历", "研究生", both(), passes()),
        ("学历", "仅限博士研究生", both(), fails(&[R::EduNotInSet])),
        ("学历", "不限", studies(vec![]), passes()),
        ("学历", "本科以上", studies(vec![]), unknown(&[R::FormIncomplete])),
        ("学历", "若干", json!({}), unknown(&[R::NotRead])),
        ("学位", "硕士以上", json!({}), fails(&[R::DegreeMissing])),
        ("学位", "与最高学历相对应的学位", both(), passes()),
        ("学位", "与最高学历相对应的学位", studies(vec![college()]), passes()),
        ("学位", "学士", studies(vec![json!({"level": "21", "major": "法学"})]), unknown(&[R::FormIncomplete])),
        ("学位", "不限", json!({}), passes()),
    ]);
}

#[test]
fn majors_by_code_name_class_and_group() {
    let under = |name: &str, code: &str| studies(vec![bachelor(name, code, "2016-06")]);
    let nameless = || studies(vec![json!({"level": "21", "degree": "学士"})]);
    let uncoded = |name: &str| studies(vec![json!({"level": "21", "degree": "学士", "major": name})]);
    all(vec![
        ("本科专业", "法学（030101K）", json!({}), passes()),
        ("本科专业", "法学（03）", json!({}), passes()),
        ("本科专业", "计算机类（0809）", json!({}), fails(&[R::MajorMismatch])),
        ("本科专业", "法学类", uncoded("知识产权"), passes()),
        ("本科专业", "法学类（0301）", uncoded("社会学"), fails(&[R::MajorMismatch])),
        ("本科专业", "法学类(B0301)", uncoded("知识产权"), passes()),
        ("本科专业", "计算机类(B0809)", uncoded("知识产权"), fails(&[R::MajorMismatch])),
        ("本科专业", "06法律类", json!({}), unknown(&[R::MajorNotInCatalogue])),
        ("本科专业", "会计学、财务管理", under("会计", "999999"), unknown(&[R::MajorNameDiffers])),
        ("本科专业", "法学及相近专业", under("社会学", "030301"), unknown(&[R::MajorNotInCatalogue])),
        ("本科专业", "法学（030101K）", uncoded("法学（知识产权方向）"), passes()),
        ("本科专业", "不限", nameless(), passes()),
        ("本科专业", "法学", nameless(), unknown(&[R::FormIncomplete])),
        ("本科专业", "法学专业，须有相关经历", json!({}), unknown(&[R::NotRead])),
        ("专业", "研究生：法学（0301）；本科：英语（050201）", json!({}), fails(&[R::MajorMismatch])),
        ("专业", "研究生：不限；本科：法学类（0301）", json!({}), passes()),
        ("其他要求", "金融学（020301），不包含保险学", under("金融学", "020301K"), passes()),
        ("其他要求", "企业管理（限：财务管理）（A120202）", under("企业管理", "120202"), unknown(&[R::MajorDirection])),
        ("其他要求", "企业管理（限：财务管理）（A120202）", json!({}), passes()),
        ("研究生专业", "工商管理学（1202，仅限会计学）", studies(vec![master("会计学", "120201", "2019-06")]), passes()),
        (
            "研究生专业",
            "工商管理学（1202，仅限会计学）",
            studies(vec![master("旅游管理", "120203", "2019-06")]),
            fails(&[R::MajorMismatch]),
        ),
        (
            "研究生专业",
            "工商管理学（1202，仅限会计学）",
            studies(vec![master("工商管理学", "1202", "2019-06")]),
            unknown(&[R::MajorDirection]),
        ),
    ]);
}

#[test]
fn blank_columns_of_majors_as_the_exam_reads_them() {
    let cells = [("本科专业", "法学类（0301）"), ("研究生专业", ""), ("大专专业", "")];
    let post = with(&somebody(), studies(vec![master("法学", "0301", "2019-06")]));
    let other = with(&somebody(), studies(vec![master("考古学", "0601", "2019-06")]));
    assert_eq!(told(&exam_a(), &cells, &post), unknown(&[R::MajorNameDiffers]), "a code of another level's tree is no match");
    assert_eq!(told(&exam_a(), &cells, &other), unknown(&[R::MajorNotInCatalogue]));
    let mut excluding = exam_a();
    excluding.study.blank_majors = BlankMajors::LevelExcluded;
    assert_eq!(told(&excluding, &cells, &post), fails(&[R::MajorLevelBlank]));
    assert_eq!(told(&exam_a(), &[("学历", "本科以上"), ("本科专业", ""), ("研究生专业", "")], &post), passes(), "all blank: any major");
}

#[test]
fn which_diploma_counts_is_the_exams_choice() {
    let cells = [("学历", "本科"), ("学位", "学士"), ("本科专业", "法学类（0301）")];
    let two = with(&somebody(), studies(vec![master("考古学", "0601", "2019-06"), bachelor("法学", "030101K", "2016-06")]));
    let mut declared = exam_a();
    declared.study.edu_basis = EduBasis::Declared;
    assert_eq!(told(&declared, &cells, &two), passes());
    let fresh_alone = [cells[0], cells[1], cells[2], ("是否限应届毕业生报考", "应届毕业生")];
    assert_ne!(told(&declared, &fresh_alone, &two).0, Outcome::Met, "positions for 应届 take the highest");
    let floor = [("学历", "本科及以上"), ("专业", "本科：法学类（0301）；研究生：法学（0301）")];
    assert_eq!(told(&exam_a(), &floor, &two), fails(&[R::MajorMismatch]));
    let mut any_level = exam_a();
    any_level.study.major_basis = MajorBasis::AnyLevelGeMin;
    assert_eq!(told(&any_level, &floor, &two), passes());
    let remark = [floor[0], floor[1], ("备注", "各学历阶段对应专业之一即可")];
    assert_eq!(told(&exam_a(), &remark, &two), passes());
    let mut second = bachelor("英语", "050201", "2016-06");
    second["second"] = json!(true);
    let double = with(&somebody(), studies(vec![bachelor("考古学", "060103", "2016-06"), second]));
    let mut allowed = exam_a();
    allowed.study.major_basis = MajorBasis::SecondDegreeOk;
    assert_eq!(told(&exam_a(), &[("本科专业", "英语（050201）")], &double), fails(&[R::MajorMismatch]));
    assert_eq!(told(&allowed, &[("本科专业", "英语（050201）")], &double), passes());
}

#[test]
fn stages_and_full_time_study() {
    let law = || studies(vec![master("考古学", "0601", "2019-06"), bachelor("法学", "030101K", "2016-06")]);
    let arts = || studies(vec![master("法学", "0301", "2019-06"), bachelor("英语", "050201", "2016-06")]);
    let only_master = || studies(vec![master("法学", "0301", "2019-06")]);
    let night = || studies(vec![part_time(bachelor("法学", "030101K", "2016-06"), "22")]);
    let half = || studies(vec![part_time(master("法学", "0301", "2019-06"), "21")]);
    all(vec![
        ("备注", "本科须为法学专业且获法学学士学位", law(), passes()),
        ("备注", "本科须为法学专业且获法学学士学位", arts(), fails(&[R::MajorMismatch])),
        ("备注", "研究生报考者本科须为法学专业且获法学学士学位", json!({}), passes()),
        ("备注", "研究生报考者本科须为法学专业且获法学学士学位", only_master(), unknown(&[R::FormIncomplete])),
        ("备注", "普通高等院校毕业生（非在职）", json!({}), passes()),
        ("备注", "普通高等院校毕业生（非在职）", night(), fails(&[R::FulltimeRequired])),
        ("备注", "普通高等院校毕业生（非在职）", half(), unknown(&[R::FulltimeRequired])),
        ("备注", "普通高等学校本科及以上、学士及以上", night(), fails(&[R::FulltimeRequired])),
        ("备注", "普通高等学校各阶段均需取得相应学历学位", law(), passes()),
        ("备注", "限主修专业报考", json!({}), passes()),
    ]);
}

#[test]
fn persons_parties_peoples_places() {
    let home = |name: &str| json!({"household": {"name": name}, "origin": {"name": name}});
    all(vec![
        ("政治面貌", "不限", json!({"political": null}), passes()),
        ("政治面貌", "中共党员", json!({"political": null}), unknown(&[R::FormIncomplete])),
        ("政治面貌", "非中共党员", json!({"political": "中共党员"}), fails(&[R::Politics])),
        ("备注", "非中共党员（民主党派仅限民盟盟员）", json!({"political": "05"}), passes()),
        ("备注", "非中共党员（民主党派仅限民盟盟员）", json!({"political": "06"}), fails(&[R::Politics])),
        ("性别", "女", json!({"sex": null}), unknown(&[R::FormIncomplete])),
        ("备注", "限女性", json!({}), fails(&[R::Gender])),
        ("备注", "壮族或瑶族", json!({"ethnic": "瑶族"}), passes()),
        ("备注", "壮族或瑶族", json!({}), fails(&[R::Ethnic])),
        ("备注", "限少数民族", json!({"ethnic": "15"}), passes()),
        ("户籍要求", "韶关市户籍（生源）", home("韶关市乐昌市"), passes()),
        ("户籍要求", "韶关市户籍（生源）", home("乐昌市"), unknown(&[R::Hukou])),
        ("户籍要求", "限丰县户籍或生源", home("徐州市铜山区"), fails(&[R::Hukou])),
        ("户籍要求", "限湖南省户籍", json!({}), fails(&[R::Hukou])),
        ("户籍要求", "限湖北省户籍", json!({}), passes()),
        ("户籍要求", "限宜昌市户籍", json!({}), fails(&[R::Hukou])),
        ("户籍要求", "不限", json!({"household": null}), passes()),
        ("备注", "限武汉市户籍", json!({"household": null}), unknown(&[R::FormIncomplete])),
        ("备注", "属职位所在地级市生源，或本人、父母、配偶中一方户口在职位所在地级市", json!({}), passes()),
        ("备注", "属职位所在地级市生源，或本人、父母、配偶中一方户口在职位所在地级市", home("宜昌市夷陵区"), unknown(&[R::Hukou])),
    ]);
}

#[test]
fn fresh_graduates_of_five_kinds() {
    let ends = |end: &str, more: Value| {
        let mut over = more;
        over["studies"] = json!([bachelor("法学", "030101K", end)]);
        over
    };
    let column = "是否限应届毕业生报考";
    let service = json!([{"project": "03", "since": "2020-08", "until": "2022-08", "passed": true}]);
    let army = json!([{"enlisted": "2016-09", "discharged": "2023-09"}]);
    let mut abroad = bachelor("法学", "030101K", "2023-06");
    abroad["overseas"] = json!(true);
    all(vec![
        (column, "应届毕业生", ends("2024-06", json!({"fresh": true})), passes()),
        (column, "应届毕业生", ends("2023-06", json!({"settled": false})), passes()),
        (column, "应届毕业生", ends("2023-06", json!({"settled": true})), fails(&[R::FreshRequired])),
        (column, "应届毕业生", ends("2023-06", json!({})), unknown(&[R::FormIncomplete])),
        (column, "应届毕业生", ends("2016-06", json!({"services": service})), passes()),
        (column, "应届毕业生", ends("2016-06", json!({"military": army})), passes()),
        (column, "应届毕业生", json!({"settled": false, "studies": [abroad]}), unknown(&[R::FreshRequired])),
        (
            column,
            "应届毕业生",
            json!({"settled": false, "studies": [part_time(bachelor("法学", "030101K", "2023-06"), "22")]}),
            fails(&[R::FreshRequired]),
        ),
        (column, "2024届高校毕业生", ends("2024-06", json!({"fresh": true})), passes()),
        (column, "2024届高校毕业生", ends("2023-06", json!({"settled": false})), fails(&[R::FreshRequired])),
        (column, "否", json!({}), passes()),
        ("备注", "非应届毕业生报考", json!({"fresh": true}), fails(&[R::NonfreshRequired])),
    ]);
}

#[test]
fn work_projects_and_groups() {
    let job = |since: &str, until: Value, grassroots: bool| json!({"work": [{"since": since, "until": until, "grassroots": grassroots}]});
    let service = |project: &str, until: &str, passed: bool| json!({"services": [{"project": project, "since": "2020-08", "until": until, "passed": passed}]});
    let army = |enlisted: &str, discharged: Value| json!({"military": [{"enlisted": enlisted, "discharged": discharged}]});
    all(vec![
        ("基层工作最低年限", "二年", job("2020-01", json!(null), true), passes()),
        ("基层工作最低年限", "二年", job("2020-01", json!(null), false), fails(&[R::GrassMonths])),
        ("基层工作最低年限", "二年", json!({"work": null}), unknown(&[R::FormIncomplete])),
        ("基层工作最低年限", "无限制", json!({"work": null}), passes()),
        ("是否要求2年以上基层工作经历", "是", job("2022-03", json!(null), true), fails(&[R::GrassMonths])),
        ("服务基层项目工作经历", "大学生村官、“三支一扶”计划", service("01", "2022-08", true), passes()),
        ("服务基层项目工作经历", "“三支一扶”计划", service("01", "2022-08", true), fails(&[R::ProjectNone])),
        ("服务基层项目工作经历", "“三支一扶”计划", service("03", "2022-08", false), fails(&[R::ProjectNone])),
        ("服务基层项目工作经历", "在军队服役5年（含）以上的高校毕业生退役士兵", army("2016-09", json!("2021-09")), passes()),
        ("备注", "面向“服务基层项目人员和退役大学生士兵”专门职位", json!({}), fails(&[R::TargetGroup])),
        ("备注", "面向“服务基层项目人员和退役大学生士兵”专门职位", army("2016-09", json!("2021-09")), passes()),
        ("备注", "服务基层项目人员", json!({"services": null}), unknown(&[R::FormIncomplete])),
        ("备注", "退役士兵", army("2016-09", json!(null)), fails(&[R::TargetGroup])),
        ("备注", "面向港澳人士招录", json!({"hong_kong_macau": false}), fails(&[R::TargetGroup])),
        ("备注", "镇平县户籍（生源）或服务基层项目人员", service("03", "2022-08", true), passes()),
        ("备注", "省内司法警察院校毕业生", json!({}), fails(&[R::TargetGroup])),
    ]);
}

#[test]
fn certificates_and_languages() {
    let held = |text: &str| json!({"certificates": [text]});
    let score = |cert: &str, score: u32| json!({"languages": [{"cert": cert, "score": score}]});
    all(vec![
        ("备注", "通过法律职业资格考试", held("法律职业资格证书C类"), passes()),
        ("备注", "通过法律职业资格考试", json!({}), fails(&[R::CertMissing])),
        ("备注", "通过法律职业资格考试", json!({"certificates": null}), unknown(&[R::FormIncomplete])),
        ("备注", "通过法律职业资格考试，未通过的录用后需在录用单位工作满5年", json!({}), passes()),
        ("备注", "取得《法律职业资格证书》A证", held("法律职业资格证书"), unknown(&[R::CertClass])),
        ("备注", "法学专业报考者须通过法律职业资格考试", json!({}), fails(&[R::CertMissing])),
        ("备注", "英语专业报考者须通过英语专业八级", json!({}), passes()),
        ("备注", "具有会计专业技术资格（中级以上）", held("会计师（中级）"), passes()),
        ("备注", "具有会计专业技术资格（中级以上）", held("初级会计"), fails(&[R::CertGrade])),
        ("备注", "具有会计专业技术资格（中级以上）", held("会计师"), unknown(&[R::CertGrade])),
        ("备注", "具有会计专业技术资格（中级以上），或具有注册会计师资格", held("注册会计师"), passes()),
        ("备注", "具有执业医师资格", held("教师资格证"), unknown(&[R::CertMissing])),
        ("备注", "大学英语六级", score("02", 4260), passes()),
        ("备注", "大学英语四级（425分及以上）", score("02", 4260), passes()),
        ("备注", "大学英语六级", score("01", 6000), fails(&[R::CetScore])),
        ("备注", "大学英语六级600分以上，或雅思7分以上", score("05", 75), passes()),
        ("备注", "英语专业八级", json!({}), fails(&[R::CetScore])),
    ]);
}

#[test]
fn declarations_and_what_is_only_told() {
    all(vec![
        ("备注", "近亲属为本级纪检监察机关重点监督对象的不得报考", json!({"avoidance": false}), passes()),
        ("备注", "近亲属为本级纪检监察机关重点监督对象的不得报考", json!({"avoidance": true}), unknown(&[R::Avoidance])),
        ("备注", "单侧裸眼视力低于4.8不合格", json!({"eyesight": 47}), fails(&[R::Eyesight])),
        ("备注", "单侧裸眼视力低于4.8不合格", json!({"eyesight": 50}), passes()),
        ("备注", "工作地点：某县；咨询电话：0000-1234567；录用后需在录用单位工作满5年", json!({}), passes()),
        ("备注", "须会游泳", json!({}), unknown(&[R::NotRead])),
    ]);
}

#[test]
fn what_keeps_out_of_the_whole_exam() {
    let base = |over: Value| json!({"base": over});
    let mut enrolled = master("法学", "0301", "2026-06");
    enrolled["start"] = json!("2023-09");
    all(vec![
        ("学历", "本科以上", base(json!({"chinese": false})), fails(&[R::BaseNationality])),
        ("学历", "本科以上", base(json!({"criminal": true})), fails(&[R::BaseCriminal])),
        ("学历", "本科以上", base(json!({"punished": true})), unknown(&[R::BaseCriminal])),
        ("学历", "本科以上", base(json!({"expelled": true})), fails(&[R::BaseExpelled])),
        ("学历", "本科以上", base(json!({"dishonest": true})), fails(&[R::BaseDishonest])),
        ("学历", "本科以上", base(json!({"active_soldier": true})), fails(&[R::BaseActiveSoldier])),
        ("学历", "本科以上", base(json!({"civil_servant": true})), fails(&[R::BaseCivilServant])),
        ("学历", "本科以上", base(json!({"dismissed": "2020-05-01"})), fails(&[R::BaseDismissed])),
        ("学历", "本科以上", base(json!({"dismissed": "2018-05-01"})), passes()),
        ("学历", "本科以上", studies(vec![enrolled, bachelor("法学", "030101K", "2016-06")]), fails(&[R::BaseEnrolled])),
        ("学历", "本科以上", json!({"birth": null}), unknown(&[R::FormIncomplete])),
    ]);
}

#[test]
fn an_expected_diploma_has_to_come_in_time_and_the_miss_is_told() {
    let mut rules = exam_a();
    rules.study.grad_deadline = Some(day("2024-07-31"));
    let cells = [("学历", "本科以上")];
    let who = |end: &str| with(&somebody(), json!({"fresh": true, "studies": [bachelor("法学", "030101K", end)]}));
    assert_eq!(told(&rules, &cells, &who("2024-06")), passes());
    let late = verdict(&rules, &cells, &who("2024-09"));
    let finding = late.findings.iter().find(|f| f.outcome == Outcome::Failed).unwrap();
    assert_eq!((finding.reason, &finding.required), (Some(R::EduNotCompleted), &Required::By(day("2024-07-31"))));
    let miss = finding.miss.unwrap();
    assert_eq!((miss.gap, miss.field.html_id().as_str()), (Gap::Months(2), "education-0-end"));
}

#[test]
fn a_miss_names_the_field_that_decides() {
    let field = |header: &str, words: &str, over: Value| {
        let verdict = verdict(&exam_a(), &[(header, words)], &with(&somebody(), over));
        let finding = verdict.findings.iter().find(|f| f.outcome == Outcome::Failed).unwrap().clone();
        let miss = finding.miss.unwrap();
        (miss.field.html_id(), miss.gap)
    };
    assert_eq!(field("政治面貌", "中共党员", json!({})), ("political".into(), Gap::Entry));
    assert_eq!(field("学历", "研究生", json!({})), ("education-0-level".into(), Gap::Entry));
    assert_eq!(field("学位", "硕士", json!({})), ("education-0-degree".into(), Gap::Entry));
    assert_eq!(
        field("基层工作最低年限", "二年", json!({"work": [{"since": "2022-07", "grassroots": true}]})),
        ("work".into(), Gap::Months(6))
    );
    let fresh = field("是否限应届毕业生报考", "应届毕业生", json!({"settled": true, "studies": [bachelor("法学", "030101K", "2021-11")]}));
    assert_eq!(fresh, ("education-0-end".into(), Gap::Months(2)));
}

#[test]
fn all_failures_are_told_at_once_with_their_quotes() {
    let cells = [("学历", "研究生"), ("政治面貌", "中共党员"), ("备注", "限女性；须会游泳")];
    let verdict = verdict(&exam_a(), &cells, &person(somebody()));
    let failed: Vec<&str> = verdict.findings.iter().filter(|f| f.outcome == Outcome::Failed).map(|f| f.asked.text.as_str()).collect();
    assert_eq!(failed, ["研究生", "中共党员", "限女性"]);
    assert_eq!(
        verdict.findings.iter().filter(|f| f.reason == Some(R::NotRead)).map(|f| f.asked.text.as_str()).collect::<Vec<_>>(),
        ["须会游泳"]
    );
    assert_eq!((verdict.engine, verdict.rules), (ENGINE, 1));
}

#[test]
fn a_position_that_asks_nothing_is_left_to_people() {
    let rules = EligibilityRules::default();
    assert_eq!(told(&rules, &[], &person(somebody())), unknown(&[R::NotRead]));
}

#[test]
fn a_provinces_groups_are_read_with_its_catalogue() {
    let table = |lines: &[&str]| lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect::<Vec<Vec<String>>>();
    let trees = table(&["专业代码|专业名称|旧专业名称", "B030101|法学|经济法", "B060101|历史学|"]);
    let groups = table(&["专业大类|学科（本科层次）", "法律类（06）|法学类（B0301）", "其他类（09）|历史学类（B0601）"]);
    let catalogue = crate::catalogue::read(&trees, None).unwrap().with(crate::catalogue::read(&groups, None).unwrap());
    let requirements = Requirements::read([("本科专业名称及代码", "06法律类")], &[], "");
    let outcome = |major: &str| {
        let person = with(&somebody(), json!({"studies": [{"level": "21", "major": major}]}));
        let rules = EligibilityRules::default();
        Judge::new(&rules, opens(), &catalogue, &person).outcome(&requirements)
    };
    assert_eq!(
        [outcome("法学"), outcome("经济法"), outcome("历史学"), outcome("某学")],
        [Outcome::Met, Outcome::Met, Outcome::Failed, Outcome::Manual]
    );
}

#[test]
fn a_profile_from_the_forms_is_a_person() {
    use crate::education::{EducationContext, EducationForm, EducationRow};
    let row = EducationRow {
        level: "21".into(),
        degree: "412".into(),
        school: "云湖大学".into(),
        major: "行政管理".into(),
        study_mode: "10".into(),
        start_year: "2016".into(),
        start_month: "9".into(),
        end_year: "2020".into(),
        end_month: "6".into(),
        ..EducationRow::default()
    };
    let form = EducationForm { education: vec![row], fresh: crate::reading::NO.into(), ..EducationForm::default() };
    let education = form.parse(&EducationContext { today: day("2024-01-01"), birth: None, grad_deadline: None }).unwrap().value;
    let profile = crate::profile::Profile { basic: None, education, work: None, other: None };
    let person = Person::of(&profile, Some(crate::certificate::Sex::Female), Some(day("1998-01-01")));
    assert_eq!(told(&exam_a(), &[("本科专业", "公共管理类（1204）"), ("学位", "学士")], &person), passes());
    assert_eq!(
        told(&exam_a(), &[("备注", "中共党员"), ("备注", "通过法律职业资格考试")], &person).0,
        Outcome::Manual,
        "not asked for is not known"
    );
    let json = serde_json::to_value(&person).unwrap();
    assert!(serde_json::from_value::<Person>(json).unwrap() == person);
}
