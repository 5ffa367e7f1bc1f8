//! 考生身份, 单位性质, 服务基层项目, 称谓, 外语证书 (domain.md §3.1). The codes are ours.
use super::{CodeEntry, Listed, Table};
use crate::measure::{Scale, Tenths};

/// 考生身份
#[derive(Debug)]
pub struct CandidateKind {
    pub code: &'static str,
    pub zh: &'static str,
    /// Has an employer to name.
    pub employed: bool,
}

/// 单位性质
#[derive(Debug)]
pub struct EmployerKind {
    pub code: &'static str,
    pub zh: &'static str,
    /// Work there may be 基层 work.
    pub grassroots: bool,
}

/// 外语证书
#[derive(Debug)]
pub struct LanguageCert {
    pub code: &'static str,
    pub zh: &'static str,
    /// What its scores run over; `None` where they are unknown or there are none.
    pub scores: Option<Scale>,
}

impl Table for CandidateKind {
    const ALL: &'static [Self] = CANDIDATE_KINDS;
    fn code(&self) -> &'static str {
        self.code
    }
}

impl Table for EmployerKind {
    const ALL: &'static [Self] = EMPLOYER_KINDS;
    fn code(&self) -> &'static str {
        self.code
    }
}

impl Table for LanguageCert {
    const ALL: &'static [Self] = LANGUAGE_CERTS;
    fn code(&self) -> &'static str {
        self.code
    }
}

pub type CandidateKindCode = Listed<CandidateKind>;
pub type EmployerKindCode = Listed<EmployerKind>;
pub type LanguageCertCode = Listed<LanguageCert>;

const fn plain(code: &'static str, zh: &'static str) -> CodeEntry {
    CodeEntry { code, zh }
}

const fn candidate(code: &'static str, zh: &'static str, employed: bool) -> CandidateKind {
    CandidateKind { code, zh, employed }
}

const fn employer(code: &'static str, zh: &'static str, grassroots: bool) -> EmployerKind {
    EmployerKind { code, zh, grassroots }
}

const fn language(code: &'static str, zh: &'static str, scores: Option<Scale>) -> LanguageCert {
    LanguageCert { code, zh, scores }
}

pub const CANDIDATE_KINDS: &[CandidateKind] = &[
    candidate("01", "应届毕业生", false),
    candidate("02", "择业期内未就业毕业生", false),
    candidate("03", "留学回国人员", false),
    candidate("04", "服务基层项目人员", false),
    candidate("05", "退役军人", false),
    candidate("06", "机关工作人员（工勤）", true),
    candidate("07", "事业单位人员", true),
    candidate("08", "国有企业人员", true),
    candidate("09", "非公企业人员", true),
    candidate("10", "社区、村干部", true),
    candidate("11", "农民", false),
    candidate("12", "待业人员", false),
    candidate("13", "自由职业者", false),
];

pub const EMPLOYER_KINDS: &[EmployerKind] = &[
    employer("01", "县级及以下党政机关", true),
    employer("02", "国有企事业单位", true),
    employer("03", "村（社区）组织", true),
    employer("04", "其他经济组织、社会组织", true),
    employer("05", "军队团及以下单位", true),
    employer("06", "高校毕业生见习基地", true),
    employer("07", "自主创业", true),
    employer("11", "市级及以上党政机关（含借调）", false),
    employer("12", "在校期间的社会实践", false),
    employer("99", "其他", true),
];

/// The project that five years of service are part of.
pub const FIVE_YEARS_IN_THE_ARMY: &str = "05";

/// 01–05 国考, 11–13 of provinces.
pub const SERVICE_PROJECTS: &[CodeEntry] = &[
    plain("01", "大学生村官"),
    plain("02", "农村义务教育阶段学校教师特设岗位计划"),
    plain("03", "“三支一扶”计划"),
    plain("04", "大学生志愿服务西部计划"),
    plain(FIVE_YEARS_IN_THE_ARMY, "在军队服役5年（含）以上的高校毕业生退役士兵"),
    plain("11", "山区、海岛、边远地区志愿服务"),
    plain("12", "志愿服务乡村振兴"),
    plain("13", "选聘村（社区）干部"),
];

/// 称谓
pub const RELATIONS: &[CodeEntry] =
    &[plain("01", "父亲"), plain("02", "母亲"), plain("03", "配偶"), plain("04", "子女"), plain("05", "兄弟姐妹"), plain("99", "其他")];

pub const LANGUAGE_CERTS: &[LanguageCert] = &[
    language("01", "大学英语四级（CET-4）", Some(Scale::whole(220, 710))),
    language("02", "大学英语六级（CET-6）", Some(Scale::whole(220, 710))),
    language("03", "英语专业四级（TEM-4）", Some(Scale::whole(0, 100))),
    language("04", "英语专业八级（TEM-8）", Some(Scale::whole(0, 100))),
    language("05", "雅思（IELTS）", Some(Scale { least: Tenths(0), most: Tenths(90), step: Tenths(5) })),
    language("06", "托福（TOEFL）", Some(Scale::whole(0, 120))),
    language("99", "其他", None),
];
