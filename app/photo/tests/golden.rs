//! The engine's answers on the golden corpus are those of `golden.txt`, bit for bit. Renew it with `make photo-golden` when they are
//! meant to change; `scripts/golden.mjs` holds the worker's program to the same file.
mod corpus;

#[test]
fn every_answer_is_the_golden_one() {
    let finder = photo::finder().unwrap();
    let golden: Vec<&str> = include_str!("../golden.txt").lines().collect();
    let items = corpus::items();
    assert!(items.len() >= 60 && golden.len() == items.len(), "{} files, {} lines", items.len(), golden.len());
    let differ: Vec<String> = items
        .iter()
        .zip(golden)
        .filter_map(|(item, want)| {
            let got = corpus::line(item, finder);
            (got != want).then(|| format!("want {want}\n got {got}"))
        })
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
