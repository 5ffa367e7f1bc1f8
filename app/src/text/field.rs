//! Error sentences of fields: whole sentences with the field's name, so that the summary may show the same words.
use super::{Lang, W, label};
use domain::{FieldCode, FieldName, FieldProblem, PasswordClass, TableFault};

words! {
    FILL = "请填写{}" / "Fill in: {}";
    CHOOSE = "请选择{}" / "Choose: {}";
    TOO_LONG = "{}最多 {} 个字，您填了 {} 个" / "{}: at most {} characters, you typed {}";
    TOO_SHORT = "{}至少 {} 个字，您填了 {} 个" / "{}: at least {} characters, you typed {}";
    WRONG_LENGTH = "{}应为 {} 位，您填了 {} 位" / "{}: must have {} characters, you typed {}";
    BAD_CHARACTERS = "{}里有不能使用的字符，请核对" / "{}: holds characters that cannot be used";
    NOT_CHINESE_NAME = "姓名应为汉字，可以带间隔号“·”" / "The name must be in Chinese characters; the dot · is allowed";
    NOT_LATIN_NAME = "姓名应为证件上的字母" / "The name must be in the letters of the certificate";
    NOT_OFFERED = "{}：请从列出的选项中选择" / "{}: choose one that is offered";
    BAD_FORMAT = "{}的格式不对，请核对" / "{}: the format is wrong";
    BAD_CHECK_DIGIT = "{}不正确，请逐位核对" / "{}: not correct, check it digit by digit";
    NO_SUCH_DATE = "{}里的出生日期不存在，请核对" / "{}: the date of birth in it does not exist";
    IN_FUTURE = "{}里的日期还没有到，请核对" / "{}: the date in it lies in the future";
    UNKNOWN_PROVINCE = "{}开头的地区代码不存在，请核对" / "{}: the region it begins with does not exist";
    WRONG_KIND_OF_CARD = "这个号码不是所选证件类型的号码，请核对证件类型" / "This number is of another type of certificate. Check the type";
    NOT_MOBILE = "{}应为 11 位数字，以 1 开头" / "{}: 11 digits beginning with 1";
    DOES_NOT_MATCH = "{}与前面填的不一致" / "{}: differs from what was typed before";
    MUST_ACCEPT = "请阅读后勾选：{}" / "Read and tick: {}";
    PASSWORD_COMMON = "这个密码太常见，容易被猜到，请换一个" / "This password is too common. Choose another";
    TOO_FEW_KINDS = "密码要用到小写字母、大写字母、数字、符号中的至少 {} 种，现在有 {} 种" / "Use at least {} of small letters, capitals, digits and symbols; now there are {}";
    PASSWORD_SAME = "新密码不能与原密码相同" / "The new password must differ from the old one";
    WRONG_CODE = "验证码不正确，还可以试 {} 次" / "The code is wrong, {} tries left";
    WRONG_PASSWORD = "{}不正确" / "{}: wrong";
    NOT_A_YEAR = "{}的年份应为四位数字，如 2020" / "{}: the year has four digits, like 2020";
    NOT_A_MONTH = "{}的月份应为 1 到 12" / "{}: the month is 1 to 12";
    END_BEFORE_START = "{}早于开始时间，请核对" / "{}: lies before the beginning";
    TOO_YOUNG = "按出生日期，那时只有 {} 岁（一般不小于 {} 岁），请核对" / "By the date of birth the age was {} (usually {} or more). Check it";
    OLD_FOR_LEVEL = "按出生日期，那时已 {} 岁，请核对" / "By the date of birth the age was {}. Check it";
    FUTURE_ONLY_IF_FRESH = "{}还没有到：只有应届毕业生可以这样填" / "{}: lies in the future; only this year's graduates may say so";
    TOO_FAR_IN_FUTURE = "{}太远，请核对" / "{}: lies too far ahead";
    DATE_WITHOUT_DEGREE = "没有学位的，{}留空；有学位的，请选择学位" / "{}: leave it empty without a degree, else choose the degree";
    DEGREE_BEFORE_END = "{}比毕业时间早半年以上，请核对" / "{}: more than half a year before graduation";
    LEVEL_NOT_RISING = "学历应从高到低排列，请核对各段的顺序" / "Schooling must go from high to low. Check the order";
    DEGREE_NEEDS_LEVEL = "有学位的，学历至少应为本科" / "A degree needs schooling of bachelor level";
    DEGREE_ABOVE_LEVEL = "学位高于学历，请核对；以同等学力取得的请勾选" / "The degree is above the schooling. Tick if it was won by equivalent standing";
    TOO_MANY_ROWS = "{}最多 {} 段" / "{}: at most {} entries";
    ROWS_MISSING = "请至少填写一段{}" / "Fill in at least one entry: {}";
    OVERLAPS = "与第 {} 段的时间重叠，请核对" / "Overlaps in time with entry {}";
    SAME_ROW = "与第 {} 段相同，请核对" / "Equal to entry {}";
    REASON_MISSING = "请至少选择一个原因" / "Choose at least one reason";
    OUT_OF_RANGE = "{}应在 {} 到 {} 之间" / "{}: must lie between {} and {}";
    NOT_IN_STEPS = "{}应以 {} 为一档" / "{}: goes in steps of {}";
    NOT_EYESIGHT = "{}应填五分记录 3.0—5.3，或小数记录 0.1—2.0，保留一位小数" / "{}: 3.0 to 5.3 (five marks) or 0.1 to 2.0 (decimal), one decimal place";
    TOO_OLD = "按出生日期，您已 {} 岁；共青团员一般不超过 {} 岁，请核对" / "By the date of birth you are {}; league members are usually not older than {}. Check it";
    NEEDS_ROWS_OR_NONE = "请至少填写一段{}；没有的请勾选“无”" / "Fill in at least one entry: {}; or tick that there is none";
    FILLED_DESPITE_TICK = "{}与已勾选的“无”“至今”或“仍在服役”矛盾：请清空，或取消勾选" / "{}: contradicts the ticked box. Empty it or remove the tick";
    GAP_UNEXPLAINED = "{}年{}月起有 {} 个月没有工作经历，请在“简历空档说明”中写明" / "From {}-{} on there are {} months without work. Explain them";
    NOT_GRASSROOTS = "按所选单位性质，这段经历不计入基层工作" / "By the kind of employer this does not count as grassroots work";
    TOO_FEW_MONTHS = "按起止年月只有 {} 个月，这个项目要求至少 {} 个月" / "The dates give {} months; this programme needs {}";
    NOT_A_TIME = "{}应写成 2026-11-17 09:00 这样" / "{}: write it like 2026-11-17 09:00";
    CLOSES_BEFORE_OPENING = "{}早于开始时间" / "{}: lies before the opening";
    REVIEW_ENDS_EARLY = "审核截止不能早于报名截止" / "Review may not end before applying does";
    LIFE_OR_DAY = "终身限制的，{}留空；有截止日期的，不要勾选“终身”" / "{}: leave it empty for life, else remove the tick";
    RECORDED = "这个人的这份决定已经录入，请在诚信库里查找" / "This decision about this person is in the register already: look for it there";
    ALREADY_PAST = "{}已经过去，请填以后的时间" / "{}: already past, give a later time";
    AFTER_REVIEW = "{}不能晚于审核截止；需要更晚的，请先在考试设置里延长审核时间" / "{}: may not be later than the end of review; extend review first";
    DOCUMENTS_INCOMPLETE = "至少一份报考文件，并且只有一份承诺书" / "At least one document, and exactly one promise";
    TAKEN = "{}已经被使用，请换一个" / "{}: already in use";
    TABLE_EMPTY = "请选择职位表文件" / "Choose the file of the table";
    NOT_A_REGION = "第 {} 行要写成“地名 代码”，代码是 2 到 6 位数字，每个地名一行，如：恩施州 4228" / "Line {}: write a place and 2 to 6 digits, each place once, like 恩施州 4228";
    NOT_A_DAY = "{}要写成年-月-日，如 2026-11-17" / "{}: write year-month-day, like 2026-11-17";
    NOT_A_SUBJECT = "第 {} 行要写成“科目名称 费用”，如：申论 50" / "Line {}: write the subject and its fee, as: Essay 50";
    TABLE_UNKNOWN = "不是 .xlsx、.xls 或 .csv 文件" / "Neither .xlsx, .xls nor .csv";
    TABLE_ENCRYPTED = "文件有密码保护，请去掉密码后再上传" / "The file is protected by a password: remove it first";
    TABLE_BROKEN = "文件已损坏或格式不完整，请用表格软件打开后另存再上传" / "The file is damaged: open it in a spreadsheet program and save it again";
    TABLE_FILE_TOO_BIG = "文件超过 10 MB" / "The file is larger than 10 MB";
    TABLE_TOO_BIG = "文件解开后太大，或读取时间太长，已停止读取" / "What the file unpacks to is too large, or takes too long; reading was stopped";
    TABLE_NO_POSITIONS = "没有找到职位：表里要有“职位代码”一列" / "No positions found: the table needs a column 职位代码";
    TABLE_NO_PEOPLE = "没有找到人员名单：表里要有“学历”一列，以及“出生日期”或“专业”，下面至少有一个人" / "No list of people found: a column 学历 and one of 出生日期 and 专业 are needed, with somebody below";
    TABLE_TOO_MANY = "人或者判定太多：最多 500 人、20 万条判定。请分几次试算，或者在名单里写明职位代码" / "Too many: at most 500 people and 200,000 verdicts. Try fewer at a time, or name positions in the list";
    TABLE_NO_MAJORS = "没有找到专业：表里要有“专业代码”和“专业名称”两列，或者“专业大类”一列" / "No majors found: the table needs columns 专业代码 and 专业名称, or a column 专业大类";
    TABLE_BUSY = "正在读取另一份职位表，请过一会儿再传" / "Another table is being read: try again in a moment";
    TABLE_FAILED = "读取程序出了问题，我们已经记录" / "The reader failed; this has been recorded";
    HOLDS_NAME = "密码里不能有姓名的拼音" / "The password must not hold the name in pinyin";
    HOLDS_INITIALS = "密码里不能有姓名的拼音首字母" / "The password must not hold the initials of the name";
    HOLDS_BIRTHDAY = "密码里不能有生日" / "The password must not hold the birthday";
    HOLDS_CERTIFICATE = "密码里不能有证件号码中的数字" / "The password must not hold digits of the certificate";
    HOLDS_PHONE = "密码里不能有手机号中的数字" / "The password must not hold digits of the phone";
    HOLDS_SEQUENCE = "密码里不能有连续或重复的字符，如 1234、aaaa" / "The password must not hold runs like 1234 or aaaa";
    ROW = "第 {} 段：{}" / "Entry {}: {}";
}

/// What is wrong with `name`; `label` is the label shown at its control.
pub fn sentence(lang: Lang, code: FieldCode, name: FieldName, label: W) -> String {
    use FieldCode as C;
    let field = lang.t(label);
    let with = |word: W| lang.tf(word, &[&field]);
    let plain = |word: W| lang.t(word).to_owned();
    match code {
        C::Missing => with(if label::is_choice(name) { CHOOSE } else { FILL }),
        C::TooLong { max, got } => lang.tf(TOO_LONG, &[&field, &max, &got]),
        C::TooShort { min, got } => lang.tf(TOO_SHORT, &[&field, &min, &got]),
        C::WrongLength { need, got } => lang.tf(WRONG_LENGTH, &[&field, &need, &got]),
        C::BadCharacters => with(BAD_CHARACTERS),
        C::NotChineseName => plain(NOT_CHINESE_NAME),
        C::NotLatinName => plain(NOT_LATIN_NAME),
        C::NotOffered => with(NOT_OFFERED),
        C::BadFormat => with(BAD_FORMAT),
        C::BadCheckDigit => with(BAD_CHECK_DIGIT),
        C::NoSuchDate => with(NO_SUCH_DATE),
        C::InFuture => with(IN_FUTURE),
        C::UnknownProvince => with(UNKNOWN_PROVINCE),
        C::WrongKindOfCard => plain(WRONG_KIND_OF_CARD),
        C::NotMobile => with(NOT_MOBILE),
        C::DoesNotMatch => with(DOES_NOT_MATCH),
        C::MustAccept => with(MUST_ACCEPT),
        C::PasswordHolds(class) => plain(holds(class)),
        C::PasswordCommon => plain(PASSWORD_COMMON),
        C::TooFewKinds { need, got } => lang.tf(TOO_FEW_KINDS, &[&need, &got]),
        C::PasswordSame => plain(PASSWORD_SAME),
        C::WrongCode { left } => lang.tf(WRONG_CODE, &[&left]),
        C::WrongPassword => with(WRONG_PASSWORD),
        C::NotAYear => with(NOT_A_YEAR),
        C::NotAMonth => with(NOT_A_MONTH),
        C::LifeOrDay => with(LIFE_OR_DAY),
        C::Recorded => plain(RECORDED),
        C::EndBeforeStart => with(END_BEFORE_START),
        C::TooYoung { age, least } => lang.tf(TOO_YOUNG, &[&age, &least]),
        C::OldForLevel { age } => lang.tf(OLD_FOR_LEVEL, &[&age]),
        C::FutureOnlyIfFresh => with(FUTURE_ONLY_IF_FRESH),
        C::TooFarInFuture => with(TOO_FAR_IN_FUTURE),
        C::DateWithoutDegree => with(DATE_WITHOUT_DEGREE),
        C::DegreeBeforeEnd => with(DEGREE_BEFORE_END),
        C::LevelNotRising => plain(LEVEL_NOT_RISING),
        C::DegreeNeedsLevel => plain(DEGREE_NEEDS_LEVEL),
        C::DegreeAboveLevel => plain(DEGREE_ABOVE_LEVEL),
        C::TooManyRows { max } => lang.tf(TOO_MANY_ROWS, &[&field, &max]),
        C::RowsMissing => with(ROWS_MISSING),
        C::Overlaps { row } => lang.tf(OVERLAPS, &[&(row + 1)]),
        C::SameRow { row } => lang.tf(SAME_ROW, &[&(row + 1)]),
        C::ReasonMissing => plain(REASON_MISSING),
        C::OutOfRange { least, most } => lang.tf(OUT_OF_RANGE, &[&field, &least, &most]),
        C::NotInSteps { step } => lang.tf(NOT_IN_STEPS, &[&field, &step]),
        C::NotEyesight => with(NOT_EYESIGHT),
        C::TooOld { age, most } => lang.tf(TOO_OLD, &[&age, &most]),
        C::NeedsRowsOrNone => with(NEEDS_ROWS_OR_NONE),
        C::FilledDespiteTick => with(FILLED_DESPITE_TICK),
        C::GapUnexplained { from, months } => lang.tf(GAP_UNEXPLAINED, &[&from.year, &from.month, &months]),
        C::NotGrassroots => plain(NOT_GRASSROOTS),
        C::TooFewMonths { months, least } => lang.tf(TOO_FEW_MONTHS, &[&months, &least]),
        C::NotATime => with(NOT_A_TIME),
        C::ClosesBeforeOpening => with(CLOSES_BEFORE_OPENING),
        C::AlreadyPast => with(ALREADY_PAST),
        C::AfterReview => with(AFTER_REVIEW),
        C::ReviewEndsEarly => plain(REVIEW_ENDS_EARLY),
        C::DocumentsIncomplete => plain(DOCUMENTS_INCOMPLETE),
        C::NotASubject { line } => lang.tf(NOT_A_SUBJECT, &[&line]),
        C::NotARegion { line } => lang.tf(NOT_A_REGION, &[&line]),
        C::NotADay => with(NOT_A_DAY),
        C::Taken => with(TAKEN),
        C::Table(fault) => plain(table_fault(fault)),
    }
}

const fn table_fault(fault: TableFault) -> W {
    match fault {
        TableFault::Empty => TABLE_EMPTY,
        TableFault::Unknown => TABLE_UNKNOWN,
        TableFault::Encrypted => TABLE_ENCRYPTED,
        TableFault::Broken => TABLE_BROKEN,
        TableFault::FileTooBig => TABLE_FILE_TOO_BIG,
        TableFault::TooBig => TABLE_TOO_BIG,
        TableFault::NoPositions => TABLE_NO_POSITIONS,
        TableFault::NoMajors => TABLE_NO_MAJORS,
        TableFault::NoPeople => TABLE_NO_PEOPLE,
        TableFault::TooMany => TABLE_TOO_MANY,
        TableFault::Busy => TABLE_BUSY,
        TableFault::Failed => TABLE_FAILED,
    }
}

const fn holds(class: PasswordClass) -> W {
    match class {
        PasswordClass::Name => HOLDS_NAME,
        PasswordClass::Initials => HOLDS_INITIALS,
        PasswordClass::Birthday => HOLDS_BIRTHDAY,
        PasswordClass::CertificateNumber => HOLDS_CERTIFICATE,
        PasswordClass::Phone => HOLDS_PHONE,
        PasswordClass::Sequence => HOLDS_SEQUENCE,
    }
}

/// The sentence of the error summary: with the row where rows repeat.
pub fn in_summary(lang: Lang, problem: FieldProblem, label: W) -> String {
    let sentence = sentence(lang, problem.code, problem.field.name, label);
    match problem.field.row {
        Some(row) => lang.tf(ROW, &[&(row.at + 1), &sentence]),
        None => sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Row;

    #[test]
    fn the_summary_names_field_row_and_figures() {
        let field = Row { group: FieldName::Education, at: 1 }.field(FieldName::DiplomaNo);
        let problem = FieldProblem { field, code: FieldCode::WrongLength { need: 18, got: 16 } };
        assert_eq!(in_summary(Lang::Zh, problem, label::field(FieldName::DiplomaNo)), "第 2 段：学历证书编号应为 18 位，您填了 16 位");
    }

    #[test]
    fn every_field_has_a_name_in_both_languages() {
        for name in FieldName::ALL {
            let label = label::field(*name);
            assert!(!label.zh.is_empty() && label.en.is_ascii(), "{name:?}");
        }
    }
}
