//! What 我能报吗 answers natively for a table and many people, for `scripts/judge.mjs` to hold the browser's program to.
//! usage: judge_corpus FOLDER [POSITIONS]
use domain::eligibility::{EligibilityRules, ReadTable, STUDIES, ShortProfile};
use domain::requirement::{Binder, Column, NewRow};
use services::position_table::{national, read_table};
use std::collections::HashSet;
use std::error::Error;
use std::path::PathBuf;

const PEOPLE: u64 = 60;
const MAJORS: [&str; 10] =
    ["行政管理", "法学", "030101K", "会计学", "计算机科学与技术", "汉语言文学", "土木工程", "0809", "护理学", "哲学"];

/// Without an age, by whole months, to the day, and with other answers to what is open.
const RULES: [&str; 4] = [
    "{}",
    r#"{"age": {"mode": "month_window", "min": 18, "max": 35, "cutoff": "2026-10-16"}}"#,
    r#"{"age": {"mode": "exact_day", "min": 18, "max": 35, "cutoff": "2026-10-17", "birthday_counts": false}}"#,
    r#"{"age": {"mode": "month_window", "min": 20, "max": 30, "cutoff": "2026-01-31"}, "on_unknown": "pass_self_responsible"}"#,
];

/// The `n`th of a list, by steps that have no common turn.
fn nth<T: Copy>(list: &[T], n: u64, step: u64) -> Option<T> {
    list.get(usize::try_from(n * step % list.len() as u64).ok()?).copied()
}

/// A person who leaves some entries empty.
fn person(n: u64) -> ShortProfile {
    let told = |step: u64, text: String| if n % step == step - 1 { String::new() } else { text };
    let pick = |list: &[&str], step: u64| nth(list, n, step).unwrap_or_default().to_owned();
    ShortProfile {
        birth: told(
            7,
            format!(
                "{}-{:02}{}",
                1980 + n * 5 % 30,
                1 + n % 12,
                if n.is_multiple_of(3) { format!("-{:02}", 1 + n % 28) } else { String::new() }
            ),
        ),
        sex: told(11, pick(&["m", "f"], 1)),
        study: told(13, STUDIES.get((n * 5 % 6) as usize).map_or_else(String::new, |(value, ..)| (*value).to_owned())),
        major: told(9, pick(&MAJORS, 3)),
        end: told(8, format!("{}-06", 2005 + n * 7 % 23)),
        political: told(5, pick(&["01", "03", "13"], 1)),
        fresh: told(3, pick(&["yes", "no"], 1)),
        grassroots: told(2, (n * 7 % 60).to_string()),
        ..ShortProfile::default()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: judge_corpus FOLDER [POSITIONS]")?);
    let positions = std::env::args().nth(2).map_or(Ok(200), |n| n.parse())?;
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("table.xlsx");
    std::fs::write(&file, server::sample::sample_table(7, positions)?)?;
    let table = read_table(&file)?;
    let mut binder = Binder::default();
    let mut number = 0u128;
    for sheet in &table.sheets {
        let asks = |header: &str| Column::of(header).is_some();
        let headers: Vec<&str> = sheet.columns.iter().map(String::as_str).filter(|header| asks(header)).collect();
        binder.sheet(&headers, &sheet.notes);
        for row in &sheet.rows {
            let cell = |header: &&str| row.cells.iter().find(|(h, _)| h == header).map_or("", |(_, text)| text.as_str());
            let cells: Vec<&str> = headers.iter().map(cell).collect();
            let id = uuid::Uuid::from_u128(number).to_string();
            number += 1;
            let (code, unit, title, place) = (row.code.as_str(), row.unit.as_str(), row.title.as_str(), row.district.as_str());
            binder.row(&NewRow { id: &id, code, unit, title, place, headcount: row.headcount, cells: &cells });
        }
    }
    let book = binder.bind();
    std::fs::write(folder.join("book.json"), serde_json::to_vec(&book)?)?;
    let read = ReadTable::of(book);
    let opens = "2026-11-24".parse()?;
    let rules = RULES.map(serde_json::from_str::<EligibilityRules>);
    let mut lines = Vec::new();
    let mut pairs = 0;
    for (profile, rules) in (0..PEOPLE).map(person).zip(rules.iter().cycle()) {
        let rules = rules.as_ref().map_err(ToString::to_string)?;
        for show in ["met.20", "manual.20", "failed.20"] {
            let profile = ShortProfile { show: show.to_owned(), ..profile.clone() };
            let list = read.list((rules, opens), &national(), &HashSet::new(), &profile);
            pairs += list.rows.len();
            lines.push(serde_json::json!({
                "rules": serde_json::to_string(rules)?, "profile": serde_json::to_string(&profile)?, "list": serde_json::to_string(&list)?
            }));
        }
    }
    let corpus = serde_json::json!({ "opens": opens, "pairs": pairs, "asked": lines });
    std::fs::write(folder.join("corpus.json"), serde_json::to_vec(&corpus)?)?;
    println!("judge corpus: {PEOPLE} people, {} positions, {pairs} verdicts", read.len());
    Ok(())
}
