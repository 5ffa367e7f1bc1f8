//! The whole journey: 填报信息 in parts, positions that keep their id from table to table, documents in versions, rules of an exam,
//! what a consent rests on, a reviewer's claim, and imports that wait to be looked at.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn col(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

fn parts() -> TableCreateStatement {
    Table::create()
        .table("profile_part")
        .col(col("candidate_id").uuid().not_null())
        .col(col("part").text().not_null())
        .col(col("body_sealed").blob().not_null())
        .col(col("version").big_integer().not_null())
        .col(col("saved").big_integer().not_null())
        .primary_key(Index::create().col("candidate_id").col("part").primary())
        .take()
}

/// As `position`, with its batch in the key.
fn positions() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("position_by_batch");
    for name in ["id", "exam_id", "sheet_id"] {
        table.col(col(name).uuid().not_null());
    }
    for name in ["batch", "ord"] {
        table.col(col(name).big_integer().not_null());
    }
    for name in ["code", "unit_code", "unit", "title", "district", "education", "degree", "cells", "search"] {
        table.col(col(name).text().not_null());
    }
    table.col(col("headcount").integer().not_null());
    table.primary_key(Index::create().col("id").col("batch").primary());
    table.foreign_key(ForeignKey::create().from("position_by_batch", "exam_id").to("exam", "id"));
    table.foreign_key(ForeignKey::create().from("position_by_batch", "sheet_id").to("sheet", "id"));
    table.take()
}

fn imports() -> TableCreateStatement {
    Table::create()
        .table("import")
        .col(col("id").uuid().not_null().primary_key())
        .col(col("exam_id").uuid().not_null())
        .col(col("file_name").text().not_null())
        .col(col("object").text().not_null())
        .col(col("positions").big_integer().not_null())
        .col(col("places").big_integer().not_null())
        .col(col("warnings").big_integer().not_null())
        .col(col("made").big_integer().not_null())
        .col(col("made_by").text().not_null())
        .col(col("taken").big_integer().null())
        .foreign_key(ForeignKey::create().from("import", "exam_id").to("exam", "id"))
        .take()
}

fn index(table: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index.take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        manager.create_table(parts()).await?;
        let moved = "INSERT INTO profile_part (candidate_id, part, body_sealed, version, saved) \
                     SELECT candidate_id, 'education', education_sealed, version, saved FROM profile";
        db.execute_unprepared(moved).await?;
        manager.drop_table(Table::drop().table("profile").take()).await?;

        manager.create_table(positions()).await?;
        let all = "id, exam_id, sheet_id, batch, ord, code, unit_code, unit, title, district, education, degree, cells, search, headcount";
        db.execute_unprepared(&format!("INSERT INTO position_by_batch ({all}) SELECT {all} FROM position")).await?;
        manager.drop_table(Table::drop().table("position").take()).await?;
        manager.rename_table(Table::rename().table("position_by_batch", "position").take()).await?;
        for columns in [&["exam_id", "batch", "ord"][..], &["exam_id", "batch", "unit_code", "code"]] {
            manager.create_index(index("position", columns, columns.len() == 3)).await?;
        }

        let columns = [
            ("exam", col("rules").text().not_null().default("{}").take()),
            ("exam", col("version").big_integer().not_null().default(1).take()),
            ("exam", col("documents_version").integer().not_null().default(1).take()),
            ("document", col("version").integer().not_null().default(1).take()),
            ("application", col("consent_version").integer().not_null().default(1).take()),
            ("application", col("consent_from_sealed").blob().null().take()),
            ("application", col("claimed_by").uuid().null().take()),
            ("application", col("claimed_until").big_integer().null().take()),
            ("application", col("claim").big_integer().not_null().default(0).take()),
            ("application_event", col("position_id").uuid().null().take()),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        manager.create_table(imports()).await?;
        manager.create_index(index("import", &["exam_id", "made"], false)).await
    }
}
