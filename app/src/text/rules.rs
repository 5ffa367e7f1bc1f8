//! Words of 资格规则 as their form offers them.
use super::W;
use domain::eligibility::{AgeMode, BlankMajors, EduBasis, Granularity, MajorBasis, OnUnknown};
use domain::requirement::RelaxGroup;
use domain::rules_form::Tick;

words! {
    AGE = "年龄" / "Age";
    STUDY = "学历和专业" / "Study";
    WORK = "工作经历" / "Work";
    FRESH = "应届" / "Graduates of the year";
    REVIEW = "谁来审核" / "Who decides";
    OTHER = "其他" / "Others";
}

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

pub const fn on_unknown(value: OnUnknown) -> W {
    match value {
        OnUnknown::Manual => w("交人工审核", "People judge"),
        OnUnknown::PassSelfResponsible => w("先放行，由考生自负其责", "Let pass; the candidate answers for it"),
    }
}

pub const fn age_mode(value: AgeMode) -> W {
    match value {
        AgeMode::MonthWindow => w("按出生年月：整月算，首尾两个月都在内", "By month of birth, both ends inclusive"),
        AgeMode::ExactDay => w("按周岁：算到具体的日子", "To the very day"),
        AgeMode::Explicit => w("按公告写明的出生起止", "Between the dates the announcement prints"),
    }
}

pub const fn edu_basis(value: EduBasis) -> W {
    match value {
        EduBasis::Highest => w("最高学历", "The highest diploma"),
        EduBasis::Declared => w("已取得的任一学历", "Any diploma held"),
    }
}

pub const fn major_basis(value: MajorBasis) -> W {
    match value {
        MajorBasis::Highest => w("报考所用学历的专业", "That of the diploma applied with"),
        MajorBasis::AnyLevelGeMin => w("达到职位要求层次的任一学历的专业", "That of any diploma of the level asked or above"),
        MajorBasis::SecondDegreeOk => w("同上，辅修和第二学位也算", "The same, second degrees included"),
    }
}

pub const fn blank_majors(value: BlankMajors) -> W {
    match value {
        BlankMajors::NearestList => w("用相邻层次的专业要求，先看低一层", "The nearest level's list holds, lower ones first"),
        BlankMajors::LevelExcluded => w("这个层次不能报", "That level cannot apply"),
    }
}

pub const fn granularity(value: Granularity) -> W {
    match value {
        Granularity::Month => w("按月", "Months"),
        Granularity::Day => w("按日", "Days"),
    }
}

pub const fn relaxed(group: RelaxGroup) -> W {
    match group {
        RelaxGroup::FreshPostgraduate => w("应届硕士、博士研究生", "Postgraduates of the year"),
        RelaxGroup::Postgraduate => w("硕士及以上", "Postgraduates"),
        RelaxGroup::Doctor => w("博士", "Doctors"),
        RelaxGroup::Veteran => w("退役军人", "Veterans"),
        RelaxGroup::VillageCadre => w("村（社区）干部", "Village cadres"),
        RelaxGroup::Disabled => w("残疾人", "Disabled people"),
        RelaxGroup::Other => w("其他人员", "Others"),
    }
}

pub const fn tick(tick: Tick) -> W {
    match tick {
        Tick::Probationary => w("中共预备党员算中共党员", "Probationary party members count as members"),
        Tick::BirthdayCounts => w("生日当天满周岁（按周岁算年龄时）", "The birthday itself completes the year (ages to the day)"),
        Tick::LeapOn28 => w("2 月 29 日出生的，在 2 月 28 日满周岁", "Born on 29 February: a year is complete on the 28th"),
        Tick::AcceptExpected => w("应届生可以用将要取得的学历报考", "Graduates of the year apply with the diploma to come"),
        Tick::StrictNames => {
            w("专业名称必须完全一致，不一致的不交人工", "A major's name must be the very one; others are not left to people")
        }
        Tick::FreshTakesHighest => w("面向应届的职位只看最高学历", "Positions for graduates of the year take the highest diploma alone"),
        Tick::Spouse => w("配偶的户籍也算", "The spouse's household registration counts too"),
        Tick::RefuseCivilServants => w("在职公务员（含试用期）不能报", "Civil servants in office cannot apply"),
        Tick::RefuseSoldiers => w("现役军人不能报", "Soldiers in service cannot apply"),
        Tick::RefuseEnrolled => w("在读的非应届学生不能报", "Students who do not graduate this year cannot apply"),
    }
}
