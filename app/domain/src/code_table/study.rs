//! 学历, 学位, 学习形式 (domain.md §3.1).
use super::{Listed, Table};
use serde::{Deserialize, Serialize};

/// What a completed 学历 is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Below 高中.
    Primary,
    /// 高中, 中专, 职高, 技校
    Secondary,
    /// 专科
    College,
    /// 本科
    Bachelor,
    /// 硕士研究生
    Master,
    /// 博士研究生
    Doctor,
}

impl Level {
    /// 高中 0 … 博士 4; less below 高中.
    pub const fn rank(self) -> i32 {
        self as i32 - 1
    }

    /// The next lower level: what 结业 and 肄业 leave.
    pub const fn lower(self) -> Self {
        match self {
            Self::Doctor => Self::Master,
            Self::Master => Self::Bachelor,
            Self::Bachelor => Self::College,
            Self::College => Self::Secondary,
            Self::Secondary | Self::Primary => Self::Primary,
        }
    }
}

/// Rank of a 学位.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DegreeLevel {
    None,
    Bachelor,
    /// Two bachelor's degrees: not above one, but more than one.
    DoubleBachelor,
    Master,
    Doctor,
}

impl DegreeLevel {
    /// 无 0, 学士 1, 硕士 2, 博士 3.
    pub const fn rank(self) -> i32 {
        match self {
            Self::None => 0,
            Self::Bachelor | Self::DoubleBachelor => 1,
            Self::Master => 2,
            Self::Doctor => 3,
        }
    }

    /// The 学历 this degree crowns.
    pub const fn crowns(self) -> Level {
        match self {
            Self::None => Level::Primary,
            Self::Bachelor | Self::DoubleBachelor => Level::Bachelor,
            Self::Master => Level::Master,
            Self::Doctor => Level::Doctor,
        }
    }
}

/// 学历, GB/T 4658-2006.
#[derive(Debug)]
pub struct Schooling {
    pub code: &'static str,
    pub zh: &'static str,
    pub level: Level,
    /// 毕业: only then the level is held.
    pub finished: bool,
}

impl Schooling {
    /// The level held: 结业 and 肄业 fall to the next lower one.
    pub const fn holds(&self) -> Level {
        if self.finished { self.level } else { self.level.lower() }
    }

    /// The level whose degree may stand beside it: 研究生班 (17) brings none of its own.
    pub fn degree_base(&self) -> Level {
        if self.code == "17" { Level::Bachelor } else { self.holds() }
    }
}

/// 学位, GB/T 6864-2003: level, then the field of 学科门类. 490/390/290 (专业学位) and 499 (双学士) are ours.
#[derive(Debug)]
pub struct Degree {
    pub code: &'static str,
    pub zh: &'static str,
    pub level: DegreeLevel,
    /// 学科门类
    pub discipline: Option<&'static str>,
}

/// 学习形式; codes are ours.
#[derive(Debug)]
pub struct StudyMode {
    pub code: &'static str,
    pub zh: &'static str,
    pub full_time: bool,
    /// Its diplomas are registered by the ministry under 18 digits.
    pub numbered: bool,
}

impl Table for Schooling {
    const ALL: &'static [Self] = SCHOOLINGS;
    fn code(&self) -> &'static str {
        self.code
    }
}

impl Table for Degree {
    const ALL: &'static [Self] = DEGREES;
    fn code(&self) -> &'static str {
        self.code
    }
}

impl Table for StudyMode {
    const ALL: &'static [Self] = STUDY_MODES;
    fn code(&self) -> &'static str {
        self.code
    }
}

pub type SchoolingCode = Listed<Schooling>;
pub type DegreeCode = Listed<Degree>;
pub type StudyModeCode = Listed<StudyMode>;

const fn schooling(code: &'static str, zh: &'static str, level: Level, finished: bool) -> Schooling {
    Schooling { code, zh, level, finished }
}

const fn degree(code: &'static str, zh: &'static str, level: DegreeLevel, discipline: Option<&'static str>) -> Degree {
    Degree { code, zh, level, discipline }
}

const fn study_mode(code: &'static str, zh: &'static str, full_time: bool, numbered: bool) -> StudyMode {
    StudyMode { code, zh, full_time, numbered }
}

pub const SCHOOLINGS: &[Schooling] = &[
    schooling("11", "博士研究生毕业", Level::Doctor, true),
    schooling("12", "博士研究生结业", Level::Doctor, false),
    schooling("13", "博士研究生肄业", Level::Doctor, false),
    schooling("14", "硕士研究生毕业", Level::Master, true),
    schooling("15", "硕士研究生结业", Level::Master, false),
    schooling("16", "硕士研究生肄业", Level::Master, false),
    schooling("17", "研究生班毕业", Level::Master, true),
    schooling("18", "研究生班结业", Level::Master, false),
    schooling("19", "研究生班肄业", Level::Master, false),
    schooling("21", "大学本科毕业", Level::Bachelor, true),
    schooling("22", "大学本科结业", Level::Bachelor, false),
    schooling("23", "大学本科肄业", Level::Bachelor, false),
    schooling("28", "大学普通班毕业", Level::College, true),
    schooling("31", "大学专科毕业", Level::College, true),
    schooling("32", "大学专科结业", Level::College, false),
    schooling("33", "大学专科肄业", Level::College, false),
    schooling("41", "中等专科毕业", Level::Secondary, true),
    schooling("42", "中等专科结业", Level::Secondary, false),
    schooling("43", "中等专科肄业", Level::Secondary, false),
    schooling("44", "职业高中毕业", Level::Secondary, true),
    schooling("45", "职业高中结业", Level::Secondary, false),
    schooling("46", "职业高中肄业", Level::Secondary, false),
    schooling("47", "技工学校毕业", Level::Secondary, true),
    schooling("48", "技工学校结业", Level::Secondary, false),
    schooling("49", "技工学校肄业", Level::Secondary, false),
    schooling("61", "普通高中毕业", Level::Secondary, true),
    schooling("62", "普通高中结业", Level::Secondary, false),
    schooling("63", "普通高中肄业", Level::Secondary, false),
    schooling("71", "初中毕业", Level::Primary, true),
    schooling("73", "初中肄业", Level::Primary, false),
    schooling("81", "小学毕业", Level::Primary, true),
    schooling("83", "小学肄业", Level::Primary, false),
    schooling("90", "其他", Level::Primary, true),
];

pub const DEGREES: &[Degree] = &[
    degree("000", "无学位", DegreeLevel::None, None),
    degree("401", "哲学学士", DegreeLevel::Bachelor, Some("哲学")),
    degree("402", "经济学学士", DegreeLevel::Bachelor, Some("经济学")),
    degree("403", "法学学士", DegreeLevel::Bachelor, Some("法学")),
    degree("404", "教育学学士", DegreeLevel::Bachelor, Some("教育学")),
    degree("405", "文学学士", DegreeLevel::Bachelor, Some("文学")),
    degree("406", "历史学学士", DegreeLevel::Bachelor, Some("历史学")),
    degree("407", "理学学士", DegreeLevel::Bachelor, Some("理学")),
    degree("408", "工学学士", DegreeLevel::Bachelor, Some("工学")),
    degree("409", "农学学士", DegreeLevel::Bachelor, Some("农学")),
    degree("410", "医学学士", DegreeLevel::Bachelor, Some("医学")),
    degree("411", "军事学学士", DegreeLevel::Bachelor, Some("军事学")),
    degree("412", "管理学学士", DegreeLevel::Bachelor, Some("管理学")),
    degree("413", "艺术学学士", DegreeLevel::Bachelor, Some("艺术学")),
    degree("490", "专业学位学士", DegreeLevel::Bachelor, None),
    degree("499", "双学士学位", DegreeLevel::DoubleBachelor, None),
    degree("301", "哲学硕士", DegreeLevel::Master, Some("哲学")),
    degree("302", "经济学硕士", DegreeLevel::Master, Some("经济学")),
    degree("303", "法学硕士", DegreeLevel::Master, Some("法学")),
    degree("304", "教育学硕士", DegreeLevel::Master, Some("教育学")),
    degree("305", "文学硕士", DegreeLevel::Master, Some("文学")),
    degree("306", "历史学硕士", DegreeLevel::Master, Some("历史学")),
    degree("307", "理学硕士", DegreeLevel::Master, Some("理学")),
    degree("308", "工学硕士", DegreeLevel::Master, Some("工学")),
    degree("309", "农学硕士", DegreeLevel::Master, Some("农学")),
    degree("310", "医学硕士", DegreeLevel::Master, Some("医学")),
    degree("311", "军事学硕士", DegreeLevel::Master, Some("军事学")),
    degree("312", "管理学硕士", DegreeLevel::Master, Some("管理学")),
    degree("313", "艺术学硕士", DegreeLevel::Master, Some("艺术学")),
    degree("314", "交叉学科硕士", DegreeLevel::Master, Some("交叉学科")),
    degree("390", "专业学位硕士", DegreeLevel::Master, None),
    degree("201", "哲学博士", DegreeLevel::Doctor, Some("哲学")),
    degree("202", "经济学博士", DegreeLevel::Doctor, Some("经济学")),
    degree("203", "法学博士", DegreeLevel::Doctor, Some("法学")),
    degree("204", "教育学博士", DegreeLevel::Doctor, Some("教育学")),
    degree("205", "文学博士", DegreeLevel::Doctor, Some("文学")),
    degree("206", "历史学博士", DegreeLevel::Doctor, Some("历史学")),
    degree("207", "理学博士", DegreeLevel::Doctor, Some("理学")),
    degree("208", "工学博士", DegreeLevel::Doctor, Some("工学")),
    degree("209", "农学博士", DegreeLevel::Doctor, Some("农学")),
    degree("210", "医学博士", DegreeLevel::Doctor, Some("医学")),
    degree("211", "军事学博士", DegreeLevel::Doctor, Some("军事学")),
    degree("212", "管理学博士", DegreeLevel::Doctor, Some("管理学")),
    degree("213", "艺术学博士", DegreeLevel::Doctor, Some("艺术学")),
    degree("214", "交叉学科博士", DegreeLevel::Doctor, Some("交叉学科")),
    degree("290", "专业学位博士", DegreeLevel::Doctor, None),
];

pub const STUDY_MODES: &[StudyMode] = &[
    study_mode("10", "全日制", true, true),
    study_mode("21", "非全日制（研究生）", false, true),
    study_mode("22", "成人教育", false, true),
    study_mode("23", "网络教育", false, true),
    study_mode("24", "自学考试", false, false),
    study_mode("25", "开放教育", false, false),
    study_mode("26", "党校", false, false),
    study_mode("29", "其他", false, false),
];
