//! A deed of several pages under way in one browser: its typed data sealed, 30 minutes.
use crate::actor::BrowserId;
use crate::db::Tx;
use crate::entity::flow;
use crate::error::Result;
use crate::{Services, seal};
use domain::Code;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

const LIFE_SECONDS: i64 = 30 * 60;

/// Begins anew: what stood there for this browser and purpose is forgotten.
pub(crate) async fn begin<T: Serialize>(tx: &Tx, services: &Services, new: &Begin<'_, T>) -> Result<()> {
    flow::Entity::delete_many()
        .filter(flow::Column::Browser.eq(new.browser.0.to_vec()))
        .filter(flow::Column::Purpose.eq(new.purpose))
        .exec(tx.conn())
        .await?;
    let id = services.0.ids.uuid();
    let row = flow::ActiveModel {
        id: Set(id),
        browser: Set(new.browser.0.to_vec()),
        purpose: Set(new.purpose.to_owned()),
        body_sealed: Set(services.0.keys.seal_json(&seal::place("flow", "body", id), new.body)?),
        verified: Set(false),
        code_id: Set(Some(new.code)),
        second_code_id: Set(new.second_code),
        expires: Set(tx.now().plus_seconds(LIFE_SECONDS)),
    };
    flow::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

pub(crate) struct Begin<'a, T> {
    pub browser: BrowserId,
    pub purpose: &'static str,
    pub body: &'a T,
    pub code: Uuid,
    pub second_code: Option<Uuid>,
}

/// The flow of this browser with its body. Errors: `FlowLost`.
pub(crate) async fn load<T: DeserializeOwned>(services: &Services, browser: BrowserId, purpose: &str) -> Result<(flow::Model, T)> {
    let row = flow::Entity::find()
        .filter(flow::Column::Browser.eq(browser.0.to_vec()))
        .filter(flow::Column::Purpose.eq(purpose))
        .filter(flow::Column::Expires.gt(services.now()))
        .one(&services.0.db.read()?)
        .await?
        .ok_or(Code::FlowLost)?;
    let body = services.0.keys.open_json(&seal::place("flow", "body", row.id), &row.body_sealed)?;
    Ok((row, body))
}

pub(crate) async fn set_code(tx: &Tx, id: Uuid, code: Uuid) -> Result<()> {
    flow::Entity::update_many()
        .col_expr(flow::Column::CodeId, sea_orm::sea_query::Expr::value(Some(code)))
        .filter(flow::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

pub(crate) async fn set_verified(tx: &Tx, id: Uuid) -> Result<()> {
    flow::Entity::update_many().col_expr(flow::Column::Verified, true.into()).filter(flow::Column::Id.eq(id)).exec(tx.conn()).await?;
    Ok(())
}

/// Writes a new body, keeping the rest.
pub(crate) async fn set_body<T: Serialize>(tx: &Tx, services: &Services, id: Uuid, body: &T) -> Result<()> {
    let sealed = services.0.keys.seal_json(&seal::place("flow", "body", id), body)?;
    flow::Entity::update_many()
        .col_expr(flow::Column::BodySealed, sea_orm::sea_query::Expr::value(sealed))
        .filter(flow::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

pub(crate) async fn end(tx: &Tx, id: Uuid) -> Result<()> {
    flow::Entity::delete_by_id(id).exec(tx.conn()).await?;
    Ok(())
}
