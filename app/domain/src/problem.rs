//! What a user can act on: codes, never words. The words stand in `app/src/text`.
mod field;

pub use field::{Field, FieldName, Row};

use crate::measure::Tenths;
use crate::position::TableFault;
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// Why a request was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Code {
    /// See the fields.
    Invalid,
    /// A row was added, removed or moved: nothing is saved, the page shows the edited form.
    Edited,
    /// No session, or it has ended: log in and the form is there again.
    LoginNeeded,
    /// The session's role may not do this.
    Forbidden,
    /// Nothing there, or it is somebody else's.
    NotFound,
    /// Certificate number or phone and password do not fit together (one answer for both).
    LoginFailed,
    /// Too many failures: wait this many seconds.
    LockedFor(u32),
    /// The certificate has an account already: 忘记密码.
    CertificateTaken,
    /// The phone has an account already: another phone.
    PhoneTaken,
    /// No account has this certificate: register.
    NoAccount,
    /// The SMS code's life or tries are over: ask for a new one.
    CodeSpent,
    /// Another code may be sent in this many seconds.
    SmsWait(u32),
    /// No more codes to this phone or certificate today.
    SmsLimit,
    /// The SMS provider refused or cannot be reached.
    SmsFailed,
    /// The registration or recovery has to be begun again (older than 30 min, or another browser).
    FlowLost,
    /// The proof of work is missing, spent, foreign or expired: the page makes a new one.
    ProofNeeded,
    /// Somebody (or another tab) changed it meanwhile: look at the new state.
    Conflict,
    /// The same key came with another body.
    KeyReused,
    /// The window has not opened.
    NotOpenYet,
    /// The window has closed.
    WindowClosed,
    /// A photo comes first.
    PhotoNeeded,
    /// The documents come first.
    ConsentNeeded,
    /// The text of a document changed since the page was shown.
    DocumentChanged,
    /// The form has to be filled first.
    FormNeeded,
    /// A position has to be chosen (again).
    PositionNeeded,
    /// The application is confirmed: nothing can be changed.
    Locked,
    /// The stage does not allow this deed.
    NotNow,
    /// This position was refused as often as the exam allows: choose another.
    RefusedTooOften,
    /// The first verdict from the table's closed columns says no: see which conditions.
    NotEligible,
    /// The position is no longer in the table: choose another.
    PositionGone,
    /// The position was closed or cancelled: choose another.
    PositionShut,
    /// Another reviewer has it on the desk, or has taken it meanwhile.
    Claimed,
    /// 撤销审核 takes another person than the one who decided.
    SecondPerson,
    /// A record of the register takes another person than the one who entered it.
    OwnRecord,
    /// The integrity register keeps this person out of exams.
    Banned,
    /// One position per exam and candidate.
    AlreadyApplied,
    /// This person had as many pictures judged within an hour as may be: wait this many seconds.
    PhotoLimit(u32),
    /// The photo does not pass: see the report.
    PhotoRefused,
    /// The exam asks for another kind of photo than the one that is there: upload one for it.
    PhotoUnfit,
    /// The photo's reviewer refused it: another must be handed in.
    PhotoTurnedDown,
    /// As many favourites as there may be: one must go before another comes.
    FavouritesFull,
    /// The upload is larger than allowed.
    TooLarge,
    /// Malformed request.
    BadRequest,
    /// A page of an older release: reload, the draft is kept.
    Stale,
    /// The server is busy: try again in this many seconds.
    Busy(u32),
    /// A service outside does not answer.
    Unavailable,
    /// Our fault; the trace id finds it.
    Internal,
}

impl Code {
    /// HTTP status for clients that read statuses.
    pub const fn status(self) -> u16 {
        match self {
            Self::Invalid | Self::Edited | Self::KeyReused | Self::PhotoRefused | Self::CodeSpent | Self::FlowLost => 422,
            Self::LoginNeeded | Self::LoginFailed => 401,
            Self::Forbidden | Self::ProofNeeded => 403,
            Self::NotFound | Self::NoAccount => 404,
            Self::LockedFor(_) | Self::SmsWait(_) | Self::SmsLimit | Self::PhotoLimit(_) => 429,
            Self::CertificateTaken
            | Self::PhoneTaken
            | Self::Conflict
            | Self::NotOpenYet
            | Self::WindowClosed
            | Self::PhotoNeeded
            | Self::PhotoUnfit
            | Self::PhotoTurnedDown
            | Self::ConsentNeeded
            | Self::DocumentChanged
            | Self::FormNeeded
            | Self::PositionNeeded
            | Self::Locked
            | Self::NotNow
            | Self::AlreadyApplied
            | Self::RefusedTooOften
            | Self::NotEligible
            | Self::PositionGone
            | Self::PositionShut
            | Self::Claimed
            | Self::SecondPerson
            | Self::OwnRecord
            | Self::Banned
            | Self::FavouritesFull
            | Self::Stale => 409,
            Self::TooLarge => 413,
            Self::BadRequest => 400,
            Self::Busy(_) | Self::Unavailable | Self::SmsFailed => 503,
            Self::Internal => 500,
        }
    }
}

/// Which of the six forbidden contents of domain.md §2.4 a password holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PasswordClass {
    Name,
    Initials,
    Birthday,
    CertificateNumber,
    Phone,
    Sequence,
}

/// What is wrong with one field, with its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldCode {
    Missing,
    TooLong {
        max: u32,
        got: u32,
    },
    TooShort {
        min: u32,
        got: u32,
    },
    WrongLength {
        need: u32,
        got: u32,
    },
    BadCharacters,
    NotChineseName,
    NotLatinName,
    NotOffered,
    BadFormat,
    BadCheckDigit,
    NoSuchDate,
    InFuture,
    UnknownProvince,
    WrongKindOfCard,
    NotMobile,
    DoesNotMatch,
    MustAccept,
    PasswordHolds(PasswordClass),
    PasswordCommon,
    /// Of small letters, capitals, digits, others.
    TooFewKinds {
        need: u32,
        got: u32,
    },
    PasswordSame,
    WrongCode {
        left: u32,
    },
    WrongPassword,
    NotAYear,
    NotAMonth,
    EndBeforeStart,
    TooYoung {
        age: i32,
        least: i32,
    },
    OldForLevel {
        age: i32,
    },
    FutureOnlyIfFresh,
    TooFarInFuture,
    LevelNotRising,
    DegreeNeedsLevel,
    DegreeAboveLevel,
    /// A month of a degree where none is chosen.
    DateWithoutDegree,
    /// More than half a year before graduation.
    DegreeBeforeEnd,
    TooManyRows {
        max: u32,
    },
    RowsMissing,
    /// `row` counts from 0, as in `Field`.
    Overlaps {
        row: u32,
    },
    /// `row` counts from 0, as in `Field`.
    SameRow {
        row: u32,
    },
    ReasonMissing,
    /// Not written like 2026-11-17, or a day that does not exist.
    NotADay,
    /// Not written like 2026-11-17 09:00.
    NotATime,
    /// A window closes before it opens.
    ClosesBeforeOpening,
    /// Review may not end before applying does.
    ReviewEndsEarly,
    /// The moment has passed.
    AlreadyPast,
    /// A last day and for life as well.
    LifeOrDay,
    /// This decision about this person is in the register already.
    Recorded,
    /// Later than the end of review.
    AfterReview,
    /// Exactly one 承诺书 and at least one 报考文件.
    DocumentsIncomplete,
    /// A line that is not a name and two to six digits.
    NotARegion {
        line: u32,
    },
    /// A line is not a subject with its fee; lines count from 1.
    NotASubject {
        line: u32,
    },
    /// Somebody has it already.
    Taken,
    Table(TableFault),
    /// A figure outside its bounds.
    OutOfRange {
        least: Tenths,
        most: Tenths,
    },
    /// The figure goes in steps: whole, or halves.
    NotInSteps {
        step: Tenths,
    },
    /// Neither 3.0–5.3 (five marks) nor 0.1–2.0 (decimal).
    NotEyesight,
    /// Unusual: older than is usual for what was said.
    TooOld {
        age: i32,
        most: i32,
    },
    /// Neither a row nor the tick that says there is none.
    NeedsRowsOrNone,
    /// Filled although a tick (无, 至今) says that there is nothing to fill.
    FilledDespiteTick,
    /// Nothing in the résumé for so many months after `from`.
    GapUnexplained {
        from: Month,
        months: u32,
    },
    /// Work of this kind is no 基层 work.
    NotGrassroots,
    /// The dates are fewer months apart than is claimed.
    TooFewMonths {
        months: u32,
        least: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldProblem {
    pub field: Field,
    pub code: FieldCode,
}

/// A refusal a user can act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub code: Code,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
}

impl Problem {
    pub fn field(field: impl Into<Field>, code: FieldCode) -> Self {
        Self { code: Code::Invalid, fields: vec![FieldProblem { field: field.into(), code }] }
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self { code, fields: Vec::new() }
    }
}

impl From<Vec<FieldProblem>> for Problem {
    fn from(fields: Vec<FieldProblem>) -> Self {
        Self { code: Code::Invalid, fields }
    }
}

/// Collects what is wrong while a form is parsed, so that all of it is told at once.
#[derive(Debug, Default)]
pub struct Faults(pub Vec<FieldProblem>);

impl Faults {
    pub fn add(&mut self, field: impl Into<Field>, code: FieldCode) {
        self.0.push(FieldProblem { field: field.into(), code });
    }

    /// The value, or `None` after noting what is wrong with it.
    pub fn take<T>(&mut self, field: impl Into<Field>, result: Result<T, FieldCode>) -> Option<T> {
        result.map_err(|code| self.add(field, code)).ok()
    }
}

#[cfg(test)]
mod tests;
