//! What a batch changed about a position, told by unit and code: the position's id ends when it leaves the table, its history does not.
use domain::ExamId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "position_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub exam_id: ExamId,
    #[sea_orm(primary_key, auto_increment = false)]
    #[sea_orm(column_type = "Text")]
    pub unit_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    #[sea_orm(column_type = "Text")]
    pub code: String,
    /// `domain::view::ChangeKind`
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub unit: String,
    /// (column, before, after) as JSON.
    #[sea_orm(column_type = "Text")]
    pub cells: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub batch: i64,
    /// The rules above the position's sheet changed.
    pub notes: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
