//! Forms of the door. Strings in; `parse` gives the typed value or every fault at once.
use crate::certificate::Certificate;
use crate::password::{self, PasswordContext};
use crate::person::{Name, Phone};
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem};
use crate::text_input;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Seconds between two codes to one phone.
pub const SMS_WAIT_SECONDS: u32 = 60;
/// Digits of a code.
pub const SMS_CODE_DIGITS: u32 = 6;

/// Forms hold passwords, codes and personal data: their `Debug` names them and nothing more.
macro_rules! secretive {
    ($($form:ident),+ $(,)?) => {$(
        impl std::fmt::Debug for $form {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($form), "(…)"))
            }
        }
    )+};
}
pub(crate) use secretive;

secretive! {
    RegisterForm, SmsCodeForm, IdentityForm, LoginForm, RecoverForm, NewPasswordForm, ChangePasswordForm, ChangePhoneForm,
    ChangePhoneCodesForm,
}

/// What proves that a form was not sent by a machine for nothing: the page's ticket and, where scripts run, the nonce found for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    pub ticket: String,
    pub nonce: String,
}

/// 用户注册, first page.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegisterForm {
    pub name: String,
    pub cert_type: String,
    pub cert_no: String,
    pub phone: String,
    pub password: String,
    pub password_again: String,
    pub agreement: String,
}

/// A checked registration.
pub struct Registration {
    pub name: Name,
    pub certificate: Certificate,
    pub phone: Phone,
    pub password: String,
}

fn new_password(faults: &mut Faults, password: &str, again: &str, context: &PasswordContext<'_>) -> Option<String> {
    let checked = if password.is_empty() { Err(FieldCode::Missing) } else { password::check(password, context) };
    let good = faults.take(FieldName::Password, checked).is_some();
    if again.is_empty() {
        faults.add(FieldName::PasswordAgain, FieldCode::Missing);
    } else if again != password {
        faults.add(FieldName::PasswordAgain, FieldCode::DoesNotMatch);
    } else if good {
        return Some(password.to_owned());
    }
    None
}

impl RegisterForm {
    /// Checks everything that needs no look at other accounts; `today` is the day in China.
    pub fn parse(&self, today: NaiveDate) -> Result<Registration, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let certificate = match Certificate::parse(&self.cert_type, &self.cert_no, today) {
            Ok(c) => Some(c),
            Err((field, code)) => {
                faults.add(field, code);
                None
            }
        };
        let kind = certificate.as_ref().map(|c| c.kind).or_else(|| crate::certificate::CertType::from_code(&self.cert_type));
        let name = faults.take(FieldName::Name, Name::parse(&self.name, kind.unwrap_or(crate::certificate::CertType::IdCard)));
        let phone = faults.take(FieldName::Phone, Phone::parse(&self.phone));
        let context = PasswordContext {
            name: name.as_ref(),
            birth: certificate.as_ref().and_then(Certificate::birth),
            certificate: certificate.as_ref().map(Certificate::number),
            phone: phone.as_ref().map(Phone::as_str),
        };
        let password = new_password(&mut faults, &self.password, &self.password_again, &context);
        if self.agreement.is_empty() {
            faults.add(FieldName::Agreement, FieldCode::MustAccept);
        }
        match (name, certificate, phone, password) {
            (Some(name), Some(certificate), Some(phone), Some(password)) if faults.0.is_empty() => {
                Ok(Registration { name, certificate, phone, password })
            }
            _ => Err(faults.0),
        }
    }
}

/// The code page.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SmsCodeForm {
    pub sms_code: String,
}

/// Six digits out of what was typed.
pub fn sms_code(raw: &str) -> Result<String, FieldCode> {
    let code = text_input::code(raw);
    let got = code.chars().count() as u32;
    if code.is_empty() {
        Err(FieldCode::Missing)
    } else if got != SMS_CODE_DIGITS || !code.bytes().all(|b| b.is_ascii_digit()) {
        Err(FieldCode::WrongLength { need: SMS_CODE_DIGITS, got })
    } else {
        Ok(code)
    }
}

impl SmsCodeForm {
    pub fn parse(&self) -> Result<String, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        faults.take(FieldName::SmsCode, sms_code(&self.sms_code)).ok_or(faults.0)
    }
}

/// 身份信息二次确认: name and number typed again, because both are immutable afterwards.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdentityForm {
    pub name_again: String,
    pub cert_no_again: String,
}

impl IdentityForm {
    /// Compares with the first page, in canonical form.
    pub fn parse(&self, name: &Name, certificate: &Certificate, today: NaiveDate) -> Result<(), Vec<FieldProblem>> {
        let mut faults = self.faults(certificate.kind, today);
        if faults.0.is_empty() {
            if Name::parse(&self.name_again, certificate.kind).map(|n| n.as_str() != name.as_str()).unwrap_or(true) {
                faults.add(FieldName::NameAgain, FieldCode::DoesNotMatch);
            }
            let again = Certificate::parse(certificate.kind.code(), &self.cert_no_again, today);
            if again.map(|c| c.number() != certificate.number()).unwrap_or(true) {
                faults.add(FieldName::CertNoAgain, FieldCode::DoesNotMatch);
            }
        }
        if faults.0.is_empty() { Ok(()) } else { Err(faults.0) }
    }

    /// What can be told without knowing the first page.
    pub fn faults(&self, kind: crate::certificate::CertType, today: NaiveDate) -> Faults {
        let mut faults = Faults::default();
        faults.take(FieldName::NameAgain, Name::parse(&self.name_again, kind));
        if let Err((field, code)) = Certificate::parse(kind.code(), &self.cert_no_again, today) {
            let field = if field == FieldName::CertNo { FieldName::CertNoAgain } else { field };
            faults.add(field, code);
        }
        faults
    }
}

/// 登录: certificate number (any spelling) or phone.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoginForm {
    pub login: String,
    pub password: String,
    /// Where to go after; a path of ours or empty.
    pub to: String,
}

impl LoginForm {
    pub fn parse(&self) -> Result<(), Vec<FieldProblem>> {
        let mut faults = Faults::default();
        if self.login.trim().is_empty() {
            faults.add(FieldName::Login, FieldCode::Missing);
        }
        if self.password.is_empty() {
            faults.add(FieldName::Password, FieldCode::Missing);
        }
        if faults.0.is_empty() { Ok(()) } else { Err(faults.0) }
    }
}

/// 忘记密码, first page: certificate and phone of the account.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecoverForm {
    pub cert_type: String,
    pub cert_no: String,
    pub phone: String,
}

impl RecoverForm {
    pub fn parse(&self, today: NaiveDate) -> Result<(Certificate, Phone), Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let certificate = Certificate::parse(&self.cert_type, &self.cert_no, today).map_err(|(field, code)| faults.add(field, code)).ok();
        let phone = faults.take(FieldName::Phone, Phone::parse(&self.phone));
        certificate.zip(phone).ok_or(faults.0)
    }
}

/// 忘记密码, after the code: a new password.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPasswordForm {
    pub password: String,
    pub password_again: String,
}

impl NewPasswordForm {
    pub fn parse(&self, context: &PasswordContext<'_>) -> Result<String, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        new_password(&mut faults, &self.password, &self.password_again, context).ok_or(faults.0)
    }
}

/// 修改密码.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePasswordForm {
    pub old_password: String,
    pub password: String,
    pub password_again: String,
}

impl ChangePasswordForm {
    pub fn parse(&self, context: &PasswordContext<'_>) -> Result<String, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        if self.old_password.is_empty() {
            faults.add(FieldName::OldPassword, FieldCode::Missing);
        }
        let new = new_password(&mut faults, &self.password, &self.password_again, context);
        if new.is_some() && self.password == self.old_password {
            faults.add(FieldName::Password, FieldCode::PasswordSame);
        }
        match new {
            Some(new) if faults.0.is_empty() => Ok(new),
            _ => Err(faults.0),
        }
    }
}

/// 注册信息维护: a new phone; a code goes to both.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePhoneForm {
    pub new_phone: String,
}

impl ChangePhoneForm {
    pub fn parse(&self) -> Result<Phone, Vec<FieldProblem>> {
        let mut faults = Faults::default();
        faults.take(FieldName::NewPhone, Phone::parse(&self.new_phone)).ok_or(faults.0)
    }
}

/// Both codes of a change of phone.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePhoneCodesForm {
    pub old_sms_code: String,
    pub sms_code: String,
}

impl ChangePhoneCodesForm {
    /// (code sent to the old phone, code sent to the new one)
    pub fn parse(&self) -> Result<(String, String), Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let old = faults.take(FieldName::OldSmsCode, sms_code(&self.old_sms_code));
        let new = faults.take(FieldName::SmsCode, sms_code(&self.sms_code));
        old.zip(new).ok_or(faults.0)
    }
}
