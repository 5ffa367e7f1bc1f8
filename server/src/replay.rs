//! `baokao replay`: decisions judged anew, on the console.
use domain::view::{Replay, Replayed};
use services::actor::Operator;
use std::error::Error;

#[derive(Default)]
struct Sums {
    same: u64,
    otherwise: u64,
    /// By this very engine, or not readable.
    broken: u64,
    without: u64,
}

/// Errors: no such application; a decision that this engine made and does not make again, or whose ground is gone.
pub async fn run(operator: &Operator, number: Option<&str>, json: bool) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut sums = Sums::default();
    let found = operator
        .replay(number, |replay| {
            match (&replay.result, replay.breaks()) {
                (_, true) => sums.broken += 1,
                (Replayed::Same, _) => sums.same += 1,
                (Replayed::NoRuleSet, _) => sums.without += 1,
                _ => sums.otherwise += 1,
            }
            if json {
                println!("{}", serde_json::json!(replay));
            } else {
                differing(&replay);
            }
        })
        .await?;
    if !found {
        return Err("no application has this number".into());
    }
    let Sums { same, otherwise, broken, without } = sums;
    if !json {
        println!("{same} the same, {otherwise} otherwise by an earlier engine, {without} from before rules were kept, {broken} broken");
    }
    if broken > 0 { Err("not every decision follows from what it rested on".into()) } else { Ok(()) }
}

fn differing(replay: &Replay) {
    let Replay { number, position, engine, rules, .. } = replay;
    match &replay.result {
        Replayed::Otherwise(differences) => {
            for it in differences {
                let told = |side: &Option<_>| side.as_ref().map_or("-".to_owned(), |told| serde_json::json!(told).to_string());
                println!(
                    "{number} {position}: engine {engine}, rules {rules}: {} {}: {} -> {}",
                    it.asked.column,
                    it.asked.text,
                    told(&it.before),
                    told(&it.after)
                );
            }
        }
        Replayed::Broken => println!("{number} {position}: what it rested on cannot be read"),
        Replayed::Same | Replayed::NoRuleSet => {}
    }
}
