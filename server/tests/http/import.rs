//! A table before it is taken over: what is not read beside what is, how far each column is read, and columns declared to ask nothing.
use crate::client::{Browser, Page};
use crate::desk::send_table;
use crate::world::World;
use domain::requirement::{Book, Reading};
use domain::staff::Role;
use domain::{ExamId, PositionId};
use services::position_table::requirements;

const TABLE: &str = "职位代码,招录单位,职位名称,招录人数,学历,学位,专业,备注,特 殊,内部说明\n\
    1,甲局,文书,1,本科及以上,学士,不限,限男性，须会游泳；需值夜班,A 型,限女性\n2,甲局,会计,1,本科及以上,学士,不限,,A 型,已报批\n";
const DECLARE: &str = "/api/admin/import/declare";
const TAKE: &str = "/api/admin/import/take";
/// The column of a doubtful cell.
const DOUBT: &str = "<td>特 殊</td>";
const DECLARATION: &str = "组织单位说明：「特殊」一栏没有报考条件。";

async fn declare(browser: &Browser, page: &Page, columns: &[&str]) -> Page {
    let mut fields = page.filled(DECLARE, &[], None);
    fields.retain(|(name, _)| name != "form[columns][]");
    fields.extend(columns.iter().map(|name| ("form[columns][]".to_owned(), (*name).to_owned())));
    browser.post(DECLARE, &fields).await
}

/// The code that one column is refused with.
async fn sent(browser: &Browser, page: &Page, column: &str) -> String {
    let fields = [("id".to_owned(), page.value(DECLARE, "id").unwrap()), ("form[columns][]".to_owned(), column.to_owned())];
    browser.post_json(DECLARE, &fields).await.code()
}

async fn book(browser: &Browser, exam: ExamId) -> Book {
    serde_json::from_str(&browser.get(&format!("/table/{exam}")).await.body).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_that_asks_nothing_is_declared_and_told() {
    let world = World::new().await;
    let exam = world.exam().await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let home = app::route::exam_edit(exam);
    let page = send_table(&admin, &home, TABLE.as_bytes()).await;
    for words in ["特殊：这一栏没有报考条件", "内部说明：这一栏没有报考条件", "其中 1 格读出了报考条件"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    for words in ["未读：须会游泳", "读作：性别：限男性", "说明：需值夜班", "各列读懂了多少"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(page.body.contains(DOUBT), "unread so far: {}", page.body);

    // Named, taken back, named again: what is named is ticked, and nothing of it is doubtful any more.
    let named = declare(&admin, &page, &["特殊", "内部说明"]).await;
    assert!(named.path.ends_with("?declared=1") && named.body.contains("声明已保存"), "{}", named.path);
    assert!(!named.body.contains(DOUBT), "{}", named.body);
    let back = declare(&admin, &named, &[]).await;
    assert!(back.body.contains(DOUBT), "{}", back.body);
    let named = declare(&admin, &back, &["特殊"]).await;
    assert_eq!(named.value(DECLARE, "form[columns][]").as_deref(), Some("特殊"));
    for wrong in ["备注", "没有这一列"] {
        assert_eq!(sent(&admin, &named, wrong).await, "BadRequest", "{wrong} is no unknown column");
    }

    let taken = admin.submit(&named, TAKE, &[], None).await;
    assert!(taken.body.contains("已采用") && taken.body.contains("已声明没有报考条件") && taken.body.contains("按报考条件处理"));
    assert_eq!(sent(&admin, &named, "内部说明").await, "NotNow", "it is in use");

    // Wherever the table is read: the browser's table, the position's page, the verdict.
    let anybody = world.browser();
    let book = book(&anybody, exam).await;
    let first = book.entries().next().unwrap().id.parse::<PositionId>().unwrap();
    let view = world.services.visitor(services::BrowserId([1; 16])).position_detail(first).await.unwrap();
    assert_eq!(view.view.notes, [DECLARATION]);
    let asked = requirements(&view.view.cells, &view.view.notes);
    assert_eq!(book.requirements()[0], asked);
    let reading = |header: &str| {
        let cells = asked.cells.iter().zip(asked.readings());
        cells.filter(|(cell, _)| cell.header == header).find_map(|(_, reading)| reading)
    };
    assert_eq!([reading("特 殊"), reading("内部说明")], [Some(Reading::Information), Some(Reading::Read)]);
    assert!(!view.read.findings.iter().any(|finding| finding.asked.column == "特 殊"), "{:?}", view.read.findings);
    let shown = anybody.get(&app::route::position(first)).await;
    assert!(shown.body.contains(DECLARATION) && shown.body.contains("A 型"), "everybody reads it: {}", shown.body);

    let audit = world.staff_browser("audit", Role::Auditor, None).await.get("/admin/audit?deed=position").await;
    assert!(audit.body.matches("<td>position.declare</td>").count() == 3 && audit.body.contains("+ 特殊"), "{}", audit.body);

    // The next table asks anew.
    world.pass(60);
    let next = send_table(&admin, &home, TABLE.as_bytes()).await;
    assert!(next.body.contains("现在的职位表声明过这一列") && next.value(DECLARE, "form[columns][]").is_none(), "{}", next.body);
    assert!(next.body.contains(DOUBT), "{}", next.body);
}
