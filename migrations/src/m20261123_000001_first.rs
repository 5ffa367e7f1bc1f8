//! The first schema. String identifiers, forward only; one transaction.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn col(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

fn table(name: &'static str, columns: Vec<ColumnDef>, owners: &[(&'static str, &'static str)]) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    for (column, owner) in owners {
        table.foreign_key(ForeignKey::create().from(name, *column).to(*owner, "id"));
    }
    table.to_owned()
}

fn index(table: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index.to_owned()
}

fn accounts() -> Vec<TableCreateStatement> {
    vec![
        table(
            "candidate",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("name").text().not_null().take(),
                col("cert_type").text().not_null().take(),
                col("cert_sealed").blob().not_null().take(),
                col("cert_key").blob().not_null().unique_key().take(),
                col("phone_sealed").blob().not_null().take(),
                col("phone_key").blob().not_null().unique_key().take(),
                col("password").text().not_null().take(),
                col("photo_id").uuid().null().take(),
                col("version").big_integer().not_null().take(),
                col("created").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "session",
            vec![
                col("id").blob().not_null().primary_key().take(),
                col("kind").text().not_null().take(),
                col("owner").uuid().not_null().take(),
                col("created").big_integer().not_null().take(),
                col("seen").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "sms_code",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("purpose").text().not_null().take(),
                col("phone_key").blob().not_null().take(),
                col("phone_sealed").blob().not_null().take(),
                col("cert_key").blob().null().take(),
                col("browser").blob().not_null().take(),
                col("code_hash").blob().not_null().take(),
                col("code_sealed").blob().null().take(),
                col("answer").text().not_null().take(),
                col("provider_id").text().null().take(),
                col("tries").integer().not_null().take(),
                col("spent").boolean().not_null().take(),
                col("created").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "flow",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("browser").blob().not_null().take(),
                col("purpose").text().not_null().take(),
                col("body_sealed").blob().not_null().take(),
                col("verified").boolean().not_null().take(),
                col("code_id").uuid().null().take(),
                col("second_code_id").uuid().null().take(),
                col("expires").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "attempt",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("browser").blob().not_null().take(),
                col("body_sealed").blob().not_null().take(),
                col("expires").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "idempotency",
            vec![
                col("id").blob().not_null().primary_key().take(),
                col("body_hash").blob().not_null().take(),
                col("outcome_sealed").blob().not_null().take(),
                col("created").big_integer().not_null().take(),
            ],
            &[],
        ),
        table("spent_ticket", vec![col("id").blob().not_null().primary_key().take(), col("expires").big_integer().not_null().take()], &[]),
        table(
            "throttle",
            vec![
                col("id").blob().not_null().primary_key().take(),
                col("failures").integer().not_null().take(),
                col("locked_until").big_integer().not_null().take(),
                col("at").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "job",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("kind").text().not_null().take(),
                col("payload").text().not_null().take(),
                col("run_at").big_integer().not_null().take(),
                col("attempts").integer().not_null().take(),
                col("locked_until").big_integer().null().take(),
                col("last_error").text().null().take(),
                col("unique_key").text().null().unique_key().take(),
                col("dead").boolean().not_null().take(),
            ],
            &[],
        ),
        table(
            "audit",
            vec![
                col("seq").big_integer().not_null().auto_increment().primary_key().take(),
                col("at").big_integer().not_null().take(),
                col("actor").text().not_null().take(),
                col("deed").text().not_null().take(),
                col("subject").text().not_null().take(),
                col("detail_sealed").blob().null().take(),
            ],
            &[],
        ),
        table(
            "staff",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("login").text().not_null().unique_key().take(),
                col("name").text().not_null().take(),
                col("role").text().not_null().take(),
                col("unit_code").text().null().take(),
                col("password").text().not_null().take(),
                col("totp_sealed").blob().not_null().take(),
                col("totp_step").big_integer().not_null().take(),
                col("created").big_integer().not_null().take(),
            ],
            &[],
        ),
    ]
}

fn exams() -> Vec<TableCreateStatement> {
    vec![
        table(
            "exam",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("code").text().not_null().unique_key().take(),
                col("title").text().not_null().take(),
                col("category").text().not_null().take(),
                col("organiser").text().not_null().take(),
                col("apply_open").big_integer().not_null().take(),
                col("apply_close").big_integer().not_null().take(),
                col("review_open").big_integer().not_null().take(),
                col("review_close").big_integer().not_null().take(),
                col("photo_profile").text().not_null().take(),
                col("batch").big_integer().not_null().take(),
                col("positions").big_integer().not_null().take(),
                col("headcount").big_integer().not_null().take(),
                col("next_number").big_integer().not_null().take(),
                col("created").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "document",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("exam_id").uuid().not_null().take(),
                col("kind").text().not_null().take(),
                col("title").text().not_null().take(),
                col("body").text().not_null().take(),
                col("html").text().not_null().take(),
                col("ord").integer().not_null().take(),
            ],
            &[("exam_id", "exam")],
        ),
        table(
            "sheet",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("exam_id").uuid().not_null().take(),
                col("batch").big_integer().not_null().take(),
                col("name").text().not_null().take(),
                col("notes").text().not_null().take(),
            ],
            &[("exam_id", "exam")],
        ),
        table(
            "position",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("exam_id").uuid().not_null().take(),
                col("batch").big_integer().not_null().take(),
                col("sheet_id").uuid().not_null().take(),
                col("ord").big_integer().not_null().take(),
                col("code").text().not_null().take(),
                col("unit_code").text().not_null().take(),
                col("unit").text().not_null().take(),
                col("title").text().not_null().take(),
                col("district").text().not_null().take(),
                col("headcount").integer().not_null().take(),
                col("education").text().not_null().take(),
                col("degree").text().not_null().take(),
                col("cells").text().not_null().take(),
                col("search").text().not_null().take(),
            ],
            &[("exam_id", "exam"), ("sheet_id", "sheet")],
        ),
    ]
}

fn applications() -> Vec<TableCreateStatement> {
    vec![
        table(
            "photo",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("candidate_id").uuid().not_null().take(),
                col("object").text().not_null().take(),
                col("sha256").text().not_null().take(),
                col("profile").text().not_null().take(),
                col("report").text().not_null().take(),
                col("bytes").integer().not_null().take(),
                col("uploaded").big_integer().not_null().take(),
            ],
            &[("candidate_id", "candidate")],
        ),
        table(
            "profile",
            vec![
                col("candidate_id").uuid().not_null().primary_key().take(),
                col("education_sealed").blob().not_null().take(),
                col("version").big_integer().not_null().take(),
                col("saved").big_integer().not_null().take(),
            ],
            &[],
        ),
        table(
            "application",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("candidate_id").uuid().not_null().take(),
                col("exam_id").uuid().not_null().take(),
                col("number").text().not_null().unique_key().take(),
                col("stage").text().not_null().take(),
                col("version").big_integer().not_null().take(),
                col("position_id").uuid().null().take(),
                col("unit_code").text().null().take(),
                col("consent_hash").text().not_null().take(),
                col("consent_at").big_integer().not_null().take(),
                col("form_at").big_integer().null().take(),
                col("confirmed_at").big_integer().null().take(),
                col("snapshot_id").uuid().null().take(),
                col("submissions").integer().not_null().take(),
            ],
            &[("candidate_id", "candidate"), ("exam_id", "exam")],
        ),
        table(
            "snapshot",
            vec![
                col("id").uuid().not_null().primary_key().take(),
                col("application_id").uuid().not_null().take(),
                col("at").big_integer().not_null().take(),
                col("hash").text().not_null().take(),
                col("body_sealed").blob().not_null().take(),
            ],
            &[("application_id", "application")],
        ),
        table(
            "application_event",
            vec![
                col("seq").big_integer().not_null().auto_increment().primary_key().take(),
                col("application_id").uuid().not_null().take(),
                col("event").text().not_null().take(),
                col("at").big_integer().not_null().take(),
                col("actor").text().not_null().take(),
                col("detail_sealed").blob().null().take(),
            ],
            &[("application_id", "application")],
        ),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("throttle", &["at"], false),
        index("session", &["owner"], false),
        index("sms_code", &["phone_key", "created"], false),
        index("sms_code", &["cert_key", "created"], false),
        index("sms_code", &["browser", "purpose", "created"], false),
        index("sms_code", &["created"], false),
        index("flow", &["browser", "purpose"], true),
        index("attempt", &["expires"], false),
        index("idempotency", &["created"], false),
        index("spent_ticket", &["expires"], false),
        index("job", &["dead", "run_at"], false),
        index("audit", &["actor", "seq"], false),
        index("audit", &["subject", "seq"], false),
        index("document", &["exam_id", "ord"], false),
        index("position", &["exam_id", "batch", "ord"], true),
        index("position", &["exam_id", "batch", "district", "ord"], false),
        index("position", &["exam_id", "batch", "unit"], false),
        index("position", &["exam_id", "batch", "unit_code", "code"], false),
        index("photo", &["candidate_id"], false),
        index("application", &["candidate_id", "exam_id"], true),
        index("application", &["unit_code", "stage", "confirmed_at", "id"], false),
        index("snapshot", &["application_id", "at"], false),
        index("application_event", &["application_id", "seq"], false),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in accounts().into_iter().chain(exams()).chain(applications()) {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
