//! A catalogue of majors of an exam: in force from version `since` of the exam's catalogue up to, but without, version `until`.
use domain::{CatalogueId, ExamId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "catalogue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CatalogueId,
    pub exam_id: ExamId,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    /// Code of `domain::catalogue::Tree` where nothing in the file says whose tree it is.
    #[sea_orm(column_type = "Text", nullable)]
    pub level: Option<String>,
    pub entries: i64,
    pub groups: i64,
    /// `domain::catalogue::Entries`
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub made: Timestamp,
    /// `None`: waits to be looked at.
    pub since: Option<i64>,
    pub until: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
