//! What becomes of a position: its changes from table to table, and who keeps an eye on it.
use crate::code_of;
use crate::journey::{candidate, exam, row};
use crate::support::{World, on_both};
use domain::favourite::{MOST_FAVOURITES, StarForm};
use domain::position::PositionQuery;
use domain::view::ChangeKind;
use domain::{Code, ExamId, PositionId};
use services::actor::Candidate;
use services::position_table::{PositionRow, SheetRows, Table};

pub async fn import(world: &World, rows: Vec<PositionRow>, notes: &str) {
    world.pass(60).await;
    let sheet = SheetRows { name: "县级以上".into(), notes: vec![notes.into()], columns: vec![], rows };
    world.services.operator("test").import_positions("T-2026", Table { sheets: vec![sheet], warnings: vec![] }).await.unwrap();
    world.pass(60).await;
}

/// A row with 学历 as printed.
pub fn asking(n: usize, education: &str) -> PositionRow {
    let mut row = row(n);
    row.cells.push(("学历".into(), education.into()));
    row
}

pub async fn ids(world: &World, exam: ExamId) -> Vec<PositionId> {
    let list = world.visitor().positions(exam, PositionQuery::default()).await.unwrap();
    list.items.iter().map(|item| item.id).collect()
}

pub async fn set(me: &Candidate, id: PositionId, on: bool) -> Option<Code> {
    let (star, unstar) = if on { (id.to_string(), String::new()) } else { (String::new(), id.to_string()) };
    code_of(me.star(StarForm { star, unstar, back: String::new() }).await)
}

const NOTES: &str = "大专以上学历";

async fn what_a_table_changes_is_told_before_and_after(world: World) {
    let exam = exam(&world, 3).await;
    let first = ids(&world, exam).await[0];
    let told = async || world.visitor().position_detail(first).await.unwrap().changes;
    assert!(told().await.is_empty(), "the first table changes nothing");
    import(&world, vec![asking(0, "本科"), row(1), row(2)], NOTES).await;
    import(&world, vec![asking(0, "研究生"), row(1), row(3)], NOTES).await;
    let changes = told().await;
    let cells: Vec<_> = changes.iter().map(|c| (c.kind, c.cells.clone(), c.notes)).collect();
    let cell = |a: &str, b: &str| vec![("学历".to_owned(), a.to_owned(), b.to_owned())];
    let expected = [(ChangeKind::Changed, cell("本科", "研究生"), false), (ChangeKind::Changed, cell("", "本科"), false)];
    assert_eq!(cells, expected);
    assert!(changes[0].at > changes[1].at);
    let new = world.visitor().position_detail(ids(&world, exam).await[2]).await.unwrap().changes;
    assert_eq!(new.iter().map(|c| c.kind).collect::<Vec<_>>(), [ChangeKind::Added]);
    import(&world, vec![asking(0, "研究生"), row(1), row(3)], "研究生以上学历").await;
    assert_eq!(told().await.first().map(|c| (c.notes, c.cells.is_empty())), Some((true, true)), "the rules above the sheet count");
    import(&world, vec![asking(0, "研究生"), row(1), row(3)], "研究生以上学历").await;
    assert_eq!(told().await.len(), 3, "the same table again changes nothing");
}

async fn a_favourite_outlives_tables_and_tells_what_changed(world: World) {
    let exam = exam(&world, 3).await;
    let (me, other) = (candidate(&world, 81).await, candidate(&world, 82).await);
    let before = ids(&world, exam).await;
    for id in [before[0], before[2], before[2]] {
        assert_eq!(set(&me, id, true).await, None);
    }
    assert_eq!(me.stars(exam).await.unwrap().len(), 2, "the same again changes nothing");
    assert!(other.stars(exam).await.unwrap().is_empty(), "a star is its owner's");
    import(&world, vec![asking(0, "研究生"), row(1)], NOTES).await;
    let rows = me.favourites().await.unwrap().exams.remove(0).rows;
    let told: Vec<_> = rows.iter().map(|r| (r.gone, r.changes.iter().map(|c| c.kind).collect::<Vec<_>>())).collect();
    assert!(told.contains(&(false, vec![ChangeKind::Changed])) && told.contains(&(true, vec![ChangeKind::Removed])), "{told:?}");
    assert_eq!(set(&other, before[2], true).await, Some(Code::NotFound), "what left the table cannot be starred");
    import(&world, vec![asking(0, "研究生"), row(1), row(2)], NOTES).await;
    let back = ids(&world, exam).await[2];
    assert!(back != before[2] && me.stars(exam).await.unwrap().contains(&back), "what came back is the same favourite");
    for id in [back, before[0], before[0]] {
        assert_eq!(set(&me, id, false).await, None);
    }
    assert_eq!(me.favourites().await.unwrap().count, 0);
}

async fn refuses_when_there_are_as_many_favourites_as_there_may_be(world: World) {
    let most = MOST_FAVOURITES as usize;
    let exam = exam(&world, most + 1).await;
    let me = candidate(&world, 83).await;
    let mut all = Vec::new();
    let mut query = PositionQuery::default();
    loop {
        let list = world.visitor().positions(exam, query.clone()).await.unwrap();
        all.extend(list.items.iter().map(|item| item.id));
        let Some(after) = list.after else { break };
        query.after = after;
    }
    for id in &all[..most] {
        assert_eq!(set(&me, *id, true).await, None);
    }
    assert_eq!(set(&me, all[most], true).await, Some(Code::FavouritesFull));
    assert_eq!(set(&me, all[0], true).await, None, "one that is there already");
    assert_eq!(set(&me, all[0], false).await, None);
    assert_eq!(set(&me, all[most], true).await, None);
}

on_both! {
    what_a_table_changes_is_told_before_and_after,
    a_favourite_outlives_tables_and_tells_what_changed,
    refuses_when_there_are_as_many_favourites_as_there_may_be,
}
