//! Positions with fewer applicants than the 开考比例 asks for; several closed or cancelled in one act.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{posts as words, t, tf};
use crate::ui::field::{ChecksField, Choice, RadioField, TextArea, TimeField};
use crate::ui::form::{Form, Hidden, check_with, flat, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::pager::{Pager, Span};
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::position_state::{ShortQuery, Shut, ShutManyForm};
use domain::view::{FormSetup, Next, PostItem, ShortPosts};
use domain::{Code, ExamId, FieldName};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadShortPosts, prefix = "/api", endpoint = "admin/posts/short", input = GetUrl)]
pub async fn short_posts(exam: ExamId, #[server(default)] query: ShortQuery) -> Result<ShortPosts, ApiError> {
    crate::api::exam_admin()?.short_posts(exam, query).await.map_err(crate::api::fail)
}

#[server(name = ShutPosts, prefix = "/api", endpoint = "admin/posts/shut")]
pub async fn shut_posts(exam: ExamId, #[server(default)] form: ShutManyForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    let done = crate::api::exam_admin()?.shut_posts(exam, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved={done}", route::posts_short(exam))))
}

#[component]
pub fn ShortPage() -> impl IntoView {
    let (id, map) = (id_of::<ExamId>("id"), use_query_map());
    let asked = move || {
        let map = map.read();
        let get = |name: &str| map.get(name).unwrap_or_default();
        ShortQuery { ratio: get("ratio"), passed: get("passed"), after: get("after"), all: get("all") }
    };
    let view = Resource::new_blocking(
        move || (id(), asked()),
        |(id, query)| async move {
            match id {
                Some(id) => short_posts(id, query).await,
                None => Err(Code::NotFound.into()),
            }
        },
    );
    load2(view, form_setup("admin/posts/shut", false), move |view, setup| view! { <Page view setup all=!asked().all.is_empty()/> })
}

/// The page with the same filter, and more.
fn with(view: &ShortPosts, more: &[(&str, &str)]) -> String {
    let mut pairs = vec![format!("ratio={}", view.ratio)];
    pairs.extend(view.passed.then(|| "passed=1".to_owned()));
    pairs.extend(more.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", route::percent(value))));
    format!("{}?{}", route::posts_short(view.exam.id), pairs.join("&"))
}

fn choice(post: &PostItem, ratio: u32, passed: bool) -> Choice {
    let (item, [waiting, approved, _]) = (&post.item, post.counts);
    let counted = if passed { approved } else { waiting + approved };
    let missing = (u64::from(ratio) * u64::from(item.headcount)).saturating_sub(counted);
    let line = tf(words::SHORT_ONE, &[&item.title, &item.code, &item.unit, &item.headcount, &waiting, &approved, &missing]);
    (item.id.to_string(), if post.shut.is_some() { tf(words::SHORT_ONE_CLOSED, &[&line]) } else { line })
}

#[component]
fn Page(view: ShortPosts, setup: FormSetup, all: bool) -> impl IntoView {
    let saved = use_query_map().read_untracked().get("saved");
    let exam = view.exam.clone();
    let body = if view.items.is_empty() {
        let word = if view.ratio == 0 { words::SHORT_NO_RATIO } else { words::SHORT_NONE };
        view! { <p class="empty">{t(word)}</p> }.into_any()
    } else {
        act(view.clone(), setup, all).into_any()
    };
    view! {
        <PageTitle title=words::SHORT_TITLE/>
        <Desk shell=view.shell.clone()>
            <a class="back" href=route::posts(exam.id)>{icon(Icon::Left)}{t(words::SHORT_BACK)}</a>
            <div class="head"><h1>{t(words::SHORT_TITLE)}</h1><p>{exam.title.clone()}</p><p>{t(words::SHORT_LEAD)}</p></div>
            <div class="stack gap-4">
                {saved.map(|many| view! { <Note tone=Tone::Ok><p role="status">{tf(words::SHORT_DONE, &[&many])}</p></Note> })}
                <form class="filter two" method="get" action=route::posts_short(exam.id)>
                    <div><label for="ratio">{t(words::SHORT_RATIO)}</label>
                        <input class="in w-short" id="ratio" name="ratio" inputmode="numeric" value=view.ratio.to_string()/></div>
                    <label class="tick"><input type="checkbox" name="passed" value="1" checked=view.passed/><span>{t(words::SHORT_PASSED)}</span></label>
                    <button class="btn second" type="submit">{icon(Icon::Search)}{t(words::SHORT_SHOW)}</button>
                </form>
                {body}
            </div>
        </Desk>
    }
}

/// The positions to choose from, and what is done to those that are chosen.
fn act(view: ShortPosts, setup: FormSetup, all: bool) -> impl IntoView {
    let (windows, now) = (view.exam.windows, view.shell.now);
    let check = check_with(move |form: &ShutManyForm| form.parse(&windows, now).err().unwrap_or_default());
    let ticked = view.items.iter().filter(|_| all).map(|post| post.item.id.to_string());
    let values = flat(&ShutManyForm { chosen: ticked.collect(), ..ShutManyForm::default() });
    let posts = view.items.iter().map(|post| choice(post, view.ratio, view.passed)).collect();
    let states = [(Shut::Closed, words::CLOSED), (Shut::Cancelled, words::CANCELLED)];
    let states = states.map(|(shut, word)| (shut.code().to_owned(), t(word).to_owned())).to_vec();
    let here = view.first - 1 + view.items.len() as u64;
    let span = Span { first: view.first, last: here, total: view.total };
    let previous = view.before.as_ref().map(|after| with(&view, &[("after", after)]));
    let next = view.after.as_ref().map(|after| with(&view, &[("after", after)]));
    let begin = use_query_map().read_untracked().get("after").unwrap_or_default();
    let whole = with(&view, &[("after", begin.as_str()), ("all", "1")]);
    view! {
        <p role="status"><strong>{tf(words::SHORT_FOUND, &[&view.total, &view.ratio])}</strong></p>
        <Form action="/api/admin/posts/shut" setup values check class="stack gap-4">
            <Hidden name="exam" value=view.exam.id.to_string()/>
            <section class="card stack gap-3">
                <ChecksField field=FieldName::Chosen options=posts/>
                <p><a class="btn second small" href=whole rel="external">{t(words::SHORT_ALL)}</a></p>
                <Pager span previous next/>
            </section>
            <section class="card stack gap-3"><h2>{t(words::SHORT_STATE)}</h2>
                <RadioField field=FieldName::PositionState options=states/>
                <p class="quiet">{t(words::CLOSED_LINE)}</p>
                <p class="quiet">{t(words::CANCELLED_LINE)}</p>
                <TextArea field=FieldName::Words label=words::WORDS hint=words::WORDS_HINT optional=true rows=3/>
                <TimeField field=FieldName::RechooseUntil/>
            </section>
            <div class="bar"><button class="btn" type="submit">{t(words::SHORT_DO)}</button></div>
        </Form>
    }
}
