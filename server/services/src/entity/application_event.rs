//! Each deed that moved an application.
use domain::{ApplicationId, PositionId, Timestamp};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub application_id: ApplicationId,
    #[sea_orm(column_type = "Text")]
    pub event: String,
    pub at: Timestamp,
    #[sea_orm(column_type = "Text")]
    pub actor: String,
    pub detail_sealed: Option<Vec<u8>>,
    /// The position it was about.
    pub position_id: Option<PositionId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
