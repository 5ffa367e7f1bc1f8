//! 我的消息: what became of positions a candidate keeps an eye on.
use crate::api::ApiError;
use crate::route;
use crate::text::{date, follow, frame, lang, t, tf};
use crate::ui::count::number;
use crate::ui::load::load;
use crate::ui::tag::{Tone, tag};
use crate::ui::title::PageTitle;
use domain::Timestamp;
use domain::message::{MessageView, MessagesView, News, SHOWN};
use domain::view::Next;
use leptos::prelude::*;
use leptos::task::spawn_local;
use server_fn::codec::GetUrl;

#[server(name = ReadMessages, prefix = "/api", endpoint = "me/messages", input = GetUrl)]
pub async fn messages() -> Result<MessagesView, ApiError> {
    crate::api::candidate()?.messages().await.map_err(crate::api::fail)
}

#[server(name = MarkRead, prefix = "/api", endpoint = "me/messages/read")]
pub async fn mark_read(#[server(default)] until: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.read_messages(&until).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::ME_MESSAGES))
}

#[component]
pub fn MessagesPage() -> impl IntoView {
    load(Resource::new_blocking(|| (), |()| messages()), |view| view! { <Messages view/> })
}

#[component]
fn Messages(view: MessagesView) -> impl IntoView {
    let MessagesView { now, messages, unread } = view;
    let newest = messages.first().map_or(0, |message| message.at.0).to_string();
    // Looking at them is reading them; without scripts the button says so.
    if unread > 0 {
        let newest = newest.clone();
        Effect::new(move || {
            let newest = newest.clone();
            // What fails is told again on the next visit.
            spawn_local(async move { drop(mark_read(newest).await) });
        });
    }
    let button = (unread > 0).then(|| {
        view! {
            <form class="noscript" method="post" action="/api/me/messages/read">
                <input type="hidden" name="until" value=newest/>
                <input type="hidden" name="page" value=route::ME_MESSAGES/>
                <button class="btn second small" type="submit">{t(follow::MARK_READ)}</button>
            </form>
        }
    });
    let body = if messages.is_empty() {
        view! { <p class="empty">{t(follow::NO_MESSAGES)}</p> }.into_any()
    } else {
        let rows = messages.into_iter().map(|message| line(message, now)).collect_view();
        view! { <section class="card list" aria-label=t(follow::MESSAGES)><ol>{rows}</ol></section> }.into_any()
    };
    view! {
        <PageTitle title=follow::MESSAGES/>
        <div class="head"><h1>{t(follow::MESSAGES)}</h1><p>{tf(follow::MESSAGES_LINE, &[&SHOWN])}</p></div>
        <div class="stack gap-4">{button}{body}
            <p><a class="btn second" href=route::ME_FAVOURITES>{t(follow::FAVOURITES)}</a></p></div>
    }
}

fn line(message: MessageView, now: Timestamp) -> impl IntoView {
    let new = (!message.read).then(|| tag(Tone::Info, t(follow::UNREAD)));
    let about_me = matches!(message.news, News::RecordInForce | News::RecordAnswered | News::RecordLifted);
    let place = message.position.map(route::position).or_else(|| about_me.then(|| route::ME_INTEGRITY.to_owned()));
    let title = match place {
        Some(href) => view! { <a href=href>{message.title}</a> }.into_any(),
        None => message.title.into_any(),
    };
    view! {
        <li class="pos plain">
            <div class="body"><h2>{title}" "{new}</h2>
                <p>{told(message.news)}</p>
                <p class="meta"><span>{message.unit}</span><span>{message.exam_title}</span><span>{date::moment(lang(), message.at, now)}</span></p>
            </div>
        </li>
    }
}

fn told(news: News) -> String {
    match news {
        News::Changed { columns } => tf(follow::NEWS_CHANGED, &[&columns]),
        News::Gone => t(follow::NEWS_GONE).to_owned(),
        News::Closed => t(follow::NEWS_CLOSED).to_owned(),
        News::Cancelled => t(follow::NEWS_CANCELLED).to_owned(),
        News::RecordInForce => t(follow::NEWS_RECORD).to_owned(),
        News::RecordAnswered => t(follow::NEWS_ANSWERED).to_owned(),
        News::RecordLifted => t(follow::NEWS_LIFTED).to_owned(),
        News::FellBelow { applied, places, ratio } => tf(follow::NEWS_FELL, &[&number(applied), &places, &ratio]),
        News::BelowRatio { applied, places, ratio, reviewed } => {
            let when = t(if reviewed { follow::AFTER_REVIEW } else { follow::AFTER_APPLYING });
            format!("{when}{}{}", t(frame::COLON), tf(follow::NEWS_BELOW, &[&number(applied), &places, &ratio]))
        }
    }
}
