use super::*;

#[test]
fn a_book_gives_back_what_its_rows_ask() {
    let notes = ["报考条件：大专以上学历，专业不限".to_owned()];
    let mut binder = Binder::default();
    binder.sheet(&["学历", "备注"], &notes);
    binder.row(&NewRow {
        id: "1", code: "01", unit: "甲局", title: "科员", place: "某市", headcount: 2, cells: &["本科以上", "限男性"]
    });
    binder
        .row(&NewRow { id: "2", code: "02", unit: "甲局", title: "科员", place: "某市", headcount: 1, cells: &["本科以上", ""] });
    binder.sheet(&["特殊"], &[]);
    binder.row(&NewRow { id: "3", code: "03", unit: "乙局", title: "科员", place: "", headcount: 1, cells: &["限女性"] });
    let book = binder.bind();
    let read = book.requirements();
    assert_eq!(read[0], Requirements::read([("学历", "本科以上"), ("备注", "限男性")], &notes, "某市"));
    assert_eq!(read[2], Requirements::read([("特殊", "限女性")], &[], ""));
    let entries: Vec<Entry<'_>> = book.entries().collect();
    assert_eq!((entries[1].code, entries[1].unit, entries[0].headcount), ("02", "甲局", 2));
    let json = serde_json::to_string(&book).unwrap();
    assert_eq!(json.matches("甲局").count(), 1, "every text stands once");
    assert_eq!(serde_json::from_str::<Book>(&json).unwrap().requirements(), read);
}

/// What an organiser says of a column counts for columns nobody knows alone, and wherever the cells are read.
#[test]
fn a_declared_column_asks_nothing() {
    let notes = [Column::declaration("星 座\n要求"), Column::declaration("学历")];
    assert_eq!(Column::declared(&notes[0]), Some("星座要求"));
    let (headers, cells) = (["学历", "星座\n要求", "血型"], ["本科以上", "双鱼，限男性", "须为 A 型"]);
    let read = |notes| Requirements::read(headers.into_iter().zip(cells), notes, "").readings().split_off(notes.len());
    assert_eq!(read(&[]), [Some(Reading::Read), Some(Reading::Partial), Some(Reading::Unread)]);
    assert_eq!(read(&notes), [Some(Reading::Read), Some(Reading::Information), Some(Reading::Unread)]);
    let mut binder = Binder::default();
    binder.sheet(&headers, &notes);
    binder.row(&NewRow { id: "1", cells: &cells, ..NewRow::default() });
    let told = Requirements::read(headers.into_iter().zip(cells), &notes, "");
    assert_eq!(binder.bind().requirements(), std::slice::from_ref(&told));
    assert!(
        told.readings().iter().take(2).all(|reading| *reading == Some(Reading::Information)),
        "the declarations ask nothing themselves"
    );
    assert!(cell("本栏", "").clauses.is_empty() && Column::declared("「星座」一栏没有报考条件。").is_none(), "only in these words");
}
