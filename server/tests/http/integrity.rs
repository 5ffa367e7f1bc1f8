//! 诚信库 by the pages, without scripts: entered, put in force by another, told to whoever it is about, stated upon, answered, lifted.
use crate::client::{Browser, Page};
use crate::journey::{self, borrowed};
use crate::world::World;
use domain::staff::Role;
use server::cast::Person;

const ENTER: &str = "/api/admin/integrity/enter";
const TURN: &str = "/api/admin/integrity/turn";
const ANSWER: &str = "/api/admin/integrity/answer";
pub const FIND: &str = "/api/admin/integrity/find";
const STATE: &str = "/api/me/integrity/state";

fn form(person: &Person) -> Vec<(&'static str, String)> {
    [
        ("form[name]", person.name.as_str()),
        ("form[cert_type]", "01"),
        ("form[cert_no]", person.number.as_str()),
        ("form[article]", "公务员录用违规违纪行为处理办法第九条"),
        ("form[decision_no]", "云人社〔2026〕12号"),
        ("form[deciding_organ]", "云湖市公务员局"),
        ("form[banned_from]", "2026-05-02"),
        ("form[for_life]", "on"),
        ("form[evidence]", "笔试中使用通讯设备，监考记录第 3 页"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

/// Entered by the page, after a refusal that keeps what was typed; answers the record's page.
pub async fn entered(admin: &Browser, person: &Person) -> Page {
    let page = admin.get("/admin/integrity/new").await;
    let wrong = admin.submit(&page, ENTER, &[("form[article]", "第九条"), ("form[banned_from]", "五月")], None).await;
    assert!(wrong.path.contains("attempt=") && wrong.body.contains("限制报考开始日要写成年-月-日"), "{}", wrong.body);
    assert_eq!(wrong.value(ENTER, "form[article]").as_deref(), Some("第九条"), "nothing typed is lost");
    admin.submit(&wrong, ENTER, &borrowed(&form(person)), None).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_keeps_its_person_out_by_the_pages() {
    let world = World::new().await;
    let exam = world.exam().await;
    let person = Person::nth(83);
    let candidate = world.candidate_browser(&person).await;
    journey::photo(&candidate, 83).await;
    let application = journey::begin(&candidate, exam).await;
    journey::save_education(&candidate, &journey::education()).await;
    assert!(candidate.get("/me/integrity").await.body.contains("诚信库没有关于您的记录"));

    let one = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let other = world.staff_browser("exam2", Role::ExamAdmin, None).await;
    assert!(one.get("/admin/exams").await.body.contains("href=\"/admin/integrity\""));
    let page = entered(&one, &person).await;
    assert!(page.path.ends_with("?saved=1") && page.body.contains(&person.number), "{}: {}", page.path, page.body);
    assert!(page.body.contains("要由另一位考务管理员核对") && !page.body.contains(&format!("action=\"{TURN}\"")));
    let path = page.path.trim_end_matches("?saved=1").to_owned();
    assert!(!candidate.get("/me").await.body.contains("云人社"), "not in force yet");

    let list = other.get("/admin/integrity").await;
    assert!(list.body.contains("待核对") && !list.body.contains(&person.number), "{}", list.body);
    let none = other.get("/admin/integrity?state=lifted").await;
    assert!(none.body.contains("没有符合条件的记录"), "{}", none.body);
    let found = other.submit(&list, FIND, &[("form[cert_no]", &person.number)], None).await;
    assert!(found.path.contains("?person=") && !found.path.contains(&person.number) && found.body.contains(&path), "{}", found.path);
    let unknown = other.submit(&list, FIND, &[("form[cert_no]", "12")], None).await;
    assert!(unknown.path.contains("attempt=") && unknown.body.contains("格式不对"), "{}", unknown.body);

    let page = other.get(&path).await;
    let refused = other.submit(&page, TURN, &[], Some(("form[turn]", "refuse"))).await;
    assert!(refused.body.contains("请填写退回的理由"), "{}", refused.body);
    let page = other.submit(&refused, TURN, &[], Some(("form[turn]", "confirm"))).await;
    assert!(page.path.ends_with("?saved=1") && page.body.contains("解除记录"), "{}: {}", page.path, page.body);

    let me = candidate.get("/me").await;
    assert!(me.body.contains("云人社〔2026〕12号") && me.body.contains("终身限制报考"), "{}", me.body);
    let flow = candidate.get(&application).await;
    assert!(flow.body.contains("诚信库有您的限制报考记录") && flow.body.contains("href=\"/me/integrity\""), "{}", flow.body);
    let list = candidate.get(&format!("{application}/position")).await;
    let offered = list.body.split(&format!("{application}/position/")).nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let offer = candidate.get(&format!("{application}/position/{offered}")).await;
    assert!(
        offer.body.contains("在禁考期内")
            && offer.body.contains("诚信库有您的限制报考记录")
            && !offer.body.contains("action=\"/api/me/position/choose\""),
        "{}",
        offer.body
    );
    assert!(candidate.get("/me/messages").await.body.contains("诚信库有一条关于您的记录生效"));

    let mine = candidate.get("/me/integrity").await;
    assert!(!mine.body.contains("监考记录"), "the evidence is the staff's");
    let long = "申".repeat(2001);
    let wrong = candidate.submit(&mine, STATE, &[("form[statement]", &long)], None).await;
    assert!(wrong.body.contains("最多 2000 个字，您填了 2001 个"), "{}", wrong.path);
    assert_eq!(wrong.value(STATE, "form[statement]"), Some(long), "nothing typed is lost");
    let sent = candidate.submit(&wrong, STATE, &[("form[statement]", "通讯设备不是我的。")], None).await;
    assert!(sent.body.contains("陈述申辩已提交") && !sent.body.contains(&format!("action=\"{STATE}\"")), "{}", sent.body);

    let page = one.get(&path).await;
    assert!(page.body.contains("通讯设备不是我的。"), "{}", page.body);
    let refused = one.submit(&page, ANSWER, &[], None).await;
    assert!(refused.body.contains("请填写答复") && !refused.body.contains("请填写解除的理由"), "{}", refused.body);
    let page = one.submit(&refused, ANSWER, &[("form[answer]", "经复核，申辩成立。")], None).await;
    let page = one.submit(&page, TURN, &[("form[words]", "原决定已经撤销")], Some(("form[turn]", "lift"))).await;
    assert!(page.body.contains("已解除") && page.body.contains("原决定已经撤销"), "{}", page.body);
    let mine = candidate.get("/me/integrity").await;
    assert!(mine.body.contains("经复核，申辩成立。") && mine.body.contains("原决定已经撤销"), "{}", mine.body);
    assert!(!candidate.get("/me").await.body.contains("云人社"));
    assert_eq!(journey::choose(&candidate, &application, 0).await.path, application, "free again");

    let audit = world.staff_browser("audit", Role::Auditor, None).await.get("/admin/audit?deed=integrity.").await;
    for deed in ["enter", "confirm", "state", "answer", "lift", "look"] {
        assert!(audit.body.contains(&format!("<td>integrity.{deed}</td>")), "{deed}: {}", audit.body);
    }
    // A record that is not there, and somebody else's, name nothing.
    assert_eq!(one.get_once("/admin/integrity/00000000-0000-7000-8000-000000000000").await.status, 404);
    let id = path.rsplit('/').next().unwrap();
    let stranger = world.candidate_browser(&Person::nth(84)).await;
    let pairs = [("id", id), ("form[statement]", "与我无关"), ("form[version]", "1"), ("key", "k")];
    assert_eq!(crate::matrix::call(&stranger, "POST", STATE, &pairs).await.status, 404);
}
