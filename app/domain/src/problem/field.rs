//! The fields of the forms, and what their controls are called in HTML.
use serde::{Deserialize, Serialize};

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
    DiplomaNo = "diploma_no", DegreeNo = "degree_no", DegreeDate = "degree_date", Overseas = "overseas", OverseasNo = "overseas_no", Second = "second",
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
    Article = "article", DecisionNo = "decision_no", DecidingOrgan = "deciding_organ", BannedFrom = "banned_from", BannedUntil = "banned_until",
    ForLife = "for_life", Evidence = "evidence", Statement = "statement", Answer = "answer",
    PositionState = "position_state", Chosen = "chosen", RechooseUntil = "rechoose_until",
    ReviewMode = "review_mode", OnUnknown = "on_unknown", FreshYear = "graduates_of", AgeMode = "age_mode", AgeCutoff = "age_cutoff", AgeMin = "age_min", AgeMax = "age_max",
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
