//! Which unknown columns of an import ask nothing, by the organiser's word.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("declared").text().not_null().default("[]").take();
        manager.alter_table(Table::alter().table("import").add_column(column).take()).await
    }
}
