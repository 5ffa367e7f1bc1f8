//! What stands below a field.
use super::W;
use domain::FieldName;

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

/// What stands below the label, where something about the field is worth saying before it is filled.
pub const fn hint(name: FieldName) -> Option<W> {
    use FieldName as F;
    Some(match name {
        F::ReviewMode => w(
            "只管发布以后的选择和确认。全场都不能报的（如在读的非应届学生），三种方式都自动拒绝；任何自动结果都可以由人改正",
            "For what is chosen and confirmed from then on. What bars from the whole exam is refused in each; people can correct every automatic result",
        ),
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
        F::DegreeDate => w(
            "和毕业不在同一个月的填写，还没有授予的填预计年月",
            "Where it is not the month of graduation; the month to come if not awarded yet",
        ),
        F::OverseasNo => w("教育部留学服务中心认证书上的编号", "As on the recognition by CSCSE"),
        F::Article => w("写明文件名称和条款，如：公务员录用违规违纪行为处理办法第九条", "The regulation and its article"),
        F::DecisionNo => w("与处理决定书一致，如：云人社〔2026〕12号", "As on the decision"),
        F::BannedUntil => {
            w("这一天仍在限制期内；终身的留空，并勾选下面的“终身”", "The last day that counts; blank for life, with the tick below")
        }
        F::Evidence => w(
            "核对的人凭这段话和处理决定书判断；考生看不到",
            "What the second person judges by, beside the decision; the candidate does not see it",
        ),
        F::Statement => w(
            "写明您不同意的地方和理由，最多 2000 字；只能提交一次",
            "What you dispute and why, up to 2,000 characters; it can be sent once",
        ),
        F::Answer => w("考生会看到这段话，最多 2000 字", "The candidate reads it; up to 2,000 characters"),
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
            "如 3；0 表示不设开考比例。跌破的、截止时达不到的，会告诉收藏了该职位的考生。",
            "Like 3; 0 for none. Those who starred a position are told when it falls or stays below.",
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
        | F::DecidingOrgan
        | F::BannedFrom
        | F::ForLife
        | F::PositionState
        | F::Chosen
        | F::Truth
        | F::Sure => return None,
    })
}
