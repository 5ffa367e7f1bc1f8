//! Names of things: fields, stages, deeds, reasons, roles, kinds.
use super::W;
use domain::FieldName;
use domain::application::{Event, Stage};
use domain::certificate::CertType;
use domain::exam::{Category, DocumentKind};
use domain::review::Reason;
use domain::staff::Role;
use domain::view::SmsAnswer;

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
        F::Words => w("给考生的话", "Words to the candidate"),
        F::RevealReason => w("查看理由", "Why you need to see it"),
        F::Truth => w("信息真实、准确的确认", "Confirmation that everything is true"),
    }
}

/// What stands below the label, where something about the field is worth saying before it is filled.
pub const fn hint(name: FieldName) -> Option<W> {
    use FieldName as F;
    Some(match name {
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
        F::Words => w("考生会看到这段话，请写明缺什么、怎么改", "The candidate reads this: say what is missing and how to mend it"),
        F::NameAgain
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
        | F::Truth => return None,
    })
}

/// The field is chosen, not typed: 请选择 instead of 请填写.
pub const fn is_choice(name: FieldName) -> bool {
    use FieldName as F;
    matches!(name, F::CertType | F::Level | F::Degree | F::StudyMode | F::Fresh | F::Position | F::Reasons)
}

pub const fn stage(stage: Stage) -> W {
    match stage {
        Stage::Draft => w("已同意报考文件", "Documents accepted"),
        Stage::FormSaved => w("填报信息已保存", "Form saved"),
        Stage::PositionSaved => w("岗位信息保存成功，未确认", "Position saved, not confirmed"),
        Stage::PendingReview => w("已确认，待审核", "Confirmed, waiting for review"),
        Stage::Approved => w("审核通过", "Approved"),
        Stage::Rejected => w("审核未通过", "Not approved"),
    }
}

pub const fn event(event: Event) -> W {
    match event {
        Event::SaveForm => w("保存了填报信息", "Saved the form"),
        Event::Choose => w("选择了岗位", "Chose a position"),
        Event::Confirm => w("确认了报名信息", "Confirmed the application"),
        Event::Approve => w("审核通过", "Approved"),
        Event::Refuse => w("审核未通过", "Not approved"),
    }
}

pub const fn reason(reason: Reason) -> W {
    match reason {
        Reason::EducationNotInSet => w("学历不符合岗位要求", "Schooling does not meet the position"),
        Reason::DegreeMissing => w("学位不符合岗位要求", "Degree does not meet the position"),
        Reason::MajorMismatch => w("专业不符合岗位要求", "Major does not meet the position"),
        Reason::MajorNameDiffers => w("专业名称与证书不一致", "Name of the major differs from the certificate"),
        Reason::FreshRequired => w("岗位限应届毕业生", "Position is for this year's graduates"),
        Reason::AgeOver => w("年龄不符合岗位要求", "Age does not meet the position"),
        Reason::Gender => w("性别不符合岗位要求", "Sex does not meet the position"),
        Reason::Grassroots => w("基层工作经历不足", "Too little grassroots work"),
        Reason::Certificate => w("缺少岗位要求的资格证书", "A required certificate is missing"),
        Reason::Photo => w("照片不合要求", "Photo does not meet the rules"),
        Reason::FormIncomplete => w("填报信息不完整", "The form is incomplete"),
        Reason::Other => w("其他原因", "Other reason"),
    }
}

pub const fn role(role: Role) -> W {
    match role {
        Role::SysAdmin => w("系统管理员", "System administrator"),
        Role::ExamAdmin => w("考务管理员", "Exam administrator"),
        Role::Reviewer => w("审核员", "Reviewer"),
        Role::Auditor => w("审计员", "Auditor"),
    }
}

pub const fn category(category: Category) -> W {
    match category {
        Category::CivilService => w("公务员", "Civil service"),
        Category::PublicInstitution => w("事业单位", "Public institutions"),
        Category::Professional => w("专业技术资格", "Professional qualification"),
        Category::Grassroots => w("基层项目", "Grassroots programmes"),
    }
}

pub const fn sms_answer(answer: SmsAnswer) -> W {
    match answer {
        SmsAnswer::Queued => w("正在发送", "Being sent"),
        SmsAnswer::Accepted => w("运营商已受理，一般一分钟内收到", "Taken by the carrier; it usually arrives within a minute"),
        SmsAnswer::Delivered => w("已送达手机", "Delivered to the phone"),
        SmsAnswer::Refused => {
            w("运营商拒绝发往这个号码，请核对或换一个手机号", "The carrier refuses this number. Check it or use another phone")
        }
        SmsAnswer::Unavailable => w("短信通道暂时不通，我们会继续尝试", "The message service does not answer; we keep trying"),
    }
}

pub const fn cert_type(kind: CertType) -> W {
    match kind {
        CertType::IdCard => w("居民身份证", "Resident identity card"),
        CertType::ResidencePermit => w("港澳台居民居住证", "Residence permit for Hong Kong, Macau and Taiwan residents"),
        CertType::HongKongMacauPermit => w("港澳居民来往内地通行证", "Mainland travel permit for Hong Kong and Macau residents"),
        CertType::TaiwanPermit => w("台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents"),
        CertType::ForeignerCard => w("外国人永久居留身份证", "Foreign permanent resident card"),
        CertType::ForeignerCardOld => w("外国人永久居留证（2017 版及以前）", "Foreign permanent resident card (2017 and older)"),
        CertType::Passport => w("护照", "Passport"),
        CertType::Military => w("军人证件", "Military certificate"),
    }
}

pub const fn document_kind(kind: DocumentKind) -> W {
    match kind {
        DocumentKind::Notice => w("报考文件", "Document"),
        DocumentKind::Promise => w("承诺书", "Promise"),
    }
}
