//! Objects beside the rows that name them.
use super::{Check, Depth, Findings, PAGE};
use crate::entity::{import, photo};
use crate::error::Result;
use crate::{Services, photo as photos, seal};
use domain::PhotoId;
use domain::photo_review::Standing;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeSet;

pub(super) async fn listed(services: &Services) -> Result<BTreeSet<String>> {
    Ok(crate::orphan::listed(services).await?.into_iter().map(|object| object.location.to_string()).collect())
}

pub(super) async fn check(services: &Services, listed: &BTreeSet<String>, depth: Depth, found: &mut Findings) -> Result<()> {
    let mut strays = listed.clone();
    let mut last: Option<PhotoId> = None;
    loop {
        let mut find = photo::Entity::find().order_by_asc(photo::Column::Id).limit(PAGE);
        if let Some(last) = last {
            find = find.filter(photo::Column::Id.gt(last));
        }
        let rows = find.all(&services.0.db.read()?).await?;
        let Some(end) = rows.last() else { break };
        last = Some(end.id);
        for row in &rows {
            found.rows += 1;
            let subject = format!("photo:{}", row.id);
            found.expect(Check::PhotoTold, &subject, tells_why(services, row));
            found.expect(Check::ReceiptSigned, &subject, photos::receipt_holds(services, row));
            let there = strays.remove(&row.object);
            found.expect(Check::RowsHaveFiles, &subject, there);
            if there && depth == Depth::Bytes {
                let bytes = photos::bytes(services, row).await;
                found.expect(Check::PhotoUnchanged, &subject, bytes.is_ok_and(|bytes| seal::sha256_hex(&bytes) == row.sha256));
            }
        }
    }
    for row in import::Entity::find().all(&services.0.db.read()?).await? {
        found.expect(Check::RowsHaveFiles, format!("import:{}", row.id), strays.remove(&row.object));
    }
    for object in strays {
        found.expect(Check::FilesHaveRows, object, false);
    }
    Ok(())
}

fn tells_why(services: &Services, row: &photo::Model) -> bool {
    let needed = photos::standing(row).is_ok_and(Standing::replaceable);
    photos::remark(services, row).is_ok_and(|remark| remark.is_some_and(|r| !r.reasons.is_empty() || !r.words.is_empty()) || !needed)
}
