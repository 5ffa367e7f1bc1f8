//! 民族, 政治面貌, 婚姻, 健康, 性别, 省级区划 (domain.md §3.1).
use super::CodeEntry;

const fn entry(code: &'static str, zh: &'static str) -> CodeEntry {
    CodeEntry { code, zh }
}

/// GB/T 2261.1
pub const SEXES: &[CodeEntry] = &[entry("0", "未知"), entry("1", "男"), entry("2", "女"), entry("9", "未说明")];

/// GB/T 2261.2
pub const MARITAL_STATES: &[CodeEntry] = &[
    entry("10", "未婚"),
    entry("20", "已婚"),
    entry("21", "初婚"),
    entry("22", "再婚"),
    entry("23", "复婚"),
    entry("30", "丧偶"),
    entry("40", "离婚"),
    entry("90", "未说明"),
];

/// GB/T 2261.3, one digit
pub const HEALTH_STATES: &[CodeEntry] = &[entry("1", "健康或良好"), entry("2", "一般或较弱"), entry("3", "有慢性病"), entry("6", "残疾")];

/// GB/T 4762
pub const POLITICAL_STATES: &[CodeEntry] = &[
    entry("01", "中共党员"),
    entry("02", "中共预备党员"),
    entry("03", "共青团员"),
    entry("04", "民革会员"),
    entry("05", "民盟盟员"),
    entry("06", "民建会员"),
    entry("07", "民进会员"),
    entry("08", "农工党党员"),
    entry("09", "致公党党员"),
    entry("10", "九三学社社员"),
    entry("11", "台盟盟员"),
    entry("12", "无党派民主人士"),
    entry("13", "群众"),
];

/// GB/T 3304
pub const ETHNIC_GROUPS: &[CodeEntry] = &[
    entry("01", "汉族"),
    entry("02", "蒙古族"),
    entry("03", "回族"),
    entry("04", "藏族"),
    entry("05", "维吾尔族"),
    entry("06", "苗族"),
    entry("07", "彝族"),
    entry("08", "壮族"),
    entry("09", "布依族"),
    entry("10", "朝鲜族"),
    entry("11", "满族"),
    entry("12", "侗族"),
    entry("13", "瑶族"),
    entry("14", "白族"),
    entry("15", "土家族"),
    entry("16", "哈尼族"),
    entry("17", "哈萨克族"),
    entry("18", "傣族"),
    entry("19", "黎族"),
    entry("20", "傈僳族"),
    entry("21", "佤族"),
    entry("22", "畲族"),
    entry("23", "高山族"),
    entry("24", "拉祜族"),
    entry("25", "水族"),
    entry("26", "东乡族"),
    entry("27", "纳西族"),
    entry("28", "景颇族"),
    entry("29", "柯尔克孜族"),
    entry("30", "土族"),
    entry("31", "达斡尔族"),
    entry("32", "仫佬族"),
    entry("33", "羌族"),
    entry("34", "布朗族"),
    entry("35", "撒拉族"),
    entry("36", "毛南族"),
    entry("37", "仡佬族"),
    entry("38", "锡伯族"),
    entry("39", "阿昌族"),
    entry("40", "普米族"),
    entry("41", "塔吉克族"),
    entry("42", "怒族"),
    entry("43", "乌孜别克族"),
    entry("44", "俄罗斯族"),
    entry("45", "鄂温克族"),
    entry("46", "德昂族"),
    entry("47", "保安族"),
    entry("48", "裕固族"),
    entry("49", "京族"),
    entry("50", "塔塔尔族"),
    entry("51", "独龙族"),
    entry("52", "鄂伦春族"),
    entry("53", "赫哲族"),
    entry("54", "门巴族"),
    entry("55", "珞巴族"),
    entry("56", "基诺族"),
    entry("97", "其他"),
    entry("98", "外国血统中国籍人士"),
];

/// GB/T 2260, first two digits
pub const PROVINCES: &[CodeEntry] = &[
    entry("11", "北京市"),
    entry("12", "天津市"),
    entry("13", "河北省"),
    entry("14", "山西省"),
    entry("15", "内蒙古自治区"),
    entry("21", "辽宁省"),
    entry("22", "吉林省"),
    entry("23", "黑龙江省"),
    entry("31", "上海市"),
    entry("32", "江苏省"),
    entry("33", "浙江省"),
    entry("34", "安徽省"),
    entry("35", "福建省"),
    entry("36", "江西省"),
    entry("37", "山东省"),
    entry("41", "河南省"),
    entry("42", "湖北省"),
    entry("43", "湖南省"),
    entry("44", "广东省"),
    entry("45", "广西壮族自治区"),
    entry("46", "海南省"),
    entry("50", "重庆市"),
    entry("51", "四川省"),
    entry("52", "贵州省"),
    entry("53", "云南省"),
    entry("54", "西藏自治区"),
    entry("61", "陕西省"),
    entry("62", "甘肃省"),
    entry("63", "青海省"),
    entry("64", "宁夏回族自治区"),
    entry("65", "新疆维吾尔自治区"),
    entry("71", "台湾省"),
    entry("81", "香港特别行政区"),
    entry("82", "澳门特别行政区"),
];
