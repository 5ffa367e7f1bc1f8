//! 资格规则: chosen in a form, rehearsed on every live application, then published.
use crate::api::ApiError;
use crate::public::id_of;
use crate::route;
use crate::text::{W, admin, eligibility, me, review_mode, rules as words, t, tf};
use crate::ui::field::{ChecksField, Choice, DayField, RadioField, TextArea, TextField};
use crate::ui::form::{Form, Hidden, check_with, flat, form_setup, unchecked};
use crate::ui::frame::Desk;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load2;
use crate::ui::note::Note;
use crate::ui::tag::{Tone, stage_tag};
use crate::ui::title::PageTitle;
use crate::ui::verdict::outcome_tag;
use domain::eligibility::{AgeMode, BlankMajors, EduBasis, EligibilityRules, Granularity, Handling, MajorBasis, OnUnknown, ReviewMode};
use domain::exam::RulesForm;
use domain::rules_form::{EligibilityForm, RELAXED, Tick};
use domain::view::{Attempt, Flip, FormSetup, Next, Rehearsal, RulesView};
use domain::{Code, ExamId, FieldName};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

#[server(name = ReadRules, prefix = "/api", endpoint = "admin/rules", input = GetUrl)]
pub async fn rules(id: ExamId, #[server(default)] draft: String) -> Result<RulesView, ApiError> {
    crate::api::exam_admin()?.rules(id, draft).await.map_err(crate::api::fail)
}

/// What was chosen becomes the draft in the page's address: it can be looked at again, and nothing is stored.
#[server(name = RehearseRules, prefix = "/api", endpoint = "admin/rules/rehearse")]
pub async fn rehearse(id: ExamId, #[server(default)] form: EligibilityForm, #[server(default)] version: String) -> Result<Next, ApiError> {
    let draft = crate::api::exam_admin()?.draft_rules(id, &form, &version).await.map_err(crate::api::fail)?;
    Ok(Next::to(format!("{}?draft={}&version={}", route::rules(id), route::percent(&draft), route::percent(&version))))
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
    let check = check_with(|f: &EligibilityForm| f.parse(&EligibilityRules::default()).err().unwrap_or_default());
    let saved = use_query_map().read_untracked().get("saved").is_some() && view.draft.is_empty();
    let saved = saved.then(|| view! { <Note tone=Tone::Ok><p role="status">{tf(admin::RULES_SAVED, &[&view.number])}</p></Note> });
    let id = view.exam.id;
    // Of the exam the draft was made for: what others published since is not overwritten unseen.
    let drafted = use_query_map().read_untracked().get("version").unwrap_or_default();
    // Two forms, one attempt: it is the one's that holds the draft, else the other's, and then what the form would do is not known yet.
    let published = |attempt: &Attempt| attempt.values.iter().any(|(name, _)| name == "form[text]");
    let (publishing, chosen) = (FormSetup { attempt: setup.attempt.clone().filter(published), ..setup.clone() }, setup);
    let chosen = FormSetup { attempt: chosen.attempt.filter(|attempt| !published(attempt)), ..chosen };
    let told = view.rehearsal.filter(|_| chosen.attempt.is_none());
    let publish = (told.is_some() && view.differs).then(|| {
        view! {
            <Form action="/api/admin/rules/publish" setup=publishing check=unchecked()>
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="form[text]" value=view.draft.clone()/>
                <Hidden name="form[version]" value=drafted/>
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
                {told.map(|told| view! { <section class="card stack gap-3"><h2>{t(admin::REHEARSAL)}</h2>{rehearsal(told)}{publish}</section> })}
                <Form action="/api/admin/rules/rehearse" setup=chosen values=flat(&view.form) check class="stack gap-4">
                    <Hidden name="id" value=id.to_string()/>
                    <Hidden name="version" value=view.version.to_string()/>
                    <Fields/>
                    <div class="bar"><button class="btn" type="submit">{t(admin::REHEARSE)}</button></div>
                </Form>
            </div>
        </Desk>
    }
}

fn options<T: Copy>(all: &[T], named: impl Fn(T) -> (&'static str, W)) -> Vec<Choice> {
    all.iter().map(|value| named(*value)).map(|(code, word)| (code.to_owned(), t(word).to_owned())).collect()
}

#[component]
fn Fields() -> impl IntoView {
    use FieldName as F;
    let numbers = |fields: &[FieldName]| {
        fields.iter().map(|field| view! { <TextField field=*field optional=true input_mode="numeric" width="w-short"/> }).collect_view()
    };
    let needed = |fields: &[FieldName]| {
        fields.iter().map(|field| view! { <TextField field=*field input_mode="numeric" width="w-short"/> }).collect_view()
    };
    let days = |fields: &[FieldName]| fields.iter().map(|field| view! { <DayField field=*field/> }).collect_view();
    let approved = RELAXED.map(|(group, _, code)| (code.to_owned(), t(words::relaxed(group)).to_owned())).to_vec();
    view! {
        <section class="card stack gap-3"><h2>{t(words::REVIEW)}</h2>
            <RadioField field=F::ReviewMode options=options(ReviewMode::ALL, |v| (v.code(), review_mode::mode(v)))/>
            <RadioField field=F::OnUnknown options=options(OnUnknown::ALL, |v| (v.code(), words::on_unknown(v)))/>
        </section>
        <section class="card stack gap-3"><h2>{t(words::AGE)}</h2>
            <RadioField field=F::AgeMode options=options(AgeMode::ALL, |v| (v.code(), words::age_mode(v)))/>
            <div class="grid2">{numbers(&[F::AgeMin, F::AgeMax])}{days(&[F::AgeCutoff])}</div>
            <div class="grid2"><TextField field=F::BornFrom optional=true/><TextField field=F::BornTo optional=true/></div>
            <div class="grid2">{numbers(&[F::RelaxPostgraduate, F::RelaxVeteran, F::RelaxCadre, F::RelaxDisabled])}</div>
            <ChecksField field=F::RelaxApproval options=approved/>
        </section>
        <section class="card stack gap-3"><h2>{t(words::STUDY)}</h2>
            <RadioField field=F::EduBasis options=options(EduBasis::ALL, |v| (v.code(), words::edu_basis(v)))/>
            <RadioField field=F::MajorBasis options=options(MajorBasis::ALL, |v| (v.code(), words::major_basis(v)))/>
            <RadioField field=F::BlankMajors options=options(BlankMajors::ALL, |v| (v.code(), words::blank_majors(v)))/>
            <div class="grid2">{days(&[F::GradDeadline])}</div>
        </section>
        <section class="card stack gap-3"><h2>{t(words::WORK)}</h2>
            <div class="grid2">{days(&[F::GrassCutoff, F::ProjectCutoff])}{needed(&[F::LeastAge, F::DismissedYears])}</div>
            <RadioField field=F::Granularity options=options(Granularity::ALL, |v| (v.code(), words::granularity(v)))/>
        </section>
        <section class="card stack gap-3"><h2>{t(words::FRESH)}</h2>
            <div class="grid2">{numbers(&[F::FreshYear])}{needed(&[F::FreshYears, F::ServiceYears])}</div>
        </section>
        <section class="card stack gap-3"><h2>{t(words::OTHER)}</h2>
            <ChecksField field=F::RuleTicks options=options(Tick::ALL, |v| (v.code(), words::tick(v)))/>
            <TextArea field=F::Regions optional=true rows=3/>
        </section>
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
    let modes = told.modes.map(|(now, then)| {
        let handled = Handling::ALL.into_iter().zip(told.handled).map(|(kind, (now, then))| {
            view! { <tr><th scope="row">{t(review_mode::handling(kind))}</th><td>{now}</td><td>{then}</td></tr> }
        });
        view! {
            <Note tone=Tone::Info><p>{tf(review_mode::MODE_CHANGES, &[&t(review_mode::mode(now)), &t(review_mode::mode(then))])}</p></Note>
            <div class="scroll" tabindex="0" role="region" aria-label=t(review_mode::HANDLED)><table class="table"><thead><tr>
                <th scope="col">{t(review_mode::HANDLED)}</th><th scope="col">{t(admin::BEFORE)}</th><th scope="col">{t(admin::AFTER)}</th>
            </tr></thead><tbody>{handled.collect_view()}</tbody></table></div>
        }
    });
    let none = (!any).then(|| view! { <p>{t(admin::NO_FLIPS)}</p> });
    view! {
        <dl class="figures">{figure(admin::REHEARSED, told.judged)}{figure(admin::FLIPPED, told.flipped)}{figure(admin::UNREAD, told.unread)}</dl>
        {modes}
        {none}
        {table}
    }
}

fn row(flip: Flip) -> impl IntoView {
    let (before, after) = flip.handling;
    // Told beside the verdict where it is another one.
    let told = |handling: Handling| (before != after).then(|| view! { " "<span class="nb">{t(review_mode::handling(handling))}</span> });
    let rules: Vec<&str> = flip.rules.iter().map(|rule| t(eligibility::rule(*rule))).collect();
    view! {
        <tr><td>{flip.number}</td><td>{stage_tag(flip.stage)}</td><td>{flip.position}</td><td>{outcome_tag(flip.before)}{told(before)}</td>
            <td>{outcome_tag(flip.after)}{told(after)}</td><td>{rules.join(t(me::LIST_COMMA))}</td></tr>
    }
}
