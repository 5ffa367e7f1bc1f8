//! The entities and the migrated schema say the same.
use crate::world::World;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, EntityName, EntityTrait, IdenStatic, Iterable, QuerySelect, Statement,
};
use services::entity;
use std::collections::BTreeSet;

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "name").unwrap()).collect()
}

/// Tables of the schema but the migrator's own.
pub async fn tables(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        _ => "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    };
    texts(db, sql).await.into_iter().filter(|t| t != "seaql_migrations").collect()
}

async fn columns(db: &DatabaseConnection, table: &str) -> BTreeSet<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => format!("SELECT name FROM pragma_table_info('{table}')"),
        _ => format!(
            "SELECT column_name::text AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
        ),
    };
    texts(db, &sql).await.into_iter().collect()
}

/// Columns agree both ways, and a row can be asked for.
async fn agrees<E>(db: &DatabaseConnection, entity: E) -> String
where
    E: EntityTrait + EntityName,
    E::Column: Iterable + IdenStatic,
{
    let table = entity.table_name().to_owned();
    let ours: BTreeSet<String> = E::Column::iter().map(|c| c.as_str().to_owned()).collect();
    assert_eq!(ours, columns(db, &table).await, "columns of {table}: entity (left), schema (right)");
    E::find().limit(1).all(db).await.unwrap_or_else(|e| panic!("{table} cannot be read: {e}"));
    table
}

macro_rules! all_agree {
    ($db:expr; $($name:ident),+ $(,)?) => { BTreeSet::from([$(agrees($db, entity::$name::Entity).await),+]) };
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn entities_and_schema_agree() {
    let world = World::new().await;
    let db = world.database().await;
    let named = all_agree!(
        &db; application, application_event, attempt, audit, candidate, catalogue, document, exam, favourite, flow, idempotency, import, integrity, job, message,
        photo, photo_profile, position, position_batch, position_change, position_count, position_state, profile_part, rule_set, session, sheet, sms_code, snapshot,
        spent_ticket, staff, throttle,
    );
    let real: BTreeSet<String> = tables(&db).await.into_iter().collect();
    assert_eq!(named, real, "tables: entities (left), schema (right)");
    db.close().await.unwrap();
}
