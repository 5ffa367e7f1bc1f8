//! 审核方式: chosen by the exam's administrator on the page; what candidates and reviewers are told in each, without scripts.
use crate::client::{Browser, Page};
use crate::eligible::ask;
use crate::journey::{self, CHOOSE, CLAIM, CONFIRM, education, save_education};
use crate::world::{CHINESE, World};
use domain::eligibility::ReviewMode;
use domain::staff::Role;
use domain::{ExamId, PositionId};
use server::cast::Person;
use services::position_table::{PositionRow, SheetRows, Table};

const REHEARSE: &str = "/api/admin/rules/rehearse";
const PUBLISH: &str = "/api/admin/rules/publish";
const UNDO: &str = "/api/admin/review/undo";

/// An exam with a position for bachelors and one for doctors, both of unit 100.
async fn exam(world: &World) -> (ExamId, [PositionId; 2]) {
    let exam = world.exam().await;
    let row = |code: &str, education: &str| PositionRow {
        code: code.into(),
        unit_code: "100".into(),
        unit: "甲局".into(),
        title: "科员".into(),
        headcount: 1,
        cells: vec![("学历".into(), education.into())],
        ..PositionRow::default()
    };
    let sheet =
        SheetRows { name: "表".into(), notes: vec![], columns: vec![], rows: vec![row("1", "本科以上"), row("2", "博士研究生")] };
    world.services.operator("test").import_positions(CHINESE.code, Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
    let visitor = world.services.visitor(services::BrowserId([1; 16]));
    let mut items = visitor.positions(exam, Default::default()).await.unwrap().items;
    items.sort_by(|a, b| a.code.cmp(&b.code));
    (exam, [items[0].id, items[1].id])
}

/// Chosen, rehearsed and published by the page; answers the rehearsal.
async fn publish(admin: &Browser, exam: ExamId, mode: ReviewMode) -> Page {
    let page = admin.get(&app::route::rules(exam)).await;
    let rehearsed = admin.submit(&page, REHEARSE, &[("form[review_mode]", mode.code())], None).await;
    let done = admin.submit(&rehearsed, PUBLISH, &[], None).await;
    assert!(done.path.ends_with("?saved=1"), "{}: {}", done.path, done.body);
    rehearsed
}

/// Registered, with photo, form and an application.
async fn filled(world: &World, exam: ExamId, n: u32) -> (Browser, String) {
    let browser = world.candidate_browser(&Person::nth(n)).await;
    journey::photo(&browser, n).await;
    save_education(&browser, &education()).await;
    let application = journey::begin(&browser, exam).await;
    save_education(&browser, &education()).await;
    (browser, application)
}

#[track_caller]
fn says(page: &Page, words: &str) {
    assert!(page.body.contains(words), "{words} is not on {}: {}", page.path, page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rules_approve_and_a_reviewer_undoes_it() {
    let world = World::new().await;
    let (exam, [fits, _]) = exam(&world).await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let (me, application) = filled(&world, exam, 90).await;
    let one = format!("{application}/position/{fits}");
    says(&me.get(&one).await, "最终以招录单位审核为准");
    choose(&me, &one).await;
    let rehearsed = publish(&admin, exam, ReviewMode::AutoOnly).await;
    says(&rehearsed, "审核方式由“先自动初审，再由人逐份审核”改为“自动审核为准，判断不了的由人审核”");
    says(&rehearsed, "自动通过");
    says(&world.browser().get(&app::route::exam(exam)).await, "自动审核为准，判断不了的由人审核");

    says(&me.get(&format!("{application}/position")).await, "判断不了的由招录单位审核");
    says(&me.get(&one).await, "您确认后，系统自动审核通过");
    let check = me.get(&format!("{application}/confirm")).await;
    says(&check, "您确认后，系统自动审核通过");
    let flow = me.submit(&check, CONFIRM, &[("form[truth]", "on")], None).await;
    assert_eq!(flow.path, application, "{}", flow.body);
    for page in [flow, me.get(&format!("{application}/status")).await] {
        says(&page, "系统已按公布的条件自动审核通过");
        says(&page, "按公布的条件自动审核通过");
    }

    let mate = world.staff_browser("review100", Role::Reviewer, Some("100")).await;
    let case = application.replace("/me/application/", "/admin/review/");
    says(&mate.get("/admin/review").await, "本单位没有待审核的报名");
    let passed = mate.get("/admin/review?stage=passed").await;
    says(&passed, "本单位有 1 份由系统自动审核通过");
    says(&passed, &case);
    says(&mate.get(&case).await, "没有人审核过");
    let undo = mate.get(&format!("{case}/undo")).await;
    let page = mate.submit(&undo, UNDO, &[("form[reason]", "学位证书与所填不符")], None).await;
    says(&page, "待审核");
    says(&me.get(&application).await, "撤销了审核决定，重新审核");
    says(&mate.get("/admin/review").await, &case);
    assert!(!mate.get("/admin/review?stage=passed").await.body.contains(&case));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_people_decide_nobody_is_kept_out_by_the_machine() {
    let world = World::new().await;
    let (exam, [_, doctors]) = exam(&world).await;
    let admin = world.staff_browser("exam", Role::ExamAdmin, None).await;
    let (me, application) = filled(&world, exam, 91).await;
    let one = format!("{application}/position/{doctors}");
    let before = me.get(&one).await;
    says(&before, "不能选择这个岗位");
    says(&publish(&admin, exam, ReviewMode::ManualAll).await, "全部由人审核，系统比对只供参考");

    let page = me.get(&one).await;
    says(&page, "系统比对认为有条件不符合，仅供参考");
    assert!(!page.body.contains("不能选择这个岗位"), "{}", page.body);
    choose(&me, &one).await;
    let check = me.get(&format!("{application}/confirm")).await;
    says(&check, "本次考试由招录单位审核人员逐份决定");
    let flow = me.submit(&check, CONFIRM, &[("form[truth]", "on")], None).await;
    says(&flow, "已提交审核");
    let list = ask(&world.browser(), &app::route::eligible(exam), "study=bachelor&birth=1999-05&show=failed").await;
    says(&list, "系统认为不符合、由审核人员决定 1 个");
    says(&list, "系统认为不符合（由人决定）");
    says(&me.get(&format!("{application}/fits?show=failed")).await, "系统认为不符合（由人决定）");

    let mate = world.staff_browser("review100", Role::Reviewer, Some("100")).await;
    let case = mate.get(&application.replace("/me/application/", "/admin/review/")).await;
    says(&case, "系统认为不符合的排在前面");
    let case = mate.submit(&case, CLAIM, &[], None).await;
    mate.submit(&case, journey::DECIDE, &[], Some(("form[decision]", "approve"))).await;
    says(&me.get(&application).await, "审核通过，请留意后续通知");
}

async fn choose(me: &Browser, position: &str) {
    let page = me.get(position).await;
    let chosen = me.submit(&page, CHOOSE, &[], None).await;
    assert!(!chosen.path.contains("attempt="), "{}: {}", chosen.path, chosen.body);
}
