//! Words of 诚信库.
use super::W;
use domain::integrity::State;

words! {
    TITLE = "诚信库" / "Integrity register";
    LEAD = "按处理决定录入限制报考的记录；另一位考务管理员核对后生效，生效后本人不能报考。" / "Records of people who may not take part, as decided. One person enters a record, another puts it in force; from then on whoever it is about cannot apply.";
    NEW = "录入记录" / "Enter a record";
    NEW_LEAD = "按处理决定书逐项填写。录入后由另一位考务管理员核对，核对前不影响任何人。" / "Item by item as in the decision. Another exam administrator has to confirm it; until then it keeps nobody out.";
    NEW_GO = "录入，等待核对" / "Enter it";
    PERSON = "本人" / "Who";
    DECISION = "处理决定" / "The decision";
    NAME_HINT = "与处理决定书一致" / "As on the decision";
    NUMBER_HINT = "本人以后用这个证件注册的，同样不能报考；可以带空格，字母大小写都行" / "Whoever registers with it later is kept out as well; spaces and small letters are fine";
    LIFE = "终身限制报考" / "Kept out for life";
    FIND = "按证件号码查找" / "Find by certificate number";
    FIND_HINT = "填完整的号码；不会出现在网址里" / "The whole number; it does not appear in the address";
    FIND_GO = "查找" / "Find";
    FOUND = "查到的记录" / "What was found";
    SHOW_ALL = "看全部记录" / "Show all";
    STATES = "按状态查看" / "By state";
    NONE = "没有符合条件的记录。" / "Nothing fits.";
    ASKS = "有陈述申辩待答复" / "A statement waits";
    ENTERED_AT = "{} 录入" / "entered {}";
    OPEN = "查看" / "Open";
    BACK = "返回诚信库" / "Back to the register";
    RECORD = "诚信记录" / "Integrity record";
    LOOK = "本页显示完整的姓名和证件号码，供与处理决定书核对；查看已记入审计日志。" / "Name and number stand here in full, to be compared with the decision. That you looked is in the audit log.";
    DONE_BY = "{}，{}" / "{}, {}";
    ENTERED = "录入" / "Entered";
    CONFIRMED = "核对生效" / "Confirmed";
    REFUSED = "核对退回" / "Refused";
    LIFTED = "解除" / "Lifted";
    WHY = "理由" / "Reason";
    FROM = "开始" / "From";
    UNTIL = "期限" / "Until";
    JUDGE = "核对" / "Compare with the decision";
    JUDGE_LINE = "请与处理决定书逐项核对：姓名、证件号码、文号、期限。一致的生效；不一致的写明理由退回，由录入的人重新录入。" / "Compare every item with the decision. If all agree, put it in force; else refuse it and say why, so that it is entered anew.";
    JUDGE_OWN = "这条记录是您录入的，要由另一位考务管理员核对。" / "You entered this record: another exam administrator has to confirm it.";
    JUDGE_WORDS = "退回的理由" / "Why it is refused";
    JUDGE_HINT = "退回时填写，5 到 500 字；记入审计日志" / "For a refusal, 5 to 500 characters; it goes into the audit log";
    CONFIRM_GO = "核对一致，生效" / "All agree: put it in force";
    REFUSE_GO = "退回" / "Refuse";
    LIFT = "解除记录" / "Lift the record";
    LIFT_LINE = "决定被撤销、变更，或者录入有误的，可以解除。解除后本人可以报考，并收到消息；不能恢复，需要时重新录入。" / "Where the decision was revoked or changed, or the entry was wrong. The person may then apply, and is told. It cannot be taken back; enter it anew if need be.";
    LIFT_WORDS = "解除的理由" / "Why it is lifted";
    LIFT_HINT = "本人会看到这段话，5 到 500 字" / "The person reads it; 5 to 500 characters";
    LIFT_GO = "解除" / "Lift it";
    STATEMENT = "陈述申辩" / "Statement";
    ANSWER = "答复" / "Answer";
    ANSWER_GO = "答复" / "Send the answer";
    SAVED = "已保存。" / "Saved.";
    MINE = "诚信记录" / "Integrity records";
    MINE_LEAD = "诚信库中关于您的记录。有效期间不能报考；对记录有异议的，可以陈述申辩一次。" / "What the integrity register holds about you. While a record stands you cannot take part; if you dispute it you may state your case once.";
    MINE_NONE = "诚信库没有关于您的记录。" / "The register holds nothing about you.";
    STANDS = "有效，不能报考" / "Stands: you cannot take part";
    BEGINS = "{} 起有效" / "from {}";
    OVER = "已到期；到期前已开始报名的考试仍不能报" / "Over; it still counts for exams that had opened before";
    LIFTED_AT = "{} 解除" / "lifted {}";
    SAID_AT = "{} 提交" / "sent {}";
    ANSWERED_AT = "{} 答复" / "answered {}";
    WAITS = "已提交，还没有答复。有答复时，您会收到消息。" / "Sent, not answered yet. You will be told.";
    STATE_GO = "提交陈述申辩" / "Send the statement";
    SENT = "陈述申辩已提交。" / "Your statement was sent.";
    HERE = "诚信库有您的限制报考记录：{}，{}。" / "The integrity register keeps you out of exams: {}, {}.";
    KEPT_OUT = "诚信库有这名考生的限制报考记录：{}。记录在确认报名之后生效，报名信息里没有写明。" / "The integrity register keeps this candidate out of exams: {}. The record came into force after the confirmation, which does not tell of it.";
    SEE = "查看记录，陈述申辩" / "See the record, state your case";
}

pub const fn state(state: State) -> W {
    match state {
        State::Entered => W { zh: "待核对", en: "To be confirmed" },
        State::InForce => W { zh: "生效", en: "In force" },
        State::Refused => W { zh: "已退回", en: "Refused" },
        State::Lifted => W { zh: "已解除", en: "Lifted" },
    }
}
