//! Each invariant is broken once, by hand, beside the program: the look must name it, and nothing that still holds.
use crate::code_of;
use crate::integrity::{administrator, banned, record};
use crate::journey::{candidate, confirmed, decision, exam_of, reviewer};
use crate::review_mode;
use crate::support::{World, on_both};
use domain::review::UndoForm;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use services::db::Db;
use services::invariants::Check::{self, *};
use std::collections::BTreeSet;

/// Statements in an order in which each adds just these.
const BROKEN: &[(&str, &[Check])] = &[
    ("UPDATE photo SET standing = 'replaced'", &[PhotoCurrent, PhotoKept]),
    ("UPDATE exam SET apply_open = apply_close + 1", &[WindowsOrdered]),
    ("UPDATE exam SET photo_profile = 'nobody'", &[ExamReads]),
    ("UPDATE exam SET headcount = headcount + 1", &[TableCounts]),
    ("UPDATE position SET cells = 'x'", &[PositionReads]),
    (
        "INSERT INTO favourite (candidate_id, exam_id, position_id, unit_code, code, title, unit, added) \
         SELECT c.id, e.id, e.id, 'x', 'x', 'x', 'x', 9000000000000000 FROM candidate c, exam e",
        &[FavouritesBounded],
    ),
    ("UPDATE integrity SET decided_by = entered_by", &[RecordsSeconded]),
    ("UPDATE integrity SET evidence_sealed = cert_sealed", &[RecordsRead]),
    ("DELETE FROM audit WHERE deed = 'integrity.confirm'", &[RecordsAudited]),
    ("UPDATE position_batch SET batch = batch + 1", &[TablePublished]),
    (
        "INSERT INTO position_change (exam_id, unit_code, code, kind, title, unit, cells, batch, notes) \
         SELECT id, 'x', 'x', 'changed', 'x', 'x', 'x', batch, FALSE FROM exam",
        &[ChangesRead],
    ),
    ("UPDATE application SET consent_hash = 'x'", &[ConsentStands]),
    ("DELETE FROM document WHERE kind = 'promise'", &[DocumentsStand]),
    ("UPDATE application SET stage = 'returned'", &[StageFollows]),
    ("UPDATE application SET claimed_until = 1", &[ClaimsWait]),
    ("UPDATE application SET version = version + 1", &[VersionCounts]),
    ("UPDATE application SET number = '1'", &[NumberFits]),
    ("UPDATE application SET form_at = NULL", &[FormStands]),
    ("UPDATE application SET unit_code = 'zzz'", &[PositionStands]),
    ("DELETE FROM audit WHERE deed = 'application.confirm'", &[AuditDense]),
    ("UPDATE application_event SET at = at - 9999999999 WHERE event = 'approve'", &[EventTimes]),
    ("UPDATE application_event SET actor = 'reviewer:x' WHERE event IN ('refuse', 'undo')", &[SecondPerson]),
    ("UPDATE application_event SET actor = 'candidate:x' WHERE event = 'approve'", &[OwnDeeds]),
    ("UPDATE application_event SET actor = 'rules:x' WHERE event = 'pass'", &[RulesPass]),
    ("UPDATE application_event SET detail_sealed = NULL WHERE event = 'refuse'", &[Reasons]),
    ("UPDATE application SET submissions = submissions + 1", &[ConfirmedCounts]),
    ("UPDATE application SET confirmed_at = NULL", &[ConfirmedWhole]),
    ("UPDATE application SET snapshot_id = NULL", &[ConfirmedStages]),
    ("UPDATE photo SET remark_sealed = receipt_mac", &[PhotoTold]),
    ("UPDATE photo SET sha256 = 'x'", &[SnapshotTells, PhotoUnchanged, ReceiptSigned]),
    ("UPDATE rule_set SET body = 'x'", &[VerdictReplays]),
    ("UPDATE snapshot SET hash = 'x'", &[SnapshotOpens]),
    ("UPDATE photo SET object = 'photo/nowhere'", &[RowsHaveFiles, FilesHaveRows]),
    ("UPDATE candidate SET photo_id = (SELECT id FROM photo) WHERE photo_id IS NULL", &[OwnPhoto]),
    ("UPDATE candidate SET cert_key = phone_key", &[CertificateIndex]),
    ("UPDATE candidate SET phone_sealed = cert_sealed", &[PhoneIndex]),
    ("UPDATE profile_part SET body_sealed = (SELECT cert_sealed FROM candidate LIMIT 1)", &[PartOpens]),
    ("UPDATE staff SET unit_code = NULL", &[StaffRoles]),
    ("UPDATE session SET owner = (SELECT id FROM exam)", &[SessionOwners]),
    ("UPDATE sms_code SET code_sealed = phone_sealed", &[CodesForgotten]),
    (
        "INSERT INTO import (id, exam_id, file_name, object, positions, places, warnings, made, made_by, taken) \
         SELECT id, id, 'x', 'imports/x.json', 0, 0, 0, 2, 'x', 1 FROM exam",
        &[ImportStands],
    ),
];

/// What the schema itself refuses.
const REFUSED: &[(&str, Check)] = &[
    ("INSERT INTO application SELECT * FROM application", OneEach),
    ("UPDATE application SET candidate_id = (SELECT id FROM exam)", ApplicationOwners),
];

async fn seen(world: &World) -> BTreeSet<Check> {
    world.breaches().await.into_iter().map(|breach| breach.check).collect()
}

async fn broken(database: &DatabaseConnection, statement: &str) {
    database.execute_unprepared(statement).await.unwrap_or_else(|e| panic!("{statement}: {e}"));
}

async fn each_breach_is_named(mut world: World) {
    // Approved by the rules, undone, refused, undone, approved by a person.
    let exam = exam_of(&world, &review_mode::file("review_mode = 'auto_only'"), 3).await;
    candidate(&world, 61).await;
    let (_, id) = confirmed(&world, exam, 62).await;
    let (mate, other) = (reviewer(&world, "r1", "100").await, reviewer(&world, "r2", "100").await);
    let version = mate.case(id, "").await.unwrap().version.to_string();
    assert_eq!(code_of(mate.undo(id, UndoForm { reason: "看错了学位证书".into(), version }, "u0".into()).await), None);
    mate.claim(id).await.unwrap();
    assert_eq!(code_of(mate.decide(id, decision(&mate, id, "refuse").await, "d1".into()).await), None);
    let version = other.case(id, "").await.unwrap().version.to_string();
    assert_eq!(code_of(other.undo(id, UndoForm { reason: "看错了学位证书".into(), version }, "u".into()).await), None);
    mate.claim(id).await.unwrap();
    assert_eq!(code_of(mate.decide(id, decision(&mate, id, "approve").await, "d2".into()).await), None);
    banned(&administrator(&world, "exam").await, &administrator(&world, "exam2").await, record(63)).await;
    world.deliver().await;

    let database = Db::migration_connection(&world.url).await.unwrap();
    let mut before = seen(&world).await;
    assert_eq!(before, BTreeSet::new());
    let mut named = BTreeSet::new();
    world.broken = true;
    for (statement, checks) in BROKEN {
        broken(&database, statement).await;
        let now = seen(&world).await;
        let new: BTreeSet<Check> = now.difference(&before).copied().collect();
        assert_eq!(new, checks.iter().copied().collect(), "{statement}");
        named.extend(new);
        before = now;
    }
    for (statement, check) in REFUSED {
        assert!(database.execute_unprepared(statement).await.is_err(), "{statement}");
        named.insert(*check);
    }
    assert_eq!(named, Check::ALL.iter().copied().collect());
    database.close().await.unwrap();
}

on_both! { each_breach_is_named }
