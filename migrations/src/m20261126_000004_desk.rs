//! A reviewer's own desk is found by the reviewer, not by reading a unit's whole queue.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create().name("application_claimed_by").table("application").col("claimed_by").take();
        manager.create_index(index).await
    }
}
