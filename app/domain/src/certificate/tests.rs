use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 17).unwrap()
}

fn parse(kind: &str, raw: &str) -> Result<Certificate, (FieldName, FieldCode)> {
    Certificate::parse(kind, raw, today())
}

fn refusal(kind: &str, raw: &str) -> FieldCode {
    parse(kind, raw).unwrap_err().1
}

#[test]
fn allows_the_valid_vectors_of_every_eighteen_digit_kind() {
    let vectors = [
        ("01", "420106198801310016", (1988, 1, 31), Sex::Male),
        ("01", "420106198712310030", (1987, 12, 31), Sex::Male),
        ("01", "420106200601311049", (2006, 1, 31), Sex::Female),
        ("01", "420106200602011056", (2006, 2, 1), Sex::Male),
        ("01", "422822199605200615", (1996, 5, 20), Sex::Male),
        ("01", "11010519491231002X", (1949, 12, 31), Sex::Female),
        ("02", "810000199003070015", (1990, 3, 7), Sex::Male),
        ("02", "820000199112120028", (1991, 12, 12), Sex::Female),
        ("02", "830000199304060033", (1993, 4, 6), Sex::Male),
        ("05", "911124198108030024", (1981, 8, 3), Sex::Female),
        ("05", "932682198501010017", (1985, 1, 1), Sex::Male),
    ];
    for (kind, number, (y, m, d), sex) in vectors {
        let certificate = parse(kind, number).unwrap_or_else(|e| panic!("{number}: {e:?}"));
        assert_eq!(certificate.birth(), NaiveDate::from_ymd_opt(y, m, d), "{number}");
        assert_eq!(certificate.sex(), Some(sex), "{number}");
    }
}

#[test]
fn refuses_when_an_eighteen_digit_number_is_wrong() {
    assert_eq!(refusal("01", "429004199002290017"), FieldCode::NoSuchDate);
    assert_eq!(refusal("01", "420106198801310017"), FieldCode::BadCheckDigit);
    assert_eq!(refusal("01", "990106198801310016"), FieldCode::UnknownProvince);
    assert_eq!(refusal("01", "170106198801310014"), FieldCode::UnknownProvince);
    assert_eq!(refusal("01", "710106198801310015"), FieldCode::UnknownProvince);
    assert_eq!(refusal("01", "42010620991231001X"), FieldCode::InFuture);
    assert_eq!(refusal("01", "420106189912310014"), FieldCode::NoSuchDate);
    assert_eq!(refusal("01", "42010619880131001"), FieldCode::WrongLength { need: 18, got: 17 });
    assert_eq!(refusal("01", "420106880131001"), FieldCode::WrongLength { need: 18, got: 15 });
    assert_eq!(refusal("01", "4201061988013100IX"), FieldCode::BadCharacters);
    assert_eq!(refusal("01", "４２０１０６１９８８０１３１００１Ａ"), FieldCode::BadCharacters);
}

#[test]
fn refuses_when_the_card_is_of_another_kind() {
    assert_eq!(refusal("01", "810000199003070015"), FieldCode::WrongKindOfCard);
    assert_eq!(refusal("01", "911124198108030024"), FieldCode::WrongKindOfCard);
    assert_eq!(refusal("02", "420106198801310016"), FieldCode::WrongKindOfCard);
    assert_eq!(refusal("02", "810001199003070015"), FieldCode::WrongKindOfCard);
    assert_eq!(refusal("05", "420106198801310016"), FieldCode::WrongKindOfCard);
    assert_eq!(refusal("05", "911124198108030025"), FieldCode::BadCheckDigit);
}

#[test]
fn allows_what_the_other_kinds_print() {
    for (kind, number) in [
        ("03", "H1234567890"),
        ("03", "m12345678"),
        ("04", "12345678"),
        ("04", "1234567890"),
        ("04", "1234567890b"),
        ("06", "CAN110081080310"),
        ("07", "E12345678"),
        ("07", "ED1234567"),
        ("07", "AB123"),
        ("08", "军字第1234567号"),
    ] {
        assert!(parse(kind, number).is_ok(), "{kind} {number}");
        assert_eq!(parse(kind, number).unwrap().birth(), None);
        assert_eq!(parse(kind, number).unwrap().sex(), None);
    }
}

#[test]
fn refuses_when_the_other_kinds_do_not_fit() {
    for (kind, number) in [
        ("03", "H123456789"),
        ("03", "A12345678"),
        ("03", "H12345678X"),
        ("04", "1234567"),
        ("04", "123456789"),
        ("04", "1234567890AB"),
        ("04", "12345678A"),
        ("06", "CA1110081080310"),
        ("06", "CAN11008108031"),
        ("07", "E123"),
        ("07", "E12345678901234567"),
        ("07", "护照12345"),
        ("08", "123"),
        ("08", "军字第<1234567号"),
        ("08", "1234567890123456789"),
    ] {
        assert_eq!(refusal(kind, number), FieldCode::BadFormat, "{kind} {number}");
    }
}

#[test]
fn refuses_when_kind_or_number_is_missing_or_unknown() {
    assert_eq!(parse("", "1"), Err((FieldName::CertType, FieldCode::Missing)));
    assert_eq!(parse("09", "1"), Err((FieldName::CertType, FieldCode::NotOffered)));
    assert_eq!(parse("01", " \u{200B}-"), Err((FieldName::CertNo, FieldCode::Missing)));
}

#[test]
fn allows_any_spelling_of_the_same_number() {
    let typed = parse("01", " １１０１０５－１９４９1231 002ｘ").unwrap();
    assert_eq!(typed.number(), "11010519491231002X");
    assert_eq!(typed, parse("01", "11010519491231002x").unwrap());
}

#[test]
fn a_renewed_permit_is_the_same_person() {
    let old = parse("03", "H1234567801").unwrap();
    assert_eq!(old.same_person_key(), parse("03", "H12345678").unwrap().same_person_key());
    assert_eq!(old.same_person_key(), "03:H12345678");
    assert_ne!(old.same_person_key(), parse("07", "H12345678").unwrap().same_person_key());
}

#[test]
fn look_up_asks_under_each_kind_the_number_fits() {
    assert_eq!(Certificate::lookup_keys("11010519491231002x"), ["01:11010519491231002X", "08:11010519491231002X"]);
    assert_eq!(Certificate::lookup_keys("h1234567801"), ["03:H12345678", "07:H1234567801", "08:H1234567801"]);
    assert!(Certificate::lookup_keys("").is_empty());
}

#[test]
fn a_masked_number_shows_its_ends_alone() {
    let certificate = parse("01", "11010519491231002x").unwrap();
    assert_eq!(certificate.masked(), "1101************2X");
    assert_eq!(parse("03", "H12345678").unwrap().masked(), "H1*****78");
    assert_eq!(parse("08", "1234").unwrap().masked(), "1**4");
    assert!(!format!("{certificate:?}").contains("19491231"));
    assert!(!format!("{:?}", canonical_login("11010519491231002x")).contains("19491231"));
}

#[test]
fn a_login_is_a_phone_where_it_can_be_one() {
    assert!(matches!(canonical_login("+86 138-0013 8000"), LoginId::Phone(p) if p.as_str() == "13800138000"));
    assert_eq!(canonical_login("１１０１０５１９４９１２３１００２ｘ"), LoginId::Certificate("11010519491231002X".into()));
    assert_eq!(canonical_login("h12345678"), LoginId::Certificate("H12345678".into()));
}

#[test]
fn codes_are_read_back() {
    for kind in CertType::ALL {
        assert_eq!(CertType::from_code(kind.code()), Some(kind));
    }
}

proptest! {
    #[test]
    fn parse_never_panics(kind in 0u8..10, raw in ".*") {
        let kind = format!("{kind:02}");
        if let Ok(certificate) = parse(&kind, &raw) {
            prop_assert!(Certificate::lookup_keys(&raw).contains(&certificate.same_person_key()));
            let again = parse(&kind, certificate.number());
            prop_assert_eq!(again.as_ref(), Ok(&certificate));
            prop_assert!(!certificate.masked().is_empty());
        }
        let _ = canonical_login(&raw);
    }

    #[test]
    fn parse_never_panics_near_a_number(kind in 1u8..9, raw in "[0-9HMXx①年 -]{0,20}") {
        let _ = parse(&format!("{kind:02}"), &raw);
    }

    #[test]
    fn one_mistyped_digit_is_noticed(place in 0usize..17, digit in 0u32..10) {
        let good = "420106198801310016";
        let typed: String = good.chars().enumerate().map(|(i, c)| if i == place { char::from_digit(digit, 10).unwrap() } else { c }).collect();
        prop_assert_eq!(parse("01", &typed).is_ok(), typed == good);
    }
}
