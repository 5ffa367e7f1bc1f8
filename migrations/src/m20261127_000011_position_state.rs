//! Positions that take no more applications, or were cancelled; and until when an application may choose another instead.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let state = ColumnDef::new("state").text().not_null().check(Expr::col("state").is_in(["closed", "cancelled"])).take();
        let table = Table::create()
            .table("position_state")
            .col(ColumnDef::new("position_id").uuid().not_null().primary_key())
            .col(ColumnDef::new("exam_id").uuid().not_null())
            .col(state)
            .col(ColumnDef::new("words").text().not_null())
            .col(ColumnDef::new("until").big_integer())
            .col(ColumnDef::new("at").big_integer().not_null())
            .foreign_key(ForeignKey::create().from_tbl("position_state").from_col("exam_id").to_tbl("exam").to_col("id"))
            .take();
        manager.create_table(table).await?;
        manager.create_index(Index::create().name("position_state_exam_id").table("position_state").col("exam_id").take()).await?;
        let until = ColumnDef::new("rechoose_until").big_integer().take();
        manager.alter_table(Table::alter().table("application").add_column(until).take()).await?;
        manager.create_index(Index::create().name("application_position_id").table("application").col("position_id").take()).await
    }
}
