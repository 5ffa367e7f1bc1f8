//! An exam; `batch` names the imported table that is shown.
use domain::{ExamId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exam")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExamId,
    #[sea_orm(unique)]
    #[sea_orm(column_type = "Text")]
    pub code: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub category: String,
    #[sea_orm(column_type = "Text")]
    pub organiser: String,
    pub apply_open: Timestamp,
    pub apply_close: Timestamp,
    pub review_open: Timestamp,
    pub review_close: Timestamp,
    #[sea_orm(column_type = "Text")]
    pub photo_profile: String,
    pub batch: i64,
    pub positions: i64,
    pub headcount: i64,
    pub next_number: i64,
    pub created: Timestamp,
    /// Stands in the application numbers.
    #[sea_orm(unique)]
    pub serial: i32,
    /// `domain::exam::Rules` as JSON.
    #[sea_orm(column_type = "Text")]
    pub rules: String,
    /// Rises with every edit.
    pub version: i64,
    /// Which documents are in force.
    pub documents_version: i32,
    /// Version of its catalogue of majors; 0: the national one alone.
    pub catalogue: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
