//! What was measured, as JSON and as the table of the README.
use crate::Outcome;
use serde::Serialize;
use std::collections::HashMap;
use std::path::Path;

const BEGIN: &str = "<!-- bench: made by `make bench` -->";
const END: &str = "<!-- /bench -->";

#[derive(Serialize)]
struct Entry {
    key: String,
    what: String,
    value: f64,
    unit: String,
    /// The entry it is a multiple of.
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<f64>,
}

/// Entries in the order of measuring.
#[derive(Serialize)]
pub struct Report {
    processor: String,
    cores: usize,
    entries: Vec<Entry>,
}

impl Report {
    pub fn new() -> Self {
        let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let name = about.lines().find_map(|l| l.strip_prefix("model name")).and_then(|l| l.split_once(':')).map_or("", |(_, n)| n.trim());
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { processor: name.to_owned(), cores, entries: Vec::new() }
    }

    /// A figure; it is printed at once.
    pub fn add(&mut self, key: &str, what: &str, value: f64, unit: &str) {
        println!("{what}: {} {unit}", figure(value));
        self.entries.push(Entry { key: key.into(), what: what.into(), value, unit: unit.into(), against: None, ratio: None });
    }

    /// A figure beside an earlier one of the same unit.
    pub fn against(&mut self, key: &str, what: &str, value: f64, unit: &str, against: &str) {
        let other = self.entries.iter().find(|e| e.key == against).map(|e| e.value);
        self.add(key, what, value, unit);
        if let (Some(entry), Some(other)) = (self.entries.last_mut(), other) {
            entry.ratio = Some(value / other);
            entry.against = Some(against.to_owned());
            println!("  = {:.2} × {against}", value / other);
        }
    }

    /// Bytes of the browser's programs, raw and as sent.
    pub fn sizes(&mut self, pkg: &Path) -> Outcome<()> {
        let names: HashMap<String, String> = serde_json::from_slice(&std::fs::read(pkg.join("manifest.json"))?)?;
        let whose = [
            ("baokao.wasm", "candidates' program"),
            ("admin.wasm", "staff's program"),
            ("worker.wasm", "photo worker"),
            ("worker-plain.wasm", "photo worker for browsers without vectors"),
            ("judge.wasm", "我能报吗 worker"),
            ("style.css", "style sheet"),
        ];
        for (plain, words) in whose {
            let hashed = names.get(plain).ok_or("manifest.json lacks a file")?;
            let size =
                |ending: &str| Ok::<_, std::io::Error>(std::fs::metadata(pkg.join(format!("{hashed}{ending}")))?.len() as f64 / 1024.0);
            self.add(&format!("size.{plain}"), &format!("{words}, raw"), size("")?, "KiB");
            self.against(&format!("size.{plain}.br"), &format!("{words}, brotli"), size(".br")?, "KiB", &format!("size.{plain}"));
        }
        Ok(())
    }

    /// Errors: a file that cannot be written, a README without the marks.
    pub fn write(&self, json: &Path, readme: &Path) -> Outcome<()> {
        std::fs::write(json, serde_json::to_string_pretty(self)? + "\n")?;
        let text = std::fs::read_to_string(readme)?;
        let (before, rest) = text.split_once(BEGIN).ok_or("README has no mark for the table")?;
        let (_, after) = rest.split_once(END).ok_or("README has no mark for the table's end")?;
        std::fs::write(readme, format!("{before}{BEGIN}\n{}{END}{after}", self.table()))?;
        Ok(())
    }

    fn table(&self) -> String {
        let mut out = format!(
            "One run on {} cores of {}; clients, database and server share them.\n\n| measured | | |\n|---|---:|---|\n",
            self.cores, self.processor
        );
        for e in &self.entries {
            let beside = e.against.as_ref().and_then(|a| self.entries.iter().find(|o| &o.key == a));
            let ratio = match (e.ratio, beside) {
                (Some(ratio), Some(other)) => format!("{ratio:.2} × {}", other.what.trim_start_matches("… ")),
                _ => String::new(),
            };
            out.push_str(&format!("| {} | {} {} | {ratio} |\n", e.what, figure(e.value), e.unit));
        }
        out
    }
}

/// Three digits that mean something.
fn figure(value: f64) -> String {
    match value.abs() {
        v if v >= 100.0 => format!("{value:.0}"),
        v if v >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
