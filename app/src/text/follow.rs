//! Words of what becomes of a position: its changes, counts, favourites, messages.
words! {
    CHANGES = "变更记录" / "Changes";
    CHANGES_NONE = "公布以来没有变更。" / "No change since it was published.";
    CHANGES_LINE = "引用职位表前后两次公布的原文。" / "As printed in the tables, before and after.";
    CHANGE_ADDED = "列入职位表" / "Entered the table";
    CHANGE_REMOVED = "移出职位表" / "Left the table";
    CHANGE_CHANGED = "内容有变更" / "Changed";
    CHANGE_NOTES = "所在表的说明有变更，请看现在的本表说明。" / "The rules above its table changed: see those printed now.";
    STAR = "收藏" / "Star";
    STARRED = "已收藏" / "Starred";
    STAR_LOGIN = "登录后可以收藏这个职位" / "Log in to star this position";
    FAVOURITES = "我的收藏" / "Favourites";
    FAVOURITES_LINE = "已收藏 {} 个，最多 {} 个。职位表有变更时，这里会列出。" / "{} of at most {}. What changes in the table is listed here.";
    NO_FAVOURITES = "还没有收藏。在职位查询或职位详情里按“收藏”，就会列在这里。" / "Nothing yet. Press “Star” in the list or on a position.";
    NOT_JUDGED = "填完填报信息后，这里会显示您是否符合条件。" / "Once the form is filled in, this shows whether you meet the conditions.";
    COMPARE_AT_MOST = "勾选最多 {} 个" / "tick at most {}";
    LEFT_TABLE = "已移出职位表" / "Left the table";
    CHANGED_SINCE = "收藏以后的变更" / "Changes since";
    STARRED_AT = "{} 收藏" / "starred {}";
    BLANK = "（空）" / "(blank)";
    GONE = "这个职位已不在最新的职位表里，下面是它最后一次公布的内容。" / "This position is no longer in the table; below is what was published last.";
}
