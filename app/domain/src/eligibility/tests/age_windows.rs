//! The windows that announcements printed, and what ends and exact days do to them.
use super::*;

fn window(cutoff: &str, min: u32, max: u32) -> BirthWindow {
    let rules = rules(json!({"age": {"min": min, "max": max, "cutoff": cutoff}}));
    Judge::new(&rules, opens(), &NATIONAL, &Person::default()).window(&Requirements::default())
}

fn printed(from: &str, to: &str) -> BirthWindow {
    BirthWindow { from: Some(day(from)), to: Some(day(to)) }
}

/// 国考 2024, 2025, 2026; 湖北 2022, 2023, 2024; 上海 2025: whole months, 18 to 35 (38), and where printed 40 or 43. Of 湖北 2022 and
/// 上海 2025 domain.md records that the formula agrees, not the months: theirs stand here by the month in which applying opened.
#[test]
fn seven_published_windows() {
    for (cutoff, max, from, to) in [
        ("2023-10-15", 35, "1987-10-01", "2005-10-31"),
        ("2023-10-15", 40, "1982-10-01", "2005-10-31"),
        ("2024-10-15", 35, "1988-10-01", "2006-10-31"),
        ("2024-10-15", 40, "1983-10-01", "2006-10-31"),
        ("2025-10-15", 38, "1986-10-01", "2007-10-31"),
        ("2025-10-15", 43, "1981-10-01", "2007-10-31"),
        ("2022-01-18", 35, "1986-01-01", "2004-01-31"),
        ("2023-01-10", 35, "1987-01-01", "2005-01-31"),
        ("2024-01-17", 35, "1988-01-01", "2006-01-31"),
        ("2024-01-17", 40, "1983-01-01", "2006-01-31"),
        ("2024-11-08", 35, "1988-11-01", "2006-11-30"),
    ] {
        assert_eq!(window(cutoff, 18, max), printed(from, to), "{cutoff} {max}");
    }
}

#[test]
fn an_explicit_window_is_taken_as_printed() {
    let rules = rules(json!({"age": {"mode": "explicit", "from": "1988-01", "to": "2006-01"}}));
    let nobody = Person::default();
    let judge = Judge::new(&rules, opens(), &NATIONAL, &nobody);
    assert_eq!(judge.window(&Requirements::default()), printed("1988-01-01", "2006-01-31"));
}

#[test]
fn a_position_may_say_otherwise() {
    let window = |cells: &[(&str, &str)]| {
        let rules = exam_a();
        Judge::new(&rules, opens(), &NATIONAL, &Person::default()).window(&Requirements::read(cells.iter().copied(), &[], ""))
    };
    assert_eq!(window(&[]), printed("1988-01-01", "2006-01-31"));
    assert_eq!(window(&[("备注", "年龄放宽到43周岁")]), printed("1980-01-01", "2006-01-31"));
    assert_eq!(window(&[("年龄要求", "18周岁以上、30周岁以下")]), printed("1993-01-01", "2006-01-31"));
    assert_eq!(window(&[("备注", "1990年1月至2004年12月期间出生")]), printed("1990-01-01", "2004-12-31"));
}

#[test]
fn a_stricter_table_takes_its_own_relaxations_alone() {
    let fresh = |birth: &str| with(&somebody(), json!({"birth": birth, "fresh": true, "studies": [master("法学", "0301", "2024-06")]}));
    let police = [("年龄要求", "18周岁以上、30周岁以下")];
    assert_eq!(told(&exam_a(), &police, &fresh("1990-05-01")), fails(&[Reason::AgeOver]), "33: not the exam's 40");
    let relaxed = [("年龄要求", "18周岁以上、30周岁以下，2024年应届硕士、博士研究生为35周岁以下")];
    assert_eq!(told(&exam_a(), &relaxed, &fresh("1990-05-01")), passes());
    assert_eq!(told(&exam_a(), &relaxed, &with(&somebody(), json!({"birth": "1990-05-01"}))), fails(&[Reason::AgeOver]));
}

#[test]
fn who_was_born_on_29_february_completes_the_year_on_1_march_or_by_choice_a_day_earlier() {
    let exact = |leap| rules(json!({"age": {"mode": "exact_day", "min": 18, "cutoff": "2022-02-28", "leap_on_28": leap}}));
    let who = with(&somebody(), json!({"birth": "2004-02-29"}));
    let cells = [("学历", "大专及以上")];
    assert_eq!(told(&exact(false), &cells, &who), fails(&[Reason::AgeUnder]));
    assert_eq!(told(&exact(true), &cells, &who), passes());
}

#[test]
fn the_birthday_of_every_day_of_four_years_agrees_with_counting() {
    for leap in [false, true] {
        for counts in [true, false] {
            let rules = rules(
                json!({"age": {"mode": "exact_day", "min": 18, "max": 35, "cutoff": "2024-02-29", "leap_on_28": leap, "birthday_counts": counts}}),
            );
            let window = Judge::new(&rules, opens(), &NATIONAL, &Person::default()).window(&Requirements::default());
            let mut birth = day("1987-01-01");
            while birth < day("1991-01-01") {
                let on = if counts { day("2024-02-29") } else { day("2024-02-28") };
                let fits = candidate::full_years(birth, on, leap) <= 35;
                assert_eq!(window.holds(birth), fits, "{birth} leap {leap} counts {counts}");
                birth = birth.succ_opt().unwrap();
            }
        }
    }
}
