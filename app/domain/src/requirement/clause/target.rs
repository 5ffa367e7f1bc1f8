//! Clauses on groups a position is for (面向…).
use super::super::closed::entry;
use crate::requirement::condition::{Condition, FreshNeed, TargetGroup};
use crate::requirement::cursor::Cursor;

const GROUPS: &[(&str, TargetGroup)] = &[
    ("服务基层项目人员", TargetGroup::ProjectServant),
    ("服务基层项目", TargetGroup::ProjectServant),
    ("基层服务项目人员", TargetGroup::ProjectServant),
    ("退役大学生士兵", TargetGroup::Veteran),
    ("高校毕业生退役士兵", TargetGroup::Veteran),
    ("退役士兵", TargetGroup::Veteran),
    ("退役军人", TargetGroup::Veteran),
    ("安排工作的退役军士和义务兵", TargetGroup::PlacedVeteran),
    ("优秀村干部", TargetGroup::VillageCadre),
    ("村(社区)干部", TargetGroup::VillageCadre),
    ("村干部", TargetGroup::VillageCadre),
    ("港澳人士", TargetGroup::HongKongMacau),
    ("港澳居民", TargetGroup::HongKongMacau),
    ("残疾人", TargetGroup::Disabled),
    ("司法警官院校", TargetGroup::JudicialPoliceSchool),
    ("司法警察院校", TargetGroup::JudicialPoliceSchool),
    ("公安院校", TargetGroup::PoliceSchool),
];
const LEAD: &[&str] = &["专门面向", "面向", "仅限", "限", "属", "定向", "招录", "招聘", "\"", "优秀"];
const TAIL: &[&str] = &["\"", "人员", "专门职位", "职位", "招录", "招考", "报考", "毕业生", "的"];
const SCHOOLS: &[&str] = &["司法部属", "省内", "部属", "省属", "或者", "或", "、", "和"];

pub(super) fn target(cursor: &mut Cursor<'_>) -> Option<Condition> {
    if let Some(condition) = disabled(cursor).or_else(|| placed(cursor)) {
        return Some(condition);
    }
    cursor.skip(LEAD);
    if let Some(condition) = school(cursor) {
        return Some(condition);
    }
    let mut groups = vec![*entry(cursor, GROUPS)?];
    loop {
        let mut ahead = *cursor;
        if ahead.one_of(&["或者", "或", "、", "和", "及"]).is_none() {
            break;
        }
        let Some(next) = entry(&mut ahead, GROUPS) else { break };
        groups.push(*next);
        *cursor = ahead;
    }
    cursor.skip(TAIL);
    Some(Condition::Target(groups))
}

/// 司法部属或省内司法警官院校毕业生; 省内司法警察院校2022届毕业生.
fn school(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let mut ahead = *cursor;
    ahead.skip(SCHOOLS);
    let group = match ahead.one_of(&["司法警官院校", "司法警察院校", "公安院校", "院校"])? {
        "公安院校" => TargetGroup::PoliceSchool,
        // 司法部属院校
        "院校" if !cursor.sees("司法") => return None,
        _ => TargetGroup::JudicialPoliceSchool,
    };
    let (mut year, mut cohort) = (ahead, None);
    if let Some(number) = year.number()
        && year.eat("届")
    {
        cohort = i32::try_from(number).ok();
        ahead = year;
    }
    ahead.skip(&["公安类专业", "公安专业", "公安学类"]);
    ahead.need(&["毕业生"])?;
    *cursor = ahead;
    let target = Condition::Target(vec![group]);
    Some(match cohort {
        Some(year) => Condition::All(vec![target, Condition::Fresh(FreshNeed::Cohort(year))]),
        None => target,
    })
}

/// Anything on 残疾人证 or kinds and grades of disability: the group is clear, the grade people check.
fn disabled(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let lead = ["持有", "限", "残疾类型", "残疾类别", "面向残疾", "需持有"];
    let segment = { *cursor }.segment();
    let about = lead.iter().any(|word| cursor.sees(word)) && segment.contains("残疾");
    if !about {
        return None;
    }
    cursor.segment();
    cursor.segments_about(&["残疾", "肢体", "听力", "视力", "言语", "语能", "身体条件", "自主行动", "正常履行"]);
    Some(Condition::Target(vec![TargetGroup::Disabled]))
}

/// …施行后退出现役在我省安置并具有本科以上学历的安排工作的退役军士和义务兵.
fn placed(cursor: &mut Cursor<'_>) -> Option<Condition> {
    let place = cursor.find("安排工作的退役军士和义务兵")?;
    cursor.take(place);
    cursor.eat("安排工作的退役军士和义务兵");
    cursor.skip(TAIL);
    Some(Condition::Target(vec![TargetGroup::PlacedVeteran]))
}
