//! 证件照检测 for everybody: judged in the page alone, also without a network; nothing is uploaded.
use crate::api::ApiError;
use crate::photo::PhotoTool;
use crate::photo::state::Tool;
use crate::route;
use crate::text::{Lang, lang, photo_profile, photo_tool as words, t};
use crate::ui::browser;
use crate::ui::icon::{Icon, icon};
use crate::ui::load::load;
use crate::ui::title::PageTitle;
use domain::view::PhotoProfileItem;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::codec::GetUrl;

/// All profiles there are: the page switches between them without a network.
#[server(name = ReadProfiles, prefix = "/api", endpoint = "public/photo/profiles", input = GetUrl)]
pub async fn profiles() -> Result<Vec<PhotoProfileItem>, ApiError> {
    crate::api::visitor()?.photo_profiles().await.map_err(crate::api::fail)
}

#[component]
pub fn PhotoPage() -> impl IntoView {
    let all = Resource::new_blocking(|| (), |()| profiles());
    load(all, |all| view! { <Check all/> })
}

#[component]
fn Check(all: Vec<PhotoProfileItem>) -> impl IntoView {
    let lang = lang();
    let asked = use_query_map().read_untracked().get("profile").unwrap_or_default();
    let find = |id: &str| all.iter().map(|item| &item.profile).find(|p| p.id == id);
    let Some(first) = find(&asked).or_else(|| find("cpta-1inch-white")).cloned() else { return ().into_any() };
    let tool = Tool::new(lang, first.clone(), false);
    Effect::new(browser::keep_offline);
    let options = all
        .iter()
        .map(|item| (item, item.profile.id.clone()))
        .map(|(item, id)| view! { <option value=id.clone() selected=id == first.id>{photo_profile::name(lang, item)}</option> })
        .collect_view();
    let all = StoredValue::new(all);
    let switch = move |event| {
        let id = event_target_value(&event);
        if let Some(profile) = all.with_value(|all| all.iter().find(|item| item.profile.id == id).map(|item| item.profile.clone())) {
            tool.judge_again(profile);
        }
    };
    view! {
        <PageTitle title=words::PUBLIC_TITLE/>
        <div class="head"><h1>{t(words::PUBLIC_TITLE)}</h1><p>{t(words::PUBLIC_LEAD)}</p></div>
        <div class="stack gap-4">
            <form class="row" method="get" action=route::PHOTO>
                <label for="profile">{t(words::FOR_EXAM)}</label>
                <select id="profile" name="profile" class="in" on:change=switch>{options}</select>
                <button class="btn second small noscript" type="submit">{t(words::SHOW)}</button>
            </form>
            <p>{move || lang.tf(words::RULES, &[&tool.profile.with(|p| words::asks(lang, p))])}</p>
            <noscript inner_html=without_scripts(lang)></noscript>
            <PhotoTool tool/>
            <p class="quiet">{icon(Icon::Lock)}" "{t(words::KEPT_HERE)}</p>
        </div>
    }
    .into_any()
}

/// The parser takes the content of <noscript> for text where scripts run, so it must not be hydrated.
fn without_scripts(lang: Lang) -> String {
    let (words, login, to) = (lang.t(words::PUBLIC_NEEDS_SCRIPT), lang.t(words::PUBLIC_LOGIN), route::login_to(route::ME_PHOTO));
    format!("<div class=\"note warn\"><p>{words} <a href=\"{to}\">{login}</a></p></div>")
}
