//! 岗位管理: an exam's positions with who holds them; 停止报名, 取消岗位.
use crate::api::ApiError;
use crate::public::id_of;
use crate::public::positions::{Beside, asked, search};
use crate::route;
use crate::text::{admin, date, label, lang, me, posts as words, t, tf};
use crate::ui::field::{RadioField, TextArea, TimeField};
use crate::ui::form::{Form, Hidden, attempt_form, check_with, flat, form_setup};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::{load, load2};
use crate::ui::note::Note;
use crate::ui::shut::shut_tag;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use domain::application::Stage;
use domain::position::PositionQuery;
use domain::position_state::{OPEN, PositionStateForm, Shut};
use domain::view::{FormSetup, Next, PositionItem, PostView, Posts};
use domain::{Code, ExamId, FieldName, PositionId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadPosts, prefix = "/api", endpoint = "admin/posts", input = GetUrl)]
pub async fn posts(exam: ExamId, query: PositionQuery) -> Result<Posts, ApiError> {
    crate::api::exam_admin()?.posts(exam, query).await.map_err(crate::api::fail)
}

#[server(name = ReadPost, prefix = "/api", endpoint = "admin/post", input = GetUrl)]
pub async fn post(id: PositionId) -> Result<PostView, ApiError> {
    crate::api::exam_admin()?.post(id).await.map_err(crate::api::fail)
}

#[server(name = SetPositionState, prefix = "/api", endpoint = "admin/post/state")]
pub async fn set_state(
    id: PositionId,
    #[server(default)] form: PositionStateForm,
    #[server(default)] key: String,
) -> Result<Next, ApiError> {
    crate::api::exam_admin()?.set_position_state(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::post(id))))
}

#[component]
pub fn PostsPage() -> impl IntoView {
    let (id, asked) = (id_of::<ExamId>("id"), asked());
    let view = Resource::new_blocking(
        move || (id(), asked()),
        |(id, query)| async move {
            match id {
                Some(id) => posts(id, query).await,
                None => Err(Code::NotFound.into()),
            }
        },
    );
    load(view, move |view| {
        let exam = view.list.exam.clone();
        let items = view.items.clone();
        let waived = (view.waived > 0).then(|| {
            view! {
                <section class="stack gap-2 mb-4">
                    <p><a class="btn second" href=route::waived(exam.id) rel="external" download="">{tf(words::WAIVED_LIST, &[&view.waived])}</a></p>
                    <p class="quiet">{t(words::WAIVED_LINE)}</p>
                </section>
            }
        });
        let link = Box::new(|item: &PositionItem| route::post(item.id));
        let mark = Box::new(move |item: &PositionItem| {
            let found = items.iter().find(|post| post.item.id == item.id)?;
            let [waiting, approved, _] = found.counts;
            Some(view! { {found.shut.clone().map(|s| shut_tag(s.shut))}<div>{tf(words::COUNTS, &[&waiting, &approved])}</div> }.into_any())
        });
        view! {
            <PageTitle title=words::TITLE/>
            <Desk shell=view.shell>
                <a class="back" href=route::exam_edit(exam.id)>{icon(Icon::Left)}{exam.title.clone()}</a>
                <div class="head"><h1>{t(words::TITLE)}</h1><p>{t(words::LEAD)}</p></div>
                <p class="mb-4"><a class="btn second" href=route::posts_short(exam.id)>{t(words::SHORT_TITLE)}</a></p>
                {waived}
                {search(&route::posts(exam.id), &asked(), view.list, (link, words::MANAGE), Beside { mark, stars: None, compare: false })}
            </Desk>
        }
    })
}

#[component]
pub fn PostPage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<PositionId>("id"), |id| async move {
        match id {
            Some(id) => post(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(view, form_setup("admin/post/state", false), |view, setup| view! { <Page view setup/> })
}

#[component]
fn Page(view: PostView, setup: FormSetup) -> impl IntoView {
    let (lang, now, windows) = (lang(), view.shell.now, view.exam.windows);
    let saved = use_query_map().read_untracked().get("saved").is_some();
    let item = view.post.item.clone();
    let shut = view.post.shut.clone();
    let state = shut.as_ref().map_or(OPEN, |s| s.shut.code());
    let until = shut.as_ref().and_then(|s| s.until).and_then(|at| at.beijing()).map(|at| at.format("%Y-%m-%dT%H:%M").to_string());
    let first = PositionStateForm {
        position_state: state.to_owned(),
        words: shut.as_ref().map(|s| s.words.clone()).unwrap_or_default(),
        rechoose_until: until.unwrap_or_default(),
        shown: state.to_owned(),
    };
    let form = attempt_form::<PositionStateForm>(&setup).unwrap_or(first);
    let check = check_with(move |f: &PositionStateForm| f.parse(&windows, now).err().unwrap_or_default());
    let all = [(OPEN, words::OPEN), (Shut::Closed.code(), words::CLOSED), (Shut::Cancelled.code(), words::CANCELLED)];
    // What is cancelled stays so: people have chosen others since.
    let offered = all.into_iter().filter(|(code, _)| state != Shut::Cancelled.code() || *code == state);
    let options = offered.map(|(code, word)| (code.to_owned(), t(word).to_owned())).collect();
    let count = |stage: &'static str, many: u64| view! { <div><dt>{stage}</dt><dd>{many}</dd></div> };
    let [waiting, approved, others] = view.post.counts;
    let since = shut.map(|s| {
        let at = tf(words::SINCE, &[&date::moment(lang, s.at, now)]);
        view! { <p>{shut_tag(s.shut)}" "<span class="quiet">{at}</span></p> }
    });
    view! {
        <PageTitle title=words::TITLE/>
        <Desk shell=view.shell.clone()>
            <a class="back" href=route::posts(view.exam.id)>{icon(Icon::Left)}{t(words::TITLE)}</a>
            <div class="head"><h1>{item.title.clone()}</h1><p>{item.unit.clone()}" · "{item.code.clone()}" · "
                <a href=route::position(item.id) rel="external">{t(admin::PUBLIC_PAGE)}</a></p></div>
            <div class="stack gap-4">
                {saved.then(|| view! { <Note tone=Tone::Ok><p role="status">{t(words::SAVED)}</p></Note> })}
                {since}
                <dl class="figures">{count(t(words::RECRUITS), u64::from(item.headcount))}{count(t(label::stage(Stage::PendingReview)), waiting)}
                    {count(t(label::stage(Stage::Approved)), approved)}{count(t(words::OTHERS), others)}</dl>
                <Form action="/api/admin/post/state" setup values=flat(&form) check>
                    <Hidden name="id" value=item.id.to_string()/>
                    <Hidden name="form[shown]" value=state/>
                    <section class="card stack gap-3"><h2>{t(words::STATE)}</h2>
                        <RadioField field=FieldName::PositionState options/>
                        <p class="quiet">{t(words::CLOSED_LINE)}</p>
                        <p class="quiet">{t(words::CANCELLED_LINE)}</p>
                        <TextArea field=FieldName::Words label=words::WORDS hint=words::WORDS_HINT optional=true rows=3/>
                        <TimeField field=FieldName::RechooseUntil/>
                    </section>
                    <div class="bar"><button class="btn" type="submit">{t(me::SAVE)}</button></div>
                </Form>
            </div>
        </Desk>
    }
}
