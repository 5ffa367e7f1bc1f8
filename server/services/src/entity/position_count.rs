//! How many applied for each position of an exam, as it was counted last.
use domain::{ExamId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "position_count")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub exam_id: ExamId,
    pub at: Timestamp,
    /// (position, waiting, approved) as JSON; positions nobody applied for are left out.
    #[sea_orm(column_type = "Text")]
    pub counts: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
