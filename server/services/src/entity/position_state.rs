//! A position that takes no more applications; one that takes them has no row. It keeps its id from table to table.
use domain::{ExamId, PositionId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "position_state")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub position_id: PositionId,
    pub exam_id: ExamId,
    /// Code of `domain::position_state::Shut`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// What everybody reads.
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// Cancelled: until when whoever confirmed it may choose another.
    pub until: Option<Timestamp>,
    pub at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
