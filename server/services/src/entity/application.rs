//! One candidate's application to one exam. `stage` is written by `Tx::apply` alone.
use domain::{ApplicationId, CandidateId, ExamId, PhotoId, PositionId, StaffId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApplicationId,
    pub candidate_id: CandidateId,
    pub exam_id: ExamId,
    #[sea_orm(unique)]
    #[sea_orm(column_type = "Text")]
    pub number: String,
    #[sea_orm(column_type = "Text")]
    pub stage: String,
    pub version: i64,
    pub position_id: Option<PositionId>,
    #[sea_orm(column_type = "Text", nullable)]
    pub unit_code: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub consent_hash: String,
    pub consent_at: Timestamp,
    pub form_at: Option<Timestamp>,
    pub confirmed_at: Option<Timestamp>,
    pub snapshot_id: Option<Uuid>,
    pub submissions: i32,
    /// Version of the documents that were accepted.
    pub consent_version: i32,
    /// Address the consent came from.
    pub consent_from_sealed: Option<Vec<u8>>,
    /// The reviewer who has it on the desk, and until when.
    pub claimed_by: Option<StaffId>,
    pub claimed_until: Option<Timestamp>,
    /// Counts the claims: a decision names the claim it rests on.
    pub claim: i64,
    /// What the confirmation rests on: the photo it was confirmed with, or the one handed in since at a reviewer's word.
    pub photo_id: Option<PhotoId>,
    /// Its position was cancelled: until when another may be chosen, whatever the exam's window says.
    pub rechoose_until: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
