//! Words of 重判.

words! {
    TITLE = "重判" / "Judge anew";
    LINE = "确认报名时的判定所依据的材料都留着：填报信息、岗位条件、资格规则、专业目录。这里用它们重新判一遍，看结果是否一致。查询记入审计日志；不显示考生填写的内容。" / "What a verdict rested on is kept: the form, the position, the rules, the catalogue. Here it is judged anew. That you looked is in the audit log; what the candidate filled in is not shown.";
    NUMBER = "报名序号" / "Application number";
    RUN = "重新判定" / "Judge anew";
    MISSING = "没有这个报名序号，或者这份报名还没有确认过。请核对后再查。" / "No such number, or nothing was confirmed under it yet. Check it and try again.";
    CONFIRMED = "{} 确认" / "Confirmed {}";
    SAME = "一致：逐条相同" / "The same, clause by clause";
    OTHERWISE = "不一致" / "Otherwise";
    OTHERWISE_LINE = "当时由第 {} 版判定程序判定，现在是第 {} 版；下面的条件结果不同。当时的判定不变。" / "Judged by engine {}; this is engine {}. The conditions below come out otherwise. The verdict of then stands.";
    BREAKS = "判定程序没有变，结果却不同。请立即告知系统管理员。" / "The engine is the same and the result is not. Tell the system administrator at once.";
    NO_RULES = "无法重判" / "Cannot be judged";
    NO_RULES_LINE = "这次确认早于资格规则的留存，只有当时的判定。" / "Older than the keeping of rules: only the verdict of then is there.";
    BROKEN = "依据缺失" / "Ground missing";
    BROKEN_LINE = "当时的快照、规则或目录读不出来，或者与留存的摘要不符。请立即告知系统管理员。" / "Snapshot, rules or catalogue cannot be read or do not fit their hash. Tell the system administrator at once.";
    POSITION = "岗位" / "Position";
    RULES = "资格规则" / "Rules";
    RULES_NUMBER = "第 {} 版" / "version {}";
    ENGINE = "判定程序" / "Engine";
    SNAPSHOT = "快照摘要（SHA-256）" / "Snapshot (SHA-256)";
    RULE_SET = "规则摘要（SHA-256）" / "Rule set (SHA-256)";
    CONDITION = "条件" / "Condition";
    THEN = "当时" / "Then";
    NOW = "现在" / "Now";
    NO_CONDITION = "没有这一条" / "no such condition";
    TO_REPLAY = "重判一份报名" / "Judge an application anew";
    BACK = "返回审计日志" / "Back to the audit log";
}
