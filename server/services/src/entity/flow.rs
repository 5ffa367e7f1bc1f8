//! A registration, recovery or change of phone under way in one browser.
use domain::Timestamp;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "flow")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub browser: Vec<u8>,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub body_sealed: Vec<u8>,
    pub verified: bool,
    pub code_id: Option<Uuid>,
    pub second_code_id: Option<Uuid>,
    pub expires: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
