//! The closed wordings of a column (domain.md §4.2). Anything else is a warning, never 不限.
use super::WarningCode;
use super::column::{Column, fold};

const EDUCATION: &[&str] = &[
    "本科以上",
    "本科",
    "研究生",
    "大专以上",
    "大专、本科",
    "大专",
    "本科及以上",
    "大专及以上",
    "仅限大专",
    "仅限本科",
    "大专或本科",
    "本科或硕士研究生",
    "仅限硕士研究生",
    "硕士研究生及以上",
    "仅限博士研究生",
    "高中(中专/技校)及以上",
    "不限",
];
const DEGREE: &[&str] =
    &["学士以上", "学士", "硕士", "硕士以上", "学士、硕士", "博士", "不限", "无要求", "与学历相对应的学位", "与最高学历相对应的学位"];
const FRESH: &[&str] = &["是", "否", "应届毕业生"];
const GRASSROOTS: &[&str] = &[
    "是",
    "否",
    "无",
    "不限",
    "无要求",
    "无限制",
    "一年",
    "二年",
    "三年",
    "四年",
    "五年以上",
    "两年以上基层工作经历",
    "具有两年以上基层工作经历",
];
const KIND: &[&str] = &[
    "综合管理类职位",
    "行政执法类职位",
    "专业技术类职位",
    "县级以上机关综合管理类职位",
    "县级以上机关行政执法类职位",
    "公安机关执法勤务职位",
    "公安机关警务技术职位",
    "公安机关综合管理职位",
    "法院法官助理职位",
    "法院司法行政职位",
    "法院司法警察职位",
    "检察院检察官助理职位",
    "检察院司法行政职位",
    "检察院司法警察职位",
    "审计系统审计专业类职位",
    "审计系统审计综合类职位",
    "审计专业类职位",
    "审计综合类职位",
];
const POLITICAL: &[&str] = &["不限", "中共党员", "中共党员或共青团员", "民主党派"];
const PROJECT: &[&str] = &[
    "无限制",
    "大学生村官",
    "农村义务教育阶段学校教师特设岗位计划",
    "“三支一扶”计划",
    "大学生志愿服务西部计划",
    "在军队服役5年(含)以上的高校毕业生退役士兵",
];
const YES_NO: &[&str] = &["是", "否"];

/// The warning a value deserves; blank in a closed column is not a value.
pub(super) fn judge(column: Column, value: &str) -> Option<WarningCode> {
    let (words, unknown) = match column {
        Column::Education => (EDUCATION, WarningCode::UnknownEducation),
        Column::Degree => (DEGREE, WarningCode::UnknownDegree),
        Column::Fresh => (FRESH, WarningCode::UnknownFresh),
        Column::Grassroots => (GRASSROOTS, WarningCode::UnknownGrassroots),
        Column::Kind => (KIND, WarningCode::UnknownKind),
        Column::Political => (POLITICAL, WarningCode::UnknownPolitical),
        Column::Project => (PROJECT, WarningCode::UnknownProject),
        Column::YesNo => (YES_NO, WarningCode::UnknownYesNo),
        _ => return None,
    };
    if value.is_empty() {
        return Some(WarningCode::EmptyValue);
    }
    let folded = fold(value);
    let known = match column {
        Column::Fresh => words.contains(&folded.as_str()) || is_cohort(&folded),
        Column::Project => folded.split('、').all(|part| words.contains(&part)),
        _ => words.contains(&folded.as_str()),
    };
    (!known).then_some(unknown)
}

/// 2025届高校毕业生.
fn is_cohort(folded: &str) -> bool {
    folded.strip_suffix("届高校毕业生").is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_wordings_pass_and_others_warn() {
        assert_eq!(judge(Column::Education, "本科以上"), None);
        assert_eq!(judge(Column::Education, "仅限高等学校本科"), Some(WarningCode::UnknownEducation));
        assert_eq!(judge(Column::Fresh, "2026届高校毕业生"), None);
        assert_eq!(judge(Column::Fresh, "26届高校毕业生"), Some(WarningCode::UnknownFresh));
        assert_eq!(judge(Column::Project, "大学生村官、“三支一扶”计划"), None);
        assert_eq!(judge(Column::Degree, ""), Some(WarningCode::EmptyValue));
        assert_eq!(judge(Column::MajorsPost, ""), None);
    }
}
