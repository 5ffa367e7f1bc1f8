//! One code sent to one phone for one purpose; the code itself is sealed until the provider has it.
use domain::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sms_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub phone_key: Vec<u8>,
    pub phone_sealed: Vec<u8>,
    pub cert_key: Option<Vec<u8>>,
    pub browser: Vec<u8>,
    pub code_hash: Vec<u8>,
    pub code_sealed: Option<Vec<u8>>,
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub provider_id: Option<String>,
    pub tries: i32,
    pub spent: bool,
    pub created: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
