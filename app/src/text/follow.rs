//! Words of what becomes of a position: its changes, counts, favourites, messages.
words! {
    CHANGES = "变更记录" / "Changes";
    CHANGES_NONE = "公布以来没有变更。" / "No change since it was published.";
    CHANGES_LINE = "引用职位表前后两次公布的原文。" / "As printed in the tables, before and after.";
    CHANGE_ADDED = "列入职位表" / "Entered the table";
    CHANGE_REMOVED = "移出职位表" / "Left the table";
    CHANGE_CHANGED = "内容有变更" / "Changed";
    CHANGE_NOTES = "所在表的说明有变更，请看现在的本表说明。" / "The rules above its table changed: see those printed now.";
    BLANK = "（空）" / "(blank)";
    GONE = "这个职位已不在最新的职位表里，下面是它最后一次公布的内容。" / "This position is no longer in the table; below is what was published last.";
}
