//! The integrity register.
use super::{Check, Findings, PAGE};
use crate::Services;
use crate::account::certificate_key;
use crate::entity::{audit, integrity as table};
use crate::error::Result;
use crate::integrity::{LOOK, place, state, subject};
use domain::RecordId;
use domain::certificate::Certificate;
use domain::integrity::{State, Until};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

pub(super) async fn check(services: &Services, found: &mut Findings) -> Result<()> {
    use table::Column as C;
    let mut last = RecordId(uuid::Uuid::nil());
    loop {
        let find = table::Entity::find().filter(C::Id.gt(last)).order_by_asc(C::Id).limit(PAGE);
        let rows = find.all(&services.0.db.read()?).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = end.id;
        let noted = noted(services, &rows).await?;
        for row in &rows {
            found.rows += 1;
            let name = subject(row.id);
            found.expect(Check::RecordsSeconded, &name, seconded(row));
            found.expect(Check::RecordsRead, &name, reads(services, row).unwrap_or(false));
            found.expect(Check::RecordsAudited, &name, noted.get(&name) == Some(&row.version));
        }
    }
}

/// Deeds of the audit log upon each record.
async fn noted(services: &Services, rows: &[table::Model]) -> Result<HashMap<String, i64>> {
    let names = rows.iter().map(|row| subject(row.id));
    let find = audit::Entity::find().select_only().column(audit::Column::Subject).column_as(audit::Column::Seq.count(), "many");
    let find = find.filter(audit::Column::Subject.is_in(names)).filter(audit::Column::Deed.ne(LOOK)).group_by(audit::Column::Subject);
    Ok(find.into_tuple::<(String, i64)>().all(&services.0.db.read()?).await?.into_iter().collect())
}

fn seconded(row: &table::Model) -> bool {
    let (decided, lifted) = (row.decided_by.zip(row.decided_at), row.lifted_by.zip(row.lifted_at));
    let second = decided.is_some_and(|(by, at)| by != row.entered_by && at >= row.entered_at);
    match State::from_code(&row.state) {
        Some(State::Entered) => row.decided_by.is_none() && lifted.is_none(),
        Some(State::InForce | State::Refused) => second && lifted.is_none(),
        Some(State::Lifted) => second && lifted.is_some_and(|(_, at)| decided.is_some_and(|(_, decided)| at >= decided)),
        None => false,
    }
}

/// What is sealed opens, the index finds whoever it is about, and words stand where words are due.
fn reads(services: &Services, row: &table::Model) -> Result<bool> {
    let open = |column: &str, sealed: &[u8]| services.0.keys.open_text(&place(column, row.id), sealed);
    let number = open("cert", &row.cert_sealed)?;
    let found = Certificate::parse(&row.cert_type, &number, services.now().day())
        .is_ok_and(|certificate| certificate_key(services, &certificate.same_person_key()) == row.cert_key);
    let told = !open("name", &row.name_sealed)?.is_empty() && !open("evidence", &row.evidence_sealed)?.is_empty();
    let said = [
        ("words", &row.words_sealed, matches!(state(row)?, State::Refused | State::Lifted)),
        ("statement", &row.statement_sealed, row.stated_at.is_some()),
        ("answer", &row.answer_sealed, row.answered_at.is_some()),
    ];
    for (column, sealed, due) in said {
        if sealed.is_some() != due || sealed.as_ref().is_some_and(|sealed| open(column, sealed).is_err()) {
            return Ok(false);
        }
    }
    let dated = row.from_day.parse::<chrono::NaiveDate>().is_ok() && row.until.parse::<Until>().is_ok();
    Ok(found && told && dated && (row.stated_at.is_some() || row.answered_at.is_none()))
}
