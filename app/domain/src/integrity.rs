//! 诚信库: records of people who may not take part in exams. One person enters a record, another puts it in force; whoever it is about sees
//! it and may state their case (陈述申辩) once.
use crate::account::secretive;
use crate::certificate::{CertType, Certificate};
use crate::id::RecordId;
use crate::person::Name;
use crate::problem::{Code, Faults, FieldCode, FieldName, FieldProblem};
use crate::review::words;
use crate::text_input;
use crate::time::Timestamp;
use crate::view::StaffShell;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How long a record keeps out: to the end of a day, or for life. Written `2026-05-01`, or `life`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Until {
    Day(NaiveDate),
    Life,
}

const LIFE: &str = "life";

impl Until {
    /// Keeps out of an exam for which applying opens on that day.
    pub fn bars(self, opens: NaiveDate) -> bool {
        self >= Self::Day(opens)
    }
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Life => f.write_str(LIFE),
        }
    }
}

impl FromStr for Until {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == LIFE { Ok(Self::Life) } else { text.parse().map(Self::Day).map_err(|_| "neither a day like 2026-05-01 nor life") }
    }
}

impl TryFrom<String> for Until {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Until> for String {
    fn from(until: Until) -> Self {
        until.to_string()
    }
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for a second person.
    Entered,
    /// 生效
    InForce,
    /// The second person said no.
    Refused,
    /// 解除
    Lifted,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Entered, Self::InForce, Self::Refused, Self::Lifted];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::InForce => "in_force",
            Self::Refused => "refused",
            Self::Lifted => "lifted",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Whoever it is about sees it: it was in force once.
    pub const fn told(self) -> bool {
        matches!(self, Self::InForce | Self::Lifted)
    }
}

/// What is done upon a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Confirm,
    Refuse,
    Lift,
    /// 陈述申辩 of whoever it is about.
    State,
    Answer,
}

/// What `next` looks at besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Whoever does it entered the record.
    pub own: bool,
    pub stated: bool,
    pub answered: bool,
}

/// Where a deed leads. Errors: `OwnRecord`, `NotNow`.
pub const fn next(state: State, deed: Deed, facts: Facts) -> Result<State, Code> {
    match (deed, state) {
        (Deed::Confirm | Deed::Refuse, State::Entered) if facts.own => Err(Code::OwnRecord),
        (Deed::Confirm, State::Entered) => Ok(State::InForce),
        (Deed::Refuse, State::Entered) => Ok(State::Refused),
        (Deed::Lift, State::InForce) => Ok(State::Lifted),
        (Deed::State, State::InForce) if !facts.stated => Ok(state),
        // A statement that led to the lifting deserves its answer too.
        (Deed::Answer, State::InForce | State::Lifted) if facts.stated && !facts.answered => Ok(state),
        _ => Err(Code::NotNow),
    }
}

/// A record as it is entered.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    pub name: String,
    pub cert_type: String,
    pub cert_no: String,
    pub article: String,
    pub decision_no: String,
    pub deciding_organ: String,
    pub banned_from: String,
    pub banned_until: String,
    /// Not empty: for life.
    pub for_life: String,
    pub evidence: String,
}

/// What was decided about somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The rule that was broken.
    pub article: String,
    /// 决定文号
    pub decision_no: String,
    pub organ: String,
    pub from: NaiveDate,
    pub until: Until,
}

/// A checked record.
pub struct NewRecord {
    pub name: Name,
    pub certificate: Certificate,
    pub terms: Terms,
    pub evidence: String,
}

fn day(text: &str) -> Result<NaiveDate, FieldCode> {
    match text.trim() {
        "" => Err(FieldCode::Missing),
        text => text.parse().map_err(|_| FieldCode::NotADay),
    }
}

impl RecordForm {
    /// Every fault at once; `today` is the day in China.
    pub fn parse(&self, today: NaiveDate) -> Result<NewRecord, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let certificate = match Certificate::parse(&self.cert_type, &self.cert_no, today) {
            Ok(certificate) => Some(certificate),
            Err((field, code)) => {
                faults.add(field, code);
                None
            }
        };
        let kind = certificate.as_ref().map(|c| c.kind).or_else(|| CertType::from_code(&self.cert_type)).unwrap_or(CertType::IdCard);
        let name = faults.take(FieldName::Name, Name::parse(&self.name, kind));
        let article = faults.take(FieldName::Article, text_input::text(&self.article, 200));
        let decision_no = faults.take(FieldName::DecisionNo, text_input::text(&self.decision_no, 100));
        let organ = faults.take(FieldName::DecidingOrgan, text_input::text(&self.deciding_organ, 100));
        let from = faults.take(FieldName::BannedFrom, day(&self.banned_from));
        let until = faults.take(FieldName::BannedUntil, self.until(from, today));
        let evidence = faults.take(FieldName::Evidence, text_input::paragraph(&self.evidence, 2000));
        match (name, certificate, article, decision_no, organ, from, until, evidence) {
            (Some(name), Some(certificate), Some(article), Some(decision_no), Some(organ), Some(from), Some(until), Some(evidence)) => {
                Ok(NewRecord { name, certificate, terms: Terms { article, decision_no, organ, from, until }, evidence })
            }
            _ => Err(faults.0),
        }
    }

    fn until(&self, from: Option<NaiveDate>, today: NaiveDate) -> Result<Until, FieldCode> {
        match (self.for_life.is_empty(), self.banned_until.trim().is_empty()) {
            (false, true) => Ok(Until::Life),
            (false, false) => Err(FieldCode::LifeOrDay),
            (true, _) => match day(&self.banned_until)? {
                last if from.is_some_and(|from| last < from) => Err(FieldCode::EndBeforeStart),
                last if last < today => Err(FieldCode::AlreadyPast),
                last => Ok(Until::Day(last)),
            },
        }
    }
}

/// Records are looked for by the whole number: a POST form, because a number must not stand in an address.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindForm {
    pub cert_no: String,
}

impl FindForm {
    /// What the register may know the person by, of each kind of certificate whose format the number has.
    pub fn parse(&self) -> Result<Vec<String>, Vec<FieldProblem>> {
        let keys = Certificate::lookup_keys(&self.cert_no);
        let code = if self.cert_no.trim().is_empty() { FieldCode::Missing } else { FieldCode::BadFormat };
        if keys.is_empty() { Err(vec![FieldProblem { field: FieldName::CertNo.into(), code }]) } else { Ok(keys) }
    }
}

/// The second person's word, or the end of a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TurnForm {
    /// "confirm", "refuse" or "lift"
    pub turn: String,
    pub words: String,
    pub version: String,
}

impl TurnForm {
    /// The deed and, where it is not 生效, why: 5–500 characters.
    pub fn parse(&self) -> Result<(Deed, Option<String>), Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let deed = match self.turn.as_str() {
            "confirm" => return Ok((Deed::Confirm, None)),
            "refuse" => Deed::Refuse,
            "lift" => Deed::Lift,
            _ => return Err(vec![FieldProblem { field: FieldName::Words.into(), code: FieldCode::NotOffered }]),
        };
        let why = words(&self.words, FieldName::Words, &mut faults);
        if faults.0.is_empty() { Ok((deed, Some(why))) } else { Err(faults.0) }
    }

    /// Of a form no button of which was pressed yet: the words alone.
    pub fn faults(&self) -> Vec<FieldProblem> {
        let turn = if self.turn.is_empty() { "lift" } else { &self.turn };
        Self { turn: turn.to_owned(), ..self.clone() }.parse().err().unwrap_or_default()
    }
}

/// 陈述申辩
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementForm {
    pub statement: String,
    pub version: String,
}

/// The longest 陈述申辩 and answer.
const MOST_WORDS: u32 = 2000;

impl StatementForm {
    pub fn parse(&self) -> Result<String, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        faults.take(FieldName::Statement, text_input::paragraph(&self.statement, MOST_WORDS)).ok_or(faults.0)
    }
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub answer: String,
    pub version: String,
}

impl AnswerForm {
    pub fn parse(&self) -> Result<String, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        faults.take(FieldName::Answer, text_input::paragraph(&self.answer, MOST_WORDS)).ok_or(faults.0)
    }
}

secretive! { RecordForm, FindForm, StatementForm, AnswerForm, RecordView }

/// Which records a list shows. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordQuery {
    /// Code of `State`.
    pub state: String,
    /// Keyed hashes of a person's certificate in hexadecimal, with commas between, as `find` answers them.
    pub person: String,
    /// Keyset: those entered before this one.
    pub before: String,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordItem {
    pub id: RecordId,
    pub state: State,
    pub name_masked: String,
    pub cert_no_masked: String,
    pub terms: Terms,
    pub entered: Timestamp,
    /// A statement waits for its answer.
    pub asks: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordList {
    pub shell: StaffShell,
    pub items: Vec<RecordItem>,
    pub before: Option<RecordId>,
}

/// Words and when they were said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub words: String,
    pub at: Timestamp,
}

/// Somebody of the staff, by name, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub by: String,
    pub at: Timestamp,
}

/// A record whole, for whoever keeps the register.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordView {
    pub shell: StaffShell,
    pub id: RecordId,
    pub version: i64,
    pub state: State,
    pub name: String,
    pub cert_type: String,
    pub cert_no: String,
    pub terms: Terms,
    pub evidence: String,
    pub entered: Done,
    /// Whoever looks entered it: another person has to judge it.
    pub own: bool,
    /// Confirmed or refused.
    pub decided: Option<Done>,
    pub lifted: Option<Done>,
    /// Why it was refused or lifted.
    pub words: Option<String>,
    pub statement: Option<Told>,
    pub answer: Option<Told>,
}

/// A record as whoever it is about sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnRecord {
    pub id: RecordId,
    pub version: i64,
    pub terms: Terms,
    /// Why and when it was lifted.
    pub lifted: Option<Told>,
    pub statement: Option<Told>,
    pub answer: Option<Told>,
}

impl OwnRecord {
    /// It keeps out of exams now, or will.
    pub fn stands(&self, today: NaiveDate) -> bool {
        self.lifted.is_none() && self.terms.until.bars(today)
    }

    /// One statement may be sent.
    pub const fn open(&self) -> bool {
        self.lifted.is_none() && self.statement.is_none()
    }
}

/// What the register holds about whoever asks, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnRecords {
    pub now: Timestamp,
    pub records: Vec<OwnRecord>,
}

#[cfg(test)]
mod tests;
