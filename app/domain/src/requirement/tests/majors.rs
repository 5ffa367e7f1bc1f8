use super::*;

fn code(text: &str) -> Option<code::MajorCode> {
    code::MajorCode::parse(text)
}

#[test]
fn names_codes_and_classes_are_told_apart() {
    let found = items("法学类(B0301),会计学（B120203），06法律类，法学(03)");
    assert_eq!(names(&found), ["法学类", "会计学", "法律类", "法学"]);
    assert_eq!(found.iter().map(|i| i.code).collect::<Vec<_>>(), [code("B0301"), code("B120203"), None, code("03")]);
    assert_eq!(found.iter().map(|i| i.class).collect::<Vec<_>>(), [true, false, true, false]);
    assert_eq!(items("030101K法学、法学0301")[0].code, code("030101"));
    assert_eq!(names(&items("030101K法学、法学0301")), ["法学", "法学"]);
}

#[test]
fn a_list_of_names_is_split_and_names_with_a_comma_stay_whole() {
    assert_eq!(names(&items("会计学、财务管理")), ["会计学", "财务管理"]);
    assert_eq!(names(&items("药学类，医药化工类、机电控制类")), ["药学类", "医药化工类", "机电控制类"]);
    assert_eq!(names(&items("土木工程、供热、供燃气、通风及空调工程、测绘工程")), ["土木工程", "供热、供燃气、通风及空调工程", "测绘工程"]);
    assert_eq!(names(&items("供热、供燃气、通风及空调工程(A081404),港口、海岸及近岸工程(A081505)")).len(), 2);
    assert_eq!(names(&items("法学（0301）、人口、资源与环境经济学（020106）")), ["法学", "人口、资源与环境经济学"]);
    assert_eq!(names(&items("计算机类\n软件工程")), ["计算机类", "软件工程"]);
}

#[test]
fn brackets_limit_include_or_belong_to_the_name() {
    let found =
        items("企业管理（限∶财务管理、市场营销）（A120202）,工商管理学（1202，仅限会计学、财务管理）,金融学（含：保险学）(A020204)");
    assert_eq!(found[0].only, ["财务管理", "市场营销"]);
    assert_eq!((found[1].only.len(), found[1].code), (2, code("1202")));
    assert_eq!((found[2].includes.as_slice(), found[2].code), (["保险学".to_owned()].as_slice(), code("A020204")));
    assert_eq!(names(&items("法律（法学）(A030112),会计硕士（专业硕士）(A120206)")), ["法律(法学)", "会计硕士"]);
    assert_eq!(items("会计硕士（专业硕士）(A120206)")[0].includes, ["会计"]);
    assert_eq!(items("金融学（A020204），不包含保险学")[0].except, ["保险学"]);
}

#[test]
fn a_forgotten_separator_is_no_obstacle() {
    let found = items("工商管理学（1202，仅限财务管理、审计学）会计（1253），审计（1257）");
    assert_eq!(names(&found), ["工商管理学", "会计", "审计"]);
    assert_eq!(found[0].only, ["财务管理", "审计学"]);
}

#[test]
fn one_cell_may_hold_a_list_for_each_level() {
    let all = conditions("专业", "本科：法学类（0301），公安学类（0306）；研究生：法学（0301），法律（0351）");
    let lists: Vec<_> = all.iter().map(|c| if let Condition::Majors(list) = c { list } else { panic!("{c:?}") }).collect();
    assert_eq!(lists.iter().map(|l| l.levels).collect::<Vec<_>>(), [Levels::one(Level::Bachelor), Levels::POSTGRADUATE]);
    let all = conditions("专业", "大专：不限，本科：会计学类、金融学类\n硕士研究生及以上：会计学");
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(matches!(&all[0], Condition::Majors(MajorList { listing: Listing::Any, .. })));
}

#[test]
fn a_level_may_stand_behind_a_mere_blank() {
    let all = conditions("专业", "本科：080901计算机科学与技术、080909T电子与计算机工程 研究生：0809电子科学与技术、0812计算机科学与技术");
    let lists: Vec<_> = all.iter().map(|c| if let Condition::Majors(list) = c { list } else { panic!("{c:?}") }).collect();
    assert_eq!(lists.iter().map(|l| l.levels).collect::<Vec<_>>(), [Levels::one(Level::Bachelor), Levels::POSTGRADUATE]);
    let Listing::Items { items, .. } = &lists[0].listing else { panic!() };
    assert_eq!(names(items), ["计算机科学与技术", "电子与计算机工程"]);
    let both = conditions("专业", "硕士研究生：法学（0301）博士研究生：不限");
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn no_limit_a_blank_cell_and_similar_majors_are_three_things() {
    for text in ["不限", "不限专业", "专业不限", "无要求"] {
        assert!(matches!(only("专业", text), Condition::Majors(MajorList { listing: Listing::Any, .. })), "{text}");
    }
    assert!(only("研究生专业要求", " ").is_blank());
    assert!(matches!(only("专业", "法学及相近专业"), Condition::Majors(MajorList { listing: Listing::Items { near: true, .. }, .. })));
}

#[test]
fn every_list_is_quoted_as_printed() {
    let row = cell("专业", "本科：法学类（0301）；研究生：法学（0301）");
    assert_eq!(row.clauses.iter().map(|c| row.quote(c)).collect::<Vec<_>>(), ["本科：法学类（0301）", "研究生：法学（0301）"]);
}

#[test]
fn disciplines_and_first_level_subjects() {
    let found = items("法学（一级学科），工学门类，管理学门类（12），计算机科学与技术（0812）一级学科");
    assert_eq!(names(&found), ["法学", "工学", "管理学", "计算机科学与技术"]);
    assert_eq!(found.iter().map(|i| i.class).collect::<Vec<_>>(), [false, true, true, false]);
    assert_eq!(found[3].code, code("0812"));
}
