//! Counters by key that hold under parallel requests: the row is locked first, then judged, in one transaction.
use crate::db::Tx;
use crate::entity::throttle;
use crate::error::Result;
use domain::{Code, Timestamp};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Seconds to wait after the n-th failure in a row (quality.md §0b, kanidm's ladder); from the 101st on until the next day.
pub(crate) fn candidate_ladder(failures: i32, now: Timestamp) -> i64 {
    match failures {
        ..3 => 1,
        3..9 => 3,
        9..25 => 5,
        25..=100 => 10,
        _ => 86_400 - (now.unix_seconds() + 8 * 3600).rem_euclid(86_400),
    }
}

/// Staff: five failures, then 15 minutes (GB/T 22239 8.1.4.1 b).
pub(crate) fn staff_ladder(failures: i32, _now: Timestamp) -> i64 {
    if failures < 5 { 1 } else { 15 * 60 }
}

/// Makes or finds the row of `key` and holds it until COMMIT, so that what follows is judged one after another.
pub(crate) async fn hold(tx: &Tx, key: &[u8]) -> Result<throttle::Model> {
    let now = tx.now();
    let row = throttle::ActiveModel { id: Set(key.to_vec()), failures: Set(0), locked_until: Set(Timestamp(0)), at: Set(now) };
    let touch = OnConflict::column(throttle::Column::Id).update_column(throttle::Column::At).to_owned();
    throttle::Entity::insert(row).on_conflict(touch).exec_without_returning(tx.conn()).await?;
    let held = throttle::Entity::find_by_id(key.to_vec()).one(tx.conn()).await?;
    held.ok_or(crate::Error::Internal("throttle row"))
}

/// Takes one try before the password is looked at, so that parallel guesses cannot share one. Errors: `LockedFor`.
pub(crate) async fn take_try(tx: &Tx, key: &[u8], ladder: fn(i32, Timestamp) -> i64) -> Result<()> {
    let held = hold(tx, key).await?;
    let now = tx.now();
    let left = held.locked_until.seconds_since(now);
    if held.locked_until > now {
        return Err(Code::LockedFor(u32::try_from(left).unwrap_or(0).max(1)).into());
    }
    let failures = held.failures.saturating_add(1);
    throttle::Entity::update_many()
        .col_expr(throttle::Column::Failures, failures.into())
        .col_expr(throttle::Column::LockedUntil, Expr::value(now.plus_seconds(ladder(failures, now)).0))
        .filter(throttle::Column::Id.eq(key.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Counts one more deed under `key`; the first opens a window of `seconds`. Answers the deeds in the window.
pub(crate) async fn count(tx: &Tx, key: &[u8], seconds: i64) -> Result<i32> {
    let held = hold(tx, key).await?;
    let now = tx.now();
    let open = held.locked_until > now;
    let (deeds, until) = if open { (held.failures.saturating_add(1), held.locked_until) } else { (1, now.plus_seconds(seconds)) };
    throttle::Entity::update_many()
        .col_expr(throttle::Column::Failures, deeds.into())
        .col_expr(throttle::Column::LockedUntil, Expr::value(until.0))
        .filter(throttle::Column::Id.eq(key.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(deeds)
}

/// Success: the ladder begins anew.
pub(crate) async fn clear(tx: &Tx, key: &[u8]) -> Result<()> {
    throttle::Entity::delete_by_id(key.to_vec()).exec(tx.conn()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_rises_and_the_101st_failure_waits_for_the_next_day() {
        let noon = Timestamp::parse("2026-11-23 12:00").unwrap();
        let waits = [1, 2, 3, 8, 9, 24, 25, 100, 101].map(|n| candidate_ladder(n, noon));
        assert_eq!(waits, [1, 1, 3, 3, 5, 5, 10, 10, 12 * 3600]);
    }

    #[test]
    fn staff_wait_a_quarter_of_an_hour_after_five() {
        assert_eq!([1, 4, 5, 9].map(|n| staff_ladder(n, Timestamp(0))), [1, 1, 900, 900]);
    }
}
