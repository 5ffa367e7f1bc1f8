//! What a position can ask of a candidate, typed. Options inside a condition are alternatives: any one suffices.
use super::code::MajorCode;
use super::sets::{Levels, PoliticalNeed};
use crate::certificate::Sex;
use crate::code_table::DegreeLevel;
use crate::measure::Tenths;
use crate::time::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    Education(Levels),
    Degree(DegreeNeed),
    /// One list of majors; a position may have one for each level.
    Majors(MajorList),
    /// Of one listed major only some directions are meant, or all but some.
    MajorLimit(MajorItem),
    /// 各学历阶段对应专业之一即可
    AnyStage,
    /// 限主修专业报考
    MainMajor,
    /// Some diploma held has to be like this, be it the one applied with or not.
    Stage(StageNeed),
    /// 各阶段均需取得相应学历学位
    EveryStage {
        full_time: bool,
    },
    /// The diploma applied with comes from 普通高等教育.
    FullTime,
    /// Diploma and degree are held by this day.
    HeldBy(NaiveDate),
    Political(PoliticalNeed),
    /// Months of 基层 work.
    Grassroots(u32),
    /// Codes of 服务基层项目; none: nothing is asked.
    Projects(Vec<String>),
    Fresh(FreshNeed),
    Sex(SexNeed),
    Age(AgeNeed),
    Residence(Residence),
    /// Codes of 民族.
    Ethnic(Vec<String>),
    /// None: nobody in particular.
    Target(Vec<TargetGroup>),
    Language(Vec<LanguageOption>),
    Certificate(Vec<CertificateOption>),
    /// 单侧裸眼视力不低于, in tenths.
    Eyesight(Tenths),
    /// What only the candidate's own word and people can tell.
    Declaration(Declaration),
    /// Holds for some candidates alone.
    When(Guard, Box<Condition>),
    Any(Vec<Condition>),
    All(Vec<Condition>),
    /// Asks nothing of a candidate.
    Information(Information),
    /// Nobody knows what it asks.
    Unread,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DegreeNeed {
    /// 无要求
    Nothing,
    AtLeast(DegreeLevel),
    /// 与最高学历相对应的学位: 本科 needs 学士, 硕士 硕士, 博士 博士, 专科 none.
    Matching,
}

/// Who a list of majors is for, and what it allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MajorList {
    /// The diplomas whose major is looked up in it.
    pub levels: Levels,
    pub listing: Listing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// An empty cell: what it means is a rule of the exam.
    Blank,
    /// 不限
    Any,
    Items {
        items: Vec<MajorItem>,
        /// 相近专业 count too: whether one does, people decide.
        near: bool,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MajorItem {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<MajorCode>,
    pub name: String,
    /// Other names that count: （含：…）, a professional degree without its 硕士.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub includes: Vec<String>,
    /// （限：…）: directions or subjects that alone are meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// 不包含…
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// A class of majors (××类) and no single one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub class: bool,
}

/// A diploma the candidate has to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageNeed {
    pub levels: Levels,
    /// Names; none: any.
    #[serde(default)]
    pub majors: Vec<String>,
    pub degree: Option<DegreeLevel>,
    /// 学科门类 of the degree.
    pub discipline: Option<String>,
    pub full_time: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FreshNeed {
    /// 不限
    Anybody,
    /// 应届 in the wide sense: ① to ⑤ of R-FRESH.
    Fresh,
    /// Graduates of one year alone.
    Cohort(i32),
    /// 限非应届.
    NotFresh,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SexNeed {
    Anybody,
    /// 限男性
    Only(Sex),
    /// 适合男性: advice.
    Suits(Sex),
}

/// What a table says of ages. What it leaves open follows the exam's rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgeNeed {
    pub min: Option<u32>,
    pub max: Option<u32>,
    /// Printed months of birth, both inclusive.
    pub born_from: Option<Month>,
    pub born_to: Option<Month>,
    pub relax: Vec<AgeRelax>,
    /// 不限: no highest age, whatever the exam's rule says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unlimited: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeRelax {
    pub who: RelaxGroup,
    pub max: u32,
    /// 经招录机关同意
    #[serde(default)]
    pub approval: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelaxGroup {
    /// 应届硕士、博士研究生（非在职）
    FreshPostgraduate,
    /// 硕士 and above
    Postgraduate,
    Doctor,
    Veteran,
    VillageCadre,
    Disabled,
    /// Named in words nobody knows: people decide.
    Other,
}

/// 户籍/生源; neither: nothing is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Residence {
    /// Names of places; none: the place of the position itself.
    pub places: Vec<String>,
    pub household: bool,
    pub origin: bool,
    /// 父母、配偶, years of work there and the like suffice too: people decide.
    pub others: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetGroup {
    /// 服务基层项目人员
    ProjectServant,
    /// 退役士兵
    Veteran,
    /// 安排工作的退役军士和义务兵
    PlacedVeteran,
    VillageCadre,
    Disabled,
    HongKongMacau,
    /// 司法警官院校毕业生
    JudicialPoliceSchool,
    /// 公安院校毕业生
    PoliceSchool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageOption {
    /// Code of 外语证书 where the table has it.
    pub cert: Option<String>,
    /// As printed.
    pub name: String,
    pub least: Option<Tenths>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateOption {
    pub kind: CertificateKind,
    /// As printed.
    pub name: String,
    /// What a certificate that counts has in its name.
    pub keys: Vec<String>,
    /// A speciality in brackets, in words.
    #[serde(default)]
    pub detail: Option<String>,
    pub grade: Option<Grade>,
    /// Classes of the law licence, as letters; empty: any.
    #[serde(default)]
    pub classes: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateKind {
    /// 法律职业资格
    Law,
    Other,
}

/// 职称.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    Junior,
    Middle,
    Senior,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declaration {
    /// 回避: relatives in the office and the like.
    Relatives,
    /// 曾连续六个月以上在国（境）外…
    Abroad,
    /// 犯罪记录 and other records.
    Record,
    /// 入户满3年以上
    HouseholdYears,
    /// 具有正常履行职责的身体条件
    Fitness,
    /// 须学习过…相关课程
    Courses,
    /// 有较强的文字写作能力, 通晓藏语
    Ability,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// Whose diploma applied with has this level.
    Level(Levels),
    /// Whose major bears one of these names.
    Major(Vec<String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Information {
    /// 最低服务年限
    Service,
    /// What the work is like.
    Duty,
    /// 工作地点
    Place,
    /// 咨询电话
    Contact,
    /// 体能测评, 心理测评, 加试
    Test,
    /// What happens later, titles, explanations.
    Procedure,
}
