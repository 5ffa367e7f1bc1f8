use super::*;

fn code(text: &str) -> MajorCode {
    MajorCode::parse(text).unwrap()
}

fn rows(lines: &[&str]) -> Vec<Vec<String>> {
    lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect()
}

#[test]
fn the_national_catalogue_is_whole() {
    let entries = Catalogue::national().all.entries;
    let of =
        |level: Level, length: u8| entries.iter().filter(|e| e.levels.has(level) && e.code.is_some_and(|c| c.length() == length)).count();
    assert_eq!([of(Level::Bachelor, 2), of(Level::Bachelor, 4)], [12, 93]);
    assert_eq!([of(Level::Master, 2), of(Level::Doctor, 4)], [14, 187], "一级学科 and 专业学位类别");
    assert_eq!(entries.len(), 950 + 201);
}

#[test]
fn a_major_is_located_by_its_name_or_its_code() {
    let national = Catalogue::national();
    let key = national.locate(Level::Bachelor, "秘书学专业", None);
    assert_eq!(key.codes, [code("050107T")]);
    assert_eq!((key.above, key.disciplines), (vec!["中国语言文学类".to_owned()], vec!["文学".to_owned()]));
    let key = national.locate(Level::Bachelor, "法学（知识产权方向）", None);
    assert_eq!((key.names[0].as_str(), key.codes.as_slice()), ("法学(知识产权方向)", [code("030101K")].as_slice()));
    assert!(national.locate(Level::Master, "秘书学", None).codes.is_empty(), "trees of levels are separate");
    let key = national.locate(Level::Bachelor, "某学", Some(code("030102T")));
    assert_eq!(key.names, ["某学", "知识产权"]);
}

#[test]
fn a_list_with_old_names() {
    let table = rows(&["附件", "专业代码|专业名称|旧专业名称", "020301|金融学|国际金融、货币银行学（部分）", "||保险", "020302|金融工程|"]);
    let catalogue = read(&table, Some(Level::Bachelor)).unwrap();
    for name in ["国际金融", "货币银行学", "保险", "金融学"] {
        assert_eq!(catalogue.locate(Level::Bachelor, name, None).codes, [code("020301")], "{name}");
    }
    let own = [code("030101K")];
    assert!(catalogue.rules_out(Level::Bachelor, "金融工程", &own) && !catalogue.rules_out(Level::Master, "金融工程", &own));
    assert!(!catalogue.rules_out(Level::Bachelor, "金融工程", &[]), "of whom no code is known nothing is certain");
}

#[test]
fn trees_side_by_side_are_told_apart_by_their_letter() {
    let table = rows(&[
        "学科代码|学科名称|专业代码|专业名称|旧专业名称|学科代码|学科名称|专业代码|专业名称|旧专业名称",
        "A0301|法学|A030101|法学理论||B0301|法学类|B030101|法学|经济法",
        "||A030102|法律史|||||",
    ]);
    let catalogue = read(&table, None).unwrap();
    assert_eq!(catalogue.locate(Level::Bachelor, "经济法", None).codes, [code("B030101")]);
    assert_eq!(catalogue.locate(Level::Master, "法律史", None).above, ["法学"]);
    assert_eq!(catalogue.locate(Level::Master, "法学", None).codes, [code("A0301")]);
}

#[test]
fn groups_reach_across_the_trees() {
    let trees = rows(&["专业代码|专业名称|专业代码|专业名称", "A030101|法学理论|B030101|法学"]);
    let groups = rows(&[
        "专业大类|学科（研究生层次）|学科（本科层次）",
        "法律类\n（06）|法学（A0301）|法学类（B0301）",
        "|法律（A0351）|",
        "其他类（07）|哲学（A0101）|",
    ]);
    let catalogue = read(&trees, None).unwrap().with(read(&groups, None).unwrap());
    assert_eq!(catalogue.locate(Level::Bachelor, "法学", None).groups, ["法律类"]);
    assert_eq!(catalogue.locate(Level::Doctor, "法学理论", None).groups, ["法律类"]);
    assert!(catalogue.rules_out(Level::Bachelor, "其他类", &[code("B030101")]));
}

#[test]
fn disciplines_of_one_category_are_near() {
    let national = Catalogue::national();
    let law = national.locate(Level::Master, "法律", None);
    assert_eq!((law.codes.as_slice(), law.above.len()), ([code("0351")].as_slice(), 0));
    assert!(!national.rules_out(Level::Master, "法学", &law.codes), "an office may take 法律 for 法学");
    assert!(national.rules_out(Level::Doctor, "会计", &law.codes));
    let business = national.locate(Level::Master, "企业管理", Some(code("120202")));
    assert_eq!(business.above, ["工商管理学"]);
    assert_eq!(national.locate(Level::Master, "工商管理", None).codes.len(), 2, "a former name, and a professional degree");
}

#[test]
fn classes_without_codes() {
    let table = rows(&["order|name|level|major", "1|中文文秘类|研究生|文艺学", "1|中文文秘类|本科|秘书学", "2|法律类|本科|法学"]);
    let catalogue = read(&table, None).unwrap();
    assert_eq!(catalogue.locate(Level::Bachelor, "秘书学", None).groups, ["中文文秘类"]);
    assert!(catalogue.locate(Level::Bachelor, "文艺学", None).groups.is_empty(), "of another level");
}

#[test]
fn refuses_when_there_is_no_catalogue_in_it() {
    assert_eq!(read(&rows(&["甲|乙", "1|2"]), None).err(), Some(CatalogueFault::NoHeader));
    assert_eq!(read(&rows(&["专业代码|专业名称"]), None).err(), Some(CatalogueFault::NoMajors));
}

#[test]
fn a_catalogue_survives_its_json() {
    let national = Catalogue::national();
    let back: Catalogue = serde_json::from_str(&serde_json::to_string(&national).unwrap()).unwrap();
    assert_eq!(back.locate(Level::Bachelor, "法学", None), national.locate(Level::Bachelor, "法学", None));
}
