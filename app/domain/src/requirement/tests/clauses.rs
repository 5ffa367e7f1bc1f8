use super::*;

#[test]
fn a_cell_is_read_clause_by_clause_and_quoted_as_printed() {
    let row = cell("其他要求", "男性;通过法律职业资格考试;普通高等院校毕业生（非在职）, 本科须为法学专业且获法学学士学位");
    let quotes: Vec<&str> = row.clauses.iter().map(|c| row.quote(c)).collect();
    assert_eq!(quotes.first().copied(), Some("男性"));
    assert_eq!(row.clauses.len(), 4);
    assert_eq!(row.clauses[2].condition, Condition::FullTime);
    let Condition::Stage(need) = &row.clauses[3].condition else { panic!() };
    assert_eq!((need.majors.as_slice(), need.degree), (["法学".to_owned()].as_slice(), Some(DegreeLevel::Bachelor)));
    assert_eq!(row.readings(), [Some(Reading::Read)]);
}

#[test]
fn advice_on_sexes_is_no_limit() {
    let sex = |need| vec![Condition::Sex(need)];
    assert_eq!(free("限男性"), sex(SexNeed::Only(Sex::Male)));
    assert_eq!(free("仅限女性报考"), sex(SexNeed::Only(Sex::Female)));
    assert_eq!(free("适合男性"), sex(SexNeed::Suits(Sex::Male)));
    assert_eq!(free("限男性；适合经常出差"), [Condition::Sex(SexNeed::Only(Sex::Male)), Condition::Information(Information::Duty)]);
}

#[test]
fn law_licences_have_classes() {
    for (text, expected) in [
        ("通过法律职业资格考试", ""),
        ("通过法律职业资格考试（国家司法考试）", ""),
        ("取得《法律职业资格证书》A证", "A"),
        ("取得《法律职业资格证书》A证、B证、C证。", "ABC"),
        ("取得法律职业资格证书（A类）", "A"),
    ] {
        let Condition::Certificate(options) = &free(text)[0] else { panic!("{text}") };
        assert_eq!((options[0].kind, options[0].classes.as_str()), (CertificateKind::Law, expected), "{text}");
    }
    assert_eq!(free("通过法律职业资格考试，未通过的录用后需在录用单位工作满5年"), [Condition::Information(Information::Service)]);
}

#[test]
fn certificates_are_alternatives_with_grades() {
    let options = |text: &str| match free(text).into_iter().next() {
        Some(Condition::Certificate(options)) => options,
        other => panic!("{text}: {other:?}"),
    };
    let both = options("具有会计或审计专业技术资格（中级以上）");
    assert_eq!(
        both.iter().map(|o| (o.keys[0].as_str(), o.grade)).collect::<Vec<_>>(),
        [("会计", Some(Grade::Middle)), ("审计", Some(Grade::Middle))]
    );
    let three = options("具有注册会计师或会计专业技术资格（中级以上）或审计专业技术资格（中级以上）之一");
    assert_eq!(three.iter().map(|o| o.grade).collect::<Vec<_>>(), [None, Some(Grade::Middle), Some(Grade::Middle)]);
    assert_eq!(options("具有卫生专业技术资格（中级及以上，重症医学）")[0].detail.as_deref(), Some("重症医学"));
    assert_eq!(options("具有会计专业技术资格（中级以上），或具有注册会计师资格").len(), 2);
    assert_eq!(options("具有医师执业证书（儿科）")[0].detail.as_deref(), Some("儿科"));
}

#[test]
fn languages_are_alternatives_with_scores() {
    let Condition::Language(options) =
        &free("大学英语六级600分以上，或大学英语专业四级良好以上，或通过大学英语专业八级，或雅思7分以上，或新托福100分以上")[0]
    else {
        panic!()
    };
    let read: Vec<_> = options.iter().map(|o| (o.cert.as_deref(), o.least)).collect();
    let whole = |marks| Some(Tenths::whole(marks));
    assert_eq!(
        read,
        [(Some("02"), whole(600)), (Some("03"), whole(70)), (Some("04"), None), (Some("05"), whole(7)), (Some("06"), whole(100))]
    );
    assert!(matches!(&free("大学英语四级（425分及以上）")[0], Condition::Language(o) if o[0].least == whole(425)));
    assert!(matches!(&free("日语专业八级")[0], Condition::Language(o) if o[0].cert.is_none()));
    let by_level = free("本科四级425、研究生六级425");
    assert!(by_level.len() == 2 && by_level.iter().all(|c| matches!(c, Condition::When(Guard::Level(_), _))));
}

#[test]
fn places_of_household_and_origin() {
    let residence = |text: &str| match free(text).into_iter().next() {
        Some(Condition::Residence(residence)) => residence,
        other => panic!("{text}: {other:?}"),
    };
    for (text, place) in
        [("韶关市户籍（生源）", "韶关市"), ("限恩施州户籍或生源", "恩施州"), ("面向连南瑶族自治县户籍（生源）人员招考", "连南瑶族自治县")]
    {
        let found = residence(text);
        assert_eq!((found.places.as_slice(), found.household, found.origin), ([place.to_owned()].as_slice(), true, true), "{text}");
    }
    assert!(!residence("限本市户籍").origin);
    let own =
        residence("属职位所在地级市生源，或本人、父母、配偶中一方户口在职位所在地级市，或在职位所在市累计工作（含入当地社保）5年以上");
    assert!(own.places.is_empty() && own.others && own.household && own.origin);
    assert_eq!(free("可办理集体户口"), [Condition::Information(Information::Place)]);
}

#[test]
fn groups_and_peoples() {
    use TargetGroup::{HongKongMacau, JudicialPoliceSchool, ProjectServant, Veteran};
    assert_eq!(free("面向“服务基层项目人员和退役大学生士兵”专门职位"), [Condition::Target(vec![ProjectServant, Veteran])]);
    assert_eq!(free("面向港澳人士招录"), [Condition::Target(vec![HongKongMacau])]);
    assert_eq!(free("司法部属或省内司法警官院校毕业生"), [Condition::Target(vec![JudicialPoliceSchool])]);
    assert!(matches!(&free("镇平县户籍（生源）或服务基层项目人员")[0], Condition::Any(any) if any.len() == 2));
    assert_eq!(free("壮族或瑶族"), [Condition::Ethnic(vec!["08".into(), "13".into()])]);
    let veteran = free("高校毕业生退役士兵且为中共党员");
    assert!(veteran.contains(&Condition::Target(vec![Veteran])) && veteran.len() == 2);
}

#[test]
fn conditions_for_some_alone() {
    assert!(matches!(&free("法学专业报考者须通过法律职业资格考试")[0], Condition::When(Guard::Major(names), _) if names == &["法学"]));
    let both = free("普通高等院校毕业生（非在职）, 研究生报考者本科须为法学专业且获法学学士学位");
    assert!(matches!(&both[1], Condition::When(Guard::Level(_), then) if matches!(**then, Condition::Stage(_))));
    assert!(matches!(&free("企业管理（限：财务管理）（A120202）")[0], Condition::MajorLimit(item) if item.only == ["财务管理"]));
}

#[test]
fn lists_of_what_keeps_out_are_declarations() {
    let read = free("有以下情形的不得报考：1.本人及配偶有境外学习（不含公派出境）经历的；2.本人、近亲属及主要社会关系有犯罪记录的。");
    use Declaration::{Abroad, Record};
    assert_eq!(read, [Condition::Information(Information::Procedure), Condition::Declaration(Abroad), Condition::Declaration(Record)]);
    let disabled = free(
        "具有正常履行职责的身体条件和心理素质，持有有效期内的《中华人民共和国残疾人证》，残疾类型为肢体四级，或听力残疾在3米内能够听见者。",
    );
    assert_eq!(disabled, [Condition::Declaration(Declaration::Fitness), Condition::Target(vec![TargetGroup::Disabled])]);
}

#[test]
fn what_tells_about_the_work_asks_nothing() {
    for text in [
        "录用后需在录用单位工作满5年",
        "咨询电话：0000-1234567，0000-7654321",
        "工作地点：某县某镇",
        "需开展心理素质测评",
        "从事煤矿井下安全生产监管工作",
        "最低服务年限5年",
        "长期野外作业",
    ] {
        assert!(free(text).iter().all(|c| c.reading() == Reading::Information), "{text}: {:?}", free(text));
    }
    assert_ne!(free("从事法律工作满2年")[0].reading(), Reading::Information, "it asks for years");
}

/// What tells or declares ends at its comma: a condition beside it is never swallowed.
#[test]
fn nothing_that_is_told_hides_a_condition() {
    let men = Condition::Sex(SexNeed::Only(Sex::Male));
    for text in [
        "2026届高校毕业生，男性，在本单位最低服务年限为5年",
        "男性，近亲属在本级纪检监察机关工作的不得报考",
        "近亲属在本级纪检监察机关工作的不得报考，限男性",
        "工作强度大、任务重，限男性",
        "工作地点：某县，限男性",
        "持有有效期内的《中华人民共和国残疾人证》，残疾类型为肢体四级，限男性",
        "属职位所在地级市生源，或配偶户口在职位所在地级市，限男性",
        "咨询电话：0000-1234567，限男性",
        "具有正常履行职责的身体条件，限男性",
        "男性，可办理集体户口",
        "该岗位限男性",
        "需值夜班、限男性",
        "限男性且最低服务年限为5年",
        "最低服务年限为5年且限男性",
        "工作强度大、限男性",
    ] {
        assert!(free(text).contains(&men), "{text}: {:?}", free(text));
    }
    // What nobody reads stays unread, and never becomes information.
    for text in [
        "该岗位须具有会计从业资格证",
        "限本市户籍、可办理集体户口",
        "工作地点：某县（限本县户籍）",
        "长期野外作业、限能歌善舞者",
        "录用后须取得导游资格证方可上岗",
    ] {
        assert!(free(text).iter().any(|c| c.reading() != Reading::Information), "{text}: {:?}", free(text));
    }
    let capped = free("要求服务期满、考核合格，报考年龄不超过30周岁");
    assert!(capped.iter().any(|c| matches!(c, Condition::Age(need) if need.max == Some(30))), "{capped:?}");
    assert!(capped.contains(&Condition::Unread));
}

#[test]
fn refuses_when_nobody_knows_the_words() {
    for text in ["须会游泳", "形象气质佳", "具备较强的文字功底", "限能歌善舞者报考"] {
        assert_eq!(free(text), [Condition::Unread], "{text}");
    }
    let row = cell("备注", "限男性，形象气质佳");
    assert_eq!(row.readings(), [Some(Reading::Partial)]);
    assert_eq!(row.quote(&row.clauses[1]), "形象气质佳");
}

#[test]
fn notes_of_a_sheet_are_conditions_of_every_row() {
    let notes =
        ["报考\n条件 1．年龄18至35周岁，2020年应届硕士、博士研究生（非在职）年龄放宽到40周岁；\n2．大专以上学历，专业不限。".to_owned()];
    let row = Requirements::read([("其他要求", "男性")], &notes, "");
    let read: Vec<&Condition> = row.clauses.iter().map(|c| &c.condition).collect();
    assert!(matches!(read[0], Condition::Age(need) if need.max == Some(35) && need.relax.len() == 1));
    assert_eq!(read[1], &Condition::Education(Levels::at_least(Level::College)));
    assert!(matches!(read[2], Condition::Majors(MajorList { listing: Listing::Any, .. })));
    assert_eq!(row.quote(&row.clauses[0]), "年龄18至35周岁，2020年应届硕士、博士研究生（非在职）年龄放宽到40周岁");
}

#[test]
fn an_unknown_column_may_ask_for_anything() {
    assert_eq!(conditions("特殊要求", "限男性"), [Condition::Sex(SexNeed::Only(Sex::Male))]);
    assert_eq!(conditions("特殊要求", "甲"), [Condition::Unread]);
    assert!(conditions("特殊要求", "").is_empty());
}

#[test]
fn requirements_survive_their_json() {
    let row = Requirements::read([("专业", "法学（0301）、会计学"), ("备注", "限男性；雅思6.5分以上")], &[], "某市");
    assert_eq!(serde_json::from_str::<Requirements>(&serde_json::to_string(&row).unwrap()).unwrap(), row);
}

/// Wordings of national and of 事业单位 tables.
#[test]
fn wordings_of_other_tables() {
    use crate::code_table::Level;
    let is = |text: &str, wanted: fn(&Condition) -> bool| {
        let read = free(text);
        assert!(!read.is_empty() && read.iter().all(wanted), "{text}: {read:?}");
    };
    is("限高校应届毕业生报考", |c| matches!(c, Condition::Fresh(FreshNeed::Fresh)));
    is("仅限2026届高校毕业生报考", |c| matches!(c, Condition::Fresh(FreshNeed::Cohort(2026))));
    is("性别不限", |c| matches!(c, Condition::Sex(SexNeed::Anybody)));
    is("政治面貌为中共党员", |c| matches!(c, Condition::Political(_)));
    is("须取得A类法律职业资格证书", |c| matches!(c, Condition::Certificate(o) if o[0].classes == "A" && o[0].kind == CertificateKind::Law));
    is("取得国家统一法律职业资格证书（A类）", |c| {
        matches!(c, Condition::Certificate(o) if o[0].classes == "A") || c.reading() == Reading::Unread
    });
    is("具有中级及以上职称", |c| matches!(c, Condition::Certificate(o) if o[0].grade == Some(Grade::Middle) && o[0].keys == [""]));
    is("具有高级中学教师资格证", |c| matches!(c, Condition::Certificate(_)));
    is("持有C1及以上驾驶证", |c| matches!(c, Condition::Certificate(_)));
    is("通过大学英语四级考试（425分及以上）", |c| matches!(c, Condition::Language(o) if o[0].least == Some(Tenths::whole(425))));
    is("取得大学英语六级证书或六级考试成绩425分以上", |c| matches!(c, Condition::Language(o) if o.len() == 1));
    is("限本市常住户口或生源", |c| matches!(c, Condition::Residence(r) if r.household && r.origin));
    is("年龄35周岁及以下", |c| matches!(c, Condition::Age(need) if need.max == Some(35)));
    is("年龄40周岁以下（1983年1月以后出生）", |c| matches!(c, Condition::Age(need) if need.max == Some(40) && need.born_from.is_some()));
    is("具有2年以上基层工作经历", |c| matches!(c, Condition::Grassroots(24)));
    is("需参加体能测评", |c| c.reading() == Reading::Information);
    is("在本单位最低服务年限为5年", |c| c.reading() == Reading::Information);
    is("研究生须同时具有本科和研究生学历学位", |c| matches!(c, Condition::When(..)));
    is("限全日制普通高校毕业生报考", |c| matches!(c, Condition::FullTime));
    is("限内蒙古户籍或生源", |c| matches!(c, Condition::Residence(_)));
    is("不限应届毕业生", |c| matches!(c, Condition::Fresh(FreshNeed::Anybody)));
    is("工作强度大、任务重，需经常出差", |c| c.reading() == Reading::Information);
    is("研究生学历报考者须同时具有本科和研究生学历学位", |c| matches!(c, Condition::When(..)));
    is("职位要求专业为职位要求最低学历及以上各学历阶段对应专业之一即可", |c| {
        matches!(c, Condition::AnyStage)
    });
    is(
        "大学英语六级成绩在425分及以上（雅思成绩在6分及以上、托福成绩在80分及以上）",
        |c| matches!(c, Condition::Language(o) if o.len() == 3),
    );
    for text in ["无", "不限", "—", "/", "无要求"] {
        assert_eq!(free(text), [], "{text}");
    }
    let both = conditions("学历要求", "全日制本科及以上");
    assert_eq!(both, [Condition::Education(Levels::at_least(Level::Bachelor)), Condition::FullTime]);
}

/// What only names the table, adds up or says who made it is no condition; what asks beside it is.
#[test]
fn headings_and_sums_ask_nothing() {
    let read = |note: &str| Requirements::read([], &[note.to_owned()], "").clauses.into_iter().map(|c| c.condition).collect::<Vec<_>>();
    for note in [
        "附件1",
        "2026年某市事业单位公开招聘岗位一览表",
        "某县2026年教师招聘岗位表（第二批）",
        "某市2026年度公开招聘工作人员岗位条件表",
        "附件2：某局招聘简章",
        "合计 2",
        "总计：15人",
        "单位：人",
        "填报单位（盖章）：某局",
        "注：以公告为准",
    ] {
        assert!(read(note).iter().all(|c| c.reading() == Reading::Information), "{note}: {:?}", read(note));
    }
    for note in [
        "注：限男性",
        "附件1 年龄35周岁以下",
        "附件：本科及以上学历",
        "合计2人，均限女性",
        "其他条件详见公告附件",
        "专业以本科阶段为准",
        "具有教师资格证的填写信息表",
    ] {
        assert!(read(note).iter().any(|c| c.reading() != Reading::Information), "{note}: {:?}", read(note));
    }
}

#[test]
fn both_sexes_and_other_work() {
    for both in ["男、女", "男女", "男/女", "男女不限"] {
        assert_eq!(conditions("性别", both), [Condition::Sex(SexNeed::Anybody)], "{both}");
    }
    assert_eq!(free("具有2年以上工作经历"), [Condition::Unread], "other work than 基层");
    assert_eq!(free("具有2年以上基层工作经历"), [Condition::Grassroots(24)]);
    assert_eq!(conditions("工作经历要求", "2年以上工作经历"), [Condition::Unread]);
    assert_eq!(conditions("基层工作最低年限", "二年"), [Condition::Grassroots(24)]);
    assert_eq!(conditions("是否要求2年以上基层工作经历", "是"), [Condition::Grassroots(24)]);
}

#[test]
fn headers_that_tell_and_headers_that_ask() {
    for header in ["联系电话", "联系人", "岗位类型", "经费形式", "笔试科目", "单位级别（副处）", "咨询电话4"]
    {
        assert!(Column::tells(header), "{header}");
    }
    for header in ["专业名称", "岗位条件", "特殊要求", "备注", "职业资格", "招聘对象", "学历学位"] {
        assert!(!Column::tells(header), "{header}");
    }
}
