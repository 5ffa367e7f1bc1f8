//! A serial for each exam: the application numbers of two exams must not meet.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new("serial").integer().not_null().default(0).take();
        manager.alter_table(Table::alter().table("exam").add_column(column).take()).await?;
        let earlier = "(SELECT count(*) FROM exam e WHERE e.created < exam.created OR (e.created = exam.created AND e.code <= exam.code))";
        manager.get_connection().execute_unprepared(&format!("UPDATE exam SET serial = {earlier}")).await?;
        manager.create_index(Index::create().name("exam_serial").table("exam").col("serial").unique().take()).await
    }
}
