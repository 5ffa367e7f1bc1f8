//! 填报信息 · 教育: the form as typed, its row buttons, and the typed value it is parsed into (domain.md §3, §3.1, §3.2).
mod parse;
mod rules;

use crate::code_table::{DegreeCode, DegreeLevel, Level, SchoolingCode, StudyModeCode};
use crate::problem::{FieldName, FieldProblem};
use crate::reading::Parsed;
use crate::time::Month;
use crate::{reading, rows};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Rows at most.
pub const MAX_ROWS: usize = 5;
/// Characters of school, department and major.
pub const TEXT_MAX: u32 = 100;
/// Characters of a certificate's number.
pub const NUMBER_MAX: u32 = 40;
/// Digits of a 学历证书编号 registered since 2001: 5 school, 1 type, 4 year, 2 level, 6 running.
pub const DIPLOMA_DIGITS: u32 = 18;

/// The page as typed.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq, Debug)]
#[serde(default)]
pub struct EducationForm {
    pub education: Vec<EducationRow>,
    /// The row button pressed: `education.add`, `education.remove.N`, `education.up.N`, `education.down.N`; N from 0.
    pub r#do: String,
    /// 是否应届: "yes" or "no".
    pub fresh: String,
    /// Version of the saved form that the page was shown with.
    pub version: String,
}

/// One 教育经历 as typed; boxes are "on" or empty.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq, Debug)]
#[serde(default)]
pub struct EducationRow {
    /// Code of 学历.
    pub level: String,
    /// Code of 学位.
    pub degree: String,
    pub school: String,
    pub department: String,
    pub major: String,
    pub major_code: String,
    /// Code of 学习形式.
    pub study_mode: String,
    pub start_year: String,
    pub start_month: String,
    pub end_year: String,
    pub end_month: String,
    pub diploma_no: String,
    pub degree_no: String,
    /// Where the degree came in another month than the diploma.
    pub degree_date_year: String,
    pub degree_date_month: String,
    pub overseas: String,
    pub overseas_no: String,
    /// 辅修/第二学位
    pub second: String,
    /// 同等学力
    pub equivalent_degree: String,
}

impl EducationForm {
    /// A row button was pressed: answer `Edited` with `edited()` and save nothing.
    pub fn has_edit(&self) -> bool {
        !self.r#do.is_empty()
    }

    /// The form after its row button; everything typed stays. At least one row, none added beyond `MAX_ROWS`.
    pub fn edited(mut self) -> Self {
        let pressed = std::mem::take(&mut self.r#do);
        rows::edit(&mut self.education, FieldName::Education, &pressed, 1, MAX_ROWS);
        self
    }

    /// The typed value with what looks odd, or every fault at once.
    pub fn parse(&self, context: &EducationContext) -> Result<Parsed<Education>, Vec<FieldProblem>> {
        parse::parse(self, context)
    }
}

impl EducationRow {
    /// Nothing typed or chosen.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What the rules look at besides the form.
#[derive(Clone, Copy, Debug)]
pub struct EducationContext {
    /// The day in China.
    pub today: NaiveDate,
    pub birth: Option<NaiveDate>,
    /// Last day by which 应届 have to graduate, where an exam is known.
    pub grad_deadline: Option<NaiveDate>,
}

/// 教育 as stored (encrypted JSON) and as snapshots hold it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Education {
    pub rows: Vec<Study>,
    /// 应届毕业生
    pub fresh: bool,
}

/// One 教育经历.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Study {
    pub level: SchoolingCode,
    pub degree: DegreeCode,
    pub school: String,
    pub department: Option<String>,
    /// Always there from 专科 up.
    pub major: Option<String>,
    pub major_code: Option<String>,
    pub study_mode: StudyModeCode,
    pub start: Month,
    pub end: Month,
    pub diploma_no: Option<String>,
    pub degree_no: Option<String>,
    /// Where the degree came, or is to come, in another month than the diploma.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree_date: Option<Month>,
    pub overseas: bool,
    /// 教育部认证书编号
    pub overseas_no: Option<String>,
    /// 辅修/第二学位
    pub second: bool,
    /// 同等学力
    pub equivalent_degree: bool,
}

impl Education {
    /// The highest 学历 held or, for those still studying, to be held; 结业 and 肄业 count one lower.
    pub fn highest_level(&self) -> Option<Level> {
        self.rows.iter().map(|row| row.level.holds()).max()
    }

    /// The highest 学位.
    pub fn highest_degree(&self) -> DegreeLevel {
        self.rows.iter().map(|row| row.degree.level).max().unwrap_or(DegreeLevel::None)
    }

    /// The row with the highest 学历, the latest of equals: what a summary shows.
    pub fn highest(&self) -> Option<&Study> {
        self.rows.iter().max_by_key(|row| (row.level.holds(), row.end))
    }
}

impl From<&Study> for EducationRow {
    fn from(study: &Study) -> Self {
        let ([start_year, start_month], [end_year, end_month]) =
            (reading::month_parts(Some(study.start)), reading::month_parts(Some(study.end)));
        let [degree_date_year, degree_date_month] = reading::month_parts(study.degree_date);
        Self {
            level: study.level.code.to_owned(),
            degree: study.degree.code.to_owned(),
            school: study.school.clone(),
            department: reading::shown(&study.department),
            major: reading::shown(&study.major),
            major_code: reading::shown(&study.major_code),
            study_mode: study.study_mode.code.to_owned(),
            start_year,
            start_month,
            end_year,
            end_month,
            diploma_no: reading::shown(&study.diploma_no),
            degree_no: reading::shown(&study.degree_no),
            degree_date_year,
            degree_date_month,
            overseas: reading::tick(study.overseas),
            overseas_no: reading::shown(&study.overseas_no),
            second: reading::tick(study.second),
            equivalent_degree: reading::tick(study.equivalent_degree),
        }
    }
}

impl From<&Education> for EducationForm {
    fn from(value: &Education) -> Self {
        Self { education: value.rows.iter().map(EducationRow::from).collect(), fresh: reading::said(value.fresh), ..Self::default() }
    }
}

#[cfg(test)]
mod tests;
