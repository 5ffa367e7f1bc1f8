//! A candidate's account. Number and phone are sealed; their keys are blind indexes.
use domain::{CandidateId, PhotoId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "candidate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CandidateId,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub cert_type: String,
    pub cert_sealed: Vec<u8>,
    #[sea_orm(unique)]
    pub cert_key: Vec<u8>,
    pub phone_sealed: Vec<u8>,
    #[sea_orm(unique)]
    pub phone_key: Vec<u8>,
    #[sea_orm(column_type = "Text")]
    pub password: String,
    pub photo_id: Option<PhotoId>,
    pub version: i64,
    pub created: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
