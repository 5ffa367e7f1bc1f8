//! A photo's receipt: what was judged, by what and when, signed. Photos of earlier releases have none.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("photo").add_column(ColumnDef::new("receipt_mac").blob()).take()).await
    }
}
