//! From strings to values, part by part; every part notes its faults before any of them is given up.
use super::{ADDRESS_MAX, Basic, BasicContext, BasicForm, Body, Career, Contact, EMAIL_MAX, PLACE_MAX, POSTCODE_DIGITS, Place, TEXT_MAX};
use crate::code_table::{CandidateKindCode, ETHNIC_GROUPS, HEALTH_STATES, MARITAL_STATES, POLITICAL_STATES, PROVINCES};
use crate::measure::{Scale, Tenths};
use crate::person::{NAME_MAX, reachable};
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem};
use crate::reading::{self, Findings, Parsed};
use crate::text_input;
use crate::time::Month;

/// 中共党员, 中共预备党员
const PARTY_MEMBERS: [&str; 2] = ["01", "02"];
/// 共青团员
const LEAGUE_MEMBER: &str = "03";
/// The party admits nobody younger.
const PARTY_AGE: i32 = 18;
/// The league's members leave it at this age.
const LEAGUE_AGE: i32 = 28;
/// Nobody younger may work.
const WORK_AGE: i32 = 16;
/// Centimetres.
const HEIGHT: Scale = Scale::whole(100, 250);

pub(super) fn parse(form: &BasicForm, context: &BasicContext) -> Result<Parsed<Basic>, Vec<FieldProblem>> {
    let mut findings = Findings::default();
    let value = read(form, context, &mut findings);
    findings.end(value)
}

fn read(form: &BasicForm, context: &BasicContext, findings: &mut Findings) -> Option<Basic> {
    use FieldName as F;
    let ethnic = findings.errors.take(F::Ethnic, reading::entry(ETHNIC_GROUPS, &form.ethnic));
    let politics = politics(form, context, findings);
    let faults = &mut findings.errors;
    let marital = faults.take(F::Marital, reading::entry(MARITAL_STATES, &form.marital));
    let health = faults.take(F::Health, reading::entry(HEALTH_STATES, &form.health));
    let native_place = faults.take(F::NativePlace, text_input::text(&form.native_place, PLACE_MAX));
    let birth_place = faults.take(F::BirthPlace, text_input::optional_text(&form.birth_place, PLACE_MAX));
    let household = place(F::Household, &form.household, F::HouseholdPlace, &form.household_place, faults);
    let origin = place(F::Origin, &form.origin, F::OriginPlace, &form.origin_place, faults);
    let body = body(form, faults);
    let career = career(form, context, faults);
    let contact = contact(form, faults);
    let (political, party_since) = politics?;
    Some(Basic {
        ethnic: ethnic?,
        political,
        party_since,
        marital: marital?,
        health: health?,
        native_place: native_place?,
        birth_place: birth_place?,
        household: household?,
        origin: origin?,
        body: body?,
        career: career?,
        contact: contact?,
    })
}

/// 政治面貌, and since when where it is the party. What others typed there means nothing.
fn politics(form: &BasicForm, context: &BasicContext, findings: &mut Findings) -> Option<(String, Option<Month>)> {
    let political = findings.errors.take(FieldName::Political, reading::entry(POLITICAL_STATES, &form.political))?;
    if PARTY_MEMBERS.contains(&political.as_str()) {
        let field = FieldName::PartySince.into();
        let since = reading::month(field, &form.party_since_year, &form.party_since_month, &mut findings.errors)?;
        reading::begun(field, since, context.today, context.birth.map(|birth| (birth, PARTY_AGE)), &mut findings.errors);
        return Some((political, Some(since)));
    }
    let age = context.birth.and_then(|birth| context.today.years_since(birth)).and_then(|age| i32::try_from(age).ok());
    if let Some(age) = age.filter(|age| political == LEAGUE_MEMBER && *age > LEAGUE_AGE) {
        findings.warnings.add(FieldName::Political, FieldCode::TooOld { age, most: LEAGUE_AGE });
    }
    Some((political, None))
}

fn place(province_field: FieldName, province: &str, place_field: FieldName, place: &str, faults: &mut Faults) -> Option<Place> {
    let province = faults.take(province_field, reading::entry(PROVINCES, province));
    let place = faults.take(place_field, text_input::text(place, PLACE_MAX));
    Some(Place { province: province?, place: place? })
}

fn body(form: &BasicForm, faults: &mut Faults) -> Option<Body> {
    let height = faults.take(FieldName::Height, reading::optional(HEIGHT.read(&form.height)));
    let left = faults.take(FieldName::EyesightLeft, reading::optional(eyesight(&form.eyesight_left)));
    let right = faults.take(FieldName::EyesightRight, reading::optional(eyesight(&form.eyesight_right)));
    Some(Body { height: height?, eyesight_left: left?, eyesight_right: right? })
}

/// Five marks (GB 11533: 3.0–5.3) or decimal (0.1–2.0).
fn eyesight(typed: &str) -> Result<Tenths, FieldCode> {
    let marks = Tenths::read(typed)?;
    if matches!(marks.0, 1..=20 | 30..=53) { Ok(marks) } else { Err(FieldCode::NotEyesight) }
}

fn career(form: &BasicForm, context: &BasicContext, faults: &mut Faults) -> Option<Career> {
    let since = FieldName::WorkSince.into();
    let work_since = reading::optional_month(since, &form.work_since_year, &form.work_since_month, faults);
    if let Some(Some(month)) = work_since {
        reading::begun(since, month, context.today, context.birth.map(|birth| (birth, WORK_AGE)), faults);
    }
    let kind: Option<CandidateKindCode> = faults.take(FieldName::CandidateKind, reading::listed(&form.candidate_kind));
    let of_job = |typed: &str| match text_input::text(typed, TEXT_MAX) {
        Err(FieldCode::Missing) if kind.is_some_and(|kind| kind.employed) => Err(FieldCode::Missing),
        read => reading::optional(read),
    };
    let employer = faults.take(FieldName::Employer, of_job(&form.employer));
    let post = faults.take(FieldName::Post, of_job(&form.post));
    let licence = faults.take(FieldName::Licence, text_input::optional_text(&form.licence, TEXT_MAX));
    Some(Career { kind: kind?, work_since: work_since?, employer: employer?, post: post?, licence: licence? })
}

fn contact(form: &BasicForm, faults: &mut Faults) -> Option<Contact> {
    let spare_phone = faults.take(FieldName::SparePhone, reading::optional(reachable(&form.spare_phone)));
    let email = faults.take(FieldName::Email, reading::optional(email(&form.email)));
    let address = faults.take(FieldName::Address, text_input::text(&form.address, ADDRESS_MAX));
    let postcode = faults.take(FieldName::Postcode, reading::optional(postcode(&form.postcode)));
    let emergency_name = faults.take(FieldName::EmergencyName, text_input::text(&form.emergency_name, NAME_MAX));
    let emergency_phone = faults.take(FieldName::EmergencyPhone, reachable(&form.emergency_phone));
    Some(Contact {
        spare_phone: spare_phone?,
        email: email?,
        address: address?,
        postcode: postcode?,
        emergency_name: emergency_name?,
        emergency_phone: emergency_phone?,
    })
}

/// One @, and a domain with a dot: whether mail arrives, only a mail can tell.
fn email(typed: &str) -> Result<String, FieldCode> {
    let address = text_input::text(&text_input::plain(typed), EMAIL_MAX)?;
    let Some((person, domain)) = address.split_once('@') else { return Err(FieldCode::BadFormat) };
    let label = |part: &str| {
        !part.is_empty() && !part.starts_with('-') && !part.ends_with('-') && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let person_fits = !person.is_empty()
        && person.split('.').all(|part| !part.is_empty())
        && person.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-./=?^_`{|}~".contains(c));
    if person_fits && domain.contains('.') && domain.split('.').all(label) { Ok(address) } else { Err(FieldCode::BadFormat) }
}

fn postcode(typed: &str) -> Result<String, FieldCode> {
    let code = text_input::code(typed);
    let got = u32::try_from(code.chars().count()).unwrap_or(u32::MAX);
    match got {
        0 => Err(FieldCode::Missing),
        _ if !code.bytes().all(|b| b.is_ascii_digit()) => Err(FieldCode::BadCharacters),
        POSTCODE_DIGITS => Ok(code),
        _ => Err(FieldCode::WrongLength { need: POSTCODE_DIGITS, got }),
    }
}
