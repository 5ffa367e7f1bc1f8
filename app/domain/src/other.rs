//! 填报信息 · 其他: family, 奖惩, declarations, languages and what else there is to say (domain.md §3, §3.1, §3.2).
mod parse;

use crate::account::secretive;
use crate::code_table::LanguageCertCode;
use crate::measure::Tenths;
use crate::problem::{FieldName, FieldProblem};
use crate::reading::{self, Parsed};
use crate::rows;
use crate::time::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 家庭主要成员及重要社会关系 at most.
pub const MAX_FAMILY: usize = 10;
/// Characters of 单位及职务.
pub const TEXT_MAX: u32 = 100;
/// Characters of what explains a "yes".
pub const DETAILS_MAX: u32 = 200;
pub const COMPUTER_MAX: u32 = 50;
/// Characters of 奖惩情况, 资格证书, 个人特长 and 备注.
pub const PARAGRAPH_MAX: u32 = 500;

secretive! { OtherForm, FamilyRow, Other, Relative }

/// The page as typed. Choices hold codes, "yes" or "no"; boxes are "on" or empty.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq)]
#[serde(default)]
pub struct OtherForm {
    /// No family.
    pub no_family: String,
    pub family: Vec<FamilyRow>,
    /// 奖惩情况; 无 is an answer.
    pub awards: String,
    /// 是否受过处分或刑事处罚
    pub punished: String,
    pub punished_details: String,
    /// 是否现役军人
    pub serving: String,
    /// 是否在职公务员（含试用期）
    pub civil_servant: String,
    /// 是否存在回避关系
    pub avoidance: String,
    pub avoidance_details: String,
    /// 外语证书
    pub language: String,
    pub language_score: String,
    /// 计算机等级
    pub computer: String,
    /// 资格证书
    pub certificates: String,
    /// 个人特长
    pub skills: String,
    pub remark: String,
    /// 诚信承诺
    pub integrity: String,
    /// The row button pressed: `family.add`, `family.remove.N`, `family.up.N`, `family.down.N`; N from 0.
    pub r#do: String,
    /// Version of the saved form that the page was shown with.
    pub version: String,
}

/// One relative as typed.
#[derive(Serialize, Deserialize, Default, Clone, PartialEq)]
#[serde(default)]
pub struct FamilyRow {
    pub relation: String,
    pub name: String,
    pub birth_year: String,
    pub birth_month: String,
    pub political: String,
    pub employer_post: String,
}

impl OtherForm {
    /// A row button was pressed: answer `Edited` with `edited()` and save nothing.
    pub fn has_edit(&self) -> bool {
        !self.r#do.is_empty()
    }

    /// The form after its row button; everything typed stays. The last row can be taken away too: there may be none.
    pub fn edited(mut self) -> Self {
        let pressed = std::mem::take(&mut self.r#do);
        rows::edit(&mut self.family, FieldName::Family, &pressed, 0, MAX_FAMILY);
        self
    }

    /// The typed value, or every fault at once.
    pub fn parse(&self, context: &OtherContext) -> Result<Parsed<Other>, Vec<FieldProblem>> {
        parse::parse(self, context)
    }
}

impl FamilyRow {
    /// Nothing typed or chosen.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What the rules look at besides the form.
#[derive(Clone, Copy, Debug)]
pub struct OtherContext {
    /// The day in China.
    pub today: NaiveDate,
}

/// 其他 as stored (encrypted JSON) and as snapshots hold it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// None: 无.
    #[serde(default)]
    pub family: Vec<Relative>,
    pub awards: String,
    /// 处分或刑事处罚: what for; `None`: never.
    pub punished: Option<String>,
    /// 现役军人
    pub serving: bool,
    /// 在职公务员（含试用期）
    pub civil_servant: bool,
    /// 回避关系: which; `None`: none.
    pub avoidance: Option<String>,
    pub language: Option<Language>,
    pub computer: Option<String>,
    pub certificates: Option<String>,
    pub skills: Option<String>,
    pub remark: Option<String>,
    /// 诚信承诺; without it nothing is stored.
    pub integrity: bool,
}

/// One of 家庭主要成员及重要社会关系.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Relative {
    /// Code of 称谓.
    pub relation: String,
    pub name: String,
    pub birth: Month,
    /// Code of 政治面貌.
    pub political: String,
    pub employer_post: String,
}

/// A language certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Language {
    pub cert: LanguageCertCode,
    /// Always there where the certificate's scale is known.
    pub score: Option<Tenths>,
}

impl From<&Relative> for FamilyRow {
    fn from(relative: &Relative) -> Self {
        let [birth_year, birth_month] = reading::month_parts(Some(relative.birth));
        Self {
            relation: relative.relation.clone(),
            name: relative.name.clone(),
            birth_year,
            birth_month,
            political: relative.political.clone(),
            employer_post: relative.employer_post.clone(),
        }
    }
}

impl From<&Other> for OtherForm {
    fn from(value: &Other) -> Self {
        let language = value.language.as_ref();
        Self {
            no_family: reading::tick(value.family.is_empty()),
            family: value.family.iter().map(FamilyRow::from).collect(),
            awards: value.awards.clone(),
            punished: reading::said(value.punished.is_some()),
            punished_details: reading::shown(&value.punished),
            serving: reading::said(value.serving),
            civil_servant: reading::said(value.civil_servant),
            avoidance: reading::said(value.avoidance.is_some()),
            avoidance_details: reading::shown(&value.avoidance),
            language: language.map(|l| l.cert.code.to_owned()).unwrap_or_default(),
            language_score: language.map(|l| reading::shown(&l.score)).unwrap_or_default(),
            computer: reading::shown(&value.computer),
            certificates: reading::shown(&value.certificates),
            skills: reading::shown(&value.skills),
            remark: reading::shown(&value.remark),
            integrity: reading::tick(value.integrity),
            r#do: String::new(),
            version: String::new(),
        }
    }
}

#[cfg(test)]
mod tests;
