//! A photo for each profile instead of one an account; a confirmed application names the photo it rests on.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("photo_id").uuid().take();
        manager.alter_table(Table::alter().table("application").add_column(column).take()).await?;
        // Until now a confirmed application rested on its owner's only photo.
        let own = "UPDATE application SET photo_id = (SELECT photo_id FROM candidate WHERE candidate.id = application.candidate_id) \
                   WHERE stage IN ('pending_review', 'approved')";
        manager.get_connection().execute_unprepared(own).await?;
        let one = "CREATE UNIQUE INDEX photo_current ON photo (candidate_id, profile) WHERE standing <> 'replaced'";
        manager.get_connection().execute_unprepared(one).await?;
        let rests = Index::create().name("application_photo_id").table("application").col("photo_id").take();
        manager.create_index(rests).await
    }
}
