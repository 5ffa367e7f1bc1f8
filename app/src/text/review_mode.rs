//! Words of who decides (审核方式), for candidates, the public and the staff.
use super::{W, me, public};
use domain::eligibility::{Handling, ReviewMode};
use domain::verdict::Outcome;
use domain::view::PositionVerdict;

words! {
    TITLE = "审核方式" / "Who decides";
    DOUBTS = "系统比对认为有条件不符合，仅供参考：本次考试由招录单位审核人员逐份决定，您可以照常选择和确认。请先核对填报信息有没有错。" / "The comparison doubts a condition. That is advice: in this exam the unit's reviewers decide on everybody, so you may choose and confirm. Check first whether your form is right.";
    ADVICE = "本次考试由招录单位审核人员逐份决定，系统比对只供参考。" / "In this exam the unit's reviewers decide on everybody; the comparison is advice.";
    WILL_PASS = "公布的条件都符合：您确认后，系统自动审核通过，随即锁定，不能撤回修改。" / "You meet every published condition: when you confirm you are approved at once, and nothing can be taken back to be changed.";
    WILL_PASS_ON_WORD = "有条件系统判断不了，按本次考试的规定先放行，由您本人自负其责：您确认后，系统自动审核通过，随即锁定，不能撤回修改。" / "Some condition cannot be judged. By this exam's rules you pass and answer for it yourself: when you confirm you are approved at once, and nothing can be taken back to be changed.";
    WILL_WAIT = "有条件系统判断不了：您确认后，由招录单位审核人员审核。" / "Some condition cannot be judged automatically: after you confirm, the unit's reviewers judge.";
    TAKEN_UP = "招录单位审核人员审核过这份报名：您确认后，仍由审核人员决定，系统不自动通过。" / "The unit's reviewers have had this application: after you confirm they decide again, nothing is approved automatically.";
    PASSED = "系统已按公布的条件自动审核通过，请留意后续通知。资格审核贯穿全过程：所填情况不实的，招录单位可以撤销。" / "Approved automatically by the published conditions. Watch for further notices. The unit may undo it where what you filled in is not true.";
    SAYS_DOUBT = "系统比对认为有条件不符合，见下面逐条比对；由审核人员决定。" / "The comparison finds a condition that is not met, see each below; the reviewers decide.";
    SAYS_MET = "职位表列明的条件都符合。" / "What the table states is met.";
    SAYS_OPEN = "没有发现不符合的条件；标“需人工审核”的系统判断不了，请自己先核对。" / "Nothing speaks against it; some conditions cannot be judged automatically. Check them yourself first.";
    CHOOSE_AUTO = "岗位条件由系统按公布的条件审核，判断不了的由招录单位审核。请逐条核对后再选择。" / "Conditions are judged automatically, what cannot be judged by the unit. Check each of them before choosing.";
    CHOOSE_MANUAL = "岗位条件由招录单位审核人员逐份审核，系统比对只供参考。请逐条核对后再选择。" / "The unit's reviewers judge everybody; the comparison is advice. Check each condition before choosing.";
    COUNTS_ADVICE = "可报 {} 个，需人工审核 {} 个，系统认为不符合、由审核人员决定 {} 个" / "{} open, {} judged by people, {} doubted, which reviewers decide";
    DOUBTED = "系统认为不符合（由人决定）" / "Doubted (people decide)";
    GROUP_DOUBTED = "系统认为不符合的条件逐条列在下面，差得最少的岗位排在最前。这只供参考：本次考试由审核人员逐份决定，可以照常报名。" / "Each condition that seems not to be met is listed, the nearest positions first. That is advice: reviewers decide on everybody, and you may apply.";
    DESK_ADVICE = "本次考试由审核人员逐份决定，系统比对只供参考；系统认为不符合的排在前面。" / "Reviewers decide on everybody in this exam; the comparison is advice, what it doubts stands first.";
    DESK_PASSED = "这份报名由系统按公布的条件自动审核通过，没有人审核过。发现问题的可以撤销；撤销后由审核人员决定，系统不再自动通过。" / "Approved automatically by the published conditions; nobody has reviewed it. Where something is wrong it can be undone: from then on reviewers decide, the rules approve it no more.";
    PASSED_ALL = "自动审核通过" / "Approved automatically";
    PASSED_LINE = "本单位有 {} 份由系统自动审核通过，可以抽查；发现问题的，撤销后由人审核。" / "{} in your unit were approved automatically. Look at some of them; where something is wrong, undo it and it comes to the queue.";
    MODE_CHANGES = "审核方式由“{}”改为“{}”。已经确认的报名不受影响：待审核的仍由审核人员审核，已审核的决定不变。" / "Who decides changes from “{}” to “{}”. What is confirmed is not touched: what waits stays with reviewers, decisions stand.";
    HANDLED = "按这份报名的比对结果，确认时会怎样" / "What the verdict leads to at the confirmation";
}

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

pub const fn mode(value: ReviewMode) -> W {
    match value {
        ReviewMode::AutoThenManual => w("先自动初审，再由人逐份审核", "What fails is refused automatically, people review the rest"),
        ReviewMode::AutoOnly => w("自动审核为准，判断不了的由人审核", "Judged automatically; people judge what cannot be"),
        ReviewMode::ManualAll => w("全部由人审核，系统比对只供参考", "People review everybody; the comparison is advice"),
    }
}

pub const fn handling(value: Handling) -> W {
    match value {
        Handling::Refused => w("不能选择", "Cannot be chosen"),
        Handling::Person => w("由人审核", "Reviewed by people"),
        Handling::Approved => w("自动通过", "Approved at once"),
    }
}

/// What a candidate is told to expect of choosing and confirming, where the exam does not do as most do.
pub fn outlook(told: &PositionVerdict) -> Option<W> {
    let outcome = told.verdict.as_ref()?.outcome();
    match (told.mode, told.handling) {
        (ReviewMode::AutoThenManual, _) | (_, Handling::Refused) => None,
        (ReviewMode::ManualAll, _) => Some(if told.doubts() { DOUBTS } else { ADVICE }),
        (ReviewMode::AutoOnly, Handling::Approved) => Some(if outcome == Outcome::Met { WILL_PASS } else { WILL_PASS_ON_WORD }),
        (ReviewMode::AutoOnly, Handling::Person) => Some(if outcome == Outcome::Met { TAKEN_UP } else { WILL_WAIT }),
    }
}

/// The first words above a verdict.
pub const fn says(mode: ReviewMode, total: Outcome) -> W {
    match (mode, total) {
        (ReviewMode::ManualAll, Outcome::Failed) => SAYS_DOUBT,
        (_, Outcome::Failed) => me::VERDICT_SAYS_NO,
        (ReviewMode::AutoOnly, Outcome::Manual) => SAYS_OPEN,
        (_, Outcome::Manual) => me::VERDICT_SAYS_MANUAL,
        (ReviewMode::AutoOnly, Outcome::Met) => SAYS_MET,
        (_, Outcome::Met) => me::VERDICT_SAYS_YES,
    }
}

pub const fn choose_note(mode: ReviewMode) -> W {
    match mode {
        ReviewMode::AutoThenManual => me::CHOOSE_NOTE,
        ReviewMode::AutoOnly => CHOOSE_AUTO,
        ReviewMode::ManualAll => CHOOSE_MANUAL,
    }
}

/// 可报 {} 个，需人工审核 {} 个，不可报 {} 个
pub const fn counts(mode: ReviewMode) -> W {
    if matches!(mode, ReviewMode::ManualAll) { COUNTS_ADVICE } else { public::ELIGIBLE_COUNTS }
}

pub const fn may_not(mode: ReviewMode) -> W {
    if matches!(mode, ReviewMode::ManualAll) { DOUBTED } else { public::MAY_NOT }
}

pub const fn group_failed(mode: ReviewMode) -> W {
    if matches!(mode, ReviewMode::ManualAll) { GROUP_DOUBTED } else { public::GROUP_FAILED }
}
