//! Names of things: fields (`field_label`, `field_hint`), stages, deeds, reasons, roles, kinds.
pub use super::field_hint::hint;
pub use super::field_label::{field, is_choice};
use super::{W, me};
use domain::application::{Event, Stage};
use domain::certificate::{CertType, Sex};
use domain::count::Publishing;
use domain::exam::{Category, DocumentKind};
use domain::photo_review::{PhotoReason, Standing};
use domain::position::WarningCode;
use domain::profile::Part;
use domain::review::Reason;
use domain::staff::Role;
use domain::verdict::Outcome;
use domain::view::SmsAnswer;

const fn w(zh: &'static str, en: &'static str) -> W {
    W { zh, en }
}

pub const fn stage(stage: Stage) -> W {
    match stage {
        Stage::Draft => w("已同意报考文件", "Documents accepted"),
        Stage::FormSaved => w("填报信息已保存", "Form saved"),
        Stage::PositionSaved => w("岗位信息保存成功，未确认", "Position saved, not confirmed"),
        Stage::PendingReview => w("已确认，待审核", "Confirmed, waiting for review"),
        Stage::Approved => w("审核通过", "Approved"),
        Stage::Rejected => w("审核未通过", "Not approved"),
        Stage::Returned => w("退回补充资料", "Returned for a supplement"),
        Stage::Waived => w("岗位取消，未改报，报名已结束", "Position cancelled, no other chosen: ended"),
    }
}

pub const fn event(event: Event) -> W {
    match event {
        Event::SaveForm => w("保存了填报信息", "Saved the form"),
        Event::Choose => w("选择了岗位", "Chose a position"),
        Event::Confirm => w("确认了报名信息", "Confirmed the application"),
        Event::Approve => w("审核通过", "Approved"),
        Event::Pass => w("按公布的条件自动审核通过", "Approved automatically by the published conditions"),
        Event::Refuse => w("审核未通过", "Not approved"),
        Event::Return => w("退回补充资料", "Returned for a supplement"),
        Event::Undo => w("撤销了审核决定，重新审核", "Decision undone, under review again"),
        Event::Rechoose => w("岗位取消，重新选择", "Position cancelled, another is chosen"),
        Event::Waive => w("岗位取消，没有改报，报名结束", "Position cancelled, no other chosen: the application ended"),
        Event::Withdraw => w("撤回修改", "Taken back to be changed"),
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
        Reason::Project => w("没有岗位要求的服务基层项目经历", "No service in a grassroots project as required"),
        Reason::Language => w("外语成绩不符合岗位要求", "The language score does not meet the position"),
        Reason::Politics => w("政治面貌不符合岗位要求", "Political status does not meet the position"),
        Reason::Household => w("户籍、生源不在岗位要求的地区", "Household and origin are outside the area of the position"),
        Reason::Target => w("不属于岗位的招录对象", "Not among those the position is for"),
        Reason::Avoidance => w("存在回避关系", "A relation that keeps from this position"),
        Reason::Unclear => w("材料看不清楚，或者不能证明所填内容", "Papers cannot be read, or do not prove what was filled in"),
        Reason::Certificate => w("缺少岗位要求的资格证书", "A required certificate is missing"),
        Reason::Photo => w("照片不合要求", "Photo does not meet the rules"),
        Reason::FormIncomplete => w("填报信息不完整", "The form is incomplete"),
        Reason::Other => w("其他原因", "Other reason"),
    }
}

pub const fn photo_reason(reason: PhotoReason) -> W {
    use PhotoReason as R;
    match reason {
        R::Blurred => w("模糊、不清晰", "Blurred"),
        R::Light => w("过亮、过暗或明暗不均", "Too bright, too dark or uneven"),
        R::Background => w("背景颜色不符或有杂物", "Background of another colour, or with things in it"),
        R::HeadSize => w("头像过小或过大", "Head too small or too large"),
        R::CutOff => w("头部或脸部不完整", "Head or face cut off"),
        R::Covered => w("戴帽、口罩、墨镜或头发遮挡", "Covered by hat, mask, glasses or hair"),
        R::EyesClosed => w("闭眼或没有正视镜头", "Eyes closed or turned away"),
        R::Expression => w("张嘴或表情不自然", "Mouth open or making a face"),
        R::Dress => w("穿制服", "In uniform"),
        R::Shoulders => w("没有露出双肩或双耳", "Shoulders or ears missing"),
        R::Retouched => w("翻拍、美颜或修改过", "Photographed from a photo, or retouched"),
        R::Writing => w("照片上有姓名、号码等文字", "Name, number or other writing on it"),
        R::NotThePerson => w("与登记的本人不符", "Not the registered person"),
        R::Shape => w("人像变形（过宽或过长）", "Out of proportion"),
        R::Turned => w("倒置或横置", "Upside down or on its side"),
        R::Colour => w("不是彩色照片", "Not in colour"),
        R::Broken => w("无法正常显示", "Cannot be displayed"),
        R::Other => w("其他原因", "Another reason"),
    }
}

pub const fn photo_standing(standing: Standing) -> W {
    match standing {
        Standing::Uploaded | Standing::Pending => w("待人工查看", "To be looked at"),
        Standing::Approved => w("人工审核通过", "Approved"),
        Standing::Refused => w("人工审核未通过", "Refused"),
        Standing::Released => w("已解锁，可更换", "Unlocked: may be replaced"),
        Standing::Replaced => w("已更换", "Replaced"),
    }
}

pub const fn part(part: Part) -> W {
    match part {
        Part::Basic => w("基本信息", "Person"),
        Part::Education => w("教育", "Education"),
        Part::Work => w("工作", "Work"),
        Part::Other => w("其他", "Other"),
    }
}

/// What is doubtful at a cell of a position table.
pub const fn warning(code: WarningCode) -> W {
    use WarningCode as C;
    match code {
        C::NoHeaderFound => w("没有找到表头（职位代码），整张表只作说明", "No header (职位代码) found: the sheet gave notes only"),
        C::HiddenSheet => w("隐藏的工作表，也已读入", "A hidden sheet, read like any other"),
        C::HiddenRow => w(
            "隐藏的行，也作为职位读入；不要的请删掉这一行再上传",
            "A hidden row, read as a position like any other; delete it and upload again if it is none",
        ),
        C::UnknownColumn => w("不认识的列，原样保留", "An unknown column, kept as it is"),
        C::DuplicateColumn => w("列名重复，以第一列为准", "The same column twice; the first counts"),
        C::ColumnMissing => w("没有这一列，条件可能写在表头说明里", "No such column: its rule may stand in the notes"),
        C::RepeatedHeader => w("数据中间又出现表头，已略过", "The header once more between the rows; left out"),
        C::MergedCell => w("合并单元格，按每一行都有处理", "A merged cell, read as the value of each row"),
        C::MissingCode => w("没有职位代码", "No position code"),
        C::SerialAsCode => w("没有职位代码这一列，用序号作为代码", "No column of codes: 序号 stands for them"),
        C::NotRead => w("这个条件的写法不认识，由人工审核", "A condition in words that are not read: left to people"),
        C::PartlyRead => w(
            "同一格里只有这几个字不认识，由人工审核；其余已经读入",
            "These words alone are not read and left to people; the rest of the cell is read",
        ),
        C::DuplicateCode => w("同一单位内职位代码重复", "The same code twice within a unit"),
        C::CodeSharedByUnits => w("不同单位使用了相同的职位代码", "Units share position codes"),
        C::NumericCode => w("职位代码按数字保存，前面的 0 可能丢失", "The code is stored as a number: leading zeros would be lost"),
        C::OddCode => w("职位代码不是字母和数字，或数字过长", "Not letters and digits, or a number too long to be exact"),
        C::EmptyUnit => w("没有单位", "No unit"),
        C::EmptyTitle => w("没有职位名称", "No title"),
        C::HeadcountNotNumber => w("招录人数不是大于 0 的整数，按 0 计", "Not a whole number of places; counted as 0"),
        C::EmptyValue => w("空白，不当作“不限”", "Blank; not taken for 不限"),
        C::NoMajors => w("各学历层次都没有专业要求", "No level has a major"),
        C::UnknownEducation => w("学历的写法不认识，由人工审核", "Unknown wording of schooling: left to people"),
        C::UnknownDegree => w("学位的写法不认识，由人工审核", "Unknown wording of degree: left to people"),
        C::UnknownFresh => w("应届要求的写法不认识，由人工审核", "Unknown wording on graduates: left to people"),
        C::UnknownGrassroots => w("基层工作要求的写法不认识，由人工审核", "Unknown wording on grassroots work: left to people"),
        C::UnknownKind => w("职位类型的写法不认识", "Unknown kind of position"),
        C::UnknownPolitical => w("政治面貌要求的写法不认识，由人工审核", "Unknown wording on political state: left to people"),
        C::UnknownProject => w("服务基层项目的写法不认识，由人工审核", "Unknown service project: left to people"),
        C::UnknownYesNo => w("不是“是”或“否”", "Neither 是 nor 否"),
        C::TrimmedCell => w("前后有空格，已去掉", "Blanks before or after; removed"),
        C::ErrorCell => w("公式错误", "A formula error"),
        C::CellOutside => w("表头以外的内容，原样保留", "Text under no header, kept"),
    }
}

pub const fn role(role: Role) -> W {
    match role {
        Role::SysAdmin => w("系统管理员", "System administrator"),
        Role::ExamAdmin => w("考务管理员", "Exam administrator"),
        Role::Reviewer => w("审核员", "Reviewer"),
        Role::PhotoReviewer => w("照片审核员", "Photo reviewer"),
        Role::Auditor => w("审计员", "Auditor"),
    }
}

pub const fn outcome(outcome: Outcome) -> W {
    match outcome {
        Outcome::Met => me::VERDICT_MET,
        Outcome::Failed => me::VERDICT_FAILED,
        Outcome::Manual => me::VERDICT_MANUAL,
    }
}

pub const fn publishing(how: Publishing) -> W {
    match how {
        Publishing::Live => w("实时公布（约每 5 分钟）", "Live (about every 5 minutes)"),
        Publishing::Daily => w("每天公布一次", "Once a day"),
        Publishing::HideLastDay => w("实时公布，报名截止当天不公布", "Live, but not on the day applying closes"),
        Publishing::Off => w("不公布", "Not published"),
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

pub const fn sex(sex: Sex) -> W {
    match sex {
        Sex::Male => w("男", "male"),
        Sex::Female => w("女", "female"),
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
