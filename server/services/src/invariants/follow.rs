//! What candidates keep an eye on.
use super::{Check, Findings, PAGE};
use crate::Services;
use crate::entity::favourite;
use crate::error::Result;
use domain::CandidateId;
use domain::favourite::MOST_FAVOURITES;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QuerySelect};

/// Clocks of several machines differ by a little.
const SKEW_SECONDS: i64 = 300;

pub(super) async fn check(services: &Services, found: &mut Findings) -> Result<()> {
    use favourite::Column as C;
    let late = services.now().plus_seconds(SKEW_SECONDS);
    let most = i64::try_from(MOST_FAVOURITES).unwrap_or(i64::MAX);
    let odd: Vec<CandidateId> = favourite::Entity::find()
        .select_only()
        .column(C::CandidateId)
        .group_by(C::CandidateId)
        .having(Condition::any().add(C::Code.count().gt(most)).add(C::Added.max().gt(late.0)))
        .limit(PAGE)
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    for id in odd {
        found.expect(Check::FavouritesBounded, format!("candidate:{id}"), false);
    }
    Ok(())
}
