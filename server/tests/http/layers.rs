//! The crates' edges as docs/architecture.md §1 allows them, read from `cargo metadata`: any other edge fails.
use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::BTreeSet;

const ALLOWED: &[(&str, &[&str])] = &[
    // `photo` without its features: the types alone.
    ("domain", &["photo"]),
    ("photo", &[]),
    ("migrations", &[]),
    ("sandbox", &[]),
    ("frontend", &["app"]),
    ("worker", &["photo"]),
    ("judge", &["domain"]),
    ("app", &["domain", "photo", "services"]),
    ("services", &["domain", "photo"]),
    ("bench", &["server", "services", "domain", "photo", "migrations"]),
    ("server", &["app", "services", "domain", "photo", "migrations"]),
];

#[test]
fn crates_use_only_the_allowed_edges() {
    let metadata = MetadataCommand::new().manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml")).no_deps().exec().unwrap();
    let ours: BTreeSet<String> = metadata.packages.iter().map(|p| p.name.to_string()).collect();
    let named: BTreeSet<String> = ALLOWED.iter().map(|(n, _)| (*n).to_owned()).collect();
    assert_eq!(ours, named, "a new crate needs its row here");
    for package in &metadata.packages {
        let (_, allowed) = ALLOWED.iter().find(|(n, _)| *n == package.name.as_str()).unwrap();
        for dependency in &package.dependencies {
            let name = dependency.name.as_str();
            if !ours.contains(name) || dependency.kind == DependencyKind::Development {
                let sandbox_outside_tests = name == "sandbox" && dependency.kind != DependencyKind::Development;
                assert!(!sandbox_outside_tests, "{} may use the sandbox in tests alone", package.name);
                continue;
            }
            assert!(allowed.contains(&name), "{} → {name} is not an allowed edge", package.name);
        }
    }
}

/// What a crate must never name directly.
#[test]
fn layers_do_not_see_what_is_not_theirs() {
    let metadata = MetadataCommand::new().manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml")).no_deps().exec().unwrap();
    let never: &[(&str, &[&str])] = &[
        ("app", &["sea-orm", "sqlx"]),
        ("services", &["leptos", "leptos_axum", "axum"]),
        ("domain", &["tokio", "axum", "leptos", "reqwest"]),
        ("photo", &["wasm-bindgen", "web-sys", "sea-orm", "uuid", "chrono"]),
        ("frontend", &["services", "sea-orm", "tokio"]),
    ];
    for (name, forbidden) in never {
        let package = metadata.packages.iter().find(|p| p.name.as_str() == *name).unwrap();
        for dependency in package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development) {
            assert!(!forbidden.contains(&dependency.name.as_str()), "{name} must not see {}", dependency.name);
        }
    }
}

/// `ssr` in the browser's build would pull the server into it (feature unification).
#[test]
fn the_browser_build_has_no_server_features() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let tree = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "-p",
            "frontend",
            "--target",
            "wasm32-unknown-unknown",
            "-e",
            "normal,features",
            "--prefix",
            "none",
            "-f",
            "{p} {f}",
        ])
        .current_dir(root)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&tree.stdout);
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    assert!(text.contains("leptos v"), "cargo tree printed nothing to judge");
    for line in text.lines() {
        let alone = line.split_whitespace().any(|word| word == "ssr" || word.split(',').any(|f| f == "ssr"));
        assert!(!alone && !line.contains("feature \"ssr\""), "server feature in the browser's build: {line}");
    }
    for never in ["tokio v", "sea-orm v", "axum v"] {
        assert!(!text.contains(never), "{never} in the browser's build");
    }
}
