//! Words of 试算.
use super::W;

words! {
    TITLE = "试算" / "Trial";
    LINE = "用一份人员名单试一试职位表和资格规则：每个人对每个职位判一遍，只在这里显示，不保存，也不影响任何报名。" / "Try a table and the rules on a list of people: everybody is judged for every position. It is shown here and kept nowhere.";
    FORM = "要试算的文件" / "What to try";
    TABLE_HINT = ".xlsx、.xls 或 .csv；不选就用这个考试正在使用的职位表" / ".xlsx, .xls or .csv; without one, the table this exam shows";
    PEOPLE_HINT = "一行一个人。表头用：姓名或编号、出生日期、性别、民族、政治面貌、学历、学位、专业、毕业时间、学习形式、应届、基层工作月数、户籍、生源；有“职位代码”的，只判那个职位。要有“学历”，以及“出生日期”或“专业”。最多 {} 人。" / "A person a row, with these headers: 姓名 or 编号, 出生日期, 性别, 民族, 政治面貌, 学历, 学位, 专业, 毕业时间, 学习形式, 应届, 基层工作月数, 户籍, 生源; with 职位代码, that position alone. 学历 and one of 出生日期 and 专业 are needed. At most {} people.";
    RUN = "试算" / "Try";
    CSV = "下载全部判定（CSV）" / "All verdicts as CSV";
    TOLD = "判定" / "Verdicts";
    BY_RULES = "按第 {} 版资格规则判定；出现“需人工”的，是名单里没写或者职位表的话读不准。" / "By version {} of the rules. What is left to people was not in the list, or the table's words could not be read.";
    PEOPLE = "人" / "People";
    POSITIONS = "职位" / "Positions";
    PERSON = "姓名或编号" / "Person";
    POSITION = "职位" / "Position";
    ALL = "全部职位" / "all";
    NO_SUCH = "职位表里没有 {}" / "no position {}";
    SEVERAL = "{}：几个单位共用这个代码，逐个判定见 CSV" / "{}: several units share this code; the CSV tells them apart";
    UNMET = "没有达到的条件" / "Not met";
    MORE = "页面上只列前 {} 人，全部判定请下载 CSV。" / "The first {} people are listed; the CSV has all.";
    DOUBTS = "名单里没有读懂的内容" / "Not understood in the list";
    DOUBTS_LINE = "下面这些按“没有填写”处理，没有猜。" / "These count as not told; nothing was guessed.";
    ROW = "行" / "Row";
    COLUMN = "列" / "Column";
    CELL = "内容" / "Cell";
    OPEN = "试算" / "Trial";
}

/// Columns of the CSV.
pub const HEADS: [W; 6] = [PERSON, W { zh: "职位代码", en: "Code" }, W { zh: "招录单位", en: "Unit" }, POSITION, TOLD, UNMET];
