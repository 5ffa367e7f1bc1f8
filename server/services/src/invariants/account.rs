//! People: candidates with their forms and photos, staff, sessions, codes.
use super::{Check, Findings, PAGE};
use crate::account::{certificate_key, open_certificate, open_phone};
use crate::entity::{candidate, photo, profile_part as part, session, sms_code, staff};
use crate::error::Result;
use crate::{Services, profile, session as sessions, sms};
use domain::photo_review::Standing;
use domain::profile::Part;
use domain::staff::Role;
use domain::view::SmsAnswer;
use domain::{CandidateId, PhotoId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

pub(super) async fn check(services: &Services, found: &mut Findings) -> Result<()> {
    let mut last: Option<CandidateId> = None;
    loop {
        let mut find = candidate::Entity::find().order_by_asc(candidate::Column::Id).limit(PAGE);
        if let Some(last) = last {
            find = find.filter(candidate::Column::Id.gt(last));
        }
        let rows = find.all(&services.0.db.read()?).await?;
        let Some(end) = rows.last() else { break };
        last = Some(end.id);
        let owners = owners(services, &rows).await?;
        for row in &rows {
            found.rows += 1;
            candidate(services, row, &owners, found);
        }
        parts(services, &rows, found).await?;
    }
    strays(services, found).await?;
    staff(services, found).await
}

/// Owner and standing of photos.
type Owners = HashMap<PhotoId, (CandidateId, String)>;

/// Whom the photos that candidates name belong to.
async fn owners(services: &Services, rows: &[candidate::Model]) -> Result<Owners> {
    let named: Vec<PhotoId> = rows.iter().filter_map(|r| r.photo_id).collect();
    let find = photo::Entity::find().select_only().columns([photo::Column::Id, photo::Column::CandidateId, photo::Column::Standing]);
    let rows: Vec<(PhotoId, CandidateId, String)> =
        find.filter(photo::Column::Id.is_in(named)).into_tuple().all(&services.0.db.read()?).await?;
    Ok(rows.into_iter().map(|(id, owner, standing)| (id, (owner, standing))).collect())
}

fn candidate(services: &Services, row: &candidate::Model, owners: &Owners, found: &mut Findings) {
    let subject = format!("candidate:{}", row.id);
    let certificate = open_certificate(services, row);
    let indexed = certificate.is_ok_and(|c| certificate_key(services, &c.same_person_key()) == row.cert_key);
    found.expect(Check::CertificateIndex, &subject, indexed);
    let reached = open_phone(services, row).is_ok_and(|phone| sms::phone_key(services, &phone) == row.phone_key);
    found.expect(Check::PhoneIndex, &subject, reached);
    let photo = row.photo_id.map(|id| owners.get(&id));
    found.expect(Check::OwnPhoto, &subject, photo.is_none_or(|photo| photo.is_some_and(|(owner, _)| *owner == row.id)));
    let replaced = photo.flatten().is_some_and(|(_, standing)| standing == Standing::Replaced.code());
    found.expect(Check::PhotoCurrent, &subject, !replaced);
}

async fn parts(services: &Services, rows: &[candidate::Model], found: &mut Findings) -> Result<()> {
    let ids: Vec<CandidateId> = rows.iter().map(|r| r.id).collect();
    for row in part::Entity::find().filter(part::Column::CandidateId.is_in(ids)).all(&services.0.db.read()?).await? {
        found.rows += 1;
        let reads = Part::from_code(&row.part).is_some_and(|part| profile::reads(services, part, &row));
        found.expect(Check::PartOpens, format!("part:{}/{}", row.candidate_id, row.part), reads && row.version > 0);
    }
    Ok(())
}

/// Rows of people who are not there.
async fn strays(services: &Services, found: &mut Findings) -> Result<()> {
    let people = || Query::select().column(candidate::Column::Id).from(candidate::Entity).to_owned();
    let db = services.0.db.read()?;
    let lost = Expr::col(part::Column::CandidateId).not_in_subquery(people());
    for row in part::Entity::find().filter(lost).limit(PAGE).all(&db).await? {
        found.expect(Check::PartOpens, format!("part:{}/{}", row.candidate_id, row.part), false);
    }
    let lost = Expr::col(session::Column::Owner).not_in_subquery(people());
    let staffed: HashSet<_> = staff::Entity::find().all(&db).await?.into_iter().map(|s| s.id.0).collect();
    for row in session::Entity::find().filter(lost).all(&db).await? {
        let owned = row.kind == sessions::STAFF && staffed.contains(&row.owner);
        found.expect(Check::SessionOwners, format!("{}:{}", row.kind, row.owner), owned);
    }
    let answered = [SmsAnswer::Accepted, SmsAnswer::Delivered, SmsAnswer::Refused].map(sms::answer_code);
    let kept = sms_code::Entity::find().filter(sms_code::Column::Answer.is_in(answered)).filter(sms_code::Column::CodeSealed.is_not_null());
    for row in kept.limit(PAGE).all(&db).await? {
        found.expect(Check::CodesForgotten, format!("sms_code:{}", row.id), false);
    }
    Ok(())
}

async fn staff(services: &Services, found: &mut Findings) -> Result<()> {
    for row in staff::Entity::find().all(&services.0.db.read()?).await? {
        found.rows += 1;
        let fits = Role::from_code(&row.role).is_some_and(|role| (role == Role::Reviewer) == row.unit_code.is_some());
        found.expect(Check::StaffRoles, format!("staff:{}", row.id), fits);
    }
    Ok(())
}
