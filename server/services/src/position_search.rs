//! 职位查询 over the whole table. A batch never changes, so each process reads it once and searches it in memory: twelve thousand
//! rows take a millisecond or two, where six queries over the table took twenty-five.
use crate::Services;
use crate::actor::Visitor;
use crate::entity::{exam, position};
use crate::error::{Error, Result};
use domain::position::{PAGE, PositionQuery};
use domain::view::{Facet, PositionItem, PositionList};
use domain::{Code, ExamId};
use moka::future::Cache;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use std::sync::Arc;

/// Rows kept, of all tables together: about 200 MB.
const ROOM: u64 = 400_000;
/// Values of one filter that are shown.
const FACETS: usize = 500;

struct Row {
    item: PositionItem,
    ord: i64,
    /// Title, unit and code, lower case, a line each.
    search: String,
}

/// Tables read so far, by exam and batch.
pub(crate) struct Tables(Cache<(ExamId, i64), Arc<Vec<Row>>>);

impl Tables {
    pub fn new() -> Self {
        let rows = |_: &(ExamId, i64), table: &Arc<Vec<Row>>| u32::try_from(table.len()).unwrap_or(u32::MAX).max(1);
        Self(Cache::builder().max_capacity(ROOM).weigher(rows).build())
    }

    /// The table an exam shows now; of many who ask at once one reads it.
    async fn of(&self, services: &Services, exam: &exam::Model) -> Result<Arc<Vec<Row>>> {
        let read = self.0.try_get_with((exam.id, exam.batch), read(services, exam));
        read.await.map_err(|e| {
            tracing::error!(error = %e, "a position table cannot be read");
            Error::from(Code::Busy(3))
        })
    }
}

async fn read(services: &Services, exam: &exam::Model) -> Result<Arc<Vec<Row>>> {
    let rows = position::Entity::find()
        .filter(position::Column::ExamId.eq(exam.id))
        .filter(position::Column::Batch.eq(exam.batch))
        .order_by_asc(position::Column::Ord)
        .all(&services.0.db.read()?)
        .await?;
    Ok(Arc::new(rows.into_iter().map(|r| Row { item: crate::position::item(&r), ord: r.ord, search: r.search }).collect()))
}

/// How often each value stands in a column.
#[derive(Default)]
struct Counts<'a>(HashMap<&'a str, u64>);

impl<'a> Counts<'a> {
    fn add(&mut self, value: &'a str) {
        if !value.is_empty() {
            *self.0.entry(value).or_default() += 1;
        }
    }

    fn facets(self) -> Vec<Facet> {
        let mut all: Vec<Facet> = self.0.into_iter().map(|(value, count)| Facet { value: value.to_owned(), count }).collect();
        all.sort_unstable_by(|a, b| a.value.cmp(&b.value));
        all.truncate(FACETS);
        all
    }
}

/// What of a table fits; a facet leaves its own filter out.
#[derive(Default)]
struct Found<'a> {
    rows: Vec<&'a Row>,
    districts: Counts<'a>,
    units: Counts<'a>,
    educations: Counts<'a>,
}

fn search<'a>(table: &'a [Row], query: &PositionQuery) -> Found<'a> {
    let words = query.words();
    let fits = |want: &str, have: &str| want.is_empty() || want == have;
    let mut found = Found::default();
    for row in table.iter().filter(|row| words.iter().all(|word| row.search.contains(word.as_str()))) {
        let item = &row.item;
        let district = fits(&query.district, &item.district);
        let unit = fits(&query.unit, &item.unit);
        let education = fits(&query.education, &item.education);
        if unit && education {
            found.districts.add(&item.district);
        }
        if district && education && !query.district.is_empty() {
            found.units.add(&item.unit);
        }
        if district && unit {
            found.educations.add(&item.education);
        }
        if district && unit && education {
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
        let exam = crate::exam::load(&self.services, exam).await?;
        let table = self.services.0.tables.of(&self.services, &exam).await?;
        let found = search(&table, &query);
        let begin = begin(&found.rows, &query);
        let page: Vec<&Row> = found.rows.iter().skip(begin).take(PAGE as usize).copied().collect();
        let more = begin + page.len() < found.rows.len();
        let counts = crate::count::published(&self.services, &exam, page.iter().map(|row| (row.item.id, row.item.headcount))).await?;
        Ok(PositionList {
            now: self.services.now(),
            counts,
            exam: crate::exam::item(&exam, self.services.now())?,
            total: found.rows.len() as u64,
            headcount: found.rows.iter().map(|row| u64::from(row.item.headcount)).sum(),
            after: page.last().filter(|_| more).map(|row| row.ord.to_string()),
            back: page.first().filter(|_| begin > 0).map(|row| row.ord.to_string()),
            first: if page.is_empty() { 1 } else { begin as u64 + 1 },
            items: page.iter().map(|row| row.item.clone()).collect(),
            districts: found.districts.facets(),
            educations: found.educations.facets(),
            units: found.units.facets(),
        })
    }
}
