//! 填报信息 · 基本信息: the form as typed and the typed value it is parsed into (domain.md §3, §3.1, §3.2).
//! 姓名, 证件, 性别, 出生日期 and 手机 belong to the account; 是否应届 stands in `education`.
mod parse;

use crate::account::secretive;
use crate::code_table::CandidateKindCode;
use crate::measure::Tenths;
use crate::problem::FieldProblem;
use crate::reading::{self, Parsed};
use crate::time::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Characters of a place.
pub const PLACE_MAX: u32 = 50;
/// Characters of employer, post and licence.
pub const TEXT_MAX: u32 = 100;
pub const ADDRESS_MAX: u32 = 100;
pub const EMAIL_MAX: u32 = 100;
pub const POSTCODE_DIGITS: u32 = 6;

secretive! { BasicForm, Basic, Contact }

/// The page as typed. Choices hold codes.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq)]
#[serde(default)]
pub struct BasicForm {
    pub ethnic: String,
    pub political: String,
    /// 入党时间, asked of 01 and 02 alone.
    pub party_since_year: String,
    pub party_since_month: String,
    pub marital: String,
    pub health: String,
    /// 籍贯
    pub native_place: String,
    pub birth_place: String,
    /// 户籍所在地: province, then city and county.
    pub household: String,
    pub household_place: String,
    /// 生源地: province, then city and county.
    pub origin: String,
    pub origin_place: String,
    /// Centimetres.
    pub height: String,
    pub eyesight_left: String,
    pub eyesight_right: String,
    /// 参加工作时间
    pub work_since_year: String,
    pub work_since_month: String,
    /// 考生身份
    pub candidate_kind: String,
    pub employer: String,
    pub post: String,
    /// 专业技术职务/执业资格
    pub licence: String,
    pub spare_phone: String,
    pub email: String,
    pub address: String,
    pub postcode: String,
    pub emergency_name: String,
    pub emergency_phone: String,
    /// Version of the saved form that the page was shown with.
    pub version: String,
}

impl BasicForm {
    /// The typed value with what looks odd, or every fault at once.
    pub fn parse(&self, context: &BasicContext) -> Result<Parsed<Basic>, Vec<FieldProblem>> {
        parse::parse(self, context)
    }
}

/// What the rules look at besides the form.
#[derive(Clone, Copy, Debug)]
pub struct BasicContext {
    /// The day in China.
    pub today: NaiveDate,
    pub birth: Option<NaiveDate>,
}

/// 基本信息 as stored (encrypted JSON) and as snapshots hold it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Basic {
    /// Code of 民族.
    pub ethnic: String,
    /// Code of 政治面貌.
    pub political: String,
    /// There for party members alone.
    pub party_since: Option<Month>,
    /// Code of 婚姻状况.
    pub marital: String,
    /// Code of 健康状况.
    pub health: String,
    pub native_place: String,
    pub birth_place: Option<String>,
    /// 户籍所在地
    pub household: Place,
    /// 生源地
    pub origin: Place,
    #[serde(default)]
    pub body: Body,
    pub career: Career,
    pub contact: Contact,
}

/// A place in China.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Code of 省级区划.
    pub province: String,
    /// City and county.
    pub place: String,
}

/// What posts of the police ask for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// Centimetres.
    pub height: Option<Tenths>,
    pub eyesight_left: Option<Tenths>,
    pub eyesight_right: Option<Tenths>,
}

/// 考生身份 and what belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Career {
    pub kind: CandidateKindCode,
    pub work_since: Option<Month>,
    /// Always there for the employed.
    pub employer: Option<String>,
    /// Always there for the employed.
    pub post: Option<String>,
    pub licence: Option<String>,
}

/// How a candidate is reached, besides the account's phone.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub spare_phone: Option<String>,
    pub email: Option<String>,
    pub address: String,
    pub postcode: Option<String>,
    pub emergency_name: String,
    pub emergency_phone: String,
}

impl From<&Basic> for BasicForm {
    fn from(value: &Basic) -> Self {
        let Basic { body, career, contact, .. } = value;
        let [party_since_year, party_since_month] = reading::month_parts(value.party_since);
        let [work_since_year, work_since_month] = reading::month_parts(career.work_since);
        // 5.0 is written with its decimal, a height without.
        let eyesight = |value: Option<Tenths>| value.map(|marks| format!("{marks:.1}")).unwrap_or_default();
        Self {
            ethnic: value.ethnic.clone(),
            political: value.political.clone(),
            party_since_year,
            party_since_month,
            marital: value.marital.clone(),
            health: value.health.clone(),
            native_place: value.native_place.clone(),
            birth_place: reading::shown(&value.birth_place),
            household: value.household.province.clone(),
            household_place: value.household.place.clone(),
            origin: value.origin.province.clone(),
            origin_place: value.origin.place.clone(),
            height: reading::shown(&body.height),
            eyesight_left: eyesight(body.eyesight_left),
            eyesight_right: eyesight(body.eyesight_right),
            work_since_year,
            work_since_month,
            candidate_kind: career.kind.code.to_owned(),
            employer: reading::shown(&career.employer),
            post: reading::shown(&career.post),
            licence: reading::shown(&career.licence),
            spare_phone: reading::shown(&contact.spare_phone),
            email: reading::shown(&contact.email),
            address: contact.address.clone(),
            postcode: reading::shown(&contact.postcode),
            emergency_name: contact.emergency_name.clone(),
            emergency_phone: contact.emergency_phone.clone(),
            version: String::new(),
        }
    }
}

#[cfg(test)]
mod tests;
