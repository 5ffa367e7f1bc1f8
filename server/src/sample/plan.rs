//! The six sheets: title rows, columns and share of the positions, after the largest provincial table of 2025.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Branch {
    County,
    Police,
    Court,
    Procuratorate,
    Prison,
    Township,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Unit,
    UnitCode,
    Title,
    Code,
    Intro,
    Kind,
    Headcount,
    Education,
    Degree,
    Post,
    Under,
    College,
    Grassroots,
    Psychology,
    Fresh,
    Requirement,
    District,
}

impl Field {
    /// As printed, with the line breaks of the original.
    pub fn header(self) -> &'static str {
        match self {
            Self::Unit => "招考单位",
            Self::UnitCode => "单位代码",
            Self::Title => "招考职位",
            Self::Code => "职位代码",
            Self::Intro => "职位简介",
            Self::Kind => "职位类型",
            Self::Headcount => "录用人数",
            Self::Education => "学历",
            Self::Degree => "学位",
            Self::Post => "研究生专业\n名称及代码",
            Self::Under => "本科专业\n名称及代码",
            Self::College => "大专专业\n名称及代码",
            Self::Grassroots => "是否要求2年以上基层工作经历",
            Self::Psychology => "是否开展心理素质测评",
            Self::Fresh => "是否限应届\n毕业生报考",
            Self::Requirement => "其他要求",
            Self::District => "考区",
        }
    }

    pub fn width(self) -> f64 {
        match self {
            Self::Unit | Self::Title | Self::Post | Self::Under | Self::College => 28.0,
            Self::Intro | Self::Requirement => 24.0,
            Self::Code => 16.0,
            _ => 10.0,
        }
    }
}

/// One sheet.
pub(super) struct Plan {
    pub branch: Branch,
    pub name: &'static str,
    /// Rows above the header: (label in the first cell, text merged over the rest); without a label the text fills the row.
    pub notes: &'static [(&'static str, &'static str)],
    pub fields: &'static [Field],
    /// Of 100 positions.
    pub share: usize,
    /// First digit of unit codes.
    pub digit: usize,
    /// Digits 10 and 11 of position codes.
    pub category: usize,
}

use Field::{
    Code, College, Degree, District, Education, Fresh, Grassroots, Headcount, Intro, Kind, Post, Psychology, Requirement, Title, Under,
    Unit, UnitCode,
};

const COUNTY_UP: &[Field] = &[
    Unit,
    UnitCode,
    Title,
    Code,
    Intro,
    Kind,
    Headcount,
    Education,
    Degree,
    Post,
    Under,
    College,
    Grassroots,
    Fresh,
    Requirement,
    District,
];
const POLICE: &[Field] = &[
    Unit,
    UnitCode,
    Title,
    Code,
    Intro,
    Kind,
    Headcount,
    Education,
    Degree,
    Post,
    Under,
    College,
    Grassroots,
    Psychology,
    Fresh,
    Requirement,
    District,
];
const PRISON: &[Field] = &[
    Unit,
    UnitCode,
    Title,
    Code,
    Intro,
    Headcount,
    Education,
    Degree,
    Post,
    Under,
    College,
    Grassroots,
    Psychology,
    Fresh,
    Requirement,
    District,
];
const TOWNSHIP: &[Field] =
    &[Unit, UnitCode, Title, Code, Intro, Kind, Headcount, Education, Degree, Post, Under, College, Fresh, Requirement, District];

/// The first one takes what rounding leaves over.
pub(super) const PLANS: &[Plan] = &[
    Plan {
        branch: Branch::County,
        name: "县以上机关",
        notes: &[("附件1", ""), ("", "临江省县级以上机关2027年考试录用公务员职位表（不含公安、法检、监狱、戒毒系统）")],
        fields: COUNTY_UP,
        share: 50,
        digit: 1,
        category: 41,
    },
    Plan {
        branch: Branch::Police,
        name: "公安",
        notes: &[("", "临江省各级公安机关2027年考试录用公务员职位表")],
        fields: POLICE,
        share: 15,
        digit: 2,
        category: 46,
    },
    Plan {
        branch: Branch::Court,
        name: "法院",
        notes: &[("", "临江省各级人民法院2027年考试录用公务员职位表")],
        fields: COUNTY_UP,
        share: 4,
        digit: 3,
        category: 48,
    },
    Plan {
        branch: Branch::Procuratorate,
        name: "检察院",
        notes: &[("", "临江省各级人民检察院2027年考试录用公务员职位表")],
        fields: COUNTY_UP,
        share: 3,
        digit: 4,
        category: 51,
    },
    Plan {
        branch: Branch::Prison,
        name: "监狱戒毒",
        notes: &[("", "临江省监狱、戒毒管理机关2027年考试录用公务员（人民警察）职位表")],
        fields: PRISON,
        share: 3,
        digit: 5,
        category: 54,
    },
    Plan {
        branch: Branch::Township,
        name: "乡镇机关",
        notes: &[
            ("", "临江省乡镇机关2027年考试录用公务员职位表"),
            (
                "配套\n措施",
                "1.云湖、澄川、岚州等3市新录用乡镇公务员在乡镇机关最低服务年限为5年；\n2.其余各市新录用乡镇公务员录用后需在职位所在县的乡镇工作5年，其间上级机关一般不得借调和选调。",
            ),
        ],
        fields: TOWNSHIP,
        share: 25,
        digit: 6,
        category: 59,
    },
];
