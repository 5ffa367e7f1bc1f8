//! Forward migrations; each runs in one transaction. Expand and contract: a release works on the schema before and after its own.
use sea_orm_migration::prelude::*;

mod m20261123_000001_first;
mod m20261123_000002_exam_serial;
mod m20261124_000003_journey;
mod m20261126_000004_desk;
mod m20261127_000005_photo_receipt;
mod m20261127_000006_photo_standing;
mod m20261127_000007_photo_profile;
mod m20261127_000009_photo_per_profile;
mod m20261127_000010_catalogue;
mod m20261127_000011_position_state;
mod m20261127_000012_favourite;
mod m20261128_000013_message;
mod m20261129_000014_rule_set;
mod m20261129_000015_declared;
mod m20261130_000016_integrity;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_first::Migration),
            Box::new(m20261123_000002_exam_serial::Migration),
            Box::new(m20261124_000003_journey::Migration),
            Box::new(m20261126_000004_desk::Migration),
            Box::new(m20261127_000005_photo_receipt::Migration),
            Box::new(m20261127_000006_photo_standing::Migration),
            Box::new(m20261127_000007_photo_profile::Migration),
            Box::new(m20261127_000009_photo_per_profile::Migration),
            Box::new(m20261127_000010_catalogue::Migration),
            Box::new(m20261127_000011_position_state::Migration),
            Box::new(m20261127_000012_favourite::Migration),
            Box::new(m20261128_000013_message::Migration),
            Box::new(m20261129_000014_rule_set::Migration),
            Box::new(m20261129_000015_declared::Migration),
            Box::new(m20261130_000016_integrity::Migration),
        ]
    }
}
