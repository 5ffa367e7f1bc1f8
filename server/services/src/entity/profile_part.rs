//! One part of an account's 填报信息, sealed.
use domain::{CandidateId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "profile_part")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidate_id: CandidateId,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub part: String,
    pub body_sealed: Vec<u8>,
    pub version: i64,
    pub saved: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
