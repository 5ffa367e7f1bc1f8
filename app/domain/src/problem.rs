//! What a user can act on: codes, never words. The words stand in `app/src/text`.
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
    /// One position per exam and candidate.
    AlreadyApplied,
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
            Self::LockedFor(_) | Self::SmsWait(_) | Self::SmsLimit => 429,
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
            | Self::FavouritesFull
            | Self::Stale => 409,
            Self::TooLarge => 413,
            Self::BadRequest => 400,
            Self::Busy(_) | Self::Unavailable | Self::SmsFailed => 503,
            Self::Internal => 500,
        }
    }
}

/// Every field of every form. `key` is its name in HTML.
macro_rules! fields {
    ($($name:ident = $key:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum FieldName { $($name),+ }

        impl FieldName {
            pub const ALL: &'static [FieldName] = &[$(FieldName::$name),+];
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }
        }
    };
}

fields! {
    Name = "name", NameAgain = "name_again", CertType = "cert_type", CertNo = "cert_no", CertNoAgain = "cert_no_again",
    Phone = "phone", NewPhone = "new_phone", SmsCode = "sms_code", OldSmsCode = "old_sms_code",
    Password = "password", PasswordAgain = "password_again", OldPassword = "old_password", Agreement = "agreement",
    Login = "login", Totp = "totp",
    Education = "education", Level = "level", Degree = "degree", School = "school", Department = "department",
    Major = "major", MajorCode = "major_code", StudyMode = "study_mode", Start = "start", End = "end",
    DiplomaNo = "diploma_no", DegreeNo = "degree_no", Overseas = "overseas", OverseasNo = "overseas_no", Second = "second",
    EquivalentDegree = "equivalent_degree", Fresh = "fresh",
    Ethnic = "ethnic", Political = "political", PartySince = "party_since", Marital = "marital", Health = "health",
    NativePlace = "native_place", BirthPlace = "birth_place", Household = "household", HouseholdPlace = "household_place",
    Origin = "origin", OriginPlace = "origin_place", Height = "height", EyesightLeft = "eyesight_left", EyesightRight = "eyesight_right",
    WorkSince = "work_since", CandidateKind = "candidate_kind", Employer = "employer", Post = "post", Licence = "licence",
    SparePhone = "spare_phone", Email = "email", Address = "address", Postcode = "postcode",
    EmergencyName = "emergency_name", EmergencyPhone = "emergency_phone",
    NoWork = "none", Work = "work", Since = "since", Until = "until", Current = "current", DepartmentPost = "department_post",
    EmployerKind = "employer_kind", Grassroots = "grassroots", Witness = "witness", Gaps = "gaps",
    Service = "service", Project = "project", Place = "place", Passed = "passed", CertificateNo = "certificate_no",
    Served = "served", Enlisted = "enlisted", Discharged = "discharged", StillServing = "still_serving", DischargeNo = "discharge_no",
    NoFamily = "no_family", Family = "family", Relation = "relation", Birth = "birth", EmployerPost = "employer_post",
    Awards = "awards", Punished = "punished", PunishedDetails = "punished_details", Serving = "serving", CivilServant = "civil_servant",
    Avoidance = "avoidance", AvoidanceDetails = "avoidance_details", Language = "language", LanguageScore = "language_score",
    Computer = "computer", Certificates = "certificates", Skills = "skills", Remark = "remark", Integrity = "integrity",
    Consent = "consent", Position = "position", Plea = "plea", Reasons = "reasons", Words = "words", Truth = "truth", Sure = "sure",
    RevealReason = "reason",
    ExamCode = "code", ExamTitle = "title", Category = "category", Organiser = "organiser", PhotoProfile = "photo_profile",
    ApplyOpen = "apply_open", ApplyClose = "apply_close", ReviewOpen = "review_open", ReviewClose = "review_close",
    Parts = "parts", Withdraw = "withdraw", MostRefusals = "most_refusals", Verdict = "verdict", Subjects = "subjects",
    PublishCounts = "publish_counts", OpenRatio = "open_ratio",
    Documents = "documents", DocumentKind = "document_kind", DocumentTitle = "document_title", DocumentBody = "document_body",
    Table = "table", People = "people",
    StaffLogin = "staff_login", StaffName = "staff_name", StaffRole = "staff_role", Unit = "unit",
    PhotoTitle = "photo_title", PhotoWidth = "photo_width", PhotoHeight = "photo_height", Dpi = "dpi", LeastKb = "least_kb", MostKb = "most_kb",
    Ground = "ground", GroundLight = "ground_light", GroundChroma = "ground_chroma", UnevenTold = "uneven_told", UnevenMost = "uneven_most",
    HeadLeast = "head_least", HeadMost = "head_most", HeadAim = "head_aim", TopLeast = "top_least", TopMost = "top_most",
    EyesLeast = "eyes_least", EyesMost = "eyes_most", Centre = "centre", GapLeast = "gap_least", GapMost = "gap_most",
    TiltTold = "tilt_told", TiltMost = "tilt_most", Edits = "edits",
    PositionState = "position_state", RechooseUntil = "rechoose_until",
    OnUnknown = "on_unknown", FreshYear = "graduates_of", AgeMode = "age_mode", AgeCutoff = "age_cutoff", AgeMin = "age_min", AgeMax = "age_max",
    BornFrom = "born_from", BornTo = "born_to", RelaxPostgraduate = "relax_postgraduate", RelaxVeteran = "relax_veteran",
    RelaxCadre = "relax_cadre", RelaxDisabled = "relax_disabled", RelaxApproval = "relax_approval", EduBasis = "edu_basis",
    MajorBasis = "major_basis", GradDeadline = "grad_deadline", BlankMajors = "blank_majors", GrassCutoff = "grass_cutoff",
    Granularity = "granularity", LeastAge = "least_age", ProjectCutoff = "project_cutoff", FreshYears = "fresh_years",
    ServiceYears = "service_years", Regions = "regions", DismissedYears = "dismissed_years", RuleTicks = "rule_ticks",
}

/// A row of a group that repeats; `at` counts from 0. The group is named by the field that stands for the whole of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    pub group: FieldName,
    pub at: u32,
}

impl Row {
    /// A field of this row.
    pub const fn field(self, name: FieldName) -> Field {
        Field { name, row: Some(self) }
    }
}

/// A field on a page, in a row where rows repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Field {
    pub name: FieldName,
    pub row: Option<Row>,
}

impl Field {
    /// The control's `name`: `form[phone]`, `form[education][0][school]`.
    pub fn html_name(self) -> String {
        match self.row {
            Some(Row { group, at }) => format!("form[{}][{at}][{}]", group.key(), self.name.key()),
            None => format!("form[{}]", self.name.key()),
        }
    }

    /// The control's `id`, the target of the error summary's link.
    pub fn html_id(self) -> String {
        match self.row {
            Some(Row { group, at }) => format!("{}-{at}-{}", group.key(), self.name.key()),
            None => self.name.key().to_owned(),
        }
    }

    /// The field of a control's name: `form[education][0][start_year]` → Start in row 0 of Education.
    pub fn of_html_name(name: &str) -> Option<Self> {
        let mut keys = name.strip_prefix("form[")?.strip_suffix(']')?.split("][");
        let (first, second, third) = (keys.next()?, keys.next(), keys.next());
        let named = |key: &str| FieldName::ALL.iter().find(|n| n.key() == key).copied();
        let plain = |key: &str| named(["_year", "_month", "_day"].iter().find_map(|part| key.strip_suffix(part)).unwrap_or(key));
        match third {
            Some(key) => Some(Row { group: named(first)?, at: second?.parse().ok()? }.field(plain(key)?)),
            None => plain(first).map(Self::from),
        }
    }
}

impl From<FieldName> for Field {
    fn from(name: FieldName) -> Self {
        Self { name, row: None }
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
