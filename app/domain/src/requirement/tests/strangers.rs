//! Wordings of tables that nobody here has seen, written from how such tables are usually worded.
use super::*;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn schooling_in_other_words() {
    let master_up = Levels::at_least(Level::Master);
    let bachelor_up = || Condition::Education(Levels::at_least(Level::Bachelor));
    for (text, levels) in [
        ("研究生（硕士）及以上", master_up),
        ("硕士研究生（仅限）", Levels::one(Level::Master)),
        ("大专（高职）及以上", Levels::at_least(Level::College)),
        ("专科（高职）以上", Levels::at_least(Level::College)),
        ("中专（高中）及以上", Levels::at_least(Level::Secondary)),
        ("中等职业教育及以上", Levels::at_least(Level::Secondary)),
        ("国民教育序列本科及以上", Levels::at_least(Level::Bachelor)),
        ("大专及以上文化程度", Levels::at_least(Level::College)),
        ("大学", Levels::one(Level::Bachelor).loose()),
        ("硕士研究生及本科", Levels::of(&[Level::Bachelor, Level::Master]).loose()),
        ("不限学历", Levels::ALL),
        ("—", Levels::ALL),
    ] {
        assert_eq!(only("学历", text), Condition::Education(levels), "{text}");
    }
    assert_eq!(conditions("学历", "普通本科及以上"), [bachelor_up(), Condition::FullTime]);
    assert_eq!(conditions("学历", "本科（全日制）及以上"), [bachelor_up(), Condition::FullTime]);
    let degree = Condition::Degree(DegreeNeed::AtLeast(DegreeLevel::Bachelor));
    assert_eq!(conditions("学历", "本科（学士）及以上"), [bachelor_up(), degree]);
    for text in ["大专及以上（含高级工班）", "技工院校预备技师班及以上", "大学（普通招生计划）"] {
        assert_eq!(only("学历", text), Condition::Unread, "{text}");
    }
    assert_eq!(free("限大学生退役士兵"), [Condition::Unread], "students are no 学历");
}

#[test]
fn degrees_in_other_words() {
    for text in ["有相应学位", "须取得相应的学位", "与学历相对应", "与所学专业学历对应的学位"] {
        assert_eq!(only("学位", text), Condition::Degree(DegreeNeed::Matching), "{text}");
    }
    for text in ["学士或以上", "具备学士及以上学位", "须具有学士学位"] {
        assert_eq!(only("学位", text), Condition::Degree(DegreeNeed::AtLeast(DegreeLevel::Bachelor)), "{text}");
    }
    for text in ["/", "——", "不限学位"] {
        assert_eq!(only("学位", text), Condition::Degree(DegreeNeed::Nothing), "{text}");
    }
    let Condition::Stage(need) = only("学位", "法学学士") else { panic!() };
    assert_eq!((need.degree, need.discipline.as_deref()), (Some(DegreeLevel::Bachelor), Some("法学")));
}

#[test]
fn parties_work_and_graduates_in_other_words() {
    let party = PoliticalNeed::of(&["01", "02"]);
    for text in ["党员（含预备党员）", "中国共产党党员", "共产党员"] {
        assert_eq!(only("政治面貌", text), Condition::Political(party), "{text}");
    }
    assert_eq!(only("政治面貌", "共青团员及以上"), Condition::Political(party.united(PoliticalNeed::of(&["03"]))));
    assert_eq!(only("基层工作最低年限", "满2年"), Condition::Grassroots(24));
    assert_eq!(only("基层工作最低年限", "24个月"), Condition::Grassroots(24));
    let cohorts = |years: &[i32]| Condition::Any(years.iter().map(|year| Condition::Fresh(FreshNeed::Cohort(*year))).collect());
    assert_eq!(only("是否限应届毕业生报考", "2024、2025、2026届高校毕业生"), cohorts(&[2024, 2025, 2026]));
    assert_eq!(free("2025年、2026年毕业"), [cohorts(&[2025, 2026])]);
    for text in ["应届", "高校毕业生", "未落实工作单位的高校毕业生", "2026届毕业生（含择业期内未落实工作单位）"]
    {
        assert_eq!(only("是否应届", text), Condition::Fresh(FreshNeed::Fresh), "{text}");
    }
    assert_eq!(only("是否应届", "限2026年普通高校应届毕业生"), Condition::Fresh(FreshNeed::Cohort(2026)));
    assert_eq!(only("是否应届", "非应届"), Condition::Fresh(FreshNeed::NotFresh));
    assert_eq!(free("高校毕业生"), [Condition::Unread], "among other words it asks for nobody knows whom");
    assert_eq!(free("三支一扶人员"), [Condition::Projects(vec!["03".into()])]);
}

#[test]
fn ages_in_other_words() {
    let age = |text: &str| match only("年龄要求", text) {
        Condition::Age(need) => need,
        other => panic!("{text}: {other:?}"),
    };
    assert!(age("不限").unlimited && age("不限").max.is_none());
    let doctors = age("35周岁以下，博士研究生可放宽至40周岁");
    assert_eq!((doctors.max, doctors.relax[0].who, doctors.relax[0].max), (Some(35), RelaxGroup::Doctor, 40));
    assert_eq!(age("35周岁以下，硕士研究生及以上可放宽至40周岁").relax[0].who, RelaxGroup::Postgraduate);
    assert_eq!(age("40周岁以下（应届硕士、博士可放宽到45周岁）").relax[0].who, RelaxGroup::FreshPostgraduate);
    assert_eq!(age("35周岁以下，中级职称人员可放宽至40周岁").relax[0].who, RelaxGroup::Other);
    assert_eq!(age("1985-01-01后出生").born_from, Month::new(1985, 1));
    assert_eq!(age("1990年1月1日后出生").born_from, Month::new(1990, 1));
    for text in ["高级职称45周岁以下", "本科30周岁以下，硕士35周岁以下，博士40周岁以下"] {
        assert_eq!(only("年龄要求", text), Condition::Unread, "{text}");
    }
}

#[test]
fn homes_in_other_words() {
    let home = |header: &str, text: &str| match only(header, text) {
        Condition::Residence(residence) => (residence.places, residence.household, residence.origin),
        other => panic!("{text}: {other:?}"),
    };
    let county = || vec!["云湖县".to_owned()];
    assert_eq!(home("户籍要求", "云湖县"), (county(), true, false));
    assert_eq!(home("户籍或生源要求", "云湖县"), (county(), true, true));
    assert_eq!(home("备注", "专门面向云湖县户籍"), (county(), true, false));
    assert_eq!(home("备注", "定向招聘云湖县户籍人员"), (county(), true, false));
    assert_eq!(home("户籍要求", "户籍不限"), (vec![], false, false));
    assert_eq!(free("限云湖县户籍（2025年1月1日前取得）"), [Condition::Unread], "since when, people see");
}

#[test]
fn papers_by_a_day() {
    for (text, last) in [
        ("2025年7月31日前取得毕业证", "2025-07-31"),
        ("须于2026年7月31日前取得毕业证、学位证", "2026-07-31"),
        ("2026年7月前取得学历、学位证书", "2026-07-31"),
    ] {
        assert_eq!(free(text), [Condition::HeldBy(day(last))], "{text}");
    }
    assert_eq!(free("2026年8月31日前取得相应证书"), [Condition::Unread]);
}

#[test]
fn what_tells_and_what_the_candidate_says() {
    for text in [
        "服务期限5年",
        "试用期1年",
        "实行聘用制",
        "同等条件下中共党员优先",
        "研究生优先",
        "加试专业技能",
        "免笔试",
        "放宽开考比例",
        "一线执法岗位",
        "留学回国人员须取得教育部认证",
        "户籍不限",
    ] {
        assert!(matches!(free(text).as_slice(), [Condition::Information(_)]), "{text}: {:?}", free(text));
    }
    for text in ["身体健康", "无色盲色弱", "未受过处分", "能熟练使用办公软件", "有较强的文字写作能力", "通晓藏语", "能用蒙古语言文字工作"]
    {
        assert!(matches!(free(text).as_slice(), [Condition::Declaration(_)]), "{text}: {:?}", free(text));
    }
    for text in ["矫正视力5.0以上", "熟悉会计业务并具有证书", "能熟练驾驶，持C1证", "本科为师范类专业", "限留学回国人员（须学历认证）"]
    {
        assert!(free(text).contains(&Condition::Unread), "{text}: {:?}", free(text));
    }
    assert_eq!(free("裸眼视力4.8以上"), [Condition::Eyesight(Tenths(48))]);
    assert_eq!(free("限男性、党员优先")[0], Condition::Sex(SexNeed::Only(Sex::Male)));
}

#[test]
fn titles_without_a_verb() {
    for (text, key) in [("一级建造师", "一级建造师"), ("主治医师及以上职称", "主治医师"), ("通过注册会计师全部科目考试", "注册会计师")]
    {
        let Condition::Certificate(options) = &free(text)[0] else { panic!("{text}: {:?}", free(text)) };
        assert_eq!(options[0].keys, [key], "{text}");
    }
    assert!(matches!(free("取得毕业证").as_slice(), [Condition::Unread]), "a diploma is no licence");
}
