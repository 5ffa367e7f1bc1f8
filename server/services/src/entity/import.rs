//! A table that was read and waits to be looked at, or was taken over.
use domain::{ExamId, ImportId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    pub exam_id: ExamId,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    /// Where the rows as read are kept.
    #[sea_orm(column_type = "Text")]
    pub object: String,
    pub positions: i64,
    pub places: i64,
    pub warnings: i64,
    pub made: Timestamp,
    #[sea_orm(column_type = "Text")]
    pub made_by: String,
    /// When it became the exam's table.
    pub taken: Option<Timestamp>,
    /// Names of unknown columns that ask nothing, as JSON.
    #[sea_orm(column_type = "Text")]
    pub declared: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
