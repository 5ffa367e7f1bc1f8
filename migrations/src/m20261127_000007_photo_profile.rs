//! Photo profiles that organisers made themselves, every version of each: a photo's receipt names the one it was judged by.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("photo_profile")
            .col(ColumnDef::new("id").text().not_null())
            .col(ColumnDef::new("version").integer().not_null())
            .col(ColumnDef::new("title").text().not_null())
            .col(ColumnDef::new("profile").text().not_null())
            .col(ColumnDef::new("made").big_integer().not_null())
            .primary_key(Index::create().col("id").col("version"))
            .take();
        manager.create_table(table).await
    }
}
