//! A form as pairs of names and values, and its judgement in the browser by the server's own rules.
use domain::FieldProblem;
use domain::view::FormSetup;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is wrong with an urlencoded form; run while it is filled in and before it is sent.
#[derive(Clone)]
pub struct Check(Arc<Judge>);

type Judge = dyn Fn(&str) -> Vec<FieldProblem> + Send + Sync;

impl Check {
    pub fn run(&self, encoded: &str) -> Vec<FieldProblem> {
        (self.0)(encoded)
    }
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct Whole<F> {
    form: F,
}

/// Decodes `form[…]` as the server does and asks `faults`.
pub fn check_with<F: DeserializeOwned + Default>(faults: impl Fn(&F) -> Vec<FieldProblem> + Send + Sync + 'static) -> Check {
    Check(Arc::new(move |encoded| decode::<F>(encoded).map(|form| faults(&form)).unwrap_or_default()))
}

/// A form that only the server judges.
pub fn unchecked() -> Check {
    Check(Arc::new(|_| Vec::new()))
}

/// The `form` of an encoded body, as the server will read it.
pub fn decode<F: DeserializeOwned + Default>(encoded: &str) -> Option<F> {
    serde_qs::Config::new(5, false).deserialize_str::<Whole<F>>(encoded).ok().map(|whole| whole.form)
}

/// `form` as (control name, value): `("form[phone]", "138…")`, `("form[education][0][school]", …)`.
pub fn flat<F: Serialize>(form: &F) -> Vec<(String, String)> {
    #[derive(Serialize)]
    struct Borrowed<'a, F> {
        form: &'a F,
    }
    let encoded = serde_qs::to_string(&Borrowed { form }).unwrap_or_default();
    encoded.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (plain(name), plain(value))).collect()
}

/// The form a refused attempt holds, for pages that work on it (rows added or removed).
pub fn attempt_form<F: DeserializeOwned + Default>(setup: &FormSetup) -> Option<F> {
    setup.attempt.as_ref().and_then(|a| decode(&encode(&a.values)))
}

/// `application/x-www-form-urlencoded`.
pub fn encode(pairs: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", crate::route::percent(name), crate::route::percent(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Undoes the percent-encoding of one name or value.
fn plain(encoded: &str) -> String {
    let mut bytes = encoded.bytes();
    let mut out = Vec::with_capacity(encoded.len());
    while let Some(byte) = bytes.next() {
        let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16)).unwrap_or_default() as u8;
        out.push(match byte {
            b'+' => b' ',
            b'%' => digit(bytes.next()) * 16 + digit(bytes.next()),
            other => other,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::education::{EducationForm, EducationRow};
    use domain::view::Attempt;
    use domain::{Code, Field, FieldCode, FieldName, Row};

    fn sample() -> EducationForm {
        let row = EducationRow { school: "云湖大学 & 分校".into(), start_year: "2020".into(), ..EducationRow::default() };
        EducationForm { education: vec![row.clone(), row], fresh: "yes".into(), ..EducationForm::default() }
    }

    #[test]
    fn a_form_flattened_and_decoded_is_the_same_form() {
        let pairs = flat(&sample());
        assert!(pairs.contains(&("form[education][1][school]".into(), "云湖大学 & 分校".into())));
        let attempt = Attempt { values: pairs, problem: Code::Edited.into(), trace: String::new() };
        let setup = FormSetup { key: String::new(), ticket: None, attempt: Some(attempt) };
        assert_eq!(attempt_form::<EducationForm>(&setup), Some(sample()));
    }

    #[test]
    fn a_control_finds_its_field() {
        let end = Row { group: FieldName::Education, at: 2 }.field(FieldName::End);
        assert_eq!(Field::of_html_name("form[education][2][end_month]"), Some(end));
        assert_eq!(Field::of_html_name(&Field::from(FieldName::Phone).html_name()), Some(FieldName::Phone.into()));
        assert_eq!(Field::of_html_name("form[reasons][]"), Some(FieldName::Reasons.into()));
        assert_eq!(Field::of_html_name("proof[nonce]"), None);
    }

    #[test]
    fn refuses_when_the_check_finds_what_the_server_would() {
        use domain::account::SmsCodeForm;
        let check = check_with(|f: &SmsCodeForm| f.parse().err().unwrap_or_default());
        assert_eq!(check.run("form%5Bsms_code%5D=123456&key=x"), Vec::new());
        assert_eq!(check.run("key=x").first().map(|p| p.code), Some(FieldCode::Missing));
    }
}
