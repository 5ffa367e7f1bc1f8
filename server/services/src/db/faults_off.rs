//! Production: no fault is ever injected. The same methods as `faults`, all empty.
use std::time::Duration;

use sea_orm::DbErr;

#[derive(Clone, Copy)]
pub struct Faults;

impl Faults {
    pub(super) fn window(&self) -> Duration {
        Duration::from_millis(2)
    }

    pub(super) fn versions_count(&self) -> bool {
        true
    }

    pub(super) fn answers_early(&self) -> bool {
        false
    }

    pub(super) async fn at_commit(&self, _writes: u64) -> Result<(), DbErr> {
        Ok(())
    }
}
