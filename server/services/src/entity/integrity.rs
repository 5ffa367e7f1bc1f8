//! A record of somebody who may not take part in exams. Whoever it is about is found by the index that finds accounts; name, number and
//! all that was written about the matter are sealed.
use domain::{RecordId, StaffId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "integrity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecordId,
    pub cert_key: Vec<u8>,
    #[sea_orm(column_type = "Text")]
    pub cert_type: String,
    pub cert_sealed: Vec<u8>,
    pub name_sealed: Vec<u8>,
    #[sea_orm(column_type = "Text")]
    pub article: String,
    #[sea_orm(column_type = "Text")]
    pub decision_no: String,
    #[sea_orm(column_type = "Text")]
    pub organ: String,
    /// `2026-05-01`
    #[sea_orm(column_type = "Text")]
    pub from_day: String,
    /// `domain::integrity::Until`
    #[sea_orm(column_type = "Text")]
    pub until: String,
    pub evidence_sealed: Vec<u8>,
    /// Code of `domain::integrity::State`.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub version: i64,
    pub entered_by: StaffId,
    pub entered_at: Timestamp,
    /// Confirmed or refused.
    pub decided_by: Option<StaffId>,
    pub decided_at: Option<Timestamp>,
    pub lifted_by: Option<StaffId>,
    pub lifted_at: Option<Timestamp>,
    /// Why it was refused or lifted.
    pub words_sealed: Option<Vec<u8>>,
    pub stated_at: Option<Timestamp>,
    pub statement_sealed: Option<Vec<u8>>,
    pub answered_by: Option<StaffId>,
    pub answered_at: Option<Timestamp>,
    pub answer_sealed: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
