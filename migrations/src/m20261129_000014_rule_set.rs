//! What decisions were judged by, so that each can be judged anew; a snapshot names its set inside its sealed body.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn col(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("rule_set")
            .col(col("hash").text().not_null().primary_key())
            .col(col("exam_id").uuid().not_null())
            .col(col("at").big_integer().not_null())
            .col(col("body").text().not_null())
            .foreign_key(ForeignKey::create().from("rule_set", "exam_id").to("exam", "id"))
            .take();
        manager.create_table(table).await
    }
}
