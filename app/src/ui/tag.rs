//! State as shape, word and colour.
use super::icon::{Icon, icon};
use domain::application::Stage;
use domain::integrity::State;
use domain::photo_review::Standing;
use leptos::prelude::*;

/// Colour of a tag or note; its class in the style sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Ok,
    Info,
    Warn,
    Bad,
    Ask,
}

impl Tone {
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Ok => "ok",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Ask => "ask",
        }
    }

    pub const fn icon(self) -> Icon {
        match self {
            Self::Plain => Icon::Wait,
            Self::Ok => Icon::Ok,
            Self::Info => Icon::Info,
            Self::Warn => Icon::Warn,
            Self::Bad => Icon::Bad,
            Self::Ask => Icon::Ask,
        }
    }
}

/// `tag(Tone::Ok, t(label::…))`; the icon follows the tone.
pub fn tag(tone: Tone, word: impl Into<String>) -> impl IntoView {
    view! { <span class=format!("tag {}", tone.class())>{icon(tone.icon())}{word.into()}</span> }
}

/// The tag of a record of 诚信库.
pub fn record_tag(state: State) -> impl IntoView {
    let tone = match state {
        State::Entered => Tone::Ask,
        State::InForce => Tone::Bad,
        State::Refused | State::Lifted => Tone::Plain,
    };
    tag(tone, crate::text::t(crate::text::integrity::state(state)))
}

/// The tag of an application's stage.
pub fn photo_tag(standing: Standing) -> impl IntoView {
    let tone = match standing {
        Standing::Uploaded | Standing::Pending => Tone::Info,
        Standing::Approved => Tone::Ok,
        Standing::Refused => Tone::Bad,
        Standing::Released => Tone::Warn,
        Standing::Replaced => Tone::Plain,
    };
    tag(tone, crate::text::t(crate::text::label::photo_standing(standing)))
}

pub fn stage_tag(stage: Stage) -> impl IntoView {
    let tone = match stage {
        Stage::Draft | Stage::FormSaved | Stage::Waived => Tone::Plain,
        Stage::PositionSaved => Tone::Warn,
        Stage::PendingReview => Tone::Info,
        Stage::Approved => Tone::Ok,
        Stage::Rejected | Stage::Returned => Tone::Bad,
    };
    tag(tone, crate::text::t(crate::text::label::stage(stage)))
}
