//! Invented candidates who do through the same handles what anybody does: for demonstrations, tests and measurements.
use domain::account::{IdentityForm, LoginForm, ProofForm, RegisterForm, SmsCodeForm};
use domain::application::{ConfirmForm, ConsentForm};
use domain::basic::BasicForm;
use domain::certificate::Certificate;
use domain::education::{EducationForm, EducationRow};
use domain::other::{FamilyRow, OtherForm};
use domain::position::{ChooseForm, PositionQuery};
use domain::profile::{Applicant, PartForm, Profile};
use domain::review::DecisionForm;
use domain::staff::StaffLoginForm;
use domain::work::{JobRow, WorkForm};
use domain::{ApplicationId, ExamId, PositionId, Timestamp};
use services::actor::{Candidate, Reviewer, Visitor};
use services::exam_file::ExamFile;
use services::position_table::{PositionRow, SheetRows, Table};
use services::{BrowserId, Services, Session};
use std::net::IpAddr;
use std::time::Duration;

/// How often a photo is sent again.
const TRIES: u32 = 10;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Somebody who does not exist: born 1990–2001, right check digit, a phone and a password of their own.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub number: String,
    pub phone: String,
    pub password: String,
}

impl Person {
    /// The n-th of 10,000.
    pub fn nth(n: u32) -> Self {
        let pick = |from: &[&str], n: u32| from.get(n as usize % from.len().max(1)).copied().unwrap_or_default().to_owned();
        let surname = pick(&["张", "李", "王", "赵", "陈", "刘", "周", "吴"], n);
        let given = pick(&["晓岚", "明远", "思齐", "若溪", "子衿", "景行"], n / 8);
        let digits = format!("42010{}{}{:02}{:02}{:03}", 1 + n / 1000 % 9, 1990 + n % 12, 1 + n % 12, 1 + n % 28, n % 1000);
        let syllables = [1000, 100, 10, 1].map(|place| pick(&["ka", "mo", "ti", "ru", "se", "no", "ha", "wi", "le", "zu"], n / place % 10));
        Self {
            name: surname + &given,
            number: format!("{digits}{}", check_digit(&digits)),
            phone: format!("138{:08}", 10_000_000 + n * 7919),
            password: format!("quiet-harbour-{}", syllables.concat()),
        }
    }
}

/// GB 11643-1999.
fn check_digit(digits: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = digits.bytes().zip(weights).map(|(d, w)| usize::from(d - b'0') * w).sum();
    "10X98765432".chars().nth(sum % 11).unwrap_or('0')
}

/// Lets people act; reads their SMS codes where the sandbox shows them.
pub struct Cast {
    services: Services,
    http: reqwest::Client,
    sandbox: String,
}

impl Cast {
    /// Errors: no HTTP client.
    pub fn new(services: Services, sandbox: impl Into<String>) -> Outcome<Self> {
        Ok(Self { services, http: reqwest::Client::builder().no_proxy().build()?, sandbox: sandbox.into() })
    }

    /// The browser of person `n`.
    pub fn browser(n: u32) -> BrowserId {
        let mut id = [0xCA; 16];
        id[..4].copy_from_slice(&n.to_be_bytes());
        BrowserId(id)
    }

    pub fn visitor(&self, n: u32) -> Visitor {
        self.services.visitor(Self::browser(n))
    }

    /// A solved ticket for `endpoint`.
    pub async fn proof(&self, visitor: &Visitor, endpoint: &str) -> Outcome<ProofForm> {
        let ticket = visitor.form_setup(endpoint, None, true).await?.ticket.ok_or("no ticket")?;
        let nonce = (0..u64::MAX).find(|n| services::proof::solves(&ticket.ticket, *n, ticket.bits)).ok_or("no nonce")?;
        Ok(ProofForm { ticket: ticket.ticket, nonce: nonce.to_string() })
    }

    /// The newest code sent to `phone`. Somebody else's turn at the outbox may be about to deliver it.
    async fn code(&self, phone: &str) -> Outcome<String> {
        for _ in 0..500 {
            while self.services.system().run_due().await? > 0 {}
            let messages = self.http.get(format!("{}/outbox?phone={phone}", self.sandbox)).send().await?.text().await?;
            let messages: Vec<serde_json::Value> = serde_json::from_str(&messages)?;
            if let Some(code) = messages.last().and_then(|m| m.get("code")?.as_str()) {
                return Ok(code.to_owned());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err("no code was sent".into())
    }

    /// Person `n` registers.
    pub async fn register(&self, n: u32) -> Outcome<()> {
        let person = Person::nth(n);
        let visitor = self.visitor(n);
        let form = RegisterForm {
            name: person.name.clone(),
            cert_type: "01".into(),
            cert_no: person.number.clone(),
            phone: person.phone.clone(),
            password: person.password.clone(),
            password_again: person.password.clone(),
            agreement: "on".into(),
        };
        visitor.register_start(form, self.proof(&visitor, "door/register/start").await?).await?;
        visitor.register_verify(SmsCodeForm { sms_code: self.code(&person.phone).await? }).await?;
        let identity = IdentityForm { name_again: person.name, cert_no_again: person.number };
        visitor.register_confirm(identity, key(n, "register")).await?;
        Ok(())
    }

    /// Logs person `n` in; answers the session's token, as the cookie holds it.
    pub async fn token(&self, n: u32) -> Outcome<String> {
        let person = Person::nth(n);
        let visitor = self.visitor(n);
        let login = LoginForm { login: person.number, password: person.password, to: String::new() };
        Ok(visitor.log_in(login, self.proof(&visitor, "door/login").await?).await?.token)
    }

    pub async fn log_in(&self, n: u32) -> Outcome<Candidate> {
        match self.services.resolve(&self.token(n).await?, Self::browser(n)).await? {
            Some(Session::Candidate(me)) => Ok(me),
            _ => Err("no session".into()),
        }
    }

    /// Logs a member of staff in by password and the authenticator's `secret`.
    pub async fn staff(&self, login: &str, password: &str, secret: &str) -> Outcome<Session> {
        let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::try_from_base32(secret)?).build()?;
        let now = u64::try_from(self.services.now().unix_seconds())?;
        let form =
            StaffLoginForm { login: login.into(), password: password.into(), totp: totp.generate(now).to_string(), to: String::new() };
        let visitor = self.visitor(u32::MAX);
        let proof = self.proof(&visitor, "door/staff/login").await?;
        let token = visitor.staff_log_in(form, proof).await?.token;
        Ok(self.services.resolve(&token, Self::browser(u32::MAX)).await?.ok_or("no session")?)
    }

    /// An exam that is open since yesterday, with one position.
    pub async fn small_exam(&self, code: &str) -> Outcome<(ExamId, PositionId)> {
        let operator = self.services.operator("cast");
        let id = operator.create_exam(ExamFile::parse(&exam_file(code, self.services.now()))?).await?;
        let row = PositionRow {
            sheet_row: 4,
            code: "30010001".into(),
            unit_code: "100".into(),
            unit: "云湖市市场监督管理局".into(),
            title: "综合管理".into(),
            district: "云湖市".into(),
            headcount: 2,
            education: "本科以上".into(),
            cells: vec![("职位代码".into(), "30010001".into())],
            ..PositionRow::default()
        };
        let sheet = SheetRows { name: "职位表".into(), notes: Vec::new(), columns: Vec::new(), rows: vec![row] };
        operator.import_positions(code, Table { sheets: vec![sheet], warnings: Vec::new() }).await?;
        let list = self.visitor(0).positions(id, PositionQuery::default()).await?;
        Ok((id, list.items.first().ok_or("no position")?.id))
    }

    /// A photo that passes, drawn for person `n`.
    pub async fn photo(&self, me: &Candidate, n: u32) -> Outcome<()> {
        let picture = photo::sample::portrait(u64::from(n), 600, 840, [255; 3]);
        let (mut tries, busy) = (0, |error: &services::error::Error| matches!(error.problem().code, domain::Code::Busy(_)));
        let report = loop {
            match me.process_photo(picture.clone(), None).await {
                // Sent again while no judge is free, as pages tell people to.
                Err(error) if busy(&error) && tries < TRIES => tries += 1,
                sent => break sent?,
            }
        };
        if report.verdict != photo::Verdict::Fail { Ok(()) } else { Err(format!("the photo of person {n}: {:?}", report.verdict).into()) }
    }

    /// 填报信息, all four parts.
    pub async fn form(&self, me: &Candidate, n: u32) -> Outcome<()> {
        me.save(basic(n), key(n, "basic")).await?;
        me.save(education(n), key(n, "education")).await?;
        me.save(work(n), key(n, "work")).await?;
        me.save(other(), key(n, "other")).await?;
        Ok(())
    }

    /// Accepts the documents of `exam`.
    pub async fn begin(&self, me: &Candidate, exam: ExamId) -> Outcome<ApplicationId> {
        let hash = self.visitor(0).exam(exam).await?.documents_hash;
        let consent = ConsentForm { consent: "on".into(), hash };
        Ok(me.begin(exam, consent, Some(IpAddr::from([127, 0, 0, 1])), format!("{exam}-begin")).await?)
    }

    pub async fn choose(&self, me: &Candidate, application: ApplicationId, position: PositionId) -> Outcome<()> {
        let version = me.flow(application).await?.version.to_string();
        let form = ChooseForm { position: position.to_string(), version: version.clone(), ..ChooseForm::default() };
        Ok(me.choose_position(application, form, format!("{application}-choose-{version}")).await?)
    }

    /// Registers the `n`-th person and goes the whole way with them, up to a confirmed application for `position`.
    pub async fn confirmed(&self, n: u32, exam: ExamId, position: PositionId) -> Outcome<()> {
        self.register(n).await?;
        let me = self.log_in(n).await?;
        self.photo(&me, n).await?;
        self.form(&me, n).await?;
        let application = self.begin(&me, exam).await?;
        self.choose(&me, application, position).await?;
        self.confirm(&me, application).await
    }

    /// 报名信息确认 of what is there now.
    pub async fn confirm(&self, me: &Candidate, application: ApplicationId) -> Outcome<()> {
        let version = me.flow(application).await?.version.to_string();
        let form = ConfirmForm { truth: "on".into(), version: version.clone() };
        Ok(me.confirm(application, form, format!("{application}-confirm-{version}")).await?)
    }
}

/// A reviewer takes an application onto the desk and decides: "approve", "refuse" or "return".
pub async fn decide(reviewer: &Reviewer, application: ApplicationId, decision: &str, words: &str) -> Outcome<()> {
    reviewer.claim(application).await?;
    let case = reviewer.case(application, "").await?;
    let form = DecisionForm {
        decision: decision.into(),
        reasons: vec!["MAJOR_MISMATCH".into()],
        words: words.into(),
        version: case.version.to_string(),
        claim: case.claim.to_string(),
    };
    Ok(reviewer.decide(application, form, format!("{application}-decide-{}", case.version)).await?)
}

/// The file of a small exam, open from yesterday for three weeks.
pub fn exam_file(code: &str, now: Timestamp) -> String {
    let (first, last) = (now.plus_seconds(-86_400).day(), now.plus_seconds(20 * 86_400).day());
    let document = |kind: &str, title: &str| format!("[[documents]]\nkind = \"{kind}\"\ntitle = \"{title}\"\nbody = \"{title}\"\n");
    format!(
        "code = \"{code}\"\ntitle = \"考试 {code}\"\ncategory = \"civil_service\"\norganiser = \"人事考试中心\"\nphoto_profile = \"cpta-1inch-white\"\n\
         windows = {{ apply = [\"{first} 09:00\", \"{last} 17:00\"], review = [\"{first} 09:00\", \"{last} 17:00\"] }}\n{}{}",
        document("notice", "公告"),
        document("promise", "承诺书")
    )
}

/// Key of a form that person `n` sends once.
fn key(n: u32, form: &str) -> String {
    format!("cast-{n}-{form}")
}

/// What person `n` fills in, as conditions are judged by it.
pub fn profile(n: u32, today: chrono::NaiveDate) -> Option<domain::eligibility::Person> {
    let certificate = Certificate::parse("01", &Person::nth(n).number, today).ok()?;
    let applicant = Applicant { today, birth: certificate.birth() };
    let profile = Profile {
        basic: Some(basic(n).judge(&applicant).ok()?.value),
        education: education(n).judge(&applicant).ok()?.value,
        work: Some(work(n).judge(&applicant).ok()?.value),
        other: Some(other().judge(&applicant).ok()?.value),
    };
    Some(domain::eligibility::Person::of(&profile, certificate.sex(), certificate.birth()))
}

/// A bachelor's degree in the usual order; major and year differ from person to person.
fn education(n: u32) -> EducationForm {
    const MAJORS: [(&str, &str); 5] =
        [("行政管理", "120402"), ("法学", "030101K"), ("计算机科学与技术", "080901"), ("会计学", "120203K"), ("汉语言文学", "050101")];
    let (major, code) = MAJORS.get(n as usize % MAJORS.len()).copied().unwrap_or_default();
    let end = 2019 + n % 6;
    let row = EducationRow {
        level: "21".into(),
        degree: "412".into(),
        school: "云湖大学".into(),
        department: "第一学院".into(),
        major: major.into(),
        major_code: code.into(),
        study_mode: "10".into(),
        start_year: (end - 4).to_string(),
        start_month: "9".into(),
        end_year: end.to_string(),
        end_month: "6".into(),
        diploma_no: format!("104881{end}05{:06}", n % 1_000_000),
        degree_no: format!("104884{end}{:06}", n % 1_000_000),
        ..EducationRow::default()
    };
    EducationForm { education: vec![row], fresh: "no".into(), ..EducationForm::default() }
}

fn basic(n: u32) -> BasicForm {
    let pick = |from: &[&str]| from.get(n as usize % from.len().max(1)).copied().unwrap_or_default().to_owned();
    BasicForm {
        ethnic: pick(&["01", "15", "11", "03"]),
        political: pick(&["13", "03", "13"]),
        marital: "10".into(),
        health: "1".into(),
        native_place: "临江云湖".into(),
        household: "42".into(),
        household_place: "云湖市清溪县".into(),
        origin: "42".into(),
        origin_place: "云湖市".into(),
        candidate_kind: "12".into(),
        address: format!("云湖市南屏区湖滨路 {} 号", 1 + n % 300),
        postcode: "430000".into(),
        emergency_name: "王建国".into(),
        emergency_phone: format!("139{:08}", 20_000_000 + n),
        ..BasicForm::default()
    }
}

/// Half have worked since they graduated, half never.
fn work(n: u32) -> WorkForm {
    if n.is_multiple_of(2) {
        return WorkForm { none: "on".into(), served: "no".into(), gaps: "毕业后备考".into(), ..WorkForm::default() };
    }
    let job = JobRow {
        since_year: (2019 + n % 6).to_string(),
        since_month: "7".into(),
        current: "on".into(),
        employer: "清溪县云溪镇人民政府".into(),
        department_post: "党政办公室 科员".into(),
        employer_kind: "01".into(),
        grassroots: "yes".into(),
        ..JobRow::default()
    };
    WorkForm { work: vec![job], served: "no".into(), ..WorkForm::default() }
}

fn other() -> OtherForm {
    let father = FamilyRow {
        relation: "01".into(),
        name: "王建国".into(),
        birth_year: "1968".into(),
        birth_month: "5".into(),
        political: "13".into(),
        employer_post: "务农".into(),
    };
    let no = || "no".to_owned();
    OtherForm {
        family: vec![father],
        awards: "无".into(),
        punished: no(),
        serving: no(),
        civil_servant: no(),
        avoidance: no(),
        integrity: "on".into(),
        ..OtherForm::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_fills_in_what_may_be_saved() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for n in 0..400 {
            let applicant = Applicant { today, birth: None };
            assert_eq!(basic(n).judge(&applicant).err(), None, "基本信息 of person {n}");
            assert_eq!(education(n).judge(&applicant).err(), None, "教育 of person {n}");
            assert_eq!(work(n).judge(&applicant).err(), None, "工作 of person {n}");
        }
        assert_eq!(other().judge(&Applicant { today, birth: None }).err(), None);
    }

    #[test]
    fn everybody_may_register() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let mut seen = std::collections::HashSet::new();
        for n in 0..10_000 {
            let p = Person::nth(n);
            assert!(seen.insert(p.number.clone()) && seen.insert(p.phone.clone()), "person {n} is somebody else");
            let form = RegisterForm {
                name: p.name,
                cert_type: "01".into(),
                cert_no: p.number,
                phone: p.phone,
                password_again: p.password.clone(),
                password: p.password,
                agreement: "on".into(),
            };
            assert_eq!(form.parse(today).err(), None, "person {n}");
        }
    }
}
