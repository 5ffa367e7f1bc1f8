//! The closed wordings of a column (domain.md §4.2). Anything else is a warning, never 不限.
use super::WarningCode;
use super::column::{Column, fold};
use domain::requirement::{Clause, Column as Asking, Reading, Requirements};

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
const YES_NO: &[&str] = &["是", "否"];

/// The warning a value deserves; blank in a closed column is not a value.
pub(super) fn judge(column: Column, value: &str) -> Option<WarningCode> {
    let (words, unknown) = match column {
        Column::Kind => (KIND, WarningCode::UnknownKind),
        Column::YesNo => (YES_NO, WarningCode::UnknownYesNo),
        Column::Education | Column::Degree | Column::Fresh | Column::Grassroots | Column::Political | Column::Project => {
            return value.is_empty().then_some(WarningCode::EmptyValue);
        }
        _ => return None,
    };
    if value.is_empty() {
        return Some(WarningCode::EmptyValue);
    }
    (!words.contains(&fold(value).as_str())).then_some(unknown)
}

/// What the grammars leave unread, with its words.
pub(super) fn unread(requirements: &Requirements) -> Vec<(WarningCode, String)> {
    let readings = requirements.readings();
    let unread = requirements.clauses.iter().filter(|clause| clause.condition.reading() == Reading::Unread);
    let warned = |clause: &Clause| {
        let cell = usize::from(clause.cell);
        let code = match requirements.cells.get(cell).map(|cell| cell.column) {
            Some(Asking::Education) => WarningCode::UnknownEducation,
            Some(Asking::Degree) => WarningCode::UnknownDegree,
            Some(Asking::Fresh) => WarningCode::UnknownFresh,
            Some(Asking::Grassroots) => WarningCode::UnknownGrassroots,
            Some(Asking::Political) => WarningCode::UnknownPolitical,
            Some(Asking::Projects) => WarningCode::UnknownProject,
            _ if readings.get(cell) == Some(&Some(Reading::Unread)) => WarningCode::NotRead,
            _ => WarningCode::PartlyRead,
        };
        (code, requirements.quote(clause).to_owned())
    };
    unread.map(warned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_unknown_words_of_closed_columns_warn() {
        assert_eq!(judge(Column::Degree, ""), Some(WarningCode::EmptyValue));
        assert_eq!(judge(Column::MajorsPost, ""), None);
        assert_eq!(judge(Column::YesNo, "也许"), Some(WarningCode::UnknownYesNo));
        assert_eq!(judge(Column::Kind, "综合管理类职位"), None);
    }

    /// The grammar that judges is the one that warns.
    #[test]
    fn what_the_grammar_reads_is_not_warned_of() {
        let of = |header: &str, text: &str| unread(&Requirements::read([(header, text)], &[], ""));
        for (header, text) in
            [("学历", "本科及以上学历"), ("学位", "学士及以上"), ("工作经历要求", "2年以上基层工作经历"), ("备注", "限男性")]
        {
            assert_eq!(of(header, text), [], "{text}");
        }
        assert_eq!(of("学历", "有点学历"), [(WarningCode::UnknownEducation, "有点学历".to_owned())]);
        assert_eq!(of("备注", "须会游泳"), [(WarningCode::NotRead, "须会游泳".to_owned())]);
        assert_eq!(of("备注", "限男性，须会游泳"), [(WarningCode::PartlyRead, "须会游泳".to_owned())]);
    }
}
