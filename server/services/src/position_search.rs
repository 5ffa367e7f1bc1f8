//! 职位查询 over the whole table. A batch never changes, so each process reads it once and searches it in memory: twelve thousand
//! rows take less than a millisecond, where six queries over the table took twenty-five.
use crate::Services;
use crate::actor::Visitor;
use crate::count::Board;
use crate::entity::{exam, position};
use crate::error::{Error, Result};
use domain::position::{PAGE, PositionQuery};
use domain::view::{Facet, PositionItem, PositionList};
use domain::{Code, ExamId};
use memchr::memmem;
use moka::future::Cache;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// Rows kept, of all tables together: about 200 MB.
const ROOM: u64 = 400_000;
/// How long an exam's row and counts hold for further searches: two short reads are most of what one costs on a full server.
const KEPT: Duration = Duration::from_secs(1);
const HEADS: u64 = 1000;
/// Values of one filter that are shown.
const FACETS: usize = 500;

struct Row {
    item: PositionItem,
    ord: i64,
    /// Where its words end in the table's text.
    end: usize,
    /// Numbers of its values.
    district: usize,
    unit: usize,
    education: usize,
}

/// A column's values in order; each row holds the number of its own.
struct Values(Vec<String>);

impl Values {
    fn of<'a>(column: impl Iterator<Item = &'a str>) -> Self {
        let all: BTreeSet<&str> = column.collect();
        Self(all.into_iter().map(str::to_owned).collect())
    }

    fn number(&self, value: &str) -> Option<usize> {
        self.0.binary_search_by(|v| v.as_str().cmp(value)).ok()
    }

    fn facets(&self, counts: &[u64]) -> Vec<Facet> {
        let told = self.0.iter().zip(counts).filter(|(value, count)| !value.is_empty() && **count > 0);
        told.map(|(value, count)| Facet { value: value.clone(), count: *count }).take(FACETS).collect()
    }
}

struct Table {
    rows: Vec<Row>,
    /// Title, unit and code of each row, lower case, a line each: looked through in one go.
    text: String,
    districts: Values,
    units: Values,
    educations: Values,
}

impl Table {
    fn of(rows: Vec<position::Model>) -> Self {
        let districts = Values::of(rows.iter().map(|r| r.district.as_str()));
        let units = Values::of(rows.iter().map(|r| r.unit.as_str()));
        let educations = Values::of(rows.iter().map(|r| r.education.as_str()));
        let mut table = Self { rows: Vec::with_capacity(rows.len()), text: String::new(), districts, units, educations };
        for row in rows {
            table.text.push_str(&row.search);
            table.text.push('\n');
            let number = |values: &Values, value: &str| values.number(value).unwrap_or_default();
            table.rows.push(Row {
                end: table.text.len(),
                district: number(&table.districts, &row.district),
                unit: number(&table.units, &row.unit),
                education: number(&table.educations, &row.education),
                ord: row.ord,
                item: crate::position::item(&row),
            });
        }
        table
    }

    /// The rows in which every word stands, in their order.
    fn with(&self, words: &[String]) -> Vec<&Row> {
        let Some((first, others)) = words.split_first() else { return self.rows.iter().collect() };
        let first = memmem::Finder::new(first);
        // The rows not yet looked at, and where the first of them begins.
        let (mut found, mut rows, mut begin) = (Vec::new(), self.rows.as_slice(), 0);
        // Words hold no line breaks: none is found across two rows.
        while let Some(place) = self.text.as_bytes().get(begin..).and_then(|rest| first.find(rest)) {
            let passed = passed(rows, begin + place);
            if let Some(last) = passed.checked_sub(1).and_then(|last| rows.get(last)) {
                begin = last.end;
            }
            let Some((row, rest)) = rows.get(passed..).and_then(<[Row]>::split_first) else { break };
            if self.text.get(begin..row.end).is_some_and(|text| others.iter().all(|word| text.contains(word.as_str()))) {
                found.push(row);
            }
            (rows, begin) = (rest, row.end);
        }
        found
    }
}

/// How many rows end at or before `place`. Where a word stands in most rows it is the next or the one after: those are looked at first.
fn passed(rows: &[Row], place: usize) -> usize {
    let mut reach = 1;
    while rows.get(reach).is_some_and(|row| row.end <= place) {
        reach *= 2;
    }
    rows.get(..reach).unwrap_or(rows).partition_point(|row| row.end <= place)
}

/// An exam as it was read for one search and holds for others.
struct Head {
    exam: exam::Model,
    board: Option<Board>,
}

pub(crate) struct Tables {
    /// Read so far, by exam and batch.
    tables: Cache<(ExamId, i64), Arc<Table>>,
    heads: Cache<ExamId, Arc<Head>>,
}

impl Tables {
    pub fn new() -> Self {
        let rows = |_: &(ExamId, i64), table: &Arc<Table>| u32::try_from(table.rows.len()).unwrap_or(u32::MAX).max(1);
        Self {
            tables: Cache::builder().max_capacity(ROOM).weigher(rows).build(),
            heads: Cache::builder().max_capacity(HEADS).time_to_live(KEPT).build(),
        }
    }

    /// What was changed here is searched at once; elsewhere when a head is old.
    pub async fn forget(&self, exam: ExamId) {
        self.heads.invalidate(&exam).await;
    }

    async fn head(&self, services: &Services, exam: ExamId) -> Result<Arc<Head>> {
        let read = async {
            let exam = crate::exam::load(services, exam).await?;
            let board = crate::count::board(services, &exam).await?;
            Ok(Arc::new(Head { exam, board }))
        };
        self.heads.try_get_with(exam, read).await.map_err(|e: Arc<Error>| {
            if e.is_fault() {
                tracing::error!(error = %e, "an exam cannot be read");
            }
            e.problem().into()
        })
    }

    /// The table an exam shows now; of many who ask at once one reads it.
    async fn of(&self, services: &Services, exam: &exam::Model) -> Result<Arc<Table>> {
        let read = self.tables.try_get_with((exam.id, exam.batch), read(services, exam));
        read.await.map_err(|e| {
            tracing::error!(error = %e, "a position table cannot be read");
            Error::from(Code::Busy(3))
        })
    }
}

async fn read(services: &Services, exam: &exam::Model) -> Result<Arc<Table>> {
    let rows = position::Entity::find()
        .filter(position::Column::ExamId.eq(exam.id))
        .filter(position::Column::Batch.eq(exam.batch))
        .order_by_asc(position::Column::Ord)
        .all(&services.0.db.read()?)
        .await?;
    Ok(Arc::new(Table::of(rows)))
}

/// What of a table fits; a facet leaves its own filter out.
struct Found<'a> {
    rows: Vec<&'a Row>,
    /// How often each value stands in what fits.
    districts: Vec<u64>,
    units: Vec<u64>,
    educations: Vec<u64>,
}

fn search<'a>(table: &'a Table, query: &PositionQuery) -> Found<'a> {
    let [districts, units, educations] = [&table.districts, &table.units, &table.educations].map(|values| vec![0; values.0.len()]);
    let mut found = Found { rows: Vec::new(), districts, units, educations };
    // No row has the number of a value that the table lacks.
    let wanted = |values: &Values, value: &str| (!value.is_empty()).then(|| values.number(value).unwrap_or(usize::MAX));
    let district = wanted(&table.districts, &query.district);
    let unit = wanted(&table.units, &query.unit);
    let education = wanted(&table.educations, &query.education);
    let fits = |want: Option<usize>, have: usize| want.is_none_or(|want| want == have);
    let add = |counts: &mut [u64], value: usize| counts.get_mut(value).into_iter().for_each(|count| *count += 1);
    for row in table.with(&query.words()) {
        let (in_district, in_unit, educated) = (fits(district, row.district), fits(unit, row.unit), fits(education, row.education));
        if in_unit && educated {
            add(&mut found.districts, row.district);
        }
        if in_district && educated && district.is_some() {
            add(&mut found.units, row.unit);
        }
        if in_district && in_unit {
            add(&mut found.educations, row.education);
        }
        if in_district && in_unit && educated {
            found.rows.push(row);
        }
    }
    found
}

/// Where the page begins among the rows that fit.
fn begin(rows: &[&Row], query: &PositionQuery) -> usize {
    if let Ok(back) = query.back.parse::<i64>() {
        return rows.partition_point(|row| row.ord < back).saturating_sub(PAGE as usize);
    }
    query.after.parse::<i64>().map_or(0, |after| rows.partition_point(|row| row.ord <= after))
}

impl Visitor {
    /// One page of the table under a filter, with counts over the whole of it.
    pub async fn positions(&self, exam: ExamId, query: PositionQuery) -> Result<PositionList> {
        let query = query.printable();
        let tables = &self.services.0.tables;
        let head = tables.head(&self.services, exam).await?;
        let table = tables.of(&self.services, &head.exam).await?;
        let found = search(&table, &query);
        let begin = begin(&found.rows, &query);
        let page: Vec<&Row> = found.rows.iter().skip(begin).take(PAGE as usize).copied().collect();
        let more = begin + page.len() < found.rows.len();
        Ok(PositionList {
            now: self.services.now(),
            counts: head.board.as_ref().map(|board| board.published(page.iter().map(|row| (row.item.id, row.item.headcount)))),
            exam: crate::exam::item(&head.exam, self.services.now())?,
            total: found.rows.len() as u64,
            headcount: found.rows.iter().map(|row| u64::from(row.item.headcount)).sum(),
            after: page.last().filter(|_| more).map(|row| row.ord.to_string()),
            back: page.first().filter(|_| begin > 0).map(|row| row.ord.to_string()),
            first: if page.is_empty() { 1 } else { begin as u64 + 1 },
            items: page.iter().map(|row| row.item.clone()).collect(),
            districts: table.districts.facets(&found.districts),
            educations: table.educations.facets(&found.educations),
            units: table.units.facets(&found.units),
        })
    }
}
