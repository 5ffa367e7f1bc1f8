//! Files whose row was never written. A refused write takes its file away at once; what a crash leaves is swept after a day.
use crate::Services;
use crate::entity::{import, photo};
use crate::error::Result;
use domain::{ImportId, PhotoId};
use futures::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;
use std::time::Duration;

/// Where files of ours lie; the store may hold other people's beside them.
const PREFIXES: [&str; 2] = ["photo", "imports"];
const KEPT: Duration = Duration::from_secs(86_400);
/// Files asked for at a time.
const FEW: usize = 500;

/// After a write that was to name `file`: a refusal is certain, so nothing names it. A fault is not; the sweep decides then.
pub(crate) async fn drop_refused<T>(services: &Services, file: &Path, written: &Result<T>) {
    if matches!(written, Err(crate::Error::Problem(_)))
        && let Err(error) = services.0.files.delete(file).await
    {
        tracing::warn!(%error, %file, "a file that nothing names stays");
    }
}

/// All files of ours.
pub(crate) async fn listed(services: &Services) -> Result<Vec<object_store::ObjectMeta>> {
    let mut all = Vec::new();
    for prefix in PREFIXES {
        all.extend(services.0.files.list(Some(&Path::from(prefix))).try_collect::<Vec<_>>().await?);
    }
    Ok(all)
}

/// Removes files older than a day that no row names. A job, once a day.
pub(crate) async fn sweep(services: &Services) -> Result<()> {
    let objects = listed(services).await?;
    // The store's own times on both sides: its clock need not be ours.
    let Some(newest) = objects.iter().map(|o| o.last_modified).max() else { return Ok(()) };
    let old = |o: &&object_store::ObjectMeta| (newest - o.last_modified).to_std().is_ok_and(|age| age > KEPT);
    let old: Vec<Path> = objects.iter().filter(old).map(|o| o.location.clone()).collect();
    for few in old.chunks(FEW) {
        let named = named(services, few).await?;
        for file in few.iter().filter(|file| !named.contains(file.as_ref())) {
            tracing::info!(%file, "swept");
            services.0.files.delete(file).await?;
        }
    }
    Ok(())
}

/// Those of `files` that a row names.
async fn named(services: &Services, files: &[Path]) -> Result<HashSet<String>> {
    let id = |file: &Path| file.filename().and_then(|name| name.trim_end_matches(".json").parse().ok());
    let ids: Vec<uuid::Uuid> = files.iter().filter_map(id).collect();
    let db = services.0.db.read()?;
    let photos = photo::Entity::find().filter(photo::Column::Id.is_in(ids.iter().map(|id| PhotoId(*id))));
    let photos: Vec<String> = photos.select_only().column(photo::Column::Object).into_tuple().all(&db).await?;
    let imports = import::Entity::find().filter(import::Column::Id.is_in(ids.iter().map(|id| ImportId(*id))));
    let imports: Vec<String> = imports.select_only().column(import::Column::Object).into_tuple().all(&db).await?;
    Ok(photos.into_iter().chain(imports).collect())
}
