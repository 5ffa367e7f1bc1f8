//! 诚信库: who may not take part in exams; and messages that are about no exam.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn col(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

fn records() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("integrity").col(col("id").uuid().not_null().primary_key());
    for name in ["cert_key", "cert_sealed", "name_sealed", "evidence_sealed"] {
        table.col(col(name).blob().not_null());
    }
    for name in ["cert_type", "article", "decision_no", "organ", "from_day", "until"] {
        table.col(col(name).text().not_null());
    }
    table
        .col(col("state").text().not_null().check(Expr::col("state").is_in(["entered", "in_force", "refused", "lifted"])))
        .col(col("version").big_integer().not_null())
        .col(col("entered_by").uuid().not_null())
        .col(col("entered_at").big_integer().not_null());
    for deed in ["decided", "lifted", "answered"] {
        table.col(ColumnDef::new(format!("{deed}_by")).uuid()).col(ColumnDef::new(format!("{deed}_at")).big_integer());
    }
    table.col(col("stated_at").big_integer());
    for name in ["words_sealed", "statement_sealed", "answer_sealed"] {
        table.col(col(name).blob());
    }
    for name in ["entered_by", "decided_by", "lifted_by", "answered_by"] {
        table.foreign_key(ForeignKey::create().from("integrity", name).to("staff", "id"));
    }
    table.take()
}

/// `message` as it was, but for the exam and the position, which may be missing now. SQLite cannot drop NOT NULL from a column.
fn messages() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("message_next").col(col("id").uuid().not_null().primary_key()).col(col("candidate_id").uuid().not_null());
    table.col(col("exam_id").uuid()).col(col("position_id").uuid());
    for name in ["title", "unit", "news"] {
        table.col(col(name).text().not_null());
    }
    table
        .col(col("at").big_integer().not_null())
        .col(col("read_at").big_integer())
        .col(col("unique_key").text().not_null().unique_key())
        .foreign_key(ForeignKey::create().from("message_next", "exam_id").to("exam", "id"))
        .foreign_key(ForeignKey::create().from("message_next", "candidate_id").to("candidate", "id"))
        .take()
}

const COPY: &str = "INSERT INTO message_next (id, candidate_id, exam_id, position_id, title, unit, news, at, read_at, unique_key) \
                    SELECT id, candidate_id, exam_id, position_id, title, unit, news, at, read_at, unique_key FROM message";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(records()).await?;
        let mut index = Index::create();
        manager.create_index(index.name("integrity_cert_key").table("integrity").col("cert_key").take()).await?;
        let mut index = Index::create();
        manager.create_index(index.name("integrity_state_id").table("integrity").col("state").col("id").take()).await?;

        manager.create_table(messages()).await?;
        manager.get_connection().execute_unprepared(COPY).await?;
        manager.drop_table(Table::drop().table("message").take()).await?;
        manager.rename_table(Table::rename().table("message_next", "message").take()).await?;
        let mut index = Index::create();
        manager.create_index(index.name("message_candidate_id_at").table("message").col("candidate_id").col("at").take()).await
    }
}
