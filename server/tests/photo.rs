//! `baokao photo` as a program: what it prints, what it writes, how it ends.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]
use photo::sample::portrait;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const WHITE: [u8; 3] = [255; 3];

fn run(arguments: &[&str], files: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baokao")).arg("photo").args(arguments).args(files).output().unwrap()
}

fn objects(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn written(dir: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let file = dir.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    file
}

fn codes(object: &Value) -> Vec<&str> {
    object["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

#[test]
fn check_prints_one_object_a_file_and_ends_by_the_worst() {
    let dir = tempfile::tempdir().unwrap();
    let good = written(&dir, "good.jpg", &portrait(1, 600, 840, WHITE));
    let green = written(&dir, "green.jpg", &portrait(1, 600, 840, [20, 120, 40]));
    let cut = written(&dir, "cut.jpg", &portrait(1, 600, 840, WHITE)[..9000]);
    let one = run(&["check", "--json"], &[&good]);
    assert_eq!(one.status.code(), Some(0), "{}", String::from_utf8_lossy(&one.stdout));
    let one = &objects(&one)[0];
    let profile = photo::Profile::builtin("cpta-1inch-white").unwrap();
    let judged_by = format!("{}/{}", profile.id, profile.version);
    assert_eq!((one["verdict"].as_str(), one["profile"].as_str()), (Some("pass"), Some(judged_by.as_str())));
    assert_eq!(one["engine"].as_str(), Some(photo::ENGINE));
    assert_eq!(one["face"]["box"].as_array().unwrap().len(), 4);
    let two = run(&["check", "--json"], &[&good, &green]);
    assert_eq!((two.status.code(), objects(&two).len()), (Some(1), 2));
    let ground = objects(&two).remove(1);
    assert_eq!(ground["file"].as_str(), green.to_str());
    let finding = &ground["findings"][0];
    assert_eq!(
        (finding["code"].as_str(), finding["class"].as_str(), finding["detail"].as_str()),
        (Some("B01"), Some("hard"), Some("green"))
    );
    assert!(finding["value"].is_i64() && finding["limit"].is_i64() && finding["unit"] == "level" && finding["geometry"].is_array());
    let three = run(&["check", "--json"], &[&green, &cut]);
    assert_eq!(three.status.code(), Some(2));
    assert_eq!(codes(&objects(&three)[1]), ["F06"]);
    assert!(objects(&three)[1]["face"].is_null());
}

#[test]
fn final_judges_as_the_server_does_and_process_makes_what_it_accepts() {
    let dir = tempfile::tempdir().unwrap();
    let source = written(&dir, "me.png", &portrait(3, 700, 1000, WHITE));
    let out = dir.path().join("报名照片.jpg");
    assert_eq!(run(&["check", "--json", "--final"], &[&source]).status.code(), Some(1));
    let made = run(&["process"], &[&source, &out]);
    assert_eq!(made.status.code(), Some(0));
    assert!(codes(&objects(&made)[0]).contains(&"F04"), "the name ends in png, the bytes are JPEG");
    assert_eq!(run(&["check", "--json", "--final"], &[&out]).status.code(), Some(0));
    let large = dir.path().join("large.jpg");
    assert_eq!(run(&["process", "--profile", "preset-1inch-large"], &[&source, &large]).status.code(), Some(0));
    assert_eq!(run(&["check", "--final", "--profile", "preset-1inch-large"], &[&large]).status.code(), Some(0));
    assert_eq!(run(&["check", "--final"], &[&large]).status.code(), Some(1));
}

#[test]
fn final_fails_what_can_be_read_and_names_what_cannot() {
    let dir = tempfile::tempdir().unwrap();
    let good = portrait(5, 600, 840, WHITE);
    let mut heavy = good.clone();
    heavy.resize(500 * 1024 + 1, 0);
    for (name, bytes, code, exit) in [
        ("heavy.jpg", heavy, "F01", 1),
        ("wide.jpg", portrait(5, 1300, 1700, WHITE), "F08", 1),
        ("me.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(), "F02", 1),
        ("cut.jpg", good[..good.len() / 2].to_vec(), "F06", 2),
        ("empty.jpg", Vec::new(), "F01", 2),
        ("text.jpg", b"hello".to_vec(), "F02", 2),
        ("long.txt", vec![b'a'; 600 * 1024], "F01", 2),
    ] {
        let told = run(&["check", "--json", "--final"], &[&written(&dir, name, &bytes)]);
        let object = &objects(&told)[0];
        assert_eq!((told.status.code(), object["verdict"].as_str(), codes(object)), (Some(exit), Some("fail"), vec![code]), "{name}");
    }
    let (there, missing) = (written(&dir, "good.jpg", &good), dir.path().join("missing.jpg"));
    let told = run(&["check", "--json"], &[&missing, &there, dir.path()]);
    assert_eq!(told.status.code(), Some(2));
    let told = objects(&told);
    let of = |n: usize, name: &str| told[n][name].as_str();
    assert_eq!((of(0, "file"), of(1, "verdict"), of(2, "file")), (missing.to_str(), Some("pass"), dir.path().to_str()));
    assert!(of(0, "error").is_some() && of(1, "error").is_none() && of(2, "error").is_some(), "{told:?}");
    let told = run(&["process"], &[&missing, &dir.path().join("out.jpg")]);
    assert!(told.status.code() == Some(2) && objects(&told)[0]["error"].is_string());
}

#[test]
fn process_writes_nothing_when_the_photo_fails() {
    let dir = tempfile::tempdir().unwrap();
    let red = written(&dir, "red.jpg", &portrait(4, 600, 840, [200, 30, 40]));
    let out = dir.path().join("out.jpg");
    assert_eq!(run(&["process"], &[&red, &out]).status.code(), Some(1));
    assert!(!out.exists());
}

#[test]
fn a_profile_may_be_a_file_and_an_unknown_one_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let good = written(&dir, "good.jpg", &portrait(1, 600, 840, WHITE));
    let own = include_str!("../../app/photo/profiles/preset-1inch.toml").replace("preset-1inch", "our-own");
    let own = written(&dir, "own.toml", own.as_bytes());
    let with = run(&["check", "--json", "--profile", own.to_str().unwrap()], &[&good]);
    assert_eq!((with.status.code(), objects(&with)[0]["profile"].as_str().unwrap().to_owned()), (Some(0), "our-own/1".to_owned()));
    assert_eq!(run(&["check", "--profile", "none"], &[&good]).status.code(), Some(2));
    assert_eq!(run(&["check"], &[&dir.path().join("missing.jpg")]).status.code(), Some(2));
    let listed = run(&["profiles"], &[]);
    assert!(String::from_utf8_lossy(&listed.stdout).lines().any(|id| id == "ga461-id-card"));
}
