//! `baokao demo` as `make run` calls it: everything is there, and a second run adds nothing.
use crate::world::{self, SECRET, Settings};
use domain::application::Stage;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use services::db::Db;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

fn demo(settings: &Path, folder: &Path, sandbox: &str) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_baokao"))
        .args(["demo", "--people", "2", "--rows", "60", "--sandbox", sandbox, "--config"])
        .arg(settings)
        .arg("--folder")
        .arg(folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

async fn stages(url: &str) -> BTreeMap<String, i64> {
    let database = Db::migration_connection(url).await.unwrap();
    let sql = "SELECT stage, count(*) AS n FROM application GROUP BY stage";
    let rows = database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap();
    let found = rows.iter().map(|r| (r.try_get("", "stage").unwrap(), r.try_get("", "n").unwrap())).collect();
    database.close().await.unwrap();
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn candidates_stand_at_every_stage_and_a_second_run_adds_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let sandbox = sandbox::start(SocketAddr::from(([127, 0, 0, 1], 0)), SECRET).await.unwrap();
    let Settings { file, url, .. } = world::settings(dir.path(), &sandbox.url()).await;
    let expected: BTreeMap<String, i64> = Stage::ALL.iter().filter(|s| **s != Stage::Waived).map(|s| (s.code().to_owned(), 2)).collect();
    for run in 0..2 {
        let (settings, folder, sandbox) = (file.clone(), dir.path().join("sample"), sandbox.url());
        let said = tokio::task::spawn_blocking(move || demo(&settings, &folder, &sandbox)).await.unwrap();
        assert!(said.contains("review") && said.contains("exam_admin"), "{said}");
        assert_eq!(said.contains("positions"), run == 0, "{said}");
        assert_eq!(stages(&url).await, expected, "run {run}");
        world::holds(&file);
    }
}
