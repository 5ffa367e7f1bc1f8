//! Where a photo stands with the people who look at it (`domain::photo_review::Standing`), on whose desk it lies, what its owner is told.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let known = ["uploaded", "pending", "approved", "refused", "released", "replaced"];
        let standing = ColumnDef::new("standing").text().not_null().default("uploaded").check(Expr::col("standing").is_in(known)).take();
        let columns = [
            standing,
            ColumnDef::new("claimed_by").uuid().take(),
            ColumnDef::new("claimed_until").big_integer().take(),
            ColumnDef::new("decided_by").uuid().take(),
            ColumnDef::new("remark_sealed").blob().take(),
        ];
        // One at a time: SQLite adds no more in one statement.
        for column in columns {
            manager.alter_table(Table::alter().table("photo").add_column(column).take()).await?;
        }
        let current = Query::select().column("photo_id").from("candidate").and_where(Expr::col("photo_id").is_not_null()).take();
        let replaced =
            Query::update().table("photo").value("standing", "replaced").and_where(Expr::col("id").not_in_subquery(current)).to_owned();
        manager.execute(replaced).await?;
        let queue = Index::create().name("photo_standing_uploaded_id").table("photo").col("standing").col("uploaded").col("id").take();
        manager.create_index(queue).await
    }
}
