//! Staff: roles that one account cannot heap up (domain.md §7), and how they log in.
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem};
use crate::text_input;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Users and configuration; sees no candidate.
    SysAdmin,
    /// Exams and positions.
    ExamAdmin,
    /// Decides applications of the own unit.
    Reviewer,
    /// Looks at photos, and lets locked ones be replaced.
    PhotoReviewer,
    /// Reads the audit log, changes nothing.
    Auditor,
}

impl Role {
    pub const ALL: [Self; 5] = [Self::SysAdmin, Self::ExamAdmin, Self::Reviewer, Self::PhotoReviewer, Self::Auditor];

    pub const fn code(self) -> &'static str {
        match self {
            Self::SysAdmin => "sys_admin",
            Self::ExamAdmin => "exam_admin",
            Self::Reviewer => "reviewer",
            Self::PhotoReviewer => "photo_reviewer",
            Self::Auditor => "auditor",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// Staff log in with name, password and the code of their authenticator at once.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StaffLoginForm {
    pub login: String,
    pub password: String,
    pub totp: String,
    pub to: String,
}

crate::account::secretive! { StaffLoginForm }

impl StaffLoginForm {
    /// (login, password, six digits)
    pub fn parse(&self) -> Result<(String, String, String), Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let login = faults.take(FieldName::Login, text_input::text(&self.login, 64));
        if self.password.is_empty() {
            faults.add(FieldName::Password, FieldCode::Missing);
        }
        let totp = faults.take(FieldName::Totp, crate::account::sms_code(&self.totp));
        match (login, totp) {
            (Some(login), Some(totp)) if faults.0.is_empty() => Ok((login, self.password.clone(), totp)),
            _ => Err(faults.0),
        }
    }
}

/// A staff account to be made by the system administrator.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewStaffForm {
    pub staff_login: String,
    pub staff_name: String,
    pub staff_role: String,
    /// 单位代码, for reviewers only.
    pub unit: String,
    pub password: String,
}

crate::account::secretive! { NewStaffForm }

/// A checked staff account.
pub struct NewStaff {
    pub login: String,
    pub name: String,
    pub role: Role,
    /// 单位代码, for reviewers only.
    pub unit: Option<String>,
    pub password: String,
}

impl NewStaffForm {
    pub fn parse(&self) -> Result<NewStaff, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let login = faults.take(FieldName::StaffLogin, login(&self.staff_login));
        let name = faults.take(FieldName::StaffName, text_input::text(&self.staff_name, 50));
        let role = match self.staff_role.trim() {
            "" => Err(FieldCode::Missing),
            code => Role::from_code(code).ok_or(FieldCode::NotOffered),
        };
        let role = faults.take(FieldName::StaffRole, role);
        let unit = if role == Some(Role::Reviewer) { text_input::text(&self.unit, 100).map(Some) } else { Ok(None) };
        let unit = faults.take(FieldName::Unit, unit);
        let context = crate::password::PasswordContext::default();
        let password = if self.password.is_empty() {
            Err(FieldCode::Missing)
        } else {
            crate::password::check_staff(&self.password, &context).map(|()| self.password.clone())
        };
        let password = faults.take(FieldName::Password, password);
        match (login, name, role, unit, password) {
            (Some(login), Some(name), Some(role), Some(unit), Some(password)) => Ok(NewStaff { login, name, role, unit, password }),
            _ => Err(faults.0),
        }
    }
}

/// Small letters, digits, hyphen and dot.
fn login(typed: &str) -> Result<String, FieldCode> {
    let login = text_input::text(typed, 40)?.to_lowercase();
    let fine = login.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
    if fine { Ok(login) } else { Err(FieldCode::BadCharacters) }
}
