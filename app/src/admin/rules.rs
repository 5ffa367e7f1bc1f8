//! 资格规则: changed as text, rehearsed on every live application, then published.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, admin, eligibility, me, t, tf};
use crate::ui::form::{Form, Hidden, form_setup, unchecked};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, stage_tag};
use crate::ui::title::PageTitle;
use crate::ui::verdict::outcome_tag;
use domain::exam::RulesForm;
use domain::view::{Flip, FormSetup, Next, Rehearsal, RulesView};
use domain::{Code, ExamId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadRules, prefix = "/api", endpoint = "admin/rules", input = GetUrl)]
pub async fn rules(id: ExamId, #[server(default)] draft: String) -> Result<RulesView, ApiError> {
    crate::api::exam_admin()?.rules(id, draft).await.map_err(crate::api::fail)
}

#[server(name = PublishRules, prefix = "/api", endpoint = "admin/rules/publish")]
pub async fn publish(id: ExamId, #[server(default)] form: RulesForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::exam_admin()?.publish_rules(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?saved=1", route::rules(id))))
}

#[component]
pub fn RulesPage() -> impl IntoView {
    let (id, query) = (id_of::<ExamId>("id"), use_query_map());
    let asked = move || (id(), query.read().get("draft").unwrap_or_default());
    let view = Resource::new_blocking(asked, |(id, draft)| async move {
        match id {
            Some(id) => rules(id, draft).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(view, form_setup("admin/rules/publish", false), |view, setup| view! { <Page view setup/> })
}

#[component]
fn Page(view: RulesView, setup: FormSetup) -> impl IntoView {
    let saved = use_query_map().read_untracked().get("saved").is_some() && view.draft.is_empty();
    let saved = saved.then(|| view! { <Note tone=Tone::Ok><p role="status">{tf(admin::RULES_SAVED, &[&view.number])}</p></Note> });
    let shown = if view.draft.is_empty() { view.text.clone() } else { view.draft.clone() };
    let fault = view.fault.clone().map(|fault| {
        view! { <Note tone=Tone::Bad><p role="alert"><strong>{t(admin::RULES_FAULT)}</strong></p><pre class="lines">{fault}</pre></Note> }
    });
    let id = view.exam.id;
    let same = view.draft.trim() == view.text.trim();
    let publish = (view.rehearsal.is_some() && !same).then(|| {
        view! {
            <Form action="/api/admin/rules/publish" setup check=unchecked()>
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="form[text]" value=view.draft.clone()/>
                <Hidden name="form[version]" value=view.version.to_string()/>
                <p>{t(admin::RULES_PUBLISH_LINE)}</p>
                <button class="btn" type="submit">{t(admin::RULES_PUBLISH)}</button>
            </Form>
        }
    });
    view! {
        <PageTitle title=admin::RULES_TITLE/>
        <Desk shell=view.shell.clone()>
            <a class="back" href=route::exam_edit(id)>{icon(Icon::Left)}{view.exam.title.clone()}</a>
            <div class="head"><h1>{t(admin::RULES_TITLE)}</h1><p>{tf(admin::RULES_LINE, &[&view.number])}</p></div>
            <div class="stack gap-4">
                {saved}
                {fault}
                {view.rehearsal.map(|told| view! { <section class="card stack gap-3"><h2>{t(admin::REHEARSAL)}</h2>{rehearsal(told)}{publish}</section> })}
                <section class="card"><form class="stack gap-3" method="get" action=route::rules(id)>
                    <label for="draft">{t(admin::RULES_TEXT)}</label>
                    <textarea id="draft" name="draft" class="in mono" rows="26" spellcheck="false" aria-describedby="draft-hint">{shown}</textarea>
                    <p class="quiet" id="draft-hint">{t(admin::RULES_HINT)}</p>
                    <p><button class="btn second" type="submit">{t(admin::REHEARSE)}</button></p>
                </form></section>
            </div>
        </Desk>
    }
}

/// How verdicts would change, and for whom.
pub fn rehearsal(told: Rehearsal) -> impl IntoView {
    let figure = |word: W, count: u64| view! { <div><dt>{t(word)}</dt><dd>{count}</dd></div> };
    let more = told.flipped.saturating_sub(told.flips.len() as u64);
    let any = !told.flips.is_empty();
    let rows = told.flips.into_iter().map(row).collect_view();
    let table = any.then(|| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=t(admin::FLIPS)><table class="table"><thead><tr>
                <th scope="col">{t(admin::NUMBER)}</th><th scope="col">{t(admin::STAGE)}</th><th scope="col">{t(admin::POSITION)}</th>
                <th scope="col">{t(admin::BEFORE)}</th><th scope="col">{t(admin::AFTER)}</th><th scope="col">{t(admin::DECIDES)}</th>
            </tr></thead><tbody>{rows}</tbody></table></div>
            {(more > 0).then(|| view! { <p class="quiet">{tf(admin::MORE, &[&more])}</p> })}
        }
    });
    let none = (!any).then(|| view! { <p>{t(admin::NO_FLIPS)}</p> });
    view! {
        <dl class="figures">{figure(admin::REHEARSED, told.judged)}{figure(admin::FLIPPED, told.flipped)}{figure(admin::UNREAD, told.unread)}</dl>
        {none}
        {table}
    }
}

fn row(flip: Flip) -> impl IntoView {
    let rules: Vec<&str> = flip.rules.iter().map(|rule| t(eligibility::rule(*rule))).collect();
    view! {
        <tr><td>{flip.number}</td><td>{stage_tag(flip.stage)}</td><td>{flip.position}</td><td>{outcome_tag(flip.before)}</td>
            <td>{outcome_tag(flip.after)}</td><td>{rules.join(t(me::LIST_COMMA))}</td></tr>
    }
}
