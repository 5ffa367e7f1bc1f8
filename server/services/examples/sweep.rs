//! How long one profile takes against a whole table: `cargo run --release -p services --example sweep TABLE PROFILE [ROUNDS]`.
//! Reading and parsing are told apart from judging; of judging the median and the worst of all rounds.
use domain::eligibility::{EligibilityRules, Judge, Person};
use domain::requirement::Requirements;
use domain::verdict::Outcome;
use services::position_table::{national, read_table, requirements};
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(table), Some(profile)) = (arguments.next(), arguments.next()) else { return Err("TABLE PROFILE [ROUNDS]".into()) };
    let rounds: usize = arguments.next().map_or(Ok(200), |rounds| rounds.parse())?;
    let (read, table) = timed(|| read_table(Path::new(&table)))?;
    let (parsed, positions) = timed(|| Ok::<_, Box<dyn Error>>(parse(&table)))?;
    let person: Person = serde_json::from_str(&std::fs::read_to_string(profile)?)?;
    let rules = EligibilityRules::default();
    let majors = national();
    let opens = "2025-01-08".parse()?;
    let mut times = Vec::new();
    let mut counts = [0_usize; 3];
    for _ in 0..rounds {
        let begun = Instant::now();
        let judge = Judge::new(&rules, opens, &majors, &person);
        counts = [0; 3];
        for position in &positions {
            let [met, manual, failed] = &mut counts;
            *match judge.outcome(position) {
                Outcome::Met => met,
                Outcome::Manual => manual,
                Outcome::Failed => failed,
            } += 1;
        }
        times.push(begun.elapsed());
    }
    times.sort();
    let clauses: usize = positions.iter().map(|p| p.clauses.len()).sum();
    println!("{} positions, {clauses} clauses; read {read:?}, parsed {parsed:?}", positions.len());
    println!(
        "judged {:?} (median of {rounds}), worst {:?}",
        times.get(rounds / 2).unwrap_or(&Duration::ZERO),
        times.last().unwrap_or(&Duration::ZERO)
    );
    println!("可报 {}, 需人工 {}, 不可报 {}", counts[0], counts[1], counts[2]);
    Ok(())
}

fn parse(table: &services::position_table::Table) -> Vec<Requirements> {
    table.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(|row| requirements(&row.cells, &sheet.notes))).collect()
}

fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(Duration, T), E> {
    let begun = Instant::now();
    let done = work()?;
    Ok((begun.elapsed(), done))
}
