//! Who is judged. Everything may be missing: a short profile is judged as far as it goes.
use super::moment::Moment;
use crate::account::secretive;
use crate::certificate::Sex;
use crate::code_table::{DegreeCode, DegreeLevel, SchoolingCode, StudyModeCode};
use crate::integrity::Until;
use crate::measure::Tenths;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};

secretive! { Person }

/// A profile, as JSON from outside or from 填报信息. Codes are those of the code tables; the words of 学历 and 学位 do as well.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    pub birth: Option<NaiveDate>,
    /// Any day of the month of `birth`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub birth_month_only: bool,
    pub sex: Option<Sex>,
    /// Code or name of 民族.
    pub ethnic: Option<String>,
    /// Code or name of 政治面貌.
    pub political: Option<String>,
    /// Code of 考生身份.
    pub kind: Option<String>,
    /// Every diploma held or soon to be held, in any order.
    pub studies: Vec<Diploma>,
    /// 应届
    pub fresh: Option<bool>,
    /// 已落实工作单位
    pub settled: Option<bool>,
    pub work: Option<Vec<Employment>>,
    /// 服务基层项目
    pub services: Option<Vec<Servitude>>,
    /// 服役; an empty list: never.
    pub military: Option<Vec<Military>>,
    pub household: Option<Home>,
    pub origin: Option<Home>,
    pub spouse_household: Option<Home>,
    pub languages: Option<Vec<LanguageScore>>,
    /// Others may be held than those told: what is missing is not known to be missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub languages_incomplete: bool,
    /// Certificates in words: 法律职业资格证书（A类）.
    pub certificates: Option<Vec<String>>,
    pub disabled: Option<bool>,
    pub hong_kong_macau: Option<bool>,
    /// The weaker eye, unaided.
    pub eyesight: Option<Tenths>,
    /// 存在回避关系
    pub avoidance: Option<bool>,
    pub base: Base,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diploma {
    /// Code of 学历, or 本科, 硕士研究生 ….
    #[serde(deserialize_with = "level")]
    pub level: SchoolingCode,
    /// Code of 学位, or 学士, 硕士, 博士, 无.
    #[serde(default, deserialize_with = "degree")]
    pub degree: Option<DegreeCode>,
    #[serde(default)]
    pub school: Option<String>,
    #[serde(default)]
    pub major: Option<String>,
    #[serde(default)]
    pub major_code: Option<String>,
    /// Code of 学习形式.
    #[serde(default)]
    pub study_mode: Option<StudyModeCode>,
    #[serde(default)]
    pub start: Option<Moment>,
    #[serde(default)]
    pub end: Option<Moment>,
    /// When the degree came, if not with the diploma.
    #[serde(default)]
    pub degree_date: Option<Moment>,
    #[serde(default)]
    pub overseas: bool,
    /// 教育部认证
    #[serde(default)]
    pub certified: bool,
    /// 辅修/第二学位
    #[serde(default)]
    pub second: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employment {
    pub since: Moment,
    /// None: to this day.
    #[serde(default)]
    pub until: Option<Moment>,
    /// 基层
    pub grassroots: bool,
}

/// 服务基层项目.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Servitude {
    /// Code of the project.
    pub project: String,
    pub since: Moment,
    #[serde(default)]
    pub until: Option<Moment>,
    /// 考核合格
    #[serde(default)]
    pub passed: bool,
}

/// 服役.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Military {
    pub enlisted: Moment,
    #[serde(default)]
    pub discharged: Option<Moment>,
}

/// A place: the code of GB/T 2260 as far as it is known, and its names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Home {
    pub code: Option<String>,
    pub name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageScore {
    /// Code of 外语证书.
    pub cert: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// In tenths: 4250 is 425.
    #[serde(default)]
    pub score: Option<Tenths>,
}

/// What keeps somebody out of the whole exam. Nothing said is nothing known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Base {
    pub chinese: Option<bool>,
    pub criminal: Option<bool>,
    /// 处分 or 刑事处罚: which, people see.
    pub punished: Option<bool>,
    /// 开除党籍 or 开除公职
    pub expelled: Option<bool>,
    /// 失信联合惩戒对象
    pub dishonest: Option<bool>,
    pub active_soldier: Option<bool>,
    /// 在职公务员, 试用期 included
    pub civil_servant: Option<bool>,
    /// 辞退 from a public office.
    pub dismissed: Option<NaiveDate>,
    /// 禁考期, by the register alone: nobody fills it in.
    pub banned_until: Option<Until>,
}

const LEVEL_WORDS: &[(&str, &str)] = &[
    ("博士研究生", "11"),
    ("博士", "11"),
    ("硕士研究生", "14"),
    ("硕士", "14"),
    ("研究生", "14"),
    ("本科", "21"),
    ("大学本科", "21"),
    ("专科", "31"),
    ("大专", "31"),
    ("中专", "41"),
    ("高中", "61"),
];

/// A code of 学历, or a word for it.
pub(super) fn schooling_of(text: &str) -> Option<SchoolingCode> {
    SchoolingCode::find(LEVEL_WORDS.iter().find(|(word, _)| *word == text).map_or(text, |(_, code)| code))
}

/// A code of 学位, or a word for it.
pub(super) fn degree_of(text: &str) -> Option<DegreeCode> {
    DegreeCode::find(match text {
        "无" | "无学位" => "000",
        "学士" => "490",
        "硕士" => "390",
        "博士" => "290",
        code => code,
    })
}

fn level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SchoolingCode, D::Error> {
    schooling_of(&String::deserialize(deserializer)?)
        .ok_or_else(|| de::Error::custom("no 学历: a code of GB/T 4658 or a word such as 本科"))
}

fn degree<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DegreeCode>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    degree_of(&text).map(Some).ok_or_else(|| de::Error::custom("no 学位: a code of GB/T 6864 or a word such as 学士"))
}

impl Diploma {
    /// The degree beside it; `None` where nothing was said of one.
    pub fn degree_level(&self) -> Option<DegreeLevel> {
        self.degree.map(|degree| degree.level)
    }
}
