//! Words about positions that are closed or cancelled.

use super::W;

words! {
    TITLE = "岗位管理" / "Positions";
    LEAD = "停止报名、取消岗位；数字是现在的报名情况。" / "Close or cancel positions; the figures are of this moment.";
    COUNTS = "待审 {} · 通过 {}" / "{} waiting · {} approved";
    SHORT_TITLE = "达不到开考比例的岗位" / "Positions with too few applicants";
    SHORT_LEAD = "按现在的报名情况；可以选中几个，一次停止报名或取消。已取消的不列出。" / "As of this moment. Choose some, and close or cancel them in one act. Cancelled ones are not listed.";
    SHORT_RATIO = "开考比例（每招 1 人需要几人）" / "Applicants needed for each place";
    SHORT_PASSED = "只算审核通过的" / "Count approved ones alone";
    SHORT_SHOW = "查看" / "Show";
    SHORT_NO_RATIO = "这个考试没有设开考比例：填一个数再查看。" / "This exam sets no ratio: enter a number to look.";
    SHORT_NONE = "没有达不到比例的岗位。" / "No position falls short.";
    SHORT_FOUND = "共 {} 个岗位达不到 {} : 1" / "{} positions are below {} : 1";
    SHORT_ONE = "{}（{}）· {} · 招 {} 人，待审 {} · 通过 {}，还差 {} 人" / "{} ({}) · {} · {} places, {} waiting · {} approved, {} short";
    SHORT_ONE_CLOSED = "{}，已停止报名" / "{}, closed";
    SHORT_ALL = "全选本页" / "Choose all of this page";
    SHORT_STATE = "处理" / "What is done";
    SHORT_DO = "处理选中的岗位" / "Do it";
    SHORT_DONE = "已处理 {} 个岗位，考生立即看到；报了这些岗位的考生会收到消息。" / "{} positions are done. Candidates see it at once; those who applied are told.";
    SHORT_BACK = "全部岗位" / "All positions";
    MANAGE = "管理" / "Manage";
    STATE = "岗位状态" / "State";
    OPEN = "正常报名" / "Open";
    CLOSED = "停止报名" / "Closed";
    CANCELLED = "取消岗位" / "Cancelled";
    CLOSED_LINE = "停止报名：不能再选择和确认这个岗位；已经确认的不受影响；可以恢复。" / "Closed: nobody may choose or confirm it any more; who confirmed stays; it may be opened again.";
    CANCELLED_LINE = "取消岗位（如达不到开考比例）：不能恢复；已确认的考生在报考流程里看到原因，并可在截止前改报。" / "Cancelled (too few applicants, say): for good. Who confirmed it reads why on the flow page, and may choose another in time.";
    WORDS = "给考生的说明" / "Words to candidates";
    WORDS_HINT = "所有人都看得到；取消岗位时必须写明原因" / "Everybody reads them; a cancellation must say why";
    RECRUITS = "招录人数" / "Places";
    OTHERS = "其他阶段" / "Other stages";
    SINCE = "{} 起" / "since {}";
    SAVED = "岗位状态已保存，考生立即看到。" / "Saved. Candidates see it at once.";
    SHUT_TITLE = "您报的岗位已取消" / "Your position was cancelled";
    SHUT_CLOSED = "这个岗位已停止报名" / "This position is closed";
    SHUT_OVER = "改报时间已过，这份报名不再有效。" / "The time to choose another is over: this application counts no more.";
    SHUT_GO = "这个岗位不再接受报名，请选择其他岗位。" / "This position takes no more applications: choose another.";
    RECHOOSE_LINE = "您可以在 {} 前改报其他岗位：重新选择、确认后再审核。不改报的，这份报名不再有效。" / "You may choose another position before {}: choose, confirm, and it is reviewed again. Otherwise this application counts no more.";
    RECHOOSE_OVER = "改报时间已过（{}）。需要帮助请联系组织单位。" / "The time to choose another is over ({}). Ask the organiser for help.";
    RECHOOSE = "改报其他岗位" / "Choose another position";
    WAIVE = "不改报了，结束这份报名" / "I want no other: end this application";
    WAIVE_LINE = "结束后不能恢复，也不能再改报。已经缴过报名费的，组织单位按名单退费。" / "It cannot be taken back, nor another chosen. A fee that was paid is paid back by the organiser, who has the list.";
    SURE = "我不再改报，这份报名到此结束" / "I choose no other position; this application ends here";
    WAIVE_DO = "结束这份报名" / "End this application";
    WAIVED_TITLE = "这份报名已结束" / "This application has ended";
    WAIVED = "您报的岗位已取消，没有改报其他岗位，这份报名已经结束。已经缴过报名费的，组织单位按名单退费；有疑问请联系组织单位。" / "Your position was cancelled and no other chosen: this application has ended. A fee that was paid is paid back by the organiser, who has the list; ask them if in doubt.";
    WAIVED_LIST = "未改报名单（{} 人，退费用，CSV）" / "Who chose no other ({}, for refunds, CSV)";
    WAIVED_LINE = "岗位取消后没有改报的考生：本人放弃，或到截止仍未改报。" / "Candidates of cancelled positions who chose no other: by their own word, or as the time ran out.";
    WAIVED_OWN = "本人放弃" / "by their own word";
    WAIVED_LATE = "到截止未改报" / "the time ran out";
    NUMBER = "报名号" / "Number";
    ENDED = "结束时间" / "Ended";
    HOW = "结束方式" / "How";
}

/// Columns of the list of who chose no other position.
pub const WAIVED_HEADS: [W; 8] = [
    NUMBER,
    W { zh: "姓名", en: "Name" },
    W { zh: "证件号码", en: "Certificate" },
    W { zh: "招录单位", en: "Unit" },
    W { zh: "职位代码", en: "Code" },
    W { zh: "职位", en: "Position" },
    ENDED,
    HOW,
];
