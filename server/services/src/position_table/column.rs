//! Header texts → the columns the product knows (domain.md §4.1). Line breaks, blanks and width do not count.
use domain::requirement;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    Code,
    UnitCode,
    Unit,
    Title,
    District,
    Headcount,
    Education,
    Degree,
    MajorsPost,
    MajorsUnder,
    MajorsCollege,
    Majors,
    Fresh,
    Grassroots,
    Kind,
    Intro,
    Requirement,
    Remark,
    Political,
    Project,
    YesNo,
    /// Known, kept in `cells` only.
    Plain,
}

/// Folded header texts. Where two columns of a sheet name the same thing, the earlier alias is the typed field.
const ALIASES: &[(Column, &[&str])] = &[
    (Column::Code, &["职位代码", "岗位代码", "职位编码", "岗位编码", "职位编号", "岗位编号"]),
    (Column::UnitCode, &["单位代码", "部门代码", "招录单位代码", "招录机关代码"]),
    (Column::Unit, &["招考单位", "招录主管部门", "招录机关(单位)", "招录机关", "招录单位", "部门名称", "事业单位", "招聘单位", "用人单位"]),
    (Column::Title, &["招考职位", "职位名称", "岗位名称", "招聘岗位"]),
    (Column::District, &["考区", "市州", "考区/市州"]),
    (Column::Headcount, &["录用人数", "招录人数", "招考人数", "招聘人数", "招录计划", "招录计划数", "招聘计划", "招聘计划数", "计划数"]),
    (Column::Education, &["学历", "学历要求"]),
    (Column::Degree, &["学位", "学位要求"]),
    (Column::MajorsPost, &["研究生专业名称及代码", "研究生专业要求", "研究生专业"]),
    (Column::MajorsUnder, &["本科专业名称及代码", "大学本科专业要求", "本科专业要求", "本科专业"]),
    (Column::MajorsCollege, &["大专专业名称及代码", "大学专科专业要求", "专科专业要求", "专科专业", "大专专业"]),
    (Column::Majors, &["专业", "专业要求", "专业(学科)类别", "专业要求原文"]),
    (Column::Fresh, &["是否限应届毕业生报考"]),
    (Column::Grassroots, &["是否要求2年以上基层工作经历", "基层工作最低年限", "工作经历要求", "工作经历"]),
    (Column::Kind, &["职位类型"]),
    (Column::Intro, &["职位简介", "岗位简介", "岗位职责"]),
    (Column::Requirement, &["其他要求", "其他条件", "其它要求", "其它条件"]),
    (Column::Remark, &["备注"]),
    (Column::Political, &["政治面貌", "政治面貌要求"]),
    (Column::Project, &["服务基层项目工作经历"]),
    (
        Column::YesNo,
        &[
            "是否开展心理素质测评",
            "是否开展心理素质测试",
            "是否心理测评",
            "是否在面试阶段组织专业科目测试",
            "是否在面试阶段组织专业能力测试",
            "是否需要专业科目考试",
            "是否专业能力测试",
            "是否开展差额考察",
            "是否差额考察",
            "是否进行体能测评",
            "是否体能测评",
            "体能测评",
            "是否执行特殊体检标准",
        ],
    ),
    (
        Column::Plain,
        &[
            "序号",
            "年度",
            "用人司局",
            "主管部门",
            "机构性质",
            "机构层级",
            "职位属性",
            "职位分布",
            "职位性质",
            "职位类别",
            "岗位类别",
            "岗位等级",
            "岗位性质",
            "考试类型",
            "考试类别",
            "公共科目笔试类别",
            "招录对象",
            "招聘对象",
            "面向对象",
            "年龄",
            "年龄要求",
            "性别",
            "性别要求",
            "身份要求",
            "户籍或生源地要求",
            "户籍/生源要求",
            "体检标准",
            "开考比例",
            "成绩比例",
            "面试比例",
            "面试人员比例",
            "最低服务年限",
            "工作地点",
            "落户地点",
            "网站",
            "部门网站",
            "咨询电话",
            "咨询电话1",
            "咨询电话2",
            "咨询电话3",
            "来源文件",
        ],
    ),
];

/// What a table cannot be read without, with the name a warning uses.
pub(super) const EXPECTED: &[(&[Column], &str)] = &[
    (&[Column::Unit], "招考单位"),
    (&[Column::Title], "招考职位"),
    (&[Column::Headcount], "录用人数"),
    (&[Column::Education], "学历"),
    (&[Column::Degree], "学位"),
    (&[Column::Majors, Column::MajorsPost, Column::MajorsUnder, Column::MajorsCollege], "专业"),
];

/// A column that asks something of a candidate. One that nobody knows may ask for anything.
pub(super) fn asks(header: &str) -> bool {
    requirement::Column::of(header).is_some() || recognise(header).is_none()
}

/// A column that nobody knows.
pub(super) fn unknown(header: &str) -> bool {
    requirement::Column::of(header).is_none() && recognise(header).is_none()
}

/// Where the position is: what 职位所在地 means.
pub(super) fn is_place(header: &str) -> bool {
    recognise(header).is_some_and(|(column, _)| column == Column::District) || fold(header) == "工作地点"
}

/// The column and its rank among the aliases of that column (lower is better).
pub(super) fn recognise(header: &str) -> Option<(Column, usize)> {
    let folded = fold(header);
    let named = ALIASES.iter().find_map(|(column, names)| names.iter().position(|name| *name == folded).map(|rank| (*column, rank)));
    named.or_else(|| requirement::Column::tells(&folded).then_some((Column::Plain, usize::MAX)))
}

/// Without blanks and line breaks, full-width forms as their ASCII ones.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|char| !is_blank(*char)).map(narrow).collect()
}

/// White space, and what looks like nothing at all.
pub(super) fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}

fn narrow(char: char) -> char {
    match u32::from(char) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(char),
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_blanks_and_width_do_not_hide_a_header() {
        for header in ["部门\n代码", " 部门代码 ", "部门　代码", "部门\r\n代码"] {
            assert_eq!(recognise(header).map(|found| found.0), Some(Column::UnitCode), "{header:?}");
        }
        assert_eq!(recognise("招录机关（单位）").map(|found| found.0), Some(Column::Unit));
        assert_eq!(recognise("专业（学科）类别").map(|found| found.0), Some(Column::Majors));
        assert_eq!(recognise("职位").map(|found| found.0), None);
    }

    #[test]
    fn no_alias_stands_twice_and_each_is_folded() {
        let mut names: Vec<_> = ALIASES.iter().flat_map(|(_, names)| names.iter()).collect();
        let all = names.len();
        assert!(names.iter().all(|name| fold(name) == **name));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
