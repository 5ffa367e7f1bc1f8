//! The photo's life after the engine has passed it: people look, and only they let a locked one be replaced (domain.md §1.1, §1.3).
use crate::certificate::Sex;
use crate::id::PhotoId;
use crate::problem::{Code, Faults, FieldCode, FieldName, FieldProblem};
use crate::review::words;
use crate::time::Timestamp;
use crate::view::StaffShell;
use serde::{Deserialize, Serialize};

/// Minutes that a photo lies on one desk.
pub const PHOTO_CLAIM_MINUTES: i64 = 10;
/// Photos taken onto the desk at once, to be judged one after another.
pub const REEL: u64 = 12;
/// Photos without remarks shown at once.
pub const SHEET: u64 = 24;

/// What a reviewer takes onto the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoTake {
    /// Photos with remarks, to be judged one after another.
    Reel,
    /// Photos without.
    Sheet,
}

/// Where a stored photo stands; before that there is none, or one that was only checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Passed without a remark: looked at together with others.
    Uploaded,
    /// Passed with remarks, or set aside by whoever looked: judged one by one.
    Pending,
    Approved,
    /// Counts no more: the candidate must hand in another, confirmed or not.
    Refused,
    /// Counts, and may be replaced although an application is confirmed.
    Released,
    /// Another photo of the account took its place.
    Replaced,
}

impl Standing {
    pub const ALL: [Self; 6] = [Self::Uploaded, Self::Pending, Self::Approved, Self::Refused, Self::Released, Self::Replaced];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Released => "released",
            Self::Replaced => "replaced",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Nobody has looked at it yet.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Uploaded | Self::Pending)
    }

    /// A confirmed application does not keep its owner from replacing it.
    pub const fn replaceable(self) -> bool {
        matches!(self, Self::Refused | Self::Released)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoDeed {
    Approve,
    Refuse,
    /// Out of the sheet, to be judged alone.
    SetAside,
    /// 解锁: the owner may replace it.
    Release,
    /// The owner handed in another.
    Replace,
}

impl PhotoDeed {
    /// As the audit log names it.
    pub const fn audit(self) -> &'static str {
        match self {
            Self::Approve => "photo.approve",
            Self::Refuse => "photo.refuse",
            Self::SetAside => "photo.set_aside",
            Self::Release => "photo.release",
            Self::Replace => "photo.replace",
        }
    }
}

/// Where a deed leads. A decision may be corrected by another; what was replaced is closed.
pub const fn next(standing: Standing, deed: PhotoDeed) -> Result<Standing, Code> {
    use {PhotoDeed as D, Standing as S};
    match (standing, deed) {
        (S::Replaced, _) => Err(Code::Conflict),
        (_, D::Replace) => Ok(S::Replaced),
        (S::Uploaded | S::Pending | S::Refused | S::Released, D::Approve) => Ok(S::Approved),
        (S::Uploaded | S::Pending | S::Approved | S::Released, D::Refuse) => Ok(S::Refused),
        (S::Uploaded, D::SetAside) => Ok(S::Pending),
        (S::Uploaded | S::Pending | S::Approved, D::Release) => Ok(S::Released),
        _ => Err(Code::NotNow),
    }
}

macro_rules! photo_reasons {
    ($($name:ident = $code:literal $key:literal),+ $(,)?) => {
        /// Why a photo is refused; each has its key on the desk.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum PhotoReason { $(#[serde(rename = $code)] $name),+ }
        impl PhotoReason {
            pub const ALL: &'static [PhotoReason] = &[$(PhotoReason::$name),+];
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }
            /// The key that ticks it.
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key),+ } }
            pub fn from_code(code: &str) -> Option<Self> { Self::ALL.iter().copied().find(|r| r.code() == code) }
        }
    };
}

photo_reasons! {
    Blurred = "BLURRED" "1", Light = "LIGHT" "2", Background = "BACKGROUND" "3", HeadSize = "HEAD_SIZE" "4", CutOff = "CUT_OFF" "5",
    Covered = "COVERED" "6", EyesClosed = "EYES_CLOSED" "7", Expression = "EXPRESSION" "8", Dress = "DRESS" "9", Shoulders = "SHOULDERS" "0",
    Retouched = "RETOUCHED" "q", Writing = "WRITING" "w", NotThePerson = "NOT_THE_PERSON" "e", Shape = "SHAPE" "t", Turned = "TURNED" "y",
    Colour = "COLOUR" "u", Broken = "BROKEN" "i", Other = "OTHER" "o",
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhotoDecisionForm {
    /// "approve", "refuse" or "release"
    pub decision: String,
    pub reasons: Vec<String>,
    pub words: String,
    /// Code of the standing the page showed.
    pub standing: String,
}

/// What was decided, with what the owner is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoDecision {
    pub deed: PhotoDeed,
    pub shown: Standing,
    pub reasons: Vec<PhotoReason>,
    pub words: String,
}

impl PhotoDecisionForm {
    /// Errors: a refusal without reason, 其他 or an unlocking without words.
    pub fn parse(&self) -> Result<PhotoDecision, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let shown = Standing::from_code(&self.standing);
        let deed = match self.decision.as_str() {
            "approve" => Some(PhotoDeed::Approve),
            "refuse" => Some(PhotoDeed::Refuse),
            "release" => Some(PhotoDeed::Release),
            _ => None,
        };
        let (Some(shown), Some(deed)) = (shown, deed) else {
            faults.add(FieldName::Reasons, FieldCode::NotOffered);
            return Err(faults.0);
        };
        if deed == PhotoDeed::Approve {
            return Ok(PhotoDecision { deed, shown, reasons: Vec::new(), words: String::new() });
        }
        let mut reasons: Vec<PhotoReason> = self.reasons.iter().filter_map(|c| PhotoReason::from_code(c)).collect();
        if deed == PhotoDeed::Release {
            reasons.clear();
        } else if reasons.is_empty() {
            faults.add(FieldName::Reasons, FieldCode::ReasonMissing);
        }
        let needed = deed == PhotoDeed::Release || reasons.contains(&PhotoReason::Other);
        let words = if needed || !self.words.trim().is_empty() { words(&self.words, FieldName::Words, &mut faults) } else { String::new() };
        if faults.0.is_empty() { Ok(PhotoDecision { deed, shown, reasons, words }) } else { Err(faults.0) }
    }
}

/// A sheet of photos without remarks: all are approved but those set aside.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetForm {
    pub photos: Vec<String>,
    pub aside: Vec<String>,
}

impl SheetForm {
    /// Each photo with what becomes of it. Errors: what names no photo, more than a sheet holds.
    pub fn parse(&self) -> Result<Vec<(PhotoId, PhotoDeed)>, Code> {
        if self.photos.len() as u64 > SHEET {
            return Err(Code::BadRequest);
        }
        let deed = |id: &String| if self.aside.contains(id) { PhotoDeed::SetAside } else { PhotoDeed::Approve };
        self.photos.iter().map(|id| Ok((id.parse().map_err(|_| Code::BadRequest)?, deed(id)))).collect()
    }
}

/// Why a photo was refused or unlocked, as its owner reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRemark {
    pub reasons: Vec<PhotoReason>,
    pub words: String,
    pub at: Timestamp,
}

/// A photo as its reviewer sees it; whom it shows only as far as it helps to tell a wrong person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoCase {
    pub id: PhotoId,
    pub standing: Standing,
    pub uploaded: Timestamp,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// JSON of `photo::Report`.
    pub report: String,
    pub name_masked: String,
    pub sex: Option<Sex>,
    /// Whole years.
    pub age: Option<u32>,
    pub remark: Option<PhotoRemark>,
}

/// What waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoDesk {
    pub shell: StaffShell,
    pub pending: u64,
    pub uploaded: u64,
    /// A number was asked for that no application has.
    pub missing: bool,
    pub found: Option<PhotoCase>,
}

/// Photos taken onto the own desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoReel {
    pub shell: StaffShell,
    pub cases: Vec<PhotoCase>,
    /// That wait beside these.
    pub left: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deed_leads_somewhere_known_and_nothing_leaves_a_replaced_photo() {
        use PhotoDeed::*;
        let deeds = [Approve, Refuse, SetAside, Release, Replace];
        for standing in Standing::ALL {
            assert_eq!(Standing::from_code(standing.code()), Some(standing));
            for deed in deeds {
                let to = next(standing, deed);
                assert_ne!(to, Ok(standing), "{standing:?} {deed:?} changes nothing");
                assert_eq!(standing == Standing::Replaced, to == Err(Code::Conflict), "{standing:?} {deed:?}");
                assert!(to != Ok(Standing::Uploaded), "what was looked at is not new again");
            }
        }
        assert_eq!(next(Standing::Refused, Release), Err(Code::NotNow), "a refused photo may be replaced as it is");
    }

    #[test]
    fn refusals_name_a_reason_and_some_need_words() {
        let form = |decision: &str, reasons: &[&str], words: &str| PhotoDecisionForm {
            decision: decision.into(),
            reasons: reasons.iter().map(|r| (*r).to_owned()).collect(),
            words: words.into(),
            standing: "pending".into(),
        };
        let codes = |form: PhotoDecisionForm| form.parse().unwrap_err().iter().map(|p| p.code).collect::<Vec<_>>();
        assert_eq!(form("approve", &[], "").parse().unwrap().deed, PhotoDeed::Approve);
        assert_eq!(codes(form("refuse", &[], "")), [FieldCode::ReasonMissing]);
        assert_eq!(form("refuse", &["BLURRED"], "").parse().unwrap().reasons, [PhotoReason::Blurred]);
        assert_eq!(codes(form("refuse", &["OTHER"], "")), [FieldCode::Missing]);
        assert_eq!(codes(form("release", &[], "")), [FieldCode::Missing]);
        assert_eq!(form("release", &["BLURRED"], "考生书面申请更换").parse().unwrap().reasons, []);
        assert_eq!(codes(form("eat", &[], "")), [FieldCode::NotOffered]);
    }

    #[test]
    fn keys_tick_one_reason_each_and_none_is_a_key_of_the_desk() {
        let keys: std::collections::BTreeSet<_> = PhotoReason::ALL.iter().map(|r| r.key()).collect();
        assert_eq!(keys.len(), PhotoReason::ALL.len());
        assert!(["a", "r", "j", "k", "s"].iter().all(|k| !keys.contains(k)));
    }
}
