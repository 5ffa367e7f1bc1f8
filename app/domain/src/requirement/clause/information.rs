//! Clauses that ask nothing of a candidate.
use crate::requirement::closed;
use crate::requirement::condition::{Condition, Information};
use crate::requirement::cursor::Cursor;

/// How a clause begins that is information to its end.
const BEGINS: &[(&str, Information)] = &[
    ("录用后", Information::Service),
    ("新录用", Information::Service),
    ("最低服务年限", Information::Service),
    ("服务年限", Information::Service),
    ("服务期", Information::Service),
    ("最低服务期", Information::Service),
    ("试用期", Information::Service),
    ("合同制", Information::Service),
    ("实行聘用制", Information::Service),
    ("实行聘用", Information::Service),
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
    ("艰苦边远地区", Information::Place),
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
    ("需通过专业测试", Information::Test),
    ("需加试", Information::Test),
    ("须加试", Information::Test),
    ("加试", Information::Test),
    ("免笔试", Information::Test),
    ("直接面试", Information::Test),
    ("面试阶段", Information::Test),
    ("体能测评", Information::Test),
    ("心理测评", Information::Test),
    ("在考察环节", Information::Procedure),
    ("请", Information::Procedure),
    ("报考前请", Information::Procedure),
    ("报考时请", Information::Procedure),
    ("有以下情形", Information::Procedure),
    ("有下列情形", Information::Procedure),
    ("招考职位由", Information::Procedure),
    ("报考者在网上报名时", Information::Procedure),
    ("人员招录后", Information::Procedure),
    ("学历、专业等与职位资格条件相关的问题", Information::Procedure),
];

/// What makes a clause information wherever it stands.
const HOLDS: &[(&str, Information)] = &[
    ("职位表", Information::Procedure),
    ("负责解释", Information::Procedure),
    ("开考比例", Information::Procedure),
    ("专业科目考试", Information::Test),
    ("岗位津贴", Information::Service),
    ("享受待遇", Information::Service),
    ("特殊体检标准", Information::Test),
    ("体检特殊标准", Information::Test),
    ("面向社会公开招", Information::Procedure),
    ("最低服务年限为", Information::Service),
    ("不得借调", Information::Service),
    ("等工作需要", Information::Duty),
    ("集体户口", Information::Place),
];

/// How a clause ends that tells what the work is.
const ENDS: &[&str] = &[
    "相关工作",
    "管理工作",
    "文字工作",
    "服务工作",
    "等工作",
    "监管工作",
    "教育工作",
    "工作任务",
    "执法岗位",
    "技术岗位",
    "乡镇岗位",
    "窗口岗位",
    "基层岗位",
    "一线岗位",
];

/// What makes work hard; told so that nobody is surprised.
const HARDSHIPS: &[&str] =
    &["工作强度", "任务重", "条件艰苦", "加班", "出差", "值班", "值守", "夜班", "倒班", "野外", "高原", "海上", "节假日", "环境艰苦"];

/// What asks for something, wherever it stands.
const ASKS: &[&str] = &[
    "限",
    "男性",
    "女性",
    "周岁",
    "户籍",
    "生源",
    "党员",
    "学历",
    "学位",
    "证书",
    "资格证",
    "职称",
    "须具",
    "须取得",
    "须为",
    "须有",
    "应具",
    "应届",
];
/// Procedure speaks of degrees, certificates and the like without asking for them.
const PROCEDURE_ASKS: &[&str] = &["仅限", "只限", "限男", "限女", "限应届", "限本", "男性", "女性"];
/// What holds such a word and asks for nothing.
const HARMLESS: &[&str] = &["年限", "不限", "无限", "期限", "时限", "权限", "有限", "限额", "限制", "局限", "界限"];

/// 户籍不限, 不限专业.
pub(super) fn nothing(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let begin = cursor.at();
    closed::no_limit(cursor)?;
    // 不限 alone says not what of.
    (cursor.at() > begin + "不限制".chars().count()).then_some(Condition::Information(Information::Procedure))
}

/// Never over a comma, and only up to what asks: 需值夜班、限男性 are two clauses.
pub(super) fn information(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut ahead = *cursor;
    let words = ahead.segment();
    let asks = if kind(&words) == Some(Information::Procedure) { PROCEDURE_ASKS } else { ASKS };
    let told = match asked_at(&words, asks) {
        None => words.as_str(),
        Some(at) => {
            let before = words.char_indices().nth(at).and_then(|(end, _)| words.get(..end))?;
            before.rfind(['、', '(', '且', '并']).and_then(|end| before.get(..end))?
        }
    };
    let kind = kind(told)?;
    cursor.take(told.chars().count());
    Some(Condition::Information(kind))
}

fn kind(words: &str) -> Option<Information> {
    // Whoever is preferred need not be so.
    if words.ends_with("优先") || words.ends_with("优先考虑") || words.ends_with("优先录用") || words.ends_with("优先聘用") {
        return Some(Information::Procedure);
    }
    if words.contains("留学") && words.contains("认证") && !words.contains('限') {
        return Some(Information::Procedure);
    }
    if let Some((_, kind)) = BEGINS.iter().find(|(word, _)| words.starts_with(word)) {
        // 从事…工作满2年 asks for it.
        let asks = *kind == Information::Duty && ["年以上", "满", "经历", "经验"].iter().any(|word| words.contains(word));
        return (!asks).then_some(*kind);
    }
    HOLDS.iter().find(|(word, _)| words.contains(word)).map(|(_, kind)| *kind).or_else(|| duty(words))
}

/// Characters before the first of `asks`.
fn asked_at(words: &str, asks: &[&str]) -> Option<usize> {
    let mut rest = words;
    let mut at = 0;
    while let Some(first) = rest.chars().next() {
        let harmless = HARMLESS.iter().find(|word| rest.starts_with(**word));
        if harmless.is_none() && asks.iter().any(|word| rest.starts_with(word)) {
            return Some(at);
        }
        let step = harmless.map_or(first.len_utf8(), |word| word.len());
        at += rest.get(..step).map_or(1, |passed| passed.chars().count());
        rest = rest.get(step..).unwrap_or_default();
    }
    None
}

/// A note that only names the table, adds up its rows or says who made it; of a whole note, before it is cut into clauses.
pub(super) fn heading(words: &str) -> bool {
    const SUMS: &[&str] = &["合计", "总计", "小计", "共计"];
    const LABELS: &[&str] =
        &["单位:", "填报单位", "制表", "填表", "填报时间", "填报日期", "审核人", "联系人", "联系电话", "咨询电话", "盖章"];
    const NAMES: &[&str] = &[
        "一览表",
        "岗位表",
        "职位表",
        "计划表",
        "条件表",
        "需求表",
        "信息表",
        "汇总表",
        "情况表",
        "明细表",
        "简章",
        "公告",
        "目录",
        "公告为准",
    ];
    const CLAUSE: &[char] = &[';', '。', ','];
    let counted = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || ":人个名岗位职".contains(c));
    if SUMS.iter().any(|word| words.strip_prefix(word).is_some_and(counted)) {
        return true;
    }
    if words.contains(CLAUSE) || words.contains("以上") || asked_at(words, ASKS).is_some() {
        return false;
    }
    let digits = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '-');
    let name = words.trim_start_matches("附件").trim_start_matches("附表").trim_start_matches(digits);
    // (第二批) and the like behind the name.
    let short = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map_or(name, |(name, _)| name);
    name.is_empty() || LABELS.iter().any(|word| name.starts_with(word)) || NAMES.iter().any(|word| short.ends_with(word))
}

fn duty(words: &str) -> Option<Information> {
    let asks = ["限", "须", "具有", "不得", "以上", "报考", "取得", "能用", "会", "通晓", "熟练", "熟悉", "精通", "掌握"]
        .iter()
        .any(|word| words.contains(word));
    let told = ENDS.iter().any(|end| words.ends_with(end)) || HARDSHIPS.iter().any(|word| words.contains(word));
    (!asks && told).then_some(Information::Duty)
}
