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
    /// Reads the audit log, changes nothing.
    Auditor,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::SysAdmin, Self::ExamAdmin, Self::Reviewer, Self::Auditor];

    pub const fn code(self) -> &'static str {
        match self {
            Self::SysAdmin => "sys_admin",
            Self::ExamAdmin => "exam_admin",
            Self::Reviewer => "reviewer",
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
