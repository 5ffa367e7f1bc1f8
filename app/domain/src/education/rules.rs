//! Rules between fields and between rows (domain.md §3.2). Hard ones are errors; what is only unusual is a warning.
use super::parse::ReadRow;
use super::{DIPLOMA_DIGITS, EducationContext};
use crate::code_table::{DegreeLevel, Level};
use crate::problem::{FieldCode, FieldName};
use crate::reading::Findings;
use crate::time::Month;

/// Age by which 高中 and more can be begun.
const LEAST_AGE_AT_START: i32 = 14;
/// Below 高中.
const LEAST_AGE_AT_SCHOOL: i32 = 5;
/// Unusual below this for 专科 and more.
const USUAL_AGE_AT_COLLEGE: i32 = 15;
/// How far ahead 应届 may graduate where no exam says so.
const MONTHS_AHEAD: i32 = 24;
/// How long before the diploma its degree may come.
const DEGREE_EARLY: i32 = 6;
/// The ministry registers diplomas under 18 digits since 2001; from the second year on another length is a mistake.
const NUMBERED_FROM: i32 = 2001;

pub(super) fn judge(rows: &[ReadRow], fresh: Option<bool>, context: &EducationContext, findings: &mut Findings) {
    for row in rows {
        order_of_dates(row, findings);
        future(row, fresh, context, findings);
        if let Some(birth) = context.birth {
            age(row, Month::of(birth), findings);
        }
        degree(row, findings);
        degree_date(row, fresh, context, findings);
        diploma(row, findings);
        overseas(row, context, findings);
    }
    for (place, row) in rows.iter().enumerate() {
        let (earlier, others) = (rows.iter().take(place), rows.iter().enumerate().filter(|(other, _)| *other != place));
        for other in earlier {
            same_row(row, other, findings);
            overlap(row, other, findings);
        }
        if others.into_iter().any(|(other, earlier)| not_rising(row, earlier, other < place)) {
            findings.errors.add(row.field(FieldName::Level), FieldCode::LevelNotRising);
        }
    }
}

/// 入学 < 毕业.
fn order_of_dates(row: &ReadRow, findings: &mut Findings) {
    if let (Some(start), Some(end)) = (row.start, row.end)
        && end <= start
    {
        findings.errors.add(row.field(FieldName::End), FieldCode::EndBeforeStart);
    }
}

/// Only 应届 graduate in the future, and by the deadline.
fn future(row: &ReadRow, fresh: Option<bool>, context: &EducationContext, findings: &mut Findings) {
    let today = Month::of(context.today);
    if row.start.is_some_and(|start| start > today) {
        findings.errors.add(row.field(FieldName::Start), FieldCode::InFuture);
    }
    let Some(end) = row.end.filter(|end| *end > today) else { return };
    match fresh {
        Some(false) => findings.errors.add(row.field(FieldName::End), FieldCode::FutureOnlyIfFresh),
        Some(true) => {
            let late = match context.grad_deadline {
                Some(deadline) => end > Month::of(deadline),
                None => end.months_since(today) > MONTHS_AHEAD,
            };
            if late {
                findings.errors.add(row.field(FieldName::End), FieldCode::TooFarInFuture);
            }
        }
        None => {}
    }
}

/// Ages in whole years; the day within the month is taken in the candidate's favour.
fn age(row: &ReadRow, birth: Month, findings: &mut Findings) {
    let Some(level) = row.level.map(|code| code.level) else { return };
    if let Some(age) = row.start.map(|start| start.months_since(birth).div_euclid(12)) {
        let least = if level < Level::Secondary { LEAST_AGE_AT_SCHOOL } else { LEAST_AGE_AT_START };
        if age < least {
            findings.errors.add(row.field(FieldName::Start), FieldCode::TooYoung { age, least });
        } else if level >= Level::College && age < USUAL_AGE_AT_COLLEGE {
            findings.warnings.add(row.field(FieldName::Start), FieldCode::TooYoung { age, least: USUAL_AGE_AT_COLLEGE });
        }
    }
    let usual = match level {
        Level::Primary | Level::Secondary => None,
        Level::College => Some(17),
        Level::Bachelor => Some(18),
        Level::Master => Some(20),
        Level::Doctor => Some(22),
    };
    if let (Some(least), Some(age)) = (usual, row.end.map(|end| end.months_since(birth).div_euclid(12)))
        && age < least
    {
        findings.warnings.add(row.field(FieldName::End), FieldCode::TooYoung { age, least });
    }
}

/// A degree crowns its own 学历. One step above it needs 同等学力 or part-time study; without 毕业 there is none.
fn degree(row: &ReadRow, findings: &mut Findings) {
    let (Some(schooling), Some(degree)) = (row.level, row.degree) else { return };
    if degree.level == DegreeLevel::None {
        return;
    }
    let (needs, base) = (degree.level.crowns(), schooling.degree_base());
    let part_time = row.study_mode.is_some_and(|mode| !mode.full_time);
    let one_above = base >= Level::Bachelor && needs.lower() == base;
    if needs <= base || (one_above && (row.equivalent_degree || part_time)) {
        return;
    }
    let code = if needs <= schooling.level { FieldCode::DegreeNeedsLevel } else { FieldCode::DegreeAboveLevel };
    findings.errors.add(row.field(FieldName::Degree), code);
}

/// Beside a degree alone; about when the diploma came or later. Only 应届 still wait for one.
fn degree_date(row: &ReadRow, fresh: Option<bool>, context: &EducationContext, findings: &mut Findings) {
    let Some(Some(date)) = row.degree_date else { return };
    let (field, ahead) = (row.field(FieldName::DegreeDate), date.months_since(Month::of(context.today)));
    if row.degree.is_some_and(|degree| degree.level == DegreeLevel::None) {
        findings.errors.add(field, FieldCode::DateWithoutDegree);
    }
    if row.end.is_some_and(|end| end.months_since(date) > DEGREE_EARLY) {
        findings.errors.add(field, FieldCode::DegreeBeforeEnd);
    }
    if ahead > 0 && fresh == Some(false) {
        findings.errors.add(field, FieldCode::FutureOnlyIfFresh);
    } else if ahead > MONTHS_AHEAD {
        findings.errors.add(field, FieldCode::TooFarInFuture);
    }
}

/// 18 digits since 2001. Wrong length is an error where the ministry surely registered it: finished 专科 and above by a
/// numbered form of study since 2002, not overseas. In 2001 and for other forms (自考, 开放教育, 党校) it is a warning; the
/// field itself may stay empty.
fn diploma(row: &ReadRow, findings: &mut Findings) {
    let (Some(Some(number)), Some(level), Some(end), Some(mode)) = (&row.diploma_no, row.level, row.end, row.study_mode) else { return };
    if row.overseas || !level.finished || level.level < Level::College || end.year < NUMBERED_FROM {
        return;
    }
    let got = u32::try_from(number.chars().count()).unwrap_or(u32::MAX);
    let code = if !number.bytes().all(|b| b.is_ascii_digit()) {
        FieldCode::BadCharacters
    } else if got != DIPLOMA_DIGITS {
        FieldCode::WrongLength { need: DIPLOMA_DIGITS, got }
    } else {
        return;
    };
    let sure = mode.numbered && end.year > NUMBERED_FROM;
    let list = if sure { &mut findings.errors } else { &mut findings.warnings };
    list.add(row.field(FieldName::DiplomaNo), code);
}

/// 留学 counts by the ministry's 认证书; who has not graduated yet has none.
fn overseas(row: &ReadRow, context: &EducationContext, findings: &mut Findings) {
    let graduated = row.end.is_none_or(|end| end <= Month::of(context.today));
    if row.overseas && graduated && row.overseas_no == Some(None) {
        findings.errors.add(row.field(FieldName::OverseasNo), FieldCode::Missing);
    }
}

fn same_row(row: &ReadRow, earlier: &ReadRow, findings: &mut Findings) {
    let complete = row.level.is_some() && row.school.is_some() && row.start.is_some() && row.end.is_some();
    let same = row.level == earlier.level && row.school == earlier.school && row.major == earlier.major;
    if complete && same && row.start == earlier.start && row.end == earlier.end {
        findings.errors.add(row.field(FieldName::School), FieldCode::SameRow { row: earlier.row });
    }
}

/// Two full-time studies at once are unusual, a 第二学位 aside. Ending and beginning in one month is no overlap.
fn overlap(row: &ReadRow, earlier: &ReadRow, findings: &mut Findings) {
    let full_time = |r: &ReadRow| !r.second && r.study_mode.is_some_and(|mode| mode.full_time);
    let (Some(start), Some(end), Some(from), Some(to)) = (row.start, row.end, earlier.start, earlier.end) else { return };
    if full_time(row) && full_time(earlier) && start < to && from < end {
        findings.warnings.add(row.field(FieldName::Start), FieldCode::Overlaps { row: earlier.row });
    }
}

/// `later` ended after `earlier` (or in the same month and stands below it) without a higher level.
/// 第二学位, 同等学力 and studies without 毕业 do not count.
fn not_rising(later: &ReadRow, earlier: &ReadRow, stands_above: bool) -> bool {
    let counts = |r: &ReadRow| !r.second && !r.equivalent_degree && r.level.is_some_and(|level| level.finished);
    let (Some(end), Some(before)) = (later.end, earlier.end) else { return false };
    let (Some(level), Some(reached)) = (later.level, earlier.level) else { return false };
    if !counts(later) || !counts(earlier) {
        return false;
    }
    (end > before && level.level <= reached.level) || (end == before && stands_above && level.level == reached.level)
}
