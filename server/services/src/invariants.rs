//! What always holds, read back from the stored rows: the proof that the rules were kept. Looked at after every test, once an hour by
//! the job loop, and by `baokao invariants`.
//!
//! | module | looks at |
//! |---|---|
//! | `application` | applications with their events, snapshots and audit rows |
//! | `offer` | exams, documents, positions, imports |
//! | `account` | candidates, their forms and photos, staff, sessions, codes |
//! | `follow` | favourites |
//! | `register` | the integrity register |
//! | `files` | objects beside the rows that name them |
use crate::Services;
use crate::actor::{Operator, System};
use crate::error::Result;
use std::collections::BTreeSet;
use std::fmt::{Display, Formatter};

mod account;
mod application;
mod files;
mod follow;
mod offer;
mod register;

/// Rows read at a time.
const PAGE: u64 = 500;

macro_rules! checks {
    ($($name:ident => $says:literal),+ $(,)?) => {
        /// Something that always holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check { $($name),+ }

        impl Check {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What holds, in a sentence.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$name => $says),+ }
            }
        }
    };
}

checks! {
    StageFollows => "the stage of an application is one its events lead to",
    VersionCounts => "the version of an application is one more than its events",
    EventTimes => "events of an application follow one another, none before its consent, none in the future",
    PositionStands => "an application has a position exactly from 岗位 on, of its own exam and unit",
    FormStands => "an application beyond a draft says when its form was saved",
    ConfirmedWhole => "snapshot, time and count of confirmations stand together or not at all",
    ConfirmedCounts => "confirmations are as many as events and snapshots, and the time is the last one's",
    ConfirmedStages => "what is with a unit or decided has been confirmed",
    ClaimsWait => "only an application that waits lies on a desk, and somebody's",
    OwnDeeds => "a candidate's deeds are the owner's, decisions a reviewer's or the rules'",
    RulesPass => "who is approved without a reviewer passed rules that decide alone, at the confirmation, and no reviewer had it before",
    SecondPerson => "a decision is undone by somebody else",
    Reasons => "refusals, returns and pleas say why and can be read, other deeds say nothing",
    NumberFits => "an application number carries year and serial of its exam, below the next number",
    OneEach => "a candidate has one application to an exam",
    ConsentStands => "a consent names documents that the exam has had, by their hash",
    ApplicationOwners => "applications belong to a candidate and an exam that exist",
    SnapshotOpens => "a snapshot opens, with the hash that stands beside it",
    VerdictReplays => "a verdict this engine gave follows from what its snapshot, its rules and its catalogue tell",
    SnapshotTells => "a snapshot tells of the position that was confirmed and of a photo that exists, unchanged",
    AuditDense => "every deed upon an application has its one audit row, by the same actor at the same time",
    WindowsOrdered => "windows open before they close, and review does not end before applying",
    ExamReads => "category, rules and photo profile of an exam are known",
    DocumentsStand => "the documents in force are there, with one promise",
    TableCounts => "positions and places of an exam are those of its table",
    PositionReads => "the cells of a position read, and its sheet exists",
    ImportStands => "an import belongs to an exam, and was taken over after it was made",
    TablePublished => "the table an exam shows is the last one that was published",
    ChangesRead => "what a table changed about a position can be read, and the exam exists",
    FavouritesBounded => "a candidate has no more favourites than there may be, none of them from the future",
    RecordsSeconded => "a record of the integrity register was confirmed or refused by somebody other than who entered it, and lifted after",
    RecordsRead => "a record opens, its certificate is found by its index, and it says why where that is due",
    RecordsAudited => "every deed upon a record has its one audit row",
    CertificateIndex => "the certificate number of a candidate opens and is found by its index",
    PhoneIndex => "the phone of a candidate opens and is found by its index",
    OwnPhoto => "the photo of a candidate is the own one",
    PartOpens => "a part of 填报信息 is known, opens, and belongs to a candidate",
    StaffRoles => "a member of staff has a known role, and a unit exactly as a reviewer",
    SessionOwners => "sessions belong to accounts that exist",
    CodesForgotten => "a code that the provider has is kept nowhere",
    RowsHaveFiles => "photos and imports have their file",
    FilesHaveRows => "files have their photo or import",
    PhotoUnchanged => "a photo's file opens and has the hash that was judged",
    PhotoCurrent => "the photo of a candidate is one that no other has replaced",
    PhotoKept => "a confirmed application's photo was replaced only after its reviewer refused or unlocked it",
    PhotoTold => "a refused or unlocked photo says why, and it can be read",
    ReceiptSigned => "a photo's row is the one its receipt was signed for",
}

/// A check that does not hold, and for what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    pub check: Check,
    /// The row: `application:ID`.
    pub subject: String,
}

impl Display for Breach {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: not so: {}", self.subject, self.check.says())
    }
}

/// What was looked at and what was found.
#[derive(Debug, Default)]
pub struct Findings {
    pub rows: u64,
    pub breaches: BTreeSet<Breach>,
}

impl Findings {
    fn expect(&mut self, check: Check, subject: impl Display, holds: bool) {
        if !holds {
            self.breaches.insert(Breach { check, subject: subject.to_string() });
        }
    }
}

/// How far to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Rows, and whether files are there.
    Rows,
    /// The bytes of every photo as well.
    Bytes,
}

impl Operator {
    pub async fn invariants(&self) -> Result<Findings> {
        looked(&self.services, Depth::Bytes).await
    }
}

impl System {
    /// The hourly look; breaches are logged as errors and counted for the alarm.
    pub(crate) async fn watch_invariants(&self) -> Result<()> {
        let found = looked(&self.services, Depth::Rows).await?;
        for breach in &found.breaches {
            tracing::error!(%breach, "an invariant does not hold");
        }
        metrics::gauge!("invariant_breaches").set(f64::from(u32::try_from(found.breaches.len()).unwrap_or(u32::MAX)));
        Ok(())
    }
}

/// The rows of one application are read one after another while others write, so what seems wrong is looked at once more.
async fn looked(services: &Services, depth: Depth) -> Result<Findings> {
    let mut found = once(services, depth).await?;
    if !found.breaches.is_empty() {
        let again = once(services, depth).await?;
        found.breaches.retain(|breach| again.breaches.contains(breach));
    }
    Ok(found)
}

async fn once(services: &Services, depth: Depth) -> Result<Findings> {
    let mut found = Findings::default();
    // Files first: a row is written after its file.
    let files = files::listed(services).await?;
    let exams = offer::check(services, &mut found).await?;
    application::check(services, &exams, &mut found).await?;
    crate::replay::all(services, |row, replay| {
        found.expect(Check::VerdictReplays, format!("snapshot:{}", row.id), !replay.breaks());
    })
    .await?;
    account::check(services, &mut found).await?;
    follow::check(services, &mut found).await?;
    register::check(services, &mut found).await?;
    files::check(services, &files, depth, &mut found).await?;
    Ok(found)
}
