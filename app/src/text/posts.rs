//! Words about positions that are closed or cancelled.

words! {
    TITLE = "岗位管理" / "Positions";
    LEAD = "停止报名、取消岗位；数字是现在的报名情况。" / "Close or cancel positions; the figures are of this moment.";
    COUNTS = "待审 {} · 通过 {}" / "{} waiting · {} approved";
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
}
