//! Words of a position table that is looked at before it is taken over.

words! {
    UNKNOWN = "不认识的列" / "Unknown columns";
    UNKNOWN_LINE = "这些列里写的每一格都当作报考条件，读不懂的由人工审核。整列都不是报考条件的（比如介绍、内部备注），可以在这里声明：职位表会附上这句说明，所有人都看得到；采用之前随时可以改，操作记入审计日志。" / "Every cell of these columns counts as a condition; what cannot be read is left to people. Where a whole column is no condition (a description, an internal remark), say so here: the table then carries that sentence for everybody to read. It may be changed until the table is used, and goes into the audit log.";
    UNKNOWN_TAKEN = "采用时的声明：" / "As declared when the table was taken over:";
    DECLARE = "{}：这一栏没有报考条件" / "{}: this column asks nothing";
    DECLARED = "已声明没有报考条件" / "declared to ask nothing";
    NOT_DECLARED = "按报考条件处理" / "counts as conditions";
    COLUMN_LINE = "{}；{} 格有内容，{} 种写法" / "{}; {} cells filled, in {} wordings";
    EXAMPLES = "例如" / "For example";
    CONDITIONS = "其中 {} 格读出了报考条件；声明以后这些条件不再审核，请先核对。" / "In {} cells a condition was read: it would no longer be judged. Look first.";
    BEFORE = "现在的职位表声明过这一列；这份表要重新声明。" / "The table of now declares a column of this name; this one has to be declared anew.";
    DECLARE_SAVE = "保存声明" / "Save";
    DECLARE_SAVED = "声明已保存，下面的提示和影响已按声明重算。" / "Saved. Warnings and effects below count it.";
    NOT_READ = "未读：" / "Not read: ";
    READ_AS = "读作：" / "Read as: ";
    TOLD = "说明：" / "Information: ";
    REPORT = "各列读懂了多少" / "How far each column was read";
    REPORT_LINE = "按格计；说明是不作为报考条件的内容。" / "By cells. Information asks nothing of a candidate.";
    NOTES = "（表头说明）" / "(notes)";
    FILLED = "格数" / "Cells";
    READ = "读懂" / "Read";
    PARTIAL = "部分读懂" / "In part";
    INFORMATION = "说明" / "Information";
    UNREAD = "没读懂" / "Unread";
    UNREAD_WORDS = "没读懂的写法" / "Words not read";
}
