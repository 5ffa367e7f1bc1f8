use super::*;

#[test]
fn headers_in_other_words_name_their_column() {
    for (header, column) in [
        ("最低学历要求", Column::Education),
        ("学位条件", Column::Degree),
        ("所需专业", Column::Majors),
        ("专业要求（研究生）", Column::MajorsPostgraduate),
        ("本科层次专业", Column::MajorsBachelor),
        ("高职（大专）专业", Column::MajorsCollege),
        ("年龄条件", Column::Age),
        ("是否要求2年以上基层工作经历", Column::Grassroots),
        ("是否仅限应届生", Column::Fresh),
        ("生源（户籍）", Column::Residence),
    ] {
        assert_eq!(Column::of(header), Some(column), "{header}");
    }
    for header in ["是否需要专业科目考试", "面试人员比例", "专业技术岗位类型", "招考单位", "学历学位要求", "工作地点"]
    {
        assert_eq!(Column::of(header), None, "{header}");
    }
}

#[test]
fn schooling_in_the_words_of_several_tables() {
    use Level::{Bachelor, College, Doctor, Master, Secondary};
    let floor = |level| Levels::at_least(level);
    for (text, levels) in [
        ("仅限大专", Levels::one(College)),
        ("大专或本科", Levels::of(&[College, Bachelor])),
        ("大专及以上", floor(College)),
        ("仅限本科", Levels::one(Bachelor)),
        ("本科或硕士研究生", Levels::of(&[Bachelor, Master])),
        ("本科及以上", floor(Bachelor)),
        ("本科以上", floor(Bachelor)),
        ("仅限硕士研究生", Levels::one(Master)),
        ("硕士研究生及以上", Levels::of(&[Master, Doctor])),
        ("仅限博士研究生", Levels::one(Doctor)),
        ("高中（中专/技校）及以上", floor(Secondary)),
        ("研究生", Levels::of(&[Master, Doctor])),
        ("本科", Levels::one(Bachelor).loose()),
        ("大专、本科", Levels::of(&[College, Bachelor]).loose()),
        ("仅限高等学校本科", Levels::one(Bachelor)),
        (" 本科　及以上 ", floor(Bachelor)),
        ("不限", Levels::ALL),
    ] {
        assert_eq!(only("学历要求", text), Condition::Education(levels), "{text}");
    }
}

#[test]
fn refuses_when_a_closed_cell_says_what_nobody_knows() {
    for (header, text) in [
        ("学历", ""),
        ("学历", "本科以上学历者优先"),
        ("学历", "若干"),
        ("学位", "双证"),
        ("政治面貌", "思想进步"),
        ("基层工作最低年限", "若干年"),
        ("是否限应届毕业生报考", "视情况"),
        ("性别", "男女比例均衡"),
        ("年龄要求", "年富力强"),
        ("服务基层项目工作经历", "支教"),
        ("专业", "法学专业。须有论文；具备一定的研究能力，能独立工作"),
    ] {
        let all = conditions(header, text);
        assert!(all.iter().any(|c| c.reading() == Reading::Unread), "{header} {text}: {all:?}");
    }
}

#[test]
fn degrees_in_the_words_of_several_tables() {
    use DegreeNeed::{AtLeast, Matching, Nothing};
    for (text, need) in [
        ("无要求", Nothing),
        ("不限", Nothing),
        ("学士", AtLeast(DegreeLevel::Bachelor)),
        ("学士以上", AtLeast(DegreeLevel::Bachelor)),
        ("学士、硕士", AtLeast(DegreeLevel::Bachelor)),
        ("硕士及以上", AtLeast(DegreeLevel::Master)),
        ("博士", AtLeast(DegreeLevel::Doctor)),
        ("与最高学历相对应的学位", Matching),
        ("与学历相对应的学位", Matching),
    ] {
        assert_eq!(only("学位", text), Condition::Degree(need), "{text}");
    }
}

#[test]
fn parties_in_the_words_of_several_tables() {
    let all: Vec<String> = (1..=13).map(|code| format!("{code:02}")).collect();
    let allowed = |text: &str| match only("政治面貌", text) {
        Condition::Political(need) => all.iter().filter(|code| need.has(code)).map(String::as_str).collect::<Vec<_>>().join(" "),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(allowed("中共党员"), "01 02");
    assert_eq!(allowed("中共党员或共青团员"), "01 02 03");
    assert_eq!(allowed("民主党派"), "04 05 06 07 08 09 10 11");
    assert_eq!(allowed("非中共党员"), "03 04 05 06 07 08 09 10 11 12 13");
    assert_eq!(allowed("非中共党员（民主党派仅限民盟盟员）"), "03 05 12 13");
    assert_eq!(allowed("若是民主党派成员仅限民革党员"), "01 02 03 04 12 13");
    assert_eq!(allowed("中共党员、民建会员、共青团员或群众"), "01 02 03 06 13");
    assert_eq!(allowed("中共党员（不含预备党员）"), "01");
    assert_eq!(allowed("不限").split(' ').count(), 13);
}

#[test]
fn years_of_grassroots_work_may_stand_in_the_header() {
    for (header, text, months) in [
        ("基层工作最低年限", "无限制", 0),
        ("基层工作最低年限", "一年", 12),
        ("基层工作最低年限", "五年以上", 60),
        ("是否要求2年以上\n基层工作经历", "是", 24),
        ("是否要求3年以上基层工作经历", "是", 36),
        ("是否要求2年以上基层工作经历", "否", 0),
        ("工作经历要求", "具有两年以上基层工作经历", 24),
        ("工作经历", "无", 0),
    ] {
        assert_eq!(only(header, text), Condition::Grassroots(months), "{header} {text}");
    }
}

#[test]
fn fresh_graduates_projects_and_sexes() {
    for (text, need) in [
        ("否", FreshNeed::Anybody),
        ("是", FreshNeed::Fresh),
        ("应届毕业生", FreshNeed::Fresh),
        ("2025届高校毕业生", FreshNeed::Cohort(2025)),
        ("限2026届高校毕业生", FreshNeed::Cohort(2026)),
        ("限应届", FreshNeed::Fresh),
        ("限应届生", FreshNeed::Fresh),
        ("仅限非应届", FreshNeed::NotFresh),
    ] {
        assert_eq!(only("是否限应届⏎毕业生报考".replace('⏎', "\n").as_str(), text), Condition::Fresh(need), "{text}");
    }
    assert_eq!(only("服务基层项目工作经历", "无限制"), Condition::Projects(vec![]));
    let codes = |codes: &[&str]| Condition::Projects(codes.iter().map(|c| (*c).to_owned()).collect());
    assert_eq!(only("服务基层项目工作经历", "大学生村官、“三支一扶”计划"), codes(&["01", "03"]));
    assert_eq!(only("服务基层项目工作经历", "在军队服役5年（含）以上的高校毕业生退役士兵"), codes(&["05"]));
    assert_eq!(only("性别要求", "女"), Condition::Sex(SexNeed::Only(Sex::Female)));
    assert_eq!(only("性别", "不限"), Condition::Sex(SexNeed::Anybody));
}

#[test]
fn ages_with_and_without_their_number() {
    let need = |min, max| AgeNeed { min, max, ..AgeNeed::default() };
    let month = |y, m| Month::new(y, m);
    let relaxed = |max, to| AgeNeed {
        relax: vec![AgeRelax { who: RelaxGroup::FreshPostgraduate, max: to, approval: false }],
        ..need(Some(18), Some(max))
    };
    for (text, expected) in [
        ("18周岁以上、38周岁以下", need(Some(18), Some(38))),
        ("18周岁以上、30周岁以下，2026年应届硕士、博士研究生为35周岁以下", relaxed(30, 35)),
        ("年龄18至35周岁，2020年应届硕士、博士研究生（非在职）以最高学历报考的年龄放宽到40周岁", relaxed(35, 40)),
        ("18周岁以上、30周岁以下，应届硕士、博士研究生（非在职）为35周岁以下", relaxed(30, 35)),
        ("年龄不超过30周岁", need(None, Some(30))),
        ("30周岁以下", need(None, Some(30))),
        ("不满30周岁", need(None, Some(29))),
        ("年龄放宽到43周岁", need(None, Some(43))),
        ("年龄在35周岁（含）以下", need(None, Some(35))),
        (
            "18-35周岁（1988年1月至2006年1月期间出生）",
            AgeNeed { born_from: month(1988, 1), born_to: month(2006, 1), ..need(Some(18), Some(35)) },
        ),
        ("1989年1月1日及以后出生", AgeNeed { born_from: month(1989, 1), ..need(None, None) }),
    ] {
        assert_eq!(only("年龄要求", text), Condition::Age(expected), "{text}");
    }
}
