//! Words about an exam's catalogues of majors.
use super::W;
use domain::catalogue::Tree;

words! {
    TITLE = "专业目录" / "Catalogues of majors";
    LEAD = "系统自带教育部本科专业目录。公告另有目录（研究生、专科，或按专业大类）的，在这里读入，和自带的一起用。" / "The national catalogue of undergraduate majors is always there. What the notice adds (postgraduate, college, classes of majors) is read here and joins it.";
    TREE = "目录的学历层次" / "Level";
    TREE_IN_FILE = "文件里写明" / "as the file says";
    FILE = "目录文件" / "File";
    FILE_HINT = "公布的 .xlsx、.xls 或 .csv，要有专业代码和专业名称，或专业大类。先读入核对，采用后才起作用。" / "The .xlsx, .xls or .csv as published, with codes and names or classes. It is read and shown first, and counts only once you say so.";
    READ = "读入并核对" / "Read and look at it";
    LINE = "{} 个专业，{} 个专业大类" / "{} majors, {} classes";
    IN_FORCE = "使用中" / "in force";
    DROPPED = "已停用" / "no longer in force";
    TAKE = "采用这份目录" / "Use this catalogue";
    TAKE_LINE = "采用后立即按它判断专业；已确认的报名保留确认时的判断。" / "Majors are judged by it at once; confirmed applications keep the verdict they were confirmed with.";
    DROP = "停用这份目录" / "Stop using it";
    PUT_AWAY = "不采用，移出列表" / "Put it away";
    CHANGES = "采用后的变化" / "What would change";
    MAJORS = "专业" / "Majors";
    GROUPS = "专业大类" / "Classes";
    CODE = "代码" / "Code";
    NAME = "名称" / "Name";
    ALIASES = "旧名称" / "Old names";
    HOLDS = "{} 项" / "{} items";
}

pub const fn tree(tree: Tree) -> W {
    match tree {
        Tree::College => W { zh: "专科", en: "college" },
        Tree::Bachelor => W { zh: "本科", en: "bachelor" },
        Tree::Postgraduate => W { zh: "研究生", en: "postgraduate" },
    }
}
