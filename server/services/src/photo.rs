//! The account's photo: judged again in a child process, sealed, kept in the object store; its row is written last.
use crate::actor::{Candidate, Named, Reviewer};
use crate::audit::{self, Entry};
use crate::entity::{application, candidate, exam, photo as table};
use crate::error::{Error, Result};
use crate::idempotency::{self, Instance};
use crate::photo_judge::Task;
use crate::seal::Purpose;
use crate::{Services, photo_profile, seal, throttle};
use domain::application::Stage;
use domain::photo_review::{PhotoRemark, Standing};
use domain::view::{PhotoState, PhotoView};
use domain::{ApplicationId, CandidateId, Code, ExamId, PhotoId, Timestamp};
use object_store::ObjectStoreExt;
use object_store::path::Path;
use photo::{Edits, Finding, Judged, Profile, Report, Verdict};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

/// The profile of exams that name none of their own; a photo belongs to the account (domain.md §1.3).
pub const PROFILE: &str = "cpta-1inch-white";

/// What this server did to a picture is noted under this name by the digest of the photo it made.
const MADE: &str = "photo.made";

/// Pictures an hour that one person may have judged.
const MOST_PICTURES: i32 = 60;
const HOUR: i64 = 3600;

/// What the candidate's page tells of a photo, which no file shows.
#[derive(Default)]
pub struct Told {
    /// What was done to the picture.
    pub edits: Edits,
    /// Doubts that the candidate looked at and settled.
    pub confirmed: Vec<photo::Code>,
}

impl From<Edits> for Told {
    fn from(edits: Edits) -> Self {
        Self { edits, ..Self::default() }
    }
}

/// The edits a report tells of.
fn edits_in(report: &Report) -> Edits {
    let has = |code| report.findings.iter().any(|f| f.code == code);
    Edits { whiten: has(photo::Code::B07), brighten: has(photo::Code::L05) }
}

fn either(a: Edits, b: Edits) -> Edits {
    Edits { whiten: a.whiten || b.whiten, brighten: a.brighten || b.brighten }
}

/// What was judged, by what and when; its signature stands in the photo's row.
#[derive(Serialize)]
struct Receipt<'a> {
    photo: PhotoId,
    sha256: &'a str,
    profile: &'a str,
    engine: &'a str,
    verdict: Verdict,
    time: Timestamp,
}

fn receipt(row: &table::Model) -> Result<Vec<u8>> {
    let report: Report = serde_json::from_str(&row.report)?;
    // The report names the profile with its version.
    if report.profile.split('/').next() != Some(row.profile.as_str()) {
        return Err(Error::Sealed);
    }
    let (photo, sha256, time) = (row.id, row.sha256.as_str(), row.uploaded);
    Ok(serde_json::to_vec(&Receipt { photo, sha256, profile: &report.profile, engine: &report.engine, verdict: report.verdict, time })?)
}

/// Photos stored before there were receipts have none.
pub(crate) fn receipt_holds(services: &Services, row: &table::Model) -> bool {
    let Some(mac) = &row.receipt_mac else { return true };
    receipt(row).is_ok_and(|text| services.0.keys.mac_fits(Purpose::Receipt, &text, mac))
}

/// `exam` accepts the photo: it was judged by the exam's own profile, or passes when that one judges it now.
pub(crate) async fn fits(services: &Services, row: &table::Model, exam: &exam::Model) -> Result<bool> {
    let profile = photo_profile::load(services, &exam.photo_profile).await?;
    let judged: Report = serde_json::from_str(&row.report)?;
    if judged.profile == format!("{}/{}", profile.id, profile.version) {
        return Ok(true);
    }
    let judged = services.0.judges.ask(Task::Final, &bytes(services, row).await?, &profile).await?;
    Ok(judged.report.verdict != Verdict::Fail)
}

/// Width and height in pixels, which the profile fixes.
pub(crate) async fn size(services: &Services, row: &table::Model) -> Result<(u32, u32)> {
    let judged: Report = serde_json::from_str(&row.report)?;
    let out = photo_profile::judged_by(services, &judged.profile).await?.out;
    Ok((out.w, out.h))
}

pub(crate) fn standing(row: &table::Model) -> Result<Standing> {
    Standing::from_code(&row.standing).ok_or(Error::Internal("stored standing"))
}

/// What its reviewer told its owner.
pub(crate) fn remark(services: &Services, row: &table::Model) -> Result<Option<PhotoRemark>> {
    row.remark_sealed.as_ref().map(|sealed| services.0.keys.open_json(&seal::place("photo", "remark", row.id), sealed)).transpose()
}

/// The stages in which an application rests on its photo.
const CONFIRMED: [Stage; 2] = [Stage::PendingReview, Stage::Approved];

/// The owner's confirmed applications, each with the photo it rests on.
async fn rests(db: &impl ConnectionTrait, owner: CandidateId) -> Result<Vec<(application::Model, table::Model)>> {
    let rows = application::Entity::find()
        .filter(application::Column::CandidateId.eq(owner))
        .filter(application::Column::Stage.is_in(CONFIRMED.map(Stage::code)))
        .all(db)
        .await?;
    let named = rows.iter().filter_map(|row| row.photo_id);
    let photos = table::Entity::find().filter(table::Column::Id.is_in(named)).all(db).await?;
    let photo_of = |row: &application::Model| photos.iter().find(|photo| Some(photo.id) == row.photo_id).cloned();
    Ok(rows.into_iter().filter_map(|row| photo_of(&row).map(|photo| (row, photo))).collect())
}

/// A confirmed application holds what a photo for `exam`, judged by the profile of that id, would take the place of.
async fn locked(db: &impl ConnectionTrait, owner: CandidateId, exam: Option<ExamId>, profile: &str) -> Result<bool> {
    for (row, photo) in rests(db, owner).await? {
        if (Some(row.exam_id) == exam || photo.profile == profile) && !standing(&photo)?.replaceable() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The photo that counts where `profile` is asked for: the one handed in by it, else the one handed in last, which the confirmation
/// judges by it.
pub(crate) async fn counting(db: &impl ConnectionTrait, owner: CandidateId, profile: &str) -> Result<Option<table::Model>> {
    let current = table::Entity::find()
        .filter(table::Column::CandidateId.eq(owner))
        .filter(table::Column::Standing.ne(Standing::Replaced.code()))
        .order_by_desc(table::Column::Uploaded)
        .order_by_desc(table::Column::Id)
        .all(db)
        .await?;
    let own = current.iter().find(|photo| photo.profile == profile);
    Ok(own.or(current.first()).cloned())
}

/// The photo of an application: what it rests on while it is confirmed, else what counts for its exam.
pub(crate) async fn of(db: &impl ConnectionTrait, row: &application::Model, exam: &exam::Model) -> Result<Option<table::Model>> {
    match row.photo_id.filter(|_| CONFIRMED.iter().any(|stage| stage.code() == row.stage)) {
        Some(id) => Ok(table::Entity::find_by_id(id).one(db).await?),
        None => counting(db, row.candidate_id, &exam.photo_profile).await,
    }
}

pub(crate) async fn load(services: &Services, id: PhotoId) -> Result<table::Model> {
    table::Entity::find_by_id(id).one(&services.0.db.read()?).await?.ok_or_else(|| Code::NotFound.into())
}

pub(crate) async fn bytes(services: &Services, row: &table::Model) -> Result<Vec<u8>> {
    let sealed = services.0.files.get(&Path::from(row.object.as_str())).await?.bytes().await?;
    Ok(services.0.keys.open(&seal::place("photo", "bytes", row.id), &sealed)?.to_vec())
}

impl Candidate {
    /// The photo, and what the next one is judged by: what `exam` asks for, or `exam_at_hand`.
    pub async fn photo(&self, exam: Option<ExamId>) -> Result<PhotoState> {
        let (exam, profile) = self.asked(exam).await?;
        let db = self.services.0.db.read()?;
        let photo = match counting(&db, self.id, &profile.id).await? {
            Some(row) => Some(PhotoView {
                id: row.id,
                uploaded: row.uploaded,
                bytes: row.bytes.unsigned_abs(),
                standing: standing(&row)?,
                remark: remark(&self.services, &row)?,
                other: row.profile != profile.id,
            }),
            None => None,
        };
        let locked = locked(&db, self.id, exam, &profile.id).await?;
        Ok(PhotoState { photo, locked, profile: serde_json::to_string(&profile)? })
    }

    /// The exam a photo is for, where there is one, and what it asks.
    async fn asked(&self, exam: Option<ExamId>) -> Result<(Option<ExamId>, Profile)> {
        let exam = match exam {
            Some(exam) => Some(crate::exam::load(&self.services, exam).await?),
            None => self.exam_at_hand().await?,
        };
        let profile = photo_profile::load(&self.services, exam.as_ref().map_or(PROFILE, |exam| exam.photo_profile.as_str())).await?;
        Ok((exam.map(|exam| exam.id), profile))
    }

    /// The exam applied to last, while it runs; else, of those that still take applications, the one that opens first.
    async fn exam_at_hand(&self) -> Result<Option<exam::Model>> {
        let (db, now) = (self.services.0.db.read()?, self.services.now());
        let mine = application::Entity::find()
            .filter(application::Column::CandidateId.eq(self.id))
            .order_by_desc(application::Column::ConsentAt)
            .one(&db)
            .await?;
        if let Some(mine) = mine {
            let exam = crate::exam::load(&self.services, mine.exam_id).await?;
            if exam.review_close > now {
                return Ok(Some(exam));
            }
        }
        let open = exam::Entity::find().filter(exam::Column::ApplyClose.gt(now)).order_by_asc(exam::Column::ApplyOpen);
        Ok(open.one(&db).await?)
    }

    /// Counts a picture that is to be judged, which takes a process of its own. Errors: `PhotoLimit` after 60 within an hour.
    pub async fn take_picture(&self) -> Result<()> {
        let key = self.services.0.keys.mac(Purpose::Idempotency, format!("photo/{}", self.id).as_bytes());
        let counted = self.services.0.db.write(move |tx| {
            let key = key.clone();
            Box::pin(async move {
                if throttle::count(tx, &key, HOUR).await? > MOST_PICTURES {
                    let left = throttle::hold(tx, &key).await?.locked_until.seconds_since(tx.now());
                    return Err(Error::from(Code::PhotoLimit(u32::try_from(left).unwrap_or(0).max(1))));
                }
                Ok(())
            })
        });
        counted.await
    }

    /// Judges the final file as uploaded and keeps it when it passes; the report tells why not. The reviewer finds what was `told` in the
    /// report that is kept, with what this server itself did.
    pub async fn store_photo(&self, jpeg: Vec<u8>, exam: Option<ExamId>, told: impl Into<Told>) -> Result<Report> {
        let Told { edits, confirmed } = told.into();
        let (exam, profile) = self.asked(exam).await?;
        let report = self.services.0.judges.ask(Task::Final, &jpeg, &profile).await?.report;
        if report.verdict != Verdict::Fail {
            let edits = either(edits, self.edits_made(&jpeg).await?);
            let mut told = report.clone();
            told.findings.iter_mut().filter(|f| confirmed.contains(&f.code)).for_each(Finding::confirm);
            let edited = [(edits.whiten, photo::Code::B07), (edits.brighten, photo::Code::L05)];
            told.findings.extend(edited.iter().filter(|(done, _)| *done).map(|(_, code)| Finding::new(*code, photo::Class::Warn)));
            self.keep(&jpeg, &told, (exam, profile.id)).await?;
        }
        Ok(report)
    }

    /// Judges any picture as the page's worker does, crops and converts it; nothing of it is kept. What was edited, now or when the
    /// picture was made here before, is noted: `store_photo` tells of it, whatever the page says.
    pub async fn check_picture(&self, picture: Vec<u8>, exam: Option<ExamId>) -> Result<Judged> {
        let (_, profile) = self.asked(exam).await?;
        let judged = self.services.0.judges.ask(Task::Picture, &picture, &profile).await?;
        if let Some(jpeg) = &judged.jpeg {
            let edits = either(edits_in(&judged.report), self.edits_made(&picture).await?);
            self.note_edits(jpeg, edits).await?;
        }
        Ok(judged)
    }

    /// What this server did to the picture when it made `photo` for the same candidate, as long as outcomes are kept.
    async fn edits_made(&self, photo: &[u8]) -> Result<Edits> {
        // Nothing larger was made here: not worth a hash.
        if photo.len() > crate::photo_judge::LONGEST {
            return Ok(Edits::default());
        }
        let noted = idempotency::recall(&self.services, self, (MADE, &seal::sha256_hex(photo)), i64::MAX).await?;
        Ok(noted.unwrap_or_default())
    }

    async fn note_edits(&self, photo: &[u8], edits: Edits) -> Result<()> {
        if edits == Edits::default() {
            return Ok(());
        }
        let made = Instance::new(&self.services, self, MADE, &seal::sha256_hex(photo), &())?;
        let services = self.services.clone();
        let note = self.services.0.db.write(move |tx| {
            let (services, made) = (services.clone(), made.clone());
            Box::pin(async move { made.note(tx, &services, &edits).await })
        });
        note.await.map(drop)
    }

    /// `check_picture`, and keeps the result when it passes.
    pub async fn process_photo(&self, picture: Vec<u8>, exam: Option<ExamId>) -> Result<Report> {
        let judged = self.check_picture(picture, exam).await?;
        match judged.jpeg {
            Some(jpeg) if judged.report.verdict != Verdict::Fail => {
                let last = self.store_photo(jpeg, exam, Edits::default()).await?;
                Ok(if last.verdict == Verdict::Fail { last } else { judged.report })
            }
            _ => Ok(judged.report),
        }
    }

    /// `exam` and the id of its profile: what the photo is for.
    async fn keep(&self, jpeg: &[u8], report: &Report, (exam, profile): (Option<ExamId>, String)) -> Result<()> {
        let sha256 = seal::sha256_hex(jpeg);
        let remarked = report.findings.iter().any(|f| f.class == photo::Class::Warn);
        let waits = if remarked { Standing::Pending } else { Standing::Uploaded };
        let current = counting(&self.services.0.db.read()?, self.id, &profile).await?;
        if let Some(current) = current.filter(|c| c.sha256 == sha256 && c.profile == profile) {
            return if standing(&current)? == Standing::Refused { Err(Code::PhotoTurnedDown.into()) } else { Ok(()) };
        }
        let id = PhotoId(self.services.0.ids.uuid());
        let object = format!("photo/{id}");
        let sealed = self.services.0.keys.seal(&seal::place("photo", "bytes", id), jpeg)?;
        self.services.0.files.put(&Path::from(object.as_str()), sealed.into()).await?;
        let (services, me, actor, report) = (self.services.clone(), self.id, self.actor(), serde_json::to_string(report)?);
        let size = i32::try_from(jpeg.len()).unwrap_or(i32::MAX);
        let file = Path::from(object.as_str());
        let kept = self
            .services
            .0
            .db
            .write(move |tx| {
                let (services, actor, profile) = (services.clone(), actor.clone(), profile.clone());
                let (object, sha256, report) = (object.clone(), sha256.clone(), report.clone());
                Box::pin(async move {
                    // Held against a confirmation at the same moment, and against a second photo.
                    candidate::Entity::find_by_id(me).lock_exclusive().one(tx.conn()).await?;
                    if locked(tx.conn(), me, exam, &profile).await? {
                        return Err(Error::from(Code::Locked));
                    }
                    let taken = rests(tx.conn(), me).await?;
                    let taken = taken.iter().filter(|(row, photo)| Some(row.exam_id) == exam || photo.profile == profile);
                    table::Entity::update_many()
                        .col_expr(table::Column::Standing, Expr::value(Standing::Replaced.code()))
                        .filter(table::Column::CandidateId.eq(me))
                        .filter(table::Column::Profile.eq(profile.as_str()))
                        .filter(table::Column::Standing.ne(Standing::Replaced.code()))
                        .exec(tx.conn())
                        .await?;
                    application::Entity::update_many()
                        .col_expr(application::Column::PhotoId, Expr::value(Some(id.0)))
                        .filter(application::Column::Id.is_in(taken.map(|(row, _)| row.id)))
                        .exec(tx.conn())
                        .await?;
                    let mut row = table::Model {
                        id,
                        candidate_id: me,
                        object,
                        sha256,
                        profile,
                        report,
                        bytes: size,
                        uploaded: tx.now(),
                        receipt_mac: None,
                        standing: waits.code().to_owned(),
                        claimed_by: None,
                        claimed_until: None,
                        decided_by: None,
                        remark_sealed: None,
                    };
                    row.receipt_mac = Some(services.0.keys.mac(Purpose::Receipt, &receipt(&row)?));
                    table::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
                    candidate::Entity::update_many()
                        .col_expr(candidate::Column::PhotoId, Expr::value(Some(id.0)))
                        .filter(candidate::Column::Id.eq(me))
                        .exec(tx.conn())
                        .await?;
                    audit::note(tx, &Entry { actor, deed: "photo.store", subject: format!("photo:{id}") }).await
                })
            })
            .await;
        crate::orphan::drop_refused(&self.services, &file, &kept).await;
        kept
    }

    /// The own photo's bytes. Errors: `NotFound` for anybody else's.
    pub async fn photo_bytes(&self, id: PhotoId) -> Result<Vec<u8>> {
        let row = load(&self.services, id).await?;
        if row.candidate_id != self.id {
            return Err(Code::NotFound.into());
        }
        bytes(&self.services, &row).await
    }
}

impl Reviewer {
    /// The photo of an application of the own unit: as it was confirmed, or the one that its owner handed in since at a reviewer's word.
    pub async fn photo_bytes(&self, id: ApplicationId) -> Result<Vec<u8>> {
        let row = self.own(id).await?;
        bytes(&self.services, &self.photo_of(&row).await?).await
    }

    pub(crate) async fn photo_of(&self, row: &application::Model) -> Result<table::Model> {
        let photo = match row.photo_id {
            Some(photo) => photo,
            // Confirmed and decided before applications named their photo.
            None => crate::application::snapshot(&self.services, row).await?.photo,
        };
        load(&self.services, photo).await
    }
}
