//! 我的报考.
use crate::api::ApiError;
use crate::route;
use crate::text::{date, eligibility, follow, integrity, label, lang, me, t, tf};
use crate::ui::load::load;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, stage_tag, tag};
use crate::ui::title::PageTitle;
use domain::integrity::OwnRecord;
use domain::photo_review::Standing;
use domain::view::MeView;
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadOverview, prefix = "/api", endpoint = "me/overview", input = GetUrl)]
pub async fn overview() -> Result<MeView, ApiError> {
    crate::api::candidate()?.overview().await.map_err(crate::api::fail)
}

#[component]
pub fn OverviewPage() -> impl IntoView {
    let view = Resource::new_blocking(|| (), |()| overview());
    load(view, |view| view! { <Overview view/> })
}

#[component]
fn Overview(view: MeView) -> impl IntoView {
    let (lang, now) = (lang(), view.now);
    let empty = view.applications.is_empty();
    let rows = view
        .applications
        .into_iter()
        .map(|a| {
            view! {
                <li class="pos plain">
                    <div class="body">
                        <h2><a href=route::application(a.id)>{a.exam_title}</a></h2>
                        <p class="meta"><span>{tf(me::NUMBER, &[&a.number])}</span><span>{tf(me::DEADLINE, &[&date::moment(lang, a.deadline, now)])}</span></p>
                    </div>
                    <div class="nums">{stage_tag(a.stage)}</div>
                    <div class="act"><a class="btn second small" href=route::application(a.id)>{t(me::OPEN_APPLICATION)}</a></div>
                </li>
            }
        })
        .collect_view();
    let parts = view
        .parts
        .iter()
        .map(|p| {
            let state = if p.saved.is_some() { tag(Tone::Ok, t(me::DONE)) } else { tag(Tone::Warn, t(me::OPEN_PART)) };
            view! { <li><a href=route::part(p.part)>{t(me::FORM)}" · "{t(label::part(p.part))}</a>" "{state}</li> }
        })
        .collect_view();
    let photo = match view.photo {
        Some(Standing::Refused) => tag(Tone::Bad, t(label::photo_standing(Standing::Refused))),
        Some(Standing::Released) => tag(Tone::Warn, t(label::photo_standing(Standing::Released))),
        Some(_) => tag(Tone::Ok, t(me::PHOTO_DONE)),
        None => tag(Tone::Warn, t(me::PHOTO_MISSING)),
    };
    let unread = (view.unread > 0).then(|| tag(Tone::Info, tf(follow::UNREAD_MANY, &[&view.unread])));
    let usable = view.photo.is_some_and(|standing| standing != Standing::Refused);
    let again = view.photo_exam.map_or_else(|| route::ME_PHOTO.to_owned(), route::photo_for);
    let turned_down = (view.photo == Some(Standing::Refused)).then(|| {
        view! { <Note tone=Tone::Bad><p>{t(me::PHOTO_TURNED_DOWN)}</p><p><a class="btn" href=again.clone()>{t(me::PHOTO_AGAIN)}</a></p></Note> }
    });
    let records = (!view.records.is_empty()).then(|| {
        let line = |record: &OwnRecord| tf(integrity::HERE, &[&record.terms.decision_no, &eligibility::banned(lang, record.terms.until)]);
        let lines = view.records.iter().map(|record| view! { <p>{line(record)}</p> }).collect_view();
        view! { <Note tone=Tone::Bad>{lines}<p><a class="btn" href=route::ME_INTEGRITY>{t(integrity::SEE)}</a></p></Note> }
    });
    view! {
        <PageTitle title=me::ME_TITLE/>
        <div class="head"><h1>{t(me::ME_TITLE)}</h1></div>
        <div class="cols">
            <div class="stack gap-4">
                {records}
                {turned_down}
                {if empty {
                    view! { <p class="empty">{t(me::NO_APPLICATION)}</p> }.into_any()
                } else {
                    view! { <section class="card list"><ol>{rows}</ol></section> }.into_any()
                }}
                <p><a class="btn" href=if usable { route::HOME } else { route::ME_PHOTO }>
                    {if usable { t(me::CHOOSE_EXAM) } else { t(me::PHOTO_TITLE) }}
                </a></p>
            </div>
            <aside class="rail"><section class="card"><ul class="links">
                <li><a href=route::ME_PHOTO>{t(me::PHOTO)}</a>" "{photo}</li>
                {parts}
                <li><a href=route::ME_FAVOURITES>{t(follow::FAVOURITES)}</a></li>
                <li><a href=route::ME_MESSAGES>{t(follow::MESSAGES)}</a>" "{unread}</li>
                <li><a href=route::ME_ACCOUNT>{t(me::ACCOUNT)}</a></li>
                <li><a href=route::ME_PASSWORD>{t(me::PASSWORD)}</a></li>
            </ul></section></aside>
        </div>
    }
}
