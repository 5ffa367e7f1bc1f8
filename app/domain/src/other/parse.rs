//! From strings to values; every field notes its faults before any of them is given up.
use super::{
    COMPUTER_MAX, DETAILS_MAX, FamilyRow, Language, MAX_FAMILY, Other, OtherContext, OtherForm, PARAGRAPH_MAX, Relative, TEXT_MAX,
};
use crate::code_table::{LanguageCertCode, POLITICAL_STATES, RELATIONS};
use crate::measure::Tenths;
use crate::person::NAME_MAX;
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem, Row};
use crate::reading::{self, Findings, Parsed};
use crate::text_input;
use crate::time::Month;

pub(super) fn parse(form: &OtherForm, context: &OtherContext) -> Result<Parsed<Other>, Vec<FieldProblem>> {
    let mut findings = Findings::default();
    let value = read(form, context, &mut findings.errors);
    findings.end(value)
}

fn read(form: &OtherForm, context: &OtherContext, faults: &mut Faults) -> Option<Other> {
    use FieldName as F;
    let paragraph = |typed: &str| reading::optional(text_input::paragraph(typed, PARAGRAPH_MAX));
    let family = family(form, context, faults);
    let awards = faults.take(F::Awards, text_input::paragraph(&form.awards, PARAGRAPH_MAX));
    let punished = declared((F::Punished, &form.punished), (F::PunishedDetails, &form.punished_details), faults);
    let serving = faults.take(F::Serving, reading::yes_no(&form.serving));
    let civil_servant = faults.take(F::CivilServant, reading::yes_no(&form.civil_servant));
    let avoidance = declared((F::Avoidance, &form.avoidance), (F::AvoidanceDetails, &form.avoidance_details), faults);
    let language = language(form, faults);
    let computer = faults.take(F::Computer, text_input::optional_text(&form.computer, COMPUTER_MAX));
    let certificates = faults.take(F::Certificates, paragraph(&form.certificates));
    let skills = faults.take(F::Skills, paragraph(&form.skills));
    let remark = faults.take(F::Remark, paragraph(&form.remark));
    let promised = if reading::ticked(&form.integrity) { Ok(true) } else { Err(FieldCode::MustAccept) };
    let integrity = faults.take(F::Integrity, promised);
    Some(Other {
        family: family?,
        awards: awards?,
        punished: punished?,
        serving: serving?,
        civil_servant: civil_servant?,
        avoidance: avoidance?,
        language: language?,
        computer: computer?,
        certificates: certificates?,
        skills: skills?,
        remark: remark?,
        integrity: integrity?,
    })
}

/// Either the tick 无 or rows. Rows added and left blank say nothing.
fn family(form: &OtherForm, context: &OtherContext, faults: &mut Faults) -> Option<Vec<Relative>> {
    let blank = form.family.iter().all(FamilyRow::is_blank);
    match (reading::ticked(&form.no_family), blank) {
        (true, true) => return Some(Vec::new()),
        // Whatever else is wrong with the rows, they are to be emptied.
        (true, false) => {
            faults.add(FieldName::Family, FieldCode::FilledDespiteTick);
            return None;
        }
        (false, true) => faults.add(FieldName::Family, FieldCode::NeedsRowsOrNone),
        (false, false) => {}
    }
    if form.family.len() > MAX_FAMILY {
        faults.add(FieldName::Family, FieldCode::TooManyRows { max: MAX_FAMILY as u32 });
    }
    let rows = (0u32..).zip(form.family.iter().take(MAX_FAMILY)).filter(|(_, typed)| !typed.is_blank());
    let read: Vec<Option<Relative>> = rows.map(|(row, typed)| relative(row, typed, context, faults)).collect();
    read.into_iter().collect()
}

fn relative(row: u32, typed: &FamilyRow, context: &OtherContext, faults: &mut Faults) -> Option<Relative> {
    let field = |name| Row { group: FieldName::Family, at: row }.field(name);
    let relation = faults.take(field(FieldName::Relation), reading::entry(RELATIONS, &typed.relation));
    let name = faults.take(field(FieldName::Name), text_input::text(&typed.name, NAME_MAX));
    let birth = reading::month(field(FieldName::Birth), &typed.birth_year, &typed.birth_month, faults);
    if birth.is_some_and(|birth| birth > Month::of(context.today)) {
        faults.add(field(FieldName::Birth), FieldCode::InFuture);
    }
    let political = faults.take(field(FieldName::Political), reading::entry(POLITICAL_STATES, &typed.political));
    let employer_post = faults.take(field(FieldName::EmployerPost), text_input::text(&typed.employer_post, TEXT_MAX));
    Some(Relative { relation: relation?, name: name?, birth: birth?, political: political?, employer_post: employer_post? })
}

/// A yes/no whose "yes" wants details; `Some(None)` is "no", and what is typed below it then means nothing.
fn declared(answer: (FieldName, &str), details: (FieldName, &str), faults: &mut Faults) -> Option<Option<String>> {
    if !faults.take(answer.0, reading::yes_no(answer.1))? {
        return Some(None);
    }
    faults.take(details.0, text_input::paragraph(details.1, DETAILS_MAX)).map(Some)
}

/// A score alone says nothing; a certificate with a known scale needs one.
fn language(form: &OtherForm, faults: &mut Faults) -> Option<Option<Language>> {
    let cert: Option<LanguageCertCode> = faults.take(FieldName::Language, reading::optional(reading::listed(&form.language)))?;
    let Some(cert) = cert else {
        if text_input::plain(&form.language_score).is_empty() {
            return Some(None);
        }
        faults.add(FieldName::Language, FieldCode::Missing);
        return None;
    };
    let score = match &cert.scores {
        Some(scale) => scale.read(&form.language_score).map(Some),
        None => reading::optional(Tenths::read(&form.language_score)),
    };
    Some(Some(Language { cert, score: faults.take(FieldName::LanguageScore, score)? }))
}
