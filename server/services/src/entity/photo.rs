//! An accepted photo; its sealed bytes lie in the object store under `object`.
use domain::{CandidateId, PhotoId, StaffId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "photo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PhotoId,
    pub candidate_id: CandidateId,
    #[sea_orm(column_type = "Text")]
    pub object: String,
    #[sea_orm(column_type = "Text")]
    pub sha256: String,
    #[sea_orm(column_type = "Text")]
    pub profile: String,
    #[sea_orm(column_type = "Text")]
    pub report: String,
    pub bytes: i32,
    pub uploaded: Timestamp,
    /// `crate::photo::Receipt`, signed.
    pub receipt_mac: Option<Vec<u8>>,
    /// Code of `domain::photo_review::Standing`.
    #[sea_orm(column_type = "Text")]
    pub standing: String,
    pub claimed_by: Option<StaffId>,
    pub claimed_until: Option<Timestamp>,
    /// Whose decision stands.
    pub decided_by: Option<StaffId>,
    /// `domain::photo_review::PhotoRemark`
    pub remark_sealed: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
