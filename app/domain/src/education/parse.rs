//! From strings to values, row by row; then the rules that look at more than one field.
use super::{Education, EducationContext, EducationForm, EducationRow, MAX_ROWS, NUMBER_MAX, Study, TEXT_MAX, rules};
use crate::code_table::{DegreeCode, Level, SchoolingCode, StudyModeCode};
use crate::problem::{Faults, Field, FieldCode, FieldName, FieldProblem, Row};
use crate::reading::{self, Findings, Parsed};
use crate::text_input;
use crate::time::Month;

/// A row as far as it could be read. Rules judge what is there.
pub(super) struct ReadRow {
    /// Place in the form, from 0.
    pub row: u32,
    pub level: Option<SchoolingCode>,
    pub degree: Option<DegreeCode>,
    pub school: Option<String>,
    department: Option<Option<String>>,
    pub major: Option<Option<String>>,
    major_code: Option<Option<String>>,
    pub study_mode: Option<StudyModeCode>,
    pub start: Option<Month>,
    pub end: Option<Month>,
    pub diploma_no: Option<Option<String>>,
    degree_no: Option<Option<String>>,
    pub degree_date: Option<Option<Month>>,
    pub overseas: bool,
    pub overseas_no: Option<Option<String>>,
    pub second: bool,
    pub equivalent_degree: bool,
}

impl ReadRow {
    pub fn field(&self, name: FieldName) -> Field {
        Row { group: FieldName::Education, at: self.row }.field(name)
    }

    fn study(self) -> Option<Study> {
        Some(Study {
            level: self.level?,
            degree: self.degree?,
            school: self.school?,
            department: self.department?,
            major: self.major?,
            major_code: self.major_code?,
            study_mode: self.study_mode?,
            start: self.start?,
            end: self.end?,
            diploma_no: self.diploma_no?,
            degree_no: self.degree_no?,
            degree_date: self.degree_date?,
            overseas: self.overseas,
            overseas_no: self.overseas_no?,
            second: self.second,
            equivalent_degree: self.equivalent_degree,
        })
    }
}

pub(super) fn parse(form: &EducationForm, context: &EducationContext) -> Result<Parsed<Education>, Vec<FieldProblem>> {
    let mut findings = Findings::default();
    let fresh = findings.errors.take(FieldName::Fresh, reading::yes_no(&form.fresh));
    if form.education.is_empty() {
        findings.errors.add(FieldName::Education, FieldCode::RowsMissing);
    }
    if form.education.len() > MAX_ROWS {
        findings.errors.add(FieldName::Education, FieldCode::TooManyRows { max: MAX_ROWS as u32 });
    }
    // A row added and left blank says nothing, unless it is all there is.
    let all_blank = form.education.iter().all(EducationRow::is_blank);
    let rows: Vec<ReadRow> = (0u32..)
        .zip(form.education.iter().take(MAX_ROWS))
        .filter(|(row, typed)| !typed.is_blank() || (all_blank && *row == 0))
        .map(|(row, typed)| read(row, typed, &mut findings.errors))
        .collect();
    rules::judge(&rows, fresh, context, &mut findings);
    let studies: Option<Vec<Study>> = rows.into_iter().map(ReadRow::study).collect();
    findings.end(studies.zip(fresh).map(|(rows, fresh)| Education { rows, fresh }))
}

fn read(row: u32, typed: &EducationRow, faults: &mut Faults) -> ReadRow {
    let field = |name| Row { group: FieldName::Education, at: row }.field(name);
    let level: Option<SchoolingCode> = faults.take(field(FieldName::Level), reading::listed(&typed.level));
    // 高中 and below have no major.
    let major = match level {
        Some(level) if level.level < Level::College => text_input::optional_text(&typed.major, TEXT_MAX),
        _ => text_input::text(&typed.major, TEXT_MAX).map(Some),
    };
    ReadRow {
        row,
        level,
        degree: faults.take(field(FieldName::Degree), reading::listed(&typed.degree)),
        school: faults.take(field(FieldName::School), text_input::text(&typed.school, TEXT_MAX)),
        department: faults.take(field(FieldName::Department), text_input::optional_text(&typed.department, TEXT_MAX)),
        major: faults.take(field(FieldName::Major), major),
        major_code: faults.take(field(FieldName::MajorCode), major_code(&typed.major_code)),
        study_mode: faults.take(field(FieldName::StudyMode), reading::listed(&typed.study_mode)),
        start: reading::month(field(FieldName::Start), &typed.start_year, &typed.start_month, faults),
        end: reading::month(field(FieldName::End), &typed.end_year, &typed.end_month, faults),
        diploma_no: faults.take(field(FieldName::DiplomaNo), reading::number(&typed.diploma_no, NUMBER_MAX)),
        degree_no: faults.take(field(FieldName::DegreeNo), reading::number(&typed.degree_no, NUMBER_MAX)),
        degree_date: reading::optional_month(field(FieldName::DegreeDate), &typed.degree_date_year, &typed.degree_date_month, faults),
        overseas: reading::ticked(&typed.overseas),
        overseas_no: faults.take(field(FieldName::OverseasNo), reading::number(&typed.overseas_no, NUMBER_MAX)),
        second: reading::ticked(&typed.second),
        equivalent_degree: reading::ticked(&typed.equivalent_degree),
    }
}

/// Code of a catalogue: 120402, 080717T, 0351, 570301.
fn major_code(typed: &str) -> Result<Option<String>, FieldCode> {
    let code = text_input::code(typed);
    if code.is_empty() {
        return Ok(None);
    }
    let shaped = (2..=8).contains(&code.len()) && code.starts_with(|c: char| c.is_ascii_digit());
    let shaped = shaped && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if shaped { Ok(Some(code)) } else { Err(FieldCode::BadFormat) }
}
