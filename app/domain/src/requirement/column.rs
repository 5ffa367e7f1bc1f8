//! Header texts of the columns that ask something, and how a cell under each is read.
use super::condition::{AgeNeed, Condition, FreshNeed, Information, Listing, MajorList, Residence, SexNeed};
use super::cursor::Cursor;
use super::sets::{Levels, PoliticalNeed};
use super::text::{Folded, folded};
use super::{age, clause, closed, major};
use crate::code_table::Level;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Education,
    Degree,
    Political,
    Grassroots,
    Projects,
    Fresh,
    Sex,
    Age,
    Ethnic,
    /// 户籍或生源地
    Residence,
    /// 招录对象, 身份要求
    Target,
    MajorsPostgraduate,
    MajorsBachelor,
    MajorsCollege,
    /// One column for all levels.
    Majors,
    /// 其他要求, 备注, and columns nobody knows.
    Free,
    /// A column nobody knows, of which its organiser says that it asks nothing.
    Declared,
    /// A note of the sheet.
    Note,
}

const HEADERS: &[(Column, &[&str])] = &[
    (Column::Education, &["学历", "学历要求", "最低学历", "学历层次"]),
    (Column::Degree, &["学位", "学位要求"]),
    (Column::Political, &["政治面貌", "政治面貌要求"]),
    (Column::Grassroots, &["基层工作最低年限", "工作经历要求", "工作经历", "基层工作经历", "基层工作年限"]),
    (Column::Projects, &["服务基层项目工作经历", "服务基层项目经历"]),
    (Column::Fresh, &["是否限应届毕业生报考", "是否限应届", "是否应届", "是否限应届毕业生"]),
    (Column::Sex, &["性别", "性别要求"]),
    (Column::Age, &["年龄", "年龄要求"]),
    (Column::Ethnic, &["民族", "民族要求"]),
    (Column::Residence, &["户籍或生源地要求", "户籍/生源要求", "户籍要求", "户籍", "户籍或生源要求", "生源要求"]),
    (Column::Target, &["招录对象", "招聘对象", "面向对象", "身份要求", "招考对象", "招聘范围", "招考范围"]),
    (Column::MajorsPostgraduate, &["研究生专业名称及代码", "研究生专业要求", "研究生专业", "研究生专业及代码"]),
    (Column::MajorsBachelor, &["本科专业名称及代码", "大学本科专业要求", "本科专业要求", "本科专业", "本科专业及代码"]),
    (Column::MajorsCollege, &["大专专业名称及代码", "大学专科专业要求", "专科专业要求", "专科专业", "大专专业"]),
    (Column::Majors, &["专业", "专业要求", "专业(学科)类别", "专业要求原文", "所学专业", "专业条件"]),
    (Column::Free, &["其他要求", "其他条件", "其它要求", "其它条件", "备注", "其他", "其他资格条件", "其他报考条件"]),
];

/// How headers end that tell of the office, the post or the exam, and ask nothing of a candidate.
const TELLS: &[&str] = &[
    "序号",
    "编号",
    "代码",
    "名称",
    "主管部门",
    "主管单位",
    "举办单位",
    "电话",
    "联系人",
    "联系方式",
    "传真",
    "网址",
    "网站",
    "邮箱",
    "地址",
    "邮编",
    "经费",
    "经费形式",
    "经费来源",
    "经费渠道",
    "拨款形式",
    "编制",
    "编制性质",
    "编制类型",
    "岗位类型",
    "岗位类别",
    "岗位等级",
    "岗位级别",
    "岗位性质",
    "职位类型",
    "职位类别",
    "职位属性",
    "职位性质",
    "职位层级",
    "单位性质",
    "单位类型",
    "单位类别",
    "单位层级",
    "单位级别",
    "机构性质",
    "机构层级",
    "简介",
    "职责",
    "工作内容",
    "工作地点",
    "工作地",
    "服务年限",
    "待遇",
    "薪酬",
    "工资",
    "人数",
    "比例",
    "科目",
    "考试方式",
    "考核方式",
    "招聘方式",
    "面试方式",
    "面试形式",
    "笔试类别",
    "考试类别",
    "考试类型",
    "报名方式",
    "报名地点",
    "报名时间",
];

/// Around the name of a column, in the note that says of it that it asks nothing.
const DECLARATION: [&str; 2] = ["组织单位说明：「", "」一栏没有报考条件。"];

impl Column {
    /// What an organiser says of an unknown column that asks nothing: a note of its sheet, which everybody reads.
    pub fn declaration(header: &str) -> String {
        let [before, after] = DECLARATION;
        format!("{before}{}{after}", folded(header))
    }

    /// The column, folded, that a note says asks nothing.
    pub fn declared(note: &str) -> Option<&str> {
        let [before, after] = DECLARATION;
        note.strip_prefix(before)?.strip_suffix(after)
    }

    /// How a cell under `header` is read where the columns `declared` ask nothing.
    pub(super) fn under(header: &str, declared: &[&str]) -> Self {
        let plain = || !declared.is_empty() && declared.contains(&folded(header).as_str());
        Self::of(header).unwrap_or_else(|| if plain() { Self::Declared } else { Self::Free })
    }

    /// True of headers that ask nothing, in words no table is known to use.
    pub fn tells(header: &str) -> bool {
        let header = folded(header);
        let name = header.split('(').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
        Self::of(&header).is_none() && TELLS.iter().any(|end| name.ends_with(end))
    }

    /// What a header names; `None`: nothing that is known to ask.
    pub fn of(header: &str) -> Option<Self> {
        let header = folded(header);
        let named = HEADERS.iter().find(|(_, names)| names.contains(&header.as_str())).map(|(column, _)| *column);
        named.or_else(|| Self::by_parts(&header))
    }

    /// A header in other words, by what it is about.
    fn by_parts(header: &str) -> Option<Self> {
        let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
        // 是否需要专业科目考试, 面试人员比例: about the exam, not the candidate.
        if has(&["考试", "测试", "测评", "科目", "比例", "简介", "待遇"]) {
            return None;
        }
        let about = [has(&["学历"]), has(&["学位"]), has(&["专业"])];
        Some(match about {
            [false, false, true] if has(&["研究生", "硕士", "博士"]) => Self::MajorsPostgraduate,
            [false, false, true] if has(&["本科"]) => Self::MajorsBachelor,
            [false, false, true] if has(&["大专", "专科", "高职"]) => Self::MajorsCollege,
            [false, false, true] if !has(&["职务", "技术", "资格", "类型"]) => Self::Majors,
            [true, false, false] => Self::Education,
            [false, true, false] => Self::Degree,
            [false, false, false] if has(&["政治面貌"]) => Self::Political,
            [false, false, false] if has(&["服务基层项目"]) => Self::Projects,
            [false, false, false] if has(&["基层工作"]) => Self::Grassroots,
            [false, false, false] if has(&["应届"]) => Self::Fresh,
            [false, false, false] if has(&["性别"]) => Self::Sex,
            [false, false, false] if has(&["年龄"]) => Self::Age,
            [false, false, false] if has(&["民族"]) => Self::Ethnic,
            [false, false, false] if has(&["户籍", "生源"]) => Self::Residence,
            _ => return None,
        })
    }

    /// Its wordings are few and known: a blank cell is no answer.
    pub const fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Education | Self::Degree | Self::Political | Self::Grassroots | Self::Projects | Self::Fresh | Self::Sex | Self::Age
        )
    }

    pub const fn is_majors(self) -> bool {
        matches!(self, Self::MajorsPostgraduate | Self::MajorsBachelor | Self::MajorsCollege | Self::Majors)
    }

    fn levels(self) -> Levels {
        match self {
            Self::MajorsPostgraduate => Levels::POSTGRADUATE,
            Self::MajorsBachelor => Levels::one(Level::Bachelor),
            Self::MajorsCollege => Levels::one(Level::College),
            _ => Levels::ALL,
        }
    }

    /// The conditions in a cell, each with the characters it was read from.
    pub(super) fn read(self, header: &str, text: &Folded) -> Vec<(usize, usize, Condition)> {
        match self {
            _ if self.is_majors() => self.majors(text),
            Self::Free | Self::Declared | Self::Ethnic | Self::Residence | Self::Target if text.is_empty() => Vec::new(),
            Self::Declared => vec![(0, text.len(), Condition::Information(Information::Procedure))],
            Self::Free | Self::Ethnic if no_limit(text) => Vec::new(),
            Self::Residence if none_asked(text) => vec![(0, text.len(), Condition::Residence(Residence::default()))],
            Self::Target if no_limit(text) => vec![(0, text.len(), Condition::Target(Vec::new()))],
            Self::Residence if clause::place(text) => {
                let name = text.cursor(0, text.len()).rest_text();
                let origin = folded(header).contains("生源");
                vec![(0, text.len(), Condition::Residence(Residence { places: vec![name], household: true, origin, others: false }))]
            }
            Self::Free | Self::Ethnic | Self::Residence | Self::Target => clause::read(text, &[';', '。', '\n']),
            Self::Note if clause::heading(text) => vec![(0, text.len(), Condition::Information(Information::Procedure))],
            Self::Note => clause::read(text, &[';', '。']),
            _ => self.closed(header, text),
        }
    }

    fn majors(self, text: &Folded) -> Vec<(usize, usize, Condition)> {
        let levels = self.levels();
        if text.is_empty() {
            return vec![(0, 0, Condition::Majors(MajorList { levels, listing: Listing::Blank }))];
        }
        match major::lists(text, levels) {
            Some(lists) => lists.into_iter().map(|(from, to, list)| (from, to, Condition::Majors(list))).collect(),
            None => vec![(0, text.len(), Condition::Unread)],
        }
    }

    fn closed(self, header: &str, text: &Folded) -> Vec<(usize, usize, Condition)> {
        let end = text.len();
        if !text.is_empty()
            && dashed(text)
            && let Some(nothing) = self.unlimited()
        {
            return vec![(0, end, nothing)];
        }
        let read = self.closed_grammar(header, text.cursor(0, end)).or_else(|| match (self, clause::whole(text, 0, end)) {
            (_, Some(condition)) if self.may_hold(&condition) => Some(condition),
            _ => None,
        });
        match read {
            Some(Condition::All(all)) => all.into_iter().map(|one| (0, end, one)).collect(),
            read => vec![(0, end, read.unwrap_or(Condition::Unread))],
        }
    }

    /// A free wording in a closed column counts only where it is about the same thing.
    fn may_hold(self, condition: &Condition) -> bool {
        match (self, condition) {
            (Self::Grassroots, Condition::Grassroots(_)) | (Self::Age, Condition::Age(_)) | (Self::Political, Condition::Political(_)) => {
                true
            }
            (Self::Fresh, Condition::Fresh(_)) | (Self::Projects, Condition::Target(_)) | (Self::Sex, Condition::Sex(_)) => true,
            (Self::Education, Condition::Education(_) | Condition::Stage(_) | Condition::FullTime)
            | (Self::Degree, Condition::Degree(_) | Condition::Stage(_) | Condition::HeldBy(_)) => true,
            (_, Condition::All(all) | Condition::Any(all)) => all.iter().all(|one| self.may_hold(one)),
            _ => false,
        }
    }

    fn closed_grammar(self, header: &str, cursor: Cursor<'_>) -> Option<Condition> {
        let whole = |read: &dyn Fn(&mut Cursor<'_>) -> Option<Condition>| {
            let mut ahead = cursor;
            let condition = read(&mut ahead)?;
            ahead.skip(&["。"]);
            ahead.is_done().then_some(condition)
        };
        let free = || whole(&|c| closed::no_limit(c).and_then(|()| self.unlimited()));
        free().or_else(|| match self {
            Self::Education => whole(&closed::education),
            Self::Degree => whole(&closed::degree),
            Self::Political => whole(&closed::political),
            Self::Grassroots => whole(&|c| closed::grassroots_column(header, c)),
            Self::Projects => whole(&closed::projects),
            Self::Fresh => whole(&closed::fresh_column),
            Self::Sex => whole(&closed::sex),
            Self::Age => whole(&age::age),
            _ => None,
        })
    }

    fn unlimited(self) -> Option<Condition> {
        Some(match self {
            Self::Education => Condition::Education(Levels::ALL),
            Self::Degree => Condition::Degree(super::condition::DegreeNeed::Nothing),
            Self::Political => Condition::Political(PoliticalNeed::ANY),
            Self::Grassroots => Condition::Grassroots(0),
            Self::Projects => Condition::Projects(Vec::new()),
            Self::Fresh => Condition::Fresh(FreshNeed::Anybody),
            Self::Sex => Condition::Sex(SexNeed::Anybody),
            Self::Age => Condition::Age(AgeNeed { unlimited: true, ..AgeNeed::default() }),
            _ => return None,
        })
    }
}

fn no_limit(text: &Folded) -> bool {
    let mut cursor = text.cursor(0, text.len());
    dashed(text) || (cursor.one_of(closed::NO_LIMIT).is_some() && cursor.is_done())
}

/// 户籍不限, in a column about it.
fn none_asked(text: &Folded) -> bool {
    let mut cursor = text.cursor(0, text.len());
    dashed(text) || (closed::no_limit(&mut cursor).is_some() && cursor.is_done())
}

/// A stroke in place of words.
fn dashed(text: &Folded) -> bool {
    text.cursor(0, text.len()).rest().iter().all(|c| matches!(c, '-' | '/' | '—' | '\n'))
}
