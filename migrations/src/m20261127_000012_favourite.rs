//! What becomes of a position: tables as they were published, what changed from one to the next, who keeps an eye on it.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn col(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

fn batches() -> TableCreateStatement {
    Table::create()
        .table("position_batch")
        .col(col("exam_id").uuid().not_null())
        .col(col("batch").big_integer().not_null())
        .col(col("at").big_integer().not_null())
        .primary_key(Index::create().col("exam_id").col("batch").primary())
        .foreign_key(ForeignKey::create().from("position_batch", "exam_id").to("exam", "id"))
        .take()
}

fn changes() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("position_change").col(col("exam_id").uuid().not_null());
    for name in ["unit_code", "code", "kind", "title", "unit", "cells"] {
        table.col(col(name).text().not_null());
    }
    table
        .col(col("batch").big_integer().not_null())
        .col(col("notes").boolean().not_null())
        .primary_key(Index::create().col("exam_id").col("unit_code").col("code").col("batch").primary())
        .foreign_key(ForeignKey::create().from("position_change", "exam_id").to("exam", "id"))
        .check(Expr::col("kind").is_in(["removed", "changed", "added"]))
        .take()
}

fn favourites() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("favourite");
    for name in ["candidate_id", "exam_id", "position_id"] {
        table.col(col(name).uuid().not_null());
    }
    for name in ["unit_code", "code", "title", "unit"] {
        table.col(col(name).text().not_null());
    }
    table
        .col(col("added").big_integer().not_null())
        .primary_key(Index::create().col("candidate_id").col("exam_id").col("unit_code").col("code").primary())
        .foreign_key(ForeignKey::create().from("favourite", "exam_id").to("exam", "id"))
        .foreign_key(ForeignKey::create().from("favourite", "candidate_id").to("candidate", "id"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(batches()).await?;
        // A batch is numbered by the time it was read at: the nearest there is for tables that are shown already.
        let shown = "INSERT INTO position_batch (exam_id, batch, at) SELECT id, batch, batch FROM exam WHERE batch > 0";
        manager.get_connection().execute_unprepared(shown).await?;
        manager.create_table(changes()).await?;
        manager.create_table(favourites()).await?;
        let followers = ["exam_id", "unit_code", "code", "candidate_id"];
        let mut index = Index::create();
        index.name("favourite_exam_id_unit_code_code_candidate_id").table("favourite");
        for name in followers {
            index.col(name);
        }
        manager.create_index(index.take()).await
    }
}
