//! Labels of fields and what stands below them.
use super::W;
use domain::FieldName;

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

/// The label of a field, also used inside its error sentences.
pub const fn field(name: FieldName) -> W {
    use FieldName as F;
    match name {
        F::Name => w("姓名", "Name"),
        F::NameAgain => w("再次填写姓名", "Name again"),
        F::CertType => w("证件类型", "Type of certificate"),
        F::CertNo => w("证件号码", "Certificate number"),
        F::CertNoAgain => w("再次填写证件号码", "Certificate number again"),
        F::Phone => w("手机号", "Mobile phone"),
        F::NewPhone => w("新手机号", "New mobile phone"),
        F::SmsCode => w("短信验证码", "SMS code"),
        F::OldSmsCode => w("原手机号收到的验证码", "Code sent to the old phone"),
        F::Password => w("密码", "Password"),
        F::PasswordAgain => w("再次输入密码", "Password again"),
        F::OldPassword => w("原密码", "Old password"),
        F::Agreement => w("用户协议", "Terms of use"),
        F::Login => w("证件号码或手机号", "Certificate number or phone"),
        F::Totp => w("动态验证码", "Authenticator code"),
        F::Education => w("教育经历", "Education"),
        F::Level => w("学历", "Schooling"),
        F::Degree => w("学位", "Degree"),
        F::School => w("毕业院校", "School"),
        F::Department => w("院系", "Department"),
        F::Major => w("专业", "Major"),
        F::MajorCode => w("专业代码", "Code of the major"),
        F::StudyMode => w("学习形式", "Mode of study"),
        F::Start => w("入学时间", "Begun"),
        F::End => w("毕业时间", "Graduated"),
        F::DiplomaNo => w("学历证书编号", "Diploma number"),
        F::DegreeNo => w("学位证书编号", "Degree certificate number"),
        F::Overseas => w("国（境）外学历", "Studied abroad"),
        F::OverseasNo => w("国（境）外学历学位认证书编号", "Number of the certificate of recognition"),
        F::Second => w("辅修或第二学位", "Minor or second degree"),
        F::EquivalentDegree => w("同等学力取得学位", "Degree by equivalent standing"),
        F::Fresh => w("是否应届毕业生", "Graduating this year"),
        F::Consent => w("承诺书", "Promise"),
        F::Position => w("岗位", "Position"),
        F::Reasons => w("不通过的原因", "Reasons for refusal"),
        F::Plea => w("为什么认为符合条件", "Why you think you meet it"),
        F::Words => w("给考生的话", "Words to the candidate"),
        F::RevealReason => w("查看理由", "Why you need to see it"),
        F::Ethnic => w("民族", "Ethnic group"),
        F::Political => w("政治面貌", "Political status"),
        F::PartySince => w("入党时间", "Joined the party"),
        F::Marital => w("婚姻状况", "Marital status"),
        F::Health => w("健康状况", "Health"),
        F::NativePlace => w("籍贯", "Native place"),
        F::BirthPlace => w("出生地", "Place of birth"),
        F::Household => w("户籍所在省（区、市）", "Province of household registration"),
        F::HouseholdPlace => w("户籍所在市县", "City and county of household registration"),
        F::Origin => w("生源地所在省（区、市）", "Province of origin"),
        F::OriginPlace => w("生源地所在市县", "City and county of origin"),
        F::Height => w("身高（厘米）", "Height (cm)"),
        F::EyesightLeft => w("左眼裸眼视力", "Eyesight, left"),
        F::EyesightRight => w("右眼裸眼视力", "Eyesight, right"),
        F::WorkSince => w("参加工作时间", "Working since"),
        F::CandidateKind => w("考生身份", "Kind of candidate"),
        F::Employer => w("工作单位", "Employer"),
        F::Post => w("现任职务", "Present post"),
        F::Licence => w("专业技术职务或执业资格", "Professional title or licence"),
        F::SparePhone => w("备用电话", "Spare phone"),
        F::Email => w("电子邮箱", "E-mail"),
        F::Address => w("通讯地址", "Postal address"),
        F::Postcode => w("邮政编码", "Postcode"),
        F::EmergencyName => w("紧急联系人", "Emergency contact"),
        F::EmergencyPhone => w("紧急联系人电话", "Emergency contact's phone"),
        F::NoWork => w("无工作经历", "No work experience"),
        F::Work => w("工作经历", "Work experience"),
        F::Since => w("开始年月", "From"),
        F::Until => w("结束年月", "Until"),
        F::Current => w("至今", "To date"),
        F::DepartmentPost => w("部门及职务", "Department and post"),
        F::EmployerKind => w("单位性质", "Kind of employer"),
        F::Grassroots => w("是否基层工作经历", "Grassroots work"),
        F::Witness => w("证明人", "Reference person"),
        F::Gaps => w("简历空档说明", "Explanation of gaps"),
        F::Service => w("服务基层项目", "Grassroots service programme"),
        F::Project => w("项目名称", "Programme"),
        F::Place => w("服务地点", "Place of service"),
        F::Passed => w("服务期满考核是否合格", "Passed the final assessment"),
        F::CertificateNo => w("服务证书编号", "Service certificate number"),
        F::Served => w("是否服过兵役", "Served in the armed forces"),
        F::Enlisted => w("入伍时间", "Enlisted"),
        F::Discharged => w("退役时间", "Discharged"),
        F::StillServing => w("仍在服役", "Still serving"),
        F::DischargeNo => w("退役证编号", "Discharge certificate number"),
        F::NoFamily => w("无家庭成员", "No family members"),
        F::Family => w("家庭主要成员及重要社会关系", "Family and important relations"),
        F::Relation => w("称谓", "Relation"),
        F::Birth => w("出生年月", "Born"),
        F::EmployerPost => w("工作单位及职务", "Employer and post"),
        F::Awards => w("奖惩情况", "Awards and punishments"),
        F::Punished => w("是否受过处分或刑事处罚", "Ever disciplined or convicted"),
        F::PunishedDetails => w("处分或处罚情况", "Details of the punishment"),
        F::Serving => w("是否现役军人", "In active military service"),
        F::CivilServant => w("是否在职公务员（含试用期）", "Civil servant in office (probation included)"),
        F::Avoidance => w("是否与报考单位人员存在回避关系", "Kinship with staff of the unit"),
        F::AvoidanceDetails => w("回避关系说明", "Details of the kinship"),
        F::Language => w("外语证书", "Language certificate"),
        F::LanguageScore => w("外语成绩", "Language score"),
        F::Computer => w("计算机等级", "Computer certificate"),
        F::Certificates => w("资格证书", "Other certificates"),
        F::Skills => w("个人特长", "Skills"),
        F::Remark => w("备注", "Remarks"),
        F::Integrity => w("诚信承诺", "Promise of honesty"),
        F::ExamCode => w("考试代码", "Code of the exam"),
        F::ExamTitle => w("考试名称", "Title"),
        F::Category => w("考试类别", "Category"),
        F::Organiser => w("组织单位", "Organiser"),
        F::PhotoProfile => w("照片规格", "Photo profile"),
        F::ApplyOpen => w("报名开始", "Applying opens"),
        F::ApplyClose => w("报名截止", "Applying closes"),
        F::ReviewOpen => w("审核开始", "Review opens"),
        F::ReviewClose => w("审核截止", "Review closes"),
        F::Parts => w("要求填报的部分", "Parts of the form"),
        F::Withdraw => w("审核前考生可以撤回修改", "Candidates may withdraw before review"),
        F::MostRefusals => w("同一岗位最多审核不通过次数", "Refusals allowed for one position"),
        F::PublishCounts => w("报名人数的公布", "Publishing the numbers of applicants"),
        F::OpenRatio => w("开考比例（每招 1 人需要的报考人数）", "Applicants needed for each place"),
        F::Verdict => w("不符合职位表列明条件的不能选", "What the table rules out cannot be chosen"),
        F::Subjects => w("考试科目和费用", "Subjects and fees"),
        F::Documents => w("报考文件和承诺书", "Documents and promise"),
        F::DocumentKind => w("文件种类", "Kind"),
        F::DocumentTitle => w("文件标题", "Title of the document"),
        F::DocumentBody => w("文件正文", "Text"),
        F::Table => w("职位表文件", "Position table"),
        F::People => w("人员名单文件", "List of people"),
        F::StaffLogin => w("用户名", "User name"),
        F::StaffName => w("姓名", "Name"),
        F::StaffRole => w("角色", "Role"),
        F::Unit => w("单位代码", "Unit"),
        F::PhotoTitle => w("规格名称", "Name of the profile"),
        F::PhotoWidth => w("宽（像素）", "Width (pixels)"),
        F::PhotoHeight => w("高（像素）", "Height (pixels)"),
        F::Dpi => w("打印分辨率（DPI）", "Print resolution (DPI)"),
        F::LeastKb => w("文件最小（KB）", "File at least (KB)"),
        F::MostKb => w("文件最大（KB）", "File at most (KB)"),
        F::Ground => w("背景颜色", "Background"),
        F::GroundLight => w("最低亮度（0–255）", "Least light (0 to 255)"),
        F::GroundChroma => w("最大色度（C*）", "Most chroma (C*)"),
        F::UnevenTold => w("不均匀：提醒（ΔE）", "Uneven: told (delta E)"),
        F::UnevenMost => w("不均匀：拒绝（ΔE）", "Uneven: refused (delta E)"),
        F::HeadLeast => w("头高最小（%）", "Head at least (%)"),
        F::HeadMost => w("头高最大（%）", "Head at most (%)"),
        F::HeadAim => w("自动裁切的头高（%）", "Head when cut (%)"),
        F::TopLeast => w("头顶留白最小（%）", "Space above at least (%)"),
        F::TopMost => w("头顶留白最大（%）", "Space above at most (%)"),
        F::EyesLeast => w("眼睛离上边最近（%）", "Eyes from the top at least (%)"),
        F::EyesMost => w("眼睛离上边最远（%）", "Eyes from the top at most (%)"),
        F::Centre => w("左右偏移最大（%）", "Off the middle at most (%)"),
        F::GapLeast => w("两眼距离最小（%）", "Eyes apart at least (%)"),
        F::GapMost => w("两眼距离最大（%）", "Eyes apart at most (%)"),
        F::TiltTold => w("歪头：提醒（度）", "Tilt: told (degrees)"),
        F::TiltMost => w("歪头：拒绝（度）", "Tilt: refused (degrees)"),
        F::OnUnknown => w("判断不了的", "What cannot be judged"),
        F::FreshYear => w("应届年度", "Graduates of the year"),
        F::AgeMode => w("年龄的算法", "How ages are reckoned"),
        F::AgeCutoff => w("年龄计算日", "Ages are reckoned on"),
        F::AgeMin => w("最低年龄（周岁）", "Least age"),
        F::AgeMax => w("最高年龄（周岁）", "Greatest age"),
        F::BornFrom => w("出生不早于", "Born not before"),
        F::BornTo => w("出生不晚于", "Born not after"),
        F::RelaxPostgraduate => w("应届硕士、博士研究生放宽到（周岁）", "Postgraduates of the year, up to"),
        F::RelaxVeteran => w("退役军人放宽到（周岁）", "Veterans, up to"),
        F::RelaxCadre => w("村（社区）干部放宽到（周岁）", "Village cadres, up to"),
        F::RelaxDisabled => w("残疾人放宽到（周岁）", "Disabled people, up to"),
        F::RelaxApproval => w("放宽要招录机关同意", "The unit has to agree to"),
        F::EduBasis => w("学历、学位按哪一个算", "Which diploma counts"),
        F::MajorBasis => w("专业按哪一个算", "Whose major counts"),
        F::GradDeadline => w("毕业证书最迟取得日", "Diploma at the latest on"),
        F::BlankMajors => w("某个层次的专业栏空着", "A level's blank column of majors"),
        F::GrassCutoff => w("基层工作经历截止日", "Grassroots work counts up to"),
        F::Granularity => w("基层工作经历的单位", "Grassroots work is counted in"),
        F::LeastAge => w("满多少周岁以后的工作才算", "Work counts from the age of"),
        F::ProjectCutoff => w("服务基层项目最迟期满日", "Service is over at the latest on"),
        F::FreshYears => w("择业期（年）", "Years after graduation that count as graduating"),
        F::ServiceYears => w("服务期满、退役后几年内视同应届（年）", "Years after service that count as graduating"),
        F::Regions => w("地区名称和代码", "Places and their codes"),
        F::DismissedYears => w("辞退未满几年不得报考（年）", "Years after a dismissal"),
        F::RuleTicks => w("其他规定", "Other rules"),
        F::PositionState => w("岗位状态", "State of the position"),
        F::RechooseUntil => w("改报截止", "Others may be chosen until"),
        F::Edits => w("考生可以让系统做的修正", "Repairs a candidate may have done"),
        F::Truth => w("信息真实、准确的确认", "Confirmation that everything is true"),
        F::Sure => w("不再改报的确认", "Confirmation that no other is wanted"),
    }
}

/// What stands below the label, where something about the field is worth saying before it is filled.
pub const fn hint(name: FieldName) -> Option<W> {
    use FieldName as F;
    Some(match name {
        F::FreshYear => w("留空：9 月以后开始报名的，算下一年", "Blank: the next year when applying opens from September on"),
        F::AgeMin | F::AgeMax => w("留空表示不限；职位表另有规定的按职位表", "Blank for none; what a table says goes before it"),
        F::AgeCutoff => w("留空：报名开始那一天", "Blank: the day applying opens"),
        F::BornFrom | F::BornTo => {
            w("按公告印的出生年月时填，如 1988-11 或 1988-11-17", "Where the announcement prints them, like 1988-11 or 1988-11-17")
        }
        F::RelaxPostgraduate | F::RelaxVeteran | F::RelaxCadre | F::RelaxDisabled => w("留空表示不放宽", "Blank for no relaxation"),
        F::GradDeadline => w("留空表示不限", "Blank for none"),
        F::GrassCutoff | F::ProjectCutoff => w("留空：报名开始那一天", "Blank: the day applying opens"),
        F::Regions => {
            w("职位表按地名限户籍、生源时用，每行一个，如：恩施州 4228", "Where tables name places, one to a line, like 恩施州 4228")
        }
        F::DismissedYears => w("0 表示不限", "0 for no limit"),
        F::RechooseUntil => {
            w("已确认报考这个岗位的考生，在这之前可以改报其他岗位", "Who confirmed this position may choose another before then")
        }
        F::GroundLight => w("白底时背景最暗处的亮度", "Of the darkest part, where it must be white"),
        F::GroundChroma => w("白底时背景允许的偏色", "How coloured a white background may be"),
        F::Name => w("与证件上的姓名完全一致；注册后不能修改", "Exactly as on the certificate; it cannot be changed later"),
        F::CertNo => w("可以带空格，字母大小写都行；注册后不能修改", "Spaces and small letters are fine; it cannot be changed later"),
        F::Phone | F::NewPhone => w("11 位手机号，用来接收验证码和通知", "11 digits; codes and notices go there"),
        F::SmsCode | F::OldSmsCode => w("短信中的 6 位数字，5 分钟内有效", "Six digits from the message, valid for 5 minutes"),
        F::Totp => w("身份验证器上的 6 位数字", "Six digits from your authenticator"),
        F::School => w("填证书上的全称", "The full name on the certificate"),
        F::DiplomaNo => {
            w("在毕业证书下方，2001 年以后为 18 位数字，可以带空格", "At the foot of the diploma; 18 digits since 2001, spaces are fine")
        }
        F::OverseasNo => w("教育部留学服务中心认证书上的编号", "As on the recognition by CSCSE"),
        F::RevealReason => w("会和您的姓名、时间一起记入审计日志", "Goes into the audit log with your name and the time"),
        F::Plea => w("审核人员会看到这段话和不符合的条件", "The reviewer reads this beside the condition"),
        F::Words => w("考生会看到这段话，请写明缺什么、怎么改", "The candidate reads this: say what is missing and how to mend it"),
        F::PartySince => w("中共党员、预备党员填写", "Party members only"),
        F::NativePlace => w("祖籍所在地，如：湖北武汉", "Province and city, like 湖北武汉"),
        F::HouseholdPlace => w("与户口簿一致", "As in the household register"),
        F::OriginPlace => w("参加高考时的户籍所在地", "Where you were registered at the university entrance exam"),
        F::Height => w("报考公安等有体能要求的岗位时填写", "For police and similar posts"),
        F::EyesightLeft => w("如 5.0 或 1.0", "5.0 or 1.0"),
        F::EyesightRight => w("如 5.0 或 1.0", "5.0 or 1.0"),
        F::SparePhone => w("手机号，或带区号的固定电话", "Mobile, or landline with area code"),
        F::EmergencyPhone => w("手机号，或带区号的固定电话", "Mobile, or landline with area code"),
        F::Since => w("企业按合同起始年月，机关、国企和项目按报到年月", "The contract's start, or the month of reporting for duty"),
        F::Until => w("仍在职的勾选“至今”，不填", "Leave empty and tick “to date” if it goes on"),
        F::Gaps => {
            w("超过 3 个月没有工作的，请写明起止年月和情况（上学、待业、备考等）", "When and why you did not work for more than 3 months")
        }
        F::Passed => w("服务未满的不填", "Leave empty while serving"),
        F::EmployerPost => w("没有工作的填“无”或身份，如：农民、退休、学生", "If none: 无, retired, student"),
        F::Awards => w("没有则填“无”", "Write 无 if there are none"),
        F::PunishedDetails => w("时间、原因、结果", "When, why, which"),
        F::AvoidanceDetails => w("姓名、关系、单位职务", "Name, relation, post"),
        F::Certificates => w("名称、等级、取得年月，每行一个", "Name, class, month; one a line"),
        F::ExamCode => w("字母、数字和连字符，如 HB-2027", "Letters, digits and hyphens, like HB-2027"),
        F::ApplyClose => w("到这一刻为止，不含这一刻", "Up to this moment"),
        F::MostRefusals => w("0 表示不限", "0 for no limit"),
        F::OpenRatio => w(
            "如 3；0 表示不设开考比例。截止时达不到的，会告诉收藏了该职位的考生。",
            "Like 3; 0 for none. Those who starred a position are told when it stays below.",
        ),
        F::Subjects => w(
            "每行一个科目和费用（元），如：申论 50。没有公布就留空。",
            "A subject and its fee in yuan to a line, as: Essay 50. Blank while not published.",
        ),
        F::DocumentBody => w("可以用 Markdown：## 标题、- 列表、| 表格 |", "Markdown: ## heading, - list, | table |"),
        F::Unit => {
            w("职位表中的单位代码；没有代码的职位表填单位全称", "As in the table; the unit's full name where the table has no codes")
        }
        F::NameAgain
        | F::OnUnknown
        | F::AgeMode
        | F::RelaxApproval
        | F::EduBasis
        | F::MajorBasis
        | F::BlankMajors
        | F::Granularity
        | F::LeastAge
        | F::FreshYears
        | F::ServiceYears
        | F::RuleTicks
        | F::PublishCounts
        | F::People
        | F::Ethnic
        | F::Political
        | F::Marital
        | F::Health
        | F::BirthPlace
        | F::Household
        | F::Origin
        | F::WorkSince
        | F::CandidateKind
        | F::Employer
        | F::Post
        | F::Licence
        | F::Email
        | F::Address
        | F::Postcode
        | F::EmergencyName
        | F::NoWork
        | F::Work
        | F::Current
        | F::DepartmentPost
        | F::EmployerKind
        | F::Grassroots
        | F::Witness
        | F::Service
        | F::Project
        | F::Place
        | F::CertificateNo
        | F::Served
        | F::Enlisted
        | F::Discharged
        | F::StillServing
        | F::DischargeNo
        | F::NoFamily
        | F::Family
        | F::Relation
        | F::Birth
        | F::Punished
        | F::Serving
        | F::CivilServant
        | F::Avoidance
        | F::Language
        | F::LanguageScore
        | F::Computer
        | F::Skills
        | F::Remark
        | F::Integrity
        | F::ExamTitle
        | F::Category
        | F::Organiser
        | F::PhotoProfile
        | F::ApplyOpen
        | F::ReviewOpen
        | F::ReviewClose
        | F::Parts
        | F::Withdraw
        | F::Verdict
        | F::Documents
        | F::DocumentKind
        | F::DocumentTitle
        | F::Table
        | F::StaffLogin
        | F::StaffName
        | F::StaffRole
        | F::CertNoAgain
        | F::CertType
        | F::Password
        | F::PasswordAgain
        | F::OldPassword
        | F::Agreement
        | F::Login
        | F::Education
        | F::Level
        | F::Degree
        | F::Department
        | F::Major
        | F::MajorCode
        | F::StudyMode
        | F::Start
        | F::End
        | F::DegreeNo
        | F::Overseas
        | F::Second
        | F::EquivalentDegree
        | F::Fresh
        | F::Consent
        | F::Position
        | F::Reasons
        | F::PhotoTitle
        | F::PhotoWidth
        | F::PhotoHeight
        | F::Dpi
        | F::LeastKb
        | F::MostKb
        | F::Ground
        | F::UnevenTold
        | F::UnevenMost
        | F::HeadLeast
        | F::HeadMost
        | F::HeadAim
        | F::TopLeast
        | F::TopMost
        | F::EyesLeast
        | F::EyesMost
        | F::Centre
        | F::GapLeast
        | F::GapMost
        | F::TiltTold
        | F::TiltMost
        | F::Edits
        | F::PositionState
        | F::Truth
        | F::Sure => return None,
    })
}

/// The field is chosen, not typed: 请选择 instead of 请填写.
pub const fn is_choice(name: FieldName) -> bool {
    use FieldName as F;
    matches!(
        name,
        F::CertType
            | F::Level
            | F::Degree
            | F::StudyMode
            | F::Fresh
            | F::Position
            | F::Reasons
            | F::Category
            | F::PublishCounts
            | F::OnUnknown
            | F::AgeMode
            | F::RelaxApproval
            | F::EduBasis
            | F::MajorBasis
            | F::BlankMajors
            | F::Granularity
            | F::RuleTicks
            | F::PhotoProfile
            | F::Parts
            | F::Withdraw
            | F::Verdict
            | F::DocumentKind
            | F::StaffRole
            | F::Table
            | F::People
            | F::Ethnic
            | F::Political
            | F::Marital
            | F::Health
            | F::Household
            | F::Origin
            | F::CandidateKind
            | F::EmployerKind
            | F::Grassroots
            | F::Project
            | F::Passed
            | F::Served
            | F::Relation
            | F::Punished
            | F::Serving
            | F::CivilServant
            | F::Avoidance
            | F::Language
            | F::Ground
            | F::PositionState
    )
}
