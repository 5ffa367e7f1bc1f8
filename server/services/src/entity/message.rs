//! What a candidate is told, mostly about a position.
use domain::{CandidateId, ExamId, PositionId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub candidate_id: CandidateId,
    /// `None`, like the position: it is about the candidate.
    pub exam_id: Option<ExamId>,
    pub position_id: Option<PositionId>,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub unit: String,
    /// `domain::message::News` as JSON.
    #[sea_orm(column_type = "Text")]
    pub news: String,
    pub at: Timestamp,
    pub read_at: Option<Timestamp>,
    /// Who is told what: a job that runs twice tells it once.
    #[sea_orm(unique)]
    #[sea_orm(column_type = "Text")]
    pub unique_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
