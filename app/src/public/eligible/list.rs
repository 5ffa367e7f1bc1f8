//! What was found: three groups, and the positions of one of them with what is not met. Also for 可报的岗位.
use crate::text::{Lang, W, me, public, review_mode};
use crate::ui::note::Note;
use crate::ui::star::{Star, Stars};
use crate::ui::tag::Tone;
use crate::ui::verdict::Why;
use domain::PositionId;
use domain::eligibility::{EligibleQuery, ReviewMode};
use domain::verdict::Outcome;
use domain::view::{ELIGIBLE_SHOWN, EligibleList, EligibleRow};
use leptos::prelude::*;

/// Counts, which are the way to each group, and the first of the group that is shown.
/// `link`: where a position leads; its star where there are any; who decides.
pub fn result<L: Fn(PositionId) -> String>(
    lang: Lang,
    told: EligibleList,
    now: EligibleQuery,
    (link, stars, mode): (L, Stars, ReviewMode),
) -> impl IntoView + use<L> {
    let (shown, pages) = (now.shown(), now.pages());
    let EligibleList { met, manual, failed, shut, places, rows } = told;
    let option = |place: String| {
        let selected = place == now.place;
        view! { <option value=place.clone() selected=selected>{place.clone()}</option> }
    };
    let place = (places.len() > 1).then(|| {
        let all = places.into_iter().map(option).collect_view();
        view! {
            <div class="row"><label for="place">{lang.t(public::DISTRICT)}</label>
                <select class="in w-mid" id="place" name="place"><option value="">{lang.t(public::ALL_DISTRICTS)}</option>{all}</select>
                <button class="btn second small noscript" type="submit" name="show" value=now.show.clone()>{lang.t(public::FIND)}</button></div>
        }
    });
    let shut = (shut > 0).then(|| view! { <p class="quiet">{lang.tf(public::ELIGIBLE_SHUT, &[&shut])}</p> });
    let tab = |value: &'static str, word: W, count: u64, group: Outcome| {
        let current = (group == shown).then_some("true");
        let class = if group == shown { "btn" } else { "btn second" };
        view! { <button class=class type="submit" name="show" value=value aria-current=current>{lang.t(word)}" "<b>{count}</b></button> }
    };
    let count = match shown {
        Outcome::Met => met,
        Outcome::Manual => manual,
        Outcome::Failed => failed,
    };
    let note = match shown {
        Outcome::Met => (Tone::Ok, public::GROUP_MET),
        Outcome::Manual => (Tone::Info, public::GROUP_MANUAL),
        Outcome::Failed => (Tone::Warn, review_mode::group_failed(mode)),
    };
    let (listed, group) = (
        rows.len(),
        if shown == Outcome::Met {
            "met"
        } else if shown == Outcome::Manual {
            "manual"
        } else {
            "failed"
        },
    );
    let more = (count > listed as u64).then(|| {
        let value = format!("{group}.{}", pages + 1);
        view! { <div class="row"><button class="btn second" type="submit" name="show" value=value>{lang.tf(public::ELIGIBLE_MORE_ROWS, &[&ELIGIBLE_SHOWN])}</button>
            <span class="quiet">{lang.tf(public::ELIGIBLE_LISTED, &[&listed, &count])}</span></div> }
    });
    let list = (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|r| row(lang, link(r.id), r, &stars)).collect_view();
        view! { <section class="card list" aria-label=lang.t(public::SEARCH_RESULTS)><ol>{rows}</ol></section> }
    });
    view! {
        <section class="stack gap-3" aria-labelledby="found"><h2 id="found">{lang.t(public::ELIGIBLE_FOUND)}</h2>
            {place}
            <p>{lang.tf(review_mode::counts(mode), &[&met, &manual, &failed])}</p>
            {shut}
            <div class="row">
                {tab("met", public::MAY, met, Outcome::Met)}{tab("manual", me::VERDICT_MANUAL, manual, Outcome::Manual)}
                {tab("failed", review_mode::may_not(mode), failed, Outcome::Failed)}
            </div>
            <Note tone=note.0><p>{lang.t(note.1)}</p></Note>
            {list}
            {more}
        </section>
    }
}

fn row(lang: Lang, href: String, row: EligibleRow, stars: &Stars) -> impl IntoView + use<> {
    let star = stars.is_some().then(|| view! { <div class="act"><Star id=row.id title=row.title.clone() stars=stars.clone()/></div> });
    view! {
        <li class="pos plain">
            <div class="body">
                <h3><a href=href>{row.title}</a></h3>
                <p class="meta"><span>{row.unit}</span><span>{lang.tf(public::CODE, &[&row.code])}</span><span>{row.place}</span></p>
                <Why findings=row.findings/>
            </div>
            <div class="nums"><div>{lang.t(public::RECRUITS)}" "<b>{row.headcount}</b>" "{lang.t(public::PERSONS)}</div></div>
            {star}
        </li>
    }
}
