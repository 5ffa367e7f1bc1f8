//! Photo profiles: those that come with the program, and those an organiser made. A change is a new version; photos are told apart by it.
use crate::Services;
use crate::actor::{ExamAdmin, Named, Visitor};
use crate::audit::{self, Entry};
use crate::entity::{exam, photo_profile as table};
use crate::error::{Error, Result};
use crate::idempotency::Instance;
use domain::photo_profile::PhotoProfileForm;
use domain::view::{PhotoProfileEdit, PhotoProfileItem, PhotoProfiles};
use domain::{Code, Problem};
use photo::Profile;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use std::sync::Arc;

/// The profile in force under `id`.
pub(crate) async fn load(services: &Services, id: &str) -> Result<Profile> {
    match Profile::builtin(id) {
        Some(known) => Ok(known),
        None => parsed(&newest(services, id).await?.ok_or(Error::Internal("photo profile"))?),
    }
}

/// The profile that `name` meant when a photo was judged: `id/version`, as reports name it.
pub(crate) async fn judged_by(services: &Services, name: &str) -> Result<Profile> {
    let (id, version) = name.split_once('/').ok_or(Error::Internal("name of a photo profile"))?;
    if let Some(known) = Profile::builtin(id) {
        return Ok(known);
    }
    let version: i32 = version.parse().map_err(|_| Error::Internal("name of a photo profile"))?;
    let row = table::Entity::find_by_id((id.to_owned(), version)).one(&services.0.db.read()?).await?;
    parsed(&row.ok_or(Error::Internal("photo profile"))?)
}

fn parsed(row: &table::Model) -> Result<Profile> {
    Ok(serde_json::from_str(&row.profile)?)
}

async fn newest(services: &Services, id: &str) -> Result<Option<table::Model>> {
    let find = table::Entity::find().filter(table::Column::Id.eq(id)).order_by_desc(table::Column::Version);
    Ok(find.one(&services.0.db.read()?).await?)
}

/// What organisers made, each as it is in force, the one changed last on top.
async fn own(services: &Services) -> Result<Vec<table::Model>> {
    let last: Vec<(String, i32)> = table::Entity::find()
        .select_only()
        .column(table::Column::Id)
        .column_as(table::Column::Version.max(), "version")
        .group_by(table::Column::Id)
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    if last.is_empty() {
        return Ok(Vec::new());
    }
    let these = last.into_iter().fold(Condition::any(), |any, (id, version)| {
        any.add(Condition::all().add(table::Column::Id.eq(id)).add(table::Column::Version.eq(version)))
    });
    Ok(table::Entity::find().filter(these).order_by_desc(table::Column::Made).all(&services.0.db.read()?).await?)
}

/// Titles of the exams that ask for each profile.
async fn users(services: &Services) -> Result<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> = exam::Entity::find()
        .select_only()
        .columns([exam::Column::PhotoProfile, exam::Column::Title])
        .order_by_desc(exam::Column::Serial)
        .into_tuple()
        .all(&services.0.db.read()?)
        .await?;
    let mut users: HashMap<String, Vec<String>> = HashMap::new();
    for (profile, title) in rows {
        users.entry(profile).or_default().push(title);
    }
    Ok(users)
}

/// All profiles an exam may ask for: the own ones first.
pub(crate) async fn all(services: &Services) -> Result<Vec<PhotoProfileItem>> {
    let mut users = users(services).await?;
    let mut items = Vec::new();
    for row in own(services).await? {
        let exams = users.remove(&row.id).unwrap_or_default();
        items.push(PhotoProfileItem { profile: parsed(&row)?, title: row.title, made: Some(row.made), exams });
    }
    for id in Profile::builtin_ids() {
        let profile = load(services, &id).await?;
        items.push(PhotoProfileItem { profile, title: String::new(), made: None, exams: users.remove(&id).unwrap_or_default() });
    }
    Ok(items)
}

pub(crate) async fn ids(services: &Services) -> Result<Vec<String>> {
    Ok(all(services).await?.into_iter().map(|item| item.profile.id).collect())
}

impl Visitor {
    /// What the public photo check offers: every profile that comes with the program, and the own ones that an exam asks for.
    pub async fn photo_profiles(&self) -> Result<Vec<PhotoProfileItem>> {
        let mut items = all(&self.services).await?;
        items.retain(|item| item.made.is_none() || !item.exams.is_empty());
        Ok(items)
    }
}

impl ExamAdmin {
    pub async fn photo_profiles(&self) -> Result<PhotoProfiles> {
        Ok(PhotoProfiles { shell: self.shell().await?, now: self.services.now(), items: all(&self.services).await? })
    }

    /// An own profile to change, or a new one that begins as a copy of `from`. Errors: `NotFound`.
    pub async fn photo_profile(&self, id: Option<String>, from: String) -> Result<PhotoProfileEdit> {
        let shell = self.shell().await?;
        let Some(id) = id else {
            let base = match Profile::builtin(&from) {
                Some(known) => known,
                None => match newest(&self.services, &from).await? {
                    Some(row) => parsed(&row)?,
                    None => Profile::plain(),
                },
            };
            let form = PhotoProfileForm::of("", &base);
            return Ok(PhotoProfileEdit {
                shell,
                id: None,
                title: String::new(),
                form,
                profile: base,
                exams: Vec::new(),
                file: String::new(),
            });
        };
        let row = newest(&self.services, &id).await?.ok_or(Code::NotFound)?;
        let profile = parsed(&row)?;
        let form = PhotoProfileForm { version: row.version.to_string(), ..PhotoProfileForm::of(&row.title, &profile) };
        let exams = users(&self.services).await?.remove(&id).unwrap_or_default();
        Ok(PhotoProfileEdit { shell, id: Some(id), title: row.title, form, exams, file: profile.text(), profile })
    }

    /// Makes a profile, or the next version of one; its id. Errors: field problems, `NotFound`, `Conflict` when somebody saved meanwhile.
    pub async fn save_photo_profile(&self, id: Option<String>, form: PhotoProfileForm, key: String) -> Result<String> {
        let before = match &id {
            Some(id) => Some(newest(&self.services, id).await?.ok_or(Code::NotFound)?),
            None => None,
        };
        let own = id.clone().unwrap_or_else(|| format!("own-{}", self.services.0.ids.uuid()));
        let version = before.as_ref().map_or(1, |row| row.version + 1);
        let (title, profile) = form.parse(&own, version.unsigned_abs()).map_err(Problem::from)?;
        let instance = Instance::new(&self.services, self, "admin/photo-profile/save", &key, &(&id, &form))?;
        let shown: i32 = if before.is_some() { form.version.parse().map_err(|_| Code::BadRequest)? } else { 0 };
        let entry = Entry { actor: self.actor(), deed: "photo_profile.save", subject: format!("photo_profile:{own}") };
        let text = profile.text();
        let told = match &before {
            Some(row) => crate::rehearsal::difference(&parsed(row)?.text(), &text),
            None => text,
        };
        let detail = audit::seal_detail(&self.services, &entry, &format!("{title}\n{told}"))?;
        let row = table::Model { id: own, version, title, profile: serde_json::to_string(&profile)?, made: self.services.now() };
        let (services, work) = (self.services.clone(), Arc::new((row, shown, entry, detail, instance)));
        self.services
            .0
            .db
            .write(move |tx| {
                let (services, work) = (services.clone(), work.clone());
                Box::pin(async move {
                    let (row, shown, entry, detail, instance) = &*work;
                    if let Some(id) = instance.earlier::<String>(tx, &services).await? {
                        return Ok(id);
                    }
                    let last: Option<Option<i32>> = table::Entity::find()
                        .select_only()
                        .column_as(table::Column::Version.max(), "version")
                        .filter(table::Column::Id.eq(row.id.as_str()))
                        .into_tuple()
                        .one(tx.conn())
                        .await?;
                    if last.flatten().unwrap_or(0) != *shown {
                        return Err(Code::Conflict.into());
                    }
                    // Two at once: the primary key refuses the second.
                    table::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
                    audit::note_with(tx, entry, detail.clone()).await?;
                    instance.done(tx, &services, &row.id).await?;
                    Ok(row.id.clone())
                })
            })
            .await
    }
}
