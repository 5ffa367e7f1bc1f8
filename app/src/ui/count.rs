//! How many applied for a position, as its exam publishes it.
use super::tag::{Tone, tag};
use crate::text::{W, date, follow, lang, t, tf};
use domain::count::{FEW, Published, Publishing};
use domain::view::PositionItem;
use domain::{PositionId, Timestamp};
use leptos::prelude::*;

/// A number of people; small ones are not told apart.
pub fn number(many: u32) -> String {
    if (1..FEW).contains(&many) { tf(follow::FEWER, &[&FEW]) } else { tf(follow::PEOPLE, &[&many]) }
}

/// In a list, beside the places: who applied, and how many that is for a place.
pub fn applied(counts: Option<&Published>, id: PositionId, places: u32) -> Option<impl IntoView + use<>> {
    let count = counts?.of(id);
    let rivals = count.rivals(places).map(|tenths| view! { <small>{tf(follow::RIVALS_SHORT, &[&tenth(tenths)])}</small> });
    Some(view! { <div>{t(follow::APPLIED)}" "<b>{number(count.applied)}</b>" "{rivals}</div> })
}

/// In a list of few: too few applied for the exam to be held for it.
pub fn below(counts: Option<&Published>, id: PositionId) -> Option<impl IntoView + use<>> {
    let counts = counts.filter(|counts| counts.of(id).below)?;
    Some(view! { <div>{tag(Tone::Warn, tf(follow::BELOW_RATIO, &[&counts.ratio]))}</div> })
}

fn tenth(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Below a list: as of when its numbers are.
pub fn counted_at(counts: Option<&Published>, now: Timestamp) -> Option<impl IntoView + use<>> {
    let counts = counts?;
    let at = date::moment(lang(), counts.at, now);
    Some(view! { <p class="quiet">{tf(follow::COUNTED_AT, &[&at])}" "{t(how(counts.how))}</p> })
}

const fn how(how: Publishing) -> W {
    match how {
        Publishing::Live => follow::COUNTED_LIVE,
        Publishing::Daily => follow::COUNTED_DAILY,
        Publishing::HideLastDay => follow::COUNTED_HIDE,
        Publishing::Off => follow::COUNTED_OFF,
    }
}

/// 报名人数 of one position.
pub fn counts(counts: Option<&Published>, item: &PositionItem, now: Timestamp) -> Option<impl IntoView + use<>> {
    let published = counts?;
    let (count, ratio) = (published.of(item.id), published.ratio);
    let rivals = count.rivals(item.headcount).map(|tenths| {
        view! { <dt>{t(follow::RIVALS)}</dt><dd>{tf(follow::RIVALS_SHORT, &[&tenth(tenths)])}</dd> }
    });
    let needed = (ratio > 0).then(|| {
        let below = count.below.then(|| tag(Tone::Warn, t(follow::BELOW)));
        view! { <dt>{t(follow::RATIO)}</dt><dd>{tf(follow::RATIO_TO, &[&ratio])}" "{below}</dd> }
    });
    Some(view! {
        <section class="card stack gap-2"><h2>{t(follow::COUNTS)}</h2>
            <dl class="facts">
                <dt>{t(follow::APPLIED)}</dt><dd>{number(count.applied)}</dd>
                <dt>{t(follow::PASSED)}</dt><dd>{number(count.passed)}</dd>
                {rivals}{needed}
            </dl>
            {counted_at(Some(published), now)}
        </section>
    })
}
