//! A position table as it was published; a batch without its row was broken off.
use domain::{ExamId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "position_batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub exam_id: ExamId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub batch: i64,
    pub at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
