//! Clauses that ask nothing of a candidate.
use crate::requirement::condition::{Condition, Information};
use crate::requirement::cursor::Cursor;

/// How a clause begins that is information to its end.
const BEGINS: &[(&str, Information)] = &[
    ("录用后", Information::Service),
    ("新录用", Information::Service),
    ("最低服务年限", Information::Service),
    ("服务年限", Information::Service),
    ("在本单位最低服务", Information::Service),
    ("执行乡镇机关", Information::Service),
    ("根据有关规定", Information::Service),
    ("其间上级机关", Information::Service),
    ("未通过的录用后", Information::Service),
    ("从事", Information::Duty),
    ("主要从事", Information::Duty),
    ("本岗位需要", Information::Duty),
    ("该岗位", Information::Duty),
    ("需承担", Information::Duty),
    ("长期", Information::Duty),
    ("经常", Information::Duty),
    ("能适应", Information::Duty),
    ("适应", Information::Duty),
    ("适合经常", Information::Duty),
    ("适合出差", Information::Duty),
    ("适合值班", Information::Duty),
    ("需要下", Information::Duty),
    ("需下", Information::Duty),
    ("需值", Information::Duty),
    ("需夜班", Information::Duty),
    ("夜班", Information::Duty),
    ("需经常", Information::Duty),
    ("综合管理", Information::Duty),
    ("执行", Information::Duty),
    ("工作地点", Information::Place),
    ("工作地", Information::Place),
    ("工作所在地", Information::Place),
    ("在镇", Information::Place),
    ("主管单位", Information::Place),
    ("该职位将分配", Information::Place),
    ("该分局", Information::Place),
    ("可办理集体户口", Information::Place),
    ("市政府派出机构", Information::Place),
    ("派驻机构", Information::Place),
    ("咨询电话", Information::Contact),
    ("联系电话", Information::Contact),
    ("网址", Information::Contact),
    ("需开展心理素质测", Information::Test),
    ("需体能测评", Information::Test),
    ("需进行体能测评", Information::Test),
    ("需参加体能测评", Information::Test),
    ("需进行专业", Information::Test),
    ("面试阶段", Information::Test),
    ("体能测评", Information::Test),
    ("心理测评", Information::Test),
    ("在考察环节", Information::Procedure),
    ("请", Information::Procedure),
    ("报考前请", Information::Procedure),
    ("报考时请", Information::Procedure),
    ("有以下情形", Information::Procedure),
    ("有下列情形", Information::Procedure),
    ("附件", Information::Procedure),
    ("招考职位由", Information::Procedure),
    ("报考者在网上报名时", Information::Procedure),
    ("人员招录后", Information::Procedure),
    ("学历、专业等与职位资格条件相关的问题", Information::Procedure),
];

/// What makes a clause information wherever it stands.
const HOLDS: &[(&str, Information)] = &[
    ("职位表", Information::Procedure),
    ("负责解释", Information::Procedure),
    ("最低服务年限为", Information::Service),
    ("不得借调", Information::Service),
    ("等工作需要", Information::Duty),
    ("集体户口", Information::Place),
];

/// How a clause ends that tells what the work is.
const ENDS: &[&str] = &["相关工作", "管理工作", "文字工作", "服务工作", "等工作", "监管工作", "教育工作", "工作任务"];

/// What makes work hard; told so that nobody is surprised.
const HARDSHIPS: &[&str] =
    &["工作强度", "任务重", "条件艰苦", "加班", "出差", "值班", "值守", "夜班", "倒班", "野外", "高原", "海上", "节假日", "环境艰苦"];

pub(super) fn information(cursor: &mut Cursor<'_>) -> Option<Condition> {
    if let Some((_, kind)) = BEGINS.iter().find(|(word, _)| cursor.sees(word)) {
        let words = cursor.segment();
        // 从事…工作满2年 asks for it.
        let asks = *kind == Information::Duty && ["年以上", "满", "经历", "经验"].iter().any(|word| words.contains(word));
        return (!asks).then_some(Condition::Information(*kind));
    }
    // Never over a comma: what follows may ask for something.
    let words = cursor.segment();
    let kind = HOLDS.iter().find(|(word, _)| words.contains(word)).map(|(_, kind)| *kind).or_else(|| duty(&words))?;
    Some(Condition::Information(kind))
}

fn duty(words: &str) -> Option<Information> {
    let asks = ["限", "须", "具有", "不得", "以上", "报考", "取得"].iter().any(|word| words.contains(word));
    let told = ENDS.iter().any(|end| words.ends_with(end)) || HARDSHIPS.iter().any(|word| words.contains(word));
    (!asks && told).then_some(Information::Duty)
}
