//! Catalogues of majors that an exam's administrator imports; they join the national one between two versions of the exam's catalogue.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = ColumnDef::new("catalogue").big_integer().not_null().default(0).take();
        manager.alter_table(Table::alter().table("exam").add_column(version).take()).await?;
        let table = Table::create()
            .table("catalogue")
            .col(ColumnDef::new("id").uuid().not_null().primary_key())
            .col(ColumnDef::new("exam_id").uuid().not_null())
            .col(ColumnDef::new("file_name").text().not_null())
            .col(ColumnDef::new("level").text())
            .col(ColumnDef::new("entries").big_integer().not_null())
            .col(ColumnDef::new("groups").big_integer().not_null())
            .col(ColumnDef::new("body").text().not_null())
            .col(ColumnDef::new("made").big_integer().not_null())
            .col(ColumnDef::new("since").big_integer())
            .col(ColumnDef::new("until").big_integer())
            .foreign_key(ForeignKey::create().from_tbl("catalogue").from_col("exam_id").to_tbl("exam").to_col("id"))
            .take();
        manager.create_table(table).await?;
        manager.create_index(Index::create().name("catalogue_exam_id").table("catalogue").col("exam_id").take()).await
    }
}
