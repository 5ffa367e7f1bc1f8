//! 报名信息确认: everything once more, then locked.
use super::flow::{banned_note, shut_note};
use super::summary::facts;
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, code, label, lang, me, t};
use crate::ui::field::CheckField;
use crate::ui::form::{Form, Hidden, check_with, form_setup};
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::Tone;
use crate::ui::title::PageTitle;
use crate::ui::verdict::{VerdictList, outlook};
use domain::application::{ConfirmForm, Stage};
use domain::certificate::CertType;
use domain::view::{CheckView, Next};
use domain::{ApplicationId, Code, FieldCode, FieldName, FieldProblem};
use leptos::prelude::*;
use server_fn::codec::GetUrl;

#[server(name = ReadCheck, prefix = "/api", endpoint = "me/application/check", input = GetUrl)]
pub async fn check(id: ApplicationId) -> Result<CheckView, ApiError> {
    crate::api::candidate()?.check(id).await.map_err(crate::api::fail)
}

#[server(name = Confirm, prefix = "/api", endpoint = "me/application/confirm")]
pub async fn confirm(id: ApplicationId, #[server(default)] form: ConfirmForm, #[server(default)] key: String) -> Result<Next, ApiError> {
    crate::api::candidate()?.confirm(id, form, key).await.map_err(crate::api::fail)?;
    Ok(Next::to(route::application(id)))
}

fn faults(form: &ConfirmForm) -> Vec<FieldProblem> {
    let missing = FieldProblem { field: FieldName::Truth.into(), code: FieldCode::MustAccept };
    if form.truth.is_empty() { vec![missing] } else { Vec::new() }
}

#[component]
pub fn ConfirmPage() -> impl IntoView {
    let view = Resource::new_blocking(id_of::<ApplicationId>("id"), |id| async move {
        match id {
            Some(id) => check(id).await,
            None => Err(Code::NotFound.into()),
        }
    });
    load2(view, form_setup("me/application/confirm", false), |view, setup| {
        let lang = lang();
        let flow = view.flow;
        let kind = CertType::from_code(&view.cert_type).unwrap_or(CertType::IdCard);
        let item = view.position.item.clone();
        // Once confirmed, the page only shows; nothing on it can be changed or sent again.
        let locked = flow.stage.locked();
        let row = move |title: W, text: String, change: Option<String>| {
            view! {
                <div>
                    <dt>{t(title)}</dt><dd>{text}</dd>
                    <dd class="change">{change.filter(|_| !locked).map(|href| view! { <a href=href>{t(me::CHANGE)}<span class="hide">{t(title)}</span></a> })}</dd>
                </div>
            }
        };
        let parts = facts(lang, &view.profile)
            .into_iter()
            .map(|(part, facts)| {
                let rows = facts.into_iter().map(|(label, text)| view! { <div><dt>{label}</dt><dd class="lines">{text}</dd></div> }).collect_view();
                let change = (!locked).then(|| view! { <a class="push" href=route::part(part)>{t(me::CHANGE)}<span class="hide">{t(label::part(part))}</span></a> });
                view! { <section class="card"><div class="row"><h2>{t(label::part(part))}</h2>{change}</div><dl class="check">{rows}</dl></section> }
            })
            .collect_view();
        let (banned, refused) = (view.told.banned(), view.told.refuses());
        let (mode, expected) = (view.told.mode, outlook(&view.told).filter(|_| !locked));
        let asked = view.told.asked.then(|| view! { <Note tone=Tone::Info><p>{t(me::ASKED_PERSON)}</p></Note> });
        let verdict = view.told.verdict.filter(|_| !locked).map(|verdict| view! { <VerdictList verdict mode/> });
        let deed = if locked {
            view! { <Note tone=Tone::Info><p>{code::code(lang, Code::Locked, 0)}</p></Note> }.into_any()
        } else if let Err(shut) = flow.exam.windows.applying(flow.now) {
            shut_note(shut, flow.exam.windows.apply, flow.now).into_any()
        } else if banned {
            banned_note().into_any()
        } else if refused {
            let choose = view! { <p><a class="btn second" href=route::choose(flow.id)>{t(me::GO_POSITION)}</a></p> };
            view! { <Note tone=Tone::Bad><p>{code::code(lang, Code::NotEligible, 0)}</p>{choose}</Note> }.into_any()
        } else if flow.photo_refused {
            let upload = view! { <p><a class="btn" href=route::photo_for(flow.exam.id)>{t(me::PHOTO_AGAIN)}</a></p> };
            view! { <Note tone=Tone::Bad><p>{code::code(lang, Code::PhotoTurnedDown, 0)}</p>{upload}</Note> }.into_any()
        } else if !view.photo_fits {
            let upload = view! { <p><a class="btn" href=route::photo_for(flow.exam.id)>{t(me::PHOTO_TITLE)}</a></p> };
            view! { <Note tone=Tone::Bad><p>{code::code(lang, Code::PhotoUnfit, 0)}</p>{upload}</Note> }.into_any()
        } else if flow.stage == Stage::Rejected {
            // 再次提交岗位 comes before another confirmation.
            let choose = view! { <p><a class="btn" href=route::choose(flow.id)>{t(me::GO_POSITION)}</a></p> };
            view! { <Note tone=Tone::Info><p>{code::code(lang, Code::PositionNeeded, 0)}</p>{choose}</Note> }.into_any()
        } else {
            view! {
                <Form action="/api/me/application/confirm" setup check=check_with(faults)>
                    <Hidden name="id" value=flow.id.to_string()/>
                    <Hidden name="form[version]" value=flow.version.to_string()/>
                    <CheckField field=FieldName::Truth>{t(me::TRUTH)}</CheckField>
                    <button class="btn" type="submit">{t(me::CONFIRM)}</button>
                </Form>
            }
            .into_any()
        };
        view! {
            <PageTitle title=me::CHECK_TITLE/>
            <a class="back" href=route::application(flow.id)>{icon(Icon::Left)}{t(me::BACK_TO_FLOW)}</a>
            <div class="head"><h1>{t(me::CHECK_TITLE)}</h1><p>{flow.exam.title.clone()}</p><p>{t(me::CHECK_LINE)}</p></div>
            <div class="stack gap-4">
                <section class="card"><dl class="check">
                    {row(label::field(FieldName::Name), view.name, None)}
                    {row(label::cert_type(kind), view.cert_no_masked, None)}
                    {row(label::field(FieldName::Phone), view.phone_masked, Some(route::ME_ACCOUNT.to_owned()))}
                    {row(me::STEP_POSITION, format!("{} · {} · {}", item.title, item.unit, item.code), Some(route::choose(flow.id)))}
                </dl></section>
                {parts}
                {verdict}
                {asked}
                {expected}
                {deed}
            </div>
        }
    })
}
