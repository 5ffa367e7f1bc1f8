//! 消息: what happened to something a candidate keeps an eye on, or to the candidate.
use crate::id::PositionId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The newest messages that are shown.
pub const SHOWN: u64 = 100;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum News {
    /// A new table says something else about it: so many columns.
    Changed { columns: u32 },
    /// It left the table.
    Gone,
    /// 停止报名
    Closed,
    /// 取消岗位
    Cancelled,
    /// Counted again it had fewer than `ratio` applicants for each of its places, which it had reached before. `applied`: as `count::few`
    /// tells it.
    FellBelow { applied: u32, places: u32, ratio: u32 },
    /// A window closed with fewer than `ratio` applicants for each of its places. `applied`: as `count::few` tells it; `reviewed`: after
    /// review, else after applying.
    BelowRatio { applied: u32, places: u32, ratio: u32, reviewed: bool },
    /// A record of the integrity register about the candidate came into force.
    RecordInForce,
    /// What the candidate stated about it is answered.
    RecordAnswered,
    /// It keeps out no more.
    RecordLifted,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageView {
    pub at: Timestamp,
    pub read: bool,
    pub news: News,
    /// Blank where it is about no exam.
    pub exam_title: String,
    /// Where it can be looked at; `None` once it is gone.
    pub position: Option<PositionId>,
    /// Of the position; or 决定文号 and who decided.
    pub title: String,
    pub unit: String,
}

/// 我的消息.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessagesView {
    pub now: Timestamp,
    pub messages: Vec<MessageView>,
    pub unread: u64,
}
