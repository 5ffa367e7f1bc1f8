use super::*;
use crate::certificate::CertType;
use proptest::prelude::*;

const NUMBER: &str = "42010619880131003X";
const PHONE: &str = "13871234569";

fn holds(name: &str, password: &str) -> Result<(), FieldCode> {
    let name = Name::parse(name, CertType::Passport).unwrap();
    let birth = NaiveDate::from_ymd_opt(1988, 1, 31);
    check(password, &PasswordContext { name: Some(&name), birth, certificate: Some(NUMBER), phone: Some(PHONE) })
}

fn class(name: &str, password: &str) -> Option<PasswordClass> {
    match holds(name, password) {
        Err(FieldCode::PasswordHolds(class)) => Some(class),
        Ok(()) => None,
        other => panic!("{password}: {other:?}"),
    }
}

fn alone(password: &str) -> Result<(), FieldCode> {
    check(password, &PasswordContext::default())
}

#[test]
fn length_is_counted_in_characters() {
    assert_eq!(alone("k7#mz2vq9"), Err(FieldCode::TooShort { min: 10, got: 9 }));
    assert_eq!(alone("k7#mz2vq9x"), Ok(()));
    assert_eq!(alone("纸飞机落在旧书桌"), Err(FieldCode::TooShort { min: 10, got: 8 }));
    assert_eq!(alone("纸飞机落在那张旧书桌上"), Ok(()));
    assert_eq!(alone(&"k7#mz2vq".repeat(9)), Err(FieldCode::TooLong { max: 64, got: 72 }));
}

#[test]
fn allows_any_mix_of_characters() {
    for password in ["lanse dahai piaozhe", "TULIPENGINEMOSS", "8305917264", "ülkü-bahçe-yolu"] {
        assert_eq!(alone(password), Ok(()), "{password}");
    }
}

#[test]
fn refuses_when_it_holds_the_name() {
    for (name, password) in [
        ("张三丰", "张三丰的剑很长很长很长"),
        ("张三丰", "喜欢三丰的剑很长很长很长"),
        ("张三丰", "xx-zhangsanfeng-xx"),
        ("张三丰", "XxZhangSanFengxX"),
        ("张三丰", "sanfengzhang#kx"),
        ("张三丰", "sanfeng#kx82mq"),
        ("张三丰", "zh@ngs@nfeng#kx"),
        ("张三丰", "zhang-san-feng#kx"),
        ("张三丰", "xk#gnefnasgnahz"),
        ("张三丰", "zhang#kx82mqtt"),
        ("单雄信", "shanxiongxin#k"),
        ("单雄信", "danxiongxin#kx"),
        ("仇英", "qiuying#kx82m"),
        ("解珍", "xiezhen#kx82m"),
        ("曾国藩", "zengguofan#kx"),
        ("尉迟恭", "yuchigong#kx8"),
        ("欧阳修", "ouyangxiu#kx8"),
        ("欧阳修", "xiuouyang#kx8"),
        ("吕布", "lvbu#kx82mqtt"),
        ("吕布", "lubu#kx82mqtt"),
        ("吕布", "lyubu#kx82mqt"),
        ("李娜", "lina#kx82mqtt"),
        ("阿卜杜拉·买买提", "maimaiti#kx82"),
        ("John Smith", "xxsmithxx#82kq"),
    ] {
        assert_eq!(class(name, password), Some(PasswordClass::Name), "{name} {password}");
    }
}

#[test]
fn allows_what_only_looks_like_the_name() {
    for (name, password) in [("王力", "wangyang#kx82"), ("李一", "limonade#kx82"), ("张三丰", "lanse#dahai82"), ("马超", "machinery#kx8")]
    {
        assert_eq!(class(name, password), None, "{name} {password}");
    }
}

#[test]
fn refuses_when_initials_stand_alone_or_beside_the_birthday() {
    for password in ["zsf19880131", "zsf#82946173", "82946173#fsz", "198801zsf#mkq", "k#zsf0131#mq", "1988zsf-mkqt"] {
        assert_eq!(class("张三丰", password), Some(PasswordClass::Initials), "{password}");
    }
    assert_eq!(class("张三丰", "kzsfm#829461"), None);
    assert_eq!(class("张三", "zs#829461735"), None, "two letters are no initials");
}

#[test]
fn refuses_when_it_holds_the_birthday() {
    for password in [
        "mq19880131#k",
        "mq880131#kvx",
        "mq198801#kvx",
        "mq01311988#k",
        "mq31011988#k",
        "mq1988131#kv",
        "mq1988-01-31#k",
        "mq13108891#k",
        "mq1988#kvxtb",
        "kvxtbm#0131q",
        "mq８８０１３１#kvx",
    ] {
        assert_eq!(class("张三丰", password), Some(PasswordClass::Birthday), "{password}");
    }
    assert_eq!(class("张三丰", "mq1988#k73956"), None, "a year among more digits");
    assert_eq!(class("张三丰", "mq1989#kvxtbw"), None);
}

#[test]
fn refuses_when_it_holds_parts_of_the_certificate() {
    for password in ["mq420106#kvx", "kx601024#vbm", "mqkvxb#003x", "mqkvxb#31003X", "x300#mqkvxb7"] {
        assert_eq!(class("张三丰", password), Some(PasswordClass::CertificateNumber), "{password}");
    }
    assert_eq!(class("张三丰", "mq42010#kvxb"), None);
}

#[test]
fn refuses_when_it_holds_seven_digits_of_the_phone() {
    for password in ["mq1387123#kv", "8712345#kvxm", "kv#3217831mq", "138-7123-kvx"] {
        assert_eq!(class("张三丰", password), Some(PasswordClass::Phone), "{password}");
    }
    assert_eq!(class("张三丰", "mq387123#kvx"), None);
}

#[test]
fn refuses_when_it_holds_a_sequence() {
    for password in [
        "mq1234#kvxb",
        "mq4321#kvxb",
        "mq7890#kvxb",
        "kvxbabcdm#8",
        "Qwer#mk82vx",
        "mk82vx#fdsa",
        "mk82vx#aaaa",
        "mk82vx####",
        "mk82vx#@bcd",
    ] {
        assert_eq!(alone(password), Err(FieldCode::PasswordHolds(PasswordClass::Sequence)), "{password}");
    }
    for password in ["mq123#kvxbt", "mk82vx#aaab7", "mk82vx#qwes"] {
        assert_eq!(alone(password), Ok(()), "{password}");
    }
}

#[test]
fn refuses_when_it_is_common() {
    for password in ["Password2026!", "woaini@52013", "baokao2026baokao", "GongWuYuan99", "correcthorsebatterystaple", "1q2w3e4r5t"] {
        assert_eq!(alone(password), Err(FieldCode::PasswordCommon), "{password}");
    }
}

#[test]
fn staff_need_twelve_characters_of_three_kinds() {
    let staff = |password| check_staff(password, &PasswordContext::default());
    assert_eq!(staff("k7#mz2vq9xT"), Err(FieldCode::TooShort { min: 12, got: 11 }));
    assert_eq!(staff("tulip-engine-moss"), Err(FieldCode::TooFewKinds { need: 3, got: 2 }));
    assert_eq!(staff("tulip-engine-Moss"), Ok(()));
    assert_eq!(staff("tulip-engine-47"), Ok(()));
}

#[test]
fn a_fault_never_repeats_the_token() {
    let said = format!("{:?}", holds("张三丰", "xx-zhangsanfeng-xx"));
    assert!(!said.contains("zhang"));
}

proptest! {
    #[test]
    fn check_never_panics(password in ".{0,80}", name in "[张三单万俟欧阳吕·a-zA-Z]{1,20}", number in "[0-9A-Z号]{0,20}") {
        let name = Name::parse(&name, CertType::Passport).ok();
        let context = PasswordContext { name: name.as_ref(), birth: NaiveDate::from_ymd_opt(1988, 1, 31), certificate: Some(&number), phone: Some(&number) };
        let _ = check(&password, &context);
        let _ = check_staff(&password, &context);
    }

    #[test]
    fn a_name_is_found_wherever_it_stands(head in "[b-df-hj-np-tv-z]{4}", tail in "[b-df-hj-np-tv-z]{4}") {
        let found = holds("诸葛亮", &format!("{head}ZhugeLiang{tail}"));
        prop_assert_eq!(found, Err(FieldCode::PasswordHolds(PasswordClass::Name)));
    }
}
