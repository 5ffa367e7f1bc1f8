//! The statements of a confirmation, as pgbench sends them: what PostgreSQL does without us.
use crate::Outcome;
use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use std::path::Path;
use std::process::Command;

/// Each application by a number, so that pgbench can draw one.
const NUMBERED: &str = "CREATE TABLE IF NOT EXISTS bench_n AS SELECT row_number() OVER ()::int AS n, id FROM application";
const INDEX: &str = "CREATE UNIQUE INDEX IF NOT EXISTS bench_n_n ON bench_n (n)";

/// What `Candidate::confirm` and `application::apply` read and write (server/services/src/application.rs), in their order. Values are
/// as long as ours; ids of new rows are made by the database, as pgbench cannot.
const SCRIPT: &str = "\\set n random(1, :rows)
SELECT id AS app FROM bench_n WHERE n = :n \\gset
SELECT * FROM application WHERE id = ':app'::uuid;
SELECT c.* FROM candidate c JOIN application a ON a.candidate_id = c.id WHERE a.id = ':app'::uuid;
SELECT p.* FROM profile_part p JOIN application a ON a.candidate_id = p.candidate_id WHERE a.id = ':app'::uuid;
SELECT p.* FROM position p JOIN application a ON a.position_id = p.id WHERE a.id = ':app'::uuid;
SELECT s.* FROM sheet s JOIN position p ON p.sheet_id = s.id JOIN application a ON a.position_id = p.id WHERE a.id = ':app'::uuid;
SELECT e.* FROM exam e JOIN application a ON a.exam_id = e.id WHERE a.id = ':app'::uuid;
SELECT * FROM application_event WHERE application_id = ':app'::uuid ORDER BY seq;
SELECT c.* FROM candidate c JOIN application a ON a.candidate_id = c.id WHERE a.id = ':app'::uuid;
SELECT f.* FROM photo f JOIN candidate c ON c.photo_id = f.id JOIN application a ON a.candidate_id = c.id WHERE a.id = ':app'::uuid;
BEGIN;
SELECT * FROM idempotency WHERE id = decode(md5(':app'), 'hex');
SELECT e.* FROM exam e JOIN application a ON a.exam_id = e.id WHERE a.id = ':app'::uuid;
SELECT c.* FROM candidate c JOIN application a ON a.candidate_id = c.id WHERE a.id = ':app'::uuid;
SELECT p.part, p.saved FROM profile_part p JOIN application a ON a.candidate_id = p.candidate_id WHERE a.id = ':app'::uuid;
UPDATE application SET stage = 'pending_review', version = version + 1, claimed_by = NULL, claimed_until = NULL, confirmed_at = 1, \
submissions = submissions + 1 WHERE id = ':app'::uuid;
INSERT INTO application_event (application_id, event, at, actor) VALUES (':app'::uuid, 'confirm', 1, 'candidate:' || ':app');
INSERT INTO audit (at, actor, deed, subject) VALUES (1, 'candidate:' || ':app', 'application.confirm', 'application:' || ':app');
INSERT INTO snapshot (id, application_id, at, hash, body_sealed) VALUES (gen_random_uuid(), ':app'::uuid, 1, repeat('a', 64), decode(repeat('ab', :bytes), 'hex'));
INSERT INTO idempotency (id, body_hash, outcome_sealed, created) VALUES (decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), decode(md5(':app'), 'hex'), decode(md5(':app'), 'hex'), 1) ON CONFLICT DO NOTHING;
COMMIT;
";
/// How long a sealed snapshot is.
const BYTES: &str = "SELECT coalesce(avg(length(body_sealed)), 4000)::bigint FROM snapshot WHERE length(body_sealed) > 0";

/// Transactions a second. Errors: pgbench is missing or fails.
pub async fn run(program: &Path, url: &str, clients: usize) -> Outcome<f64> {
    let database = Database::connect(url).await?;
    database.execute_unprepared(NUMBERED).await?;
    database.execute_unprepared(INDEX).await?;
    let count = Statement::from_string(DbBackend::Postgres, "SELECT count(*) FROM bench_n");
    let rows: i64 = database.query_one_raw(count).await?.ok_or("no count")?.try_get_by_index(0)?;
    let bytes = Statement::from_string(DbBackend::Postgres, BYTES);
    let bytes: i64 = database.query_one_raw(bytes).await?.ok_or("no snapshots")?.try_get_by_index(0)?;
    database.close().await?;
    let script = tempfile::NamedTempFile::new()?;
    std::fs::write(script.path(), SCRIPT)?;
    let (clients, rows) = (clients.to_string(), format!("rows={rows}"));
    let bytes = format!("bytes={bytes}");
    let done = Command::new(program)
        .args(["-n", "-T", "6", "-j", "2", "-c", &clients, "-D", &rows, "-D", &bytes, "-f"])
        .arg(script.path())
        .arg(url)
        .output()?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let rate = text.lines().find_map(|l| l.strip_prefix("tps = ")).and_then(|l| l.split_whitespace().next());
    let Some(rate) = rate.filter(|_| done.status.success()) else {
        return Err(format!("pgbench: {text}{}", String::from_utf8_lossy(&done.stderr)).into());
    };
    Ok(rate.parse()?)
}
