//! Labels of fields.
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
        F::DegreeDate => w("学位授予时间", "Degree awarded"),
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
        F::ReviewMode => w("审核方式", "Who decides"),
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
        F::Article => w("违反的规定", "Rule broken"),
        F::DecisionNo => w("决定文号", "Number of the decision"),
        F::DecidingOrgan => w("决定机关", "Who decided"),
        F::BannedFrom => w("限制报考开始日", "Kept out from"),
        F::BannedUntil => w("限制报考最后一日", "Kept out until the end of"),
        F::ForLife => w("终身", "For life"),
        F::Evidence => w("事实和证据", "What happened, and the evidence"),
        F::Statement => w("陈述申辩", "Your statement"),
        F::Answer => w("答复", "Answer"),
        F::PositionState => w("岗位状态", "State of the position"),
        F::Chosen => w("岗位", "Positions"),
        F::RechooseUntil => w("改报截止", "Others may be chosen until"),
        F::Edits => w("考生可以让系统做的修正", "Repairs a candidate may have done"),
        F::Truth => w("信息真实、准确的确认", "Confirmation that everything is true"),
        F::Sure => w("不再改报的确认", "Confirmation that no other is wanted"),
    }
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
            | F::ReviewMode
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
            | F::Chosen
    )
}
