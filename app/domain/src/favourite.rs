//! 收藏: positions a candidate keeps an eye on, told by exam, unit and code, so that a new table keeps them.
use crate::count::Published;
use crate::id::PositionId;
use crate::time::Timestamp;
use crate::verdict::Outcome;
use crate::view::{ChangeView, ExamItem};
use serde::{Deserialize, Serialize};

/// Favourites of a candidate at most.
pub const MOST_FAVOURITES: u64 = 50;

/// A star's button: one form of a page serves all its positions. The same again changes nothing, so no key is needed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StarForm {
    /// Id of the position to be starred.
    pub star: String,
    /// Id of the one that no longer shall be.
    pub unstar: String,
    /// Path and query of the page.
    pub back: String,
}

/// 我的收藏.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FavouritesView {
    pub now: Timestamp,
    pub exams: Vec<FavouriteExam>,
    pub count: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FavouriteExam {
    pub exam: ExamItem,
    pub rows: Vec<FavouriteRow>,
    pub counts: Option<Published>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FavouriteRow {
    /// As it stands in the table; as it was starred where it is gone.
    pub id: PositionId,
    pub gone: bool,
    pub code: String,
    pub title: String,
    pub unit: String,
    pub headcount: u32,
    pub added: Timestamp,
    /// By what is filled in; `None` where nothing can be judged.
    pub outcome: Option<Outcome>,
    /// Since it was starred, newest first.
    pub changes: Vec<ChangeView>,
}
