//! How many applied for each position, as it was counted last; and what candidates are told about their favourites.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn col(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

fn counts() -> TableCreateStatement {
    Table::create()
        .table("position_count")
        .col(col("exam_id").uuid().not_null().primary_key())
        .col(col("at").big_integer().not_null())
        .col(col("counts").text().not_null())
        .foreign_key(ForeignKey::create().from("position_count", "exam_id").to("exam", "id"))
        .take()
}

fn messages() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("message").col(col("id").uuid().not_null().primary_key());
    for name in ["candidate_id", "exam_id", "position_id"] {
        table.col(col(name).uuid().not_null());
    }
    for name in ["title", "unit", "news"] {
        table.col(col(name).text().not_null());
    }
    table
        .col(col("at").big_integer().not_null())
        .col(col("read_at").big_integer())
        .col(col("unique_key").text().not_null().unique_key())
        .foreign_key(ForeignKey::create().from("message", "exam_id").to("exam", "id"))
        .foreign_key(ForeignKey::create().from("message", "candidate_id").to("candidate", "id"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(counts()).await?;
        manager.create_table(messages()).await?;
        let mut index = Index::create();
        manager.create_index(index.name("message_candidate_id_at").table("message").col("candidate_id").col("at").take()).await
    }
}
