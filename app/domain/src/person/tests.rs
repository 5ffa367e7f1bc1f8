use super::*;
use proptest::prelude::*;

fn chinese(raw: &str) -> Result<String, FieldCode> {
    Name::parse(raw, CertType::IdCard).map(|n| n.0)
}

fn latin(raw: &str) -> Result<String, FieldCode> {
    Name::parse(raw, CertType::Passport).map(|n| n.0)
}

fn masked(raw: &str) -> String {
    Name::parse(raw, CertType::Passport).unwrap().masked()
}

#[test]
fn every_dot_becomes_the_standard_one() {
    for dot in "·•・‧∙．.●･。﹒".chars() {
        assert_eq!(chinese(&format!("阿卜杜拉{dot}买买提")).as_deref(), Ok("阿卜杜拉·买买提"), "{dot}");
    }
    assert_eq!(chinese("·阿卜杜拉•・买买提。").as_deref(), Ok("阿卜杜拉·买买提"));
    assert_eq!(chinese("···"), Err(FieldCode::NotChineseName));
}

#[test]
fn allows_rare_and_single_characters() {
    for name in ["张三", "䶮", "李〇", "𠮷野", "王𬍛", "赵㛃", "陈\u{30EDE}", "孙\u{323AF}", "钱\u{33479}"] {
        assert_eq!(chinese(name).as_deref(), Ok(name));
    }
    assert_eq!(chinese(" 张　三\u{200B} ").as_deref(), Ok("张三"));
    assert_eq!(chinese("张⼀").as_deref(), Ok("张一"), "a Kangxi radical is the character it looks like");
    assert_eq!(chinese("葛\u{E0100}三").as_deref(), Ok("葛三"));
}

#[test]
fn a_private_use_character_is_taken_and_flagged() {
    let name = Name::parse("张\u{E123}", CertType::IdCard).unwrap();
    assert!(name.needs_manual());
    assert!(!Name::parse("张三", CertType::IdCard).unwrap().needs_manual());
}

#[test]
fn refuses_when_a_name_is_not_chinese() {
    for raw in ["Zhang San", "张3", "张,三", "张三😀", "山田々", "バカ"] {
        assert_eq!(chinese(raw), Err(FieldCode::NotChineseName), "{raw}");
    }
    assert_eq!(chinese("  "), Err(FieldCode::Missing));
    assert_eq!(chinese("张<三"), Err(FieldCode::BadCharacters));
    assert_eq!(chinese(&"三".repeat(51)), Err(FieldCode::TooLong { max: 50, got: 51 }));
    assert_eq!(chinese(&"𠮷".repeat(50)).map(|n| n.chars().count()), Ok(50));
}

#[test]
fn allows_latin_names_on_foreign_papers_alone() {
    assert_eq!(latin(" o’neill,  mary－jane ").as_deref(), Ok("O'NEILL, MARY-JANE"));
    assert_eq!(latin("Ｊｏｈｎ smith jr.").as_deref(), Ok("JOHN SMITH JR."));
    assert_eq!(latin("李约翰").as_deref(), Ok("李约翰"));
    assert_eq!(latin("Zoë"), Err(FieldCode::NotLatinName));
    assert_eq!(latin("-Anna"), Err(FieldCode::NotLatinName));
    assert_eq!(latin("A"), Err(FieldCode::TooShort { min: 2, got: 1 }));
    assert_eq!(latin(&"A".repeat(51)), Err(FieldCode::TooLong { max: 50, got: 51 }));
    assert_eq!(Name::parse("John", CertType::TaiwanPermit), Err(FieldCode::NotChineseName));
}

#[test]
fn a_masked_name_keeps_surname_and_shape() {
    assert_eq!(masked("张小三"), "张*三");
    assert_eq!(masked("张三"), "张*");
    assert_eq!(masked("䶮"), "*");
    assert_eq!(masked("欧阳娜娜"), "欧阳**");
    assert_eq!(masked("欧阳"), "欧*");
    assert_eq!(masked("阿卜杜拉·买买提"), "阿***·**提");
    assert_eq!(masked("John Smith"), "J*** S****");
    assert!(!format!("{:?}", Name::parse("张小三", CertType::IdCard)).contains('小'));
}

#[test]
fn allows_every_spelling_of_a_phone() {
    for raw in
        ["13800138000", "+86 138 0013 8000", "8613800138000", "0086-138-0013-8000", "（+86）１３８００１３８０００", "138\u{200B}00138000"]
    {
        assert_eq!(Phone::parse(raw).map(|p| p.0).as_deref(), Ok("13800138000"), "{raw}");
    }
    assert!(Phone::parse("19400138000").is_ok(), "an unassigned prefix of today");
    assert!(Phone::parse("18600138000").is_ok(), "86 inside is no country code");
}

#[test]
fn refuses_when_it_is_no_mobile_number() {
    assert_eq!(Phone::parse(" "), Err(FieldCode::Missing));
    assert_eq!(Phone::parse("12800138000"), Err(FieldCode::NotMobile));
    assert_eq!(Phone::parse("02787654321"), Err(FieldCode::NotMobile));
    assert_eq!(Phone::parse("1380013800"), Err(FieldCode::WrongLength { need: 11, got: 10 }));
    assert_eq!(Phone::parse("+86 1380013800"), Err(FieldCode::WrongLength { need: 11, got: 10 }));
    assert_eq!(Phone::parse("+85213800138"), Err(FieldCode::BadCharacters));
    assert_eq!(Phone::parse("13800l38000"), Err(FieldCode::BadCharacters));
}

#[test]
fn a_masked_phone_shows_its_ends() {
    let phone = Phone::parse("13800131234").unwrap();
    assert_eq!(phone.masked(), "138****1234");
    assert!(!format!("{phone:?}").contains("0013"));
}

proptest! {
    #[test]
    fn parsing_never_panics_and_is_stable(raw in ".*", kind in 0usize..8) {
        let kind = CertType::ALL[kind];
        if let Ok(name) = Name::parse(&raw, kind) {
            let again = Name::parse(name.as_str(), kind);
            prop_assert_eq!(again.as_ref(), Ok(&name));
            prop_assert_eq!(name.masked().chars().count(), name.as_str().chars().count());
        }
        if let Ok(phone) = Phone::parse(&raw) {
            prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
        }
    }

    #[test]
    fn names_near_chinese_are_stable(raw in "[张三〇·.•\u{2F00}-\u{2F10}\u{F900}-\u{F910}\u{E000} A-c]{0,60}") {
        if let Ok(name) = Name::parse(&raw, CertType::ForeignerCard) {
            prop_assert_eq!(Name::parse(name.as_str(), CertType::ForeignerCard), Ok(name));
        }
    }
}

#[test]
fn allows_any_number_somebody_is_reached_at() {
    for (typed, kept) in [
        ("138 0000 1234", "13800001234"),
        ("+86 138-0000-1234", "13800001234"),
        ("8613800001234", "13800001234"),
        ("0731-88881234", "073188881234"),
        ("（027）8888 123", "0278888123"),
        ("+86 0731-88881234", "073188881234"),
        ("8888123", "8888123"),
        ("400-800-1234", "4008001234"),
    ] {
        assert_eq!(reachable(typed).as_deref(), Ok(kept), "{typed}");
    }
}

#[test]
fn refuses_when_nobody_is_reached_at_a_number() {
    for (typed, code) in [
        (" ", FieldCode::Missing),
        ("1380000123", FieldCode::WrongLength { need: 11, got: 10 }),
        ("12800001234", FieldCode::NotMobile),
        ("888812", FieldCode::BadFormat),
        ("0731888812345", FieldCode::BadFormat),
        ("0731-8888转801", FieldCode::BadFormat),
    ] {
        assert_eq!(reachable(typed), Err(code), "{typed}");
    }
}
