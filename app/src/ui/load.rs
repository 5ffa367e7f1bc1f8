//! A page's data: read before the page is rendered on the server, awaited in the browser.
//!
//! ```text
//! let exams = Resource::new_blocking(|| (), |()| exam_list());
//! load(exams, |list| view! { <Exams list/> })
//! // two at once: zip(exams, setup) where both answer Result<_, ApiError>
//! ```
use super::note::Fault;
use crate::api::ApiError;
use crate::text::{frame, t};
use leptos::either::Either;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Shows `view` of the resource's value, or the fault in its place.
pub fn load<T, V>(resource: Resource<Result<T, ApiError>>, view: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    view! {
        <Suspense fallback=|| view! { <p class="busy" role="status">{t(frame::LOADING)}</p> }>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => Either::Left(view(value)),
                        Err(error) => Either::Right(view! { <Fault error/> }),
                    }
                })
            }}
        </Suspense>
    }
}

/// Like `load` for a page that needs two answers, mostly its data and its form's setup.
pub fn load2<A, B, V>(
    first: Resource<Result<A, ApiError>>,
    second: Resource<Result<B, ApiError>>,
    view: impl Fn(A, B) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    A: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    B: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
{
    view! {
        <Suspense fallback=|| view! { <p class="busy" role="status">{t(frame::LOADING)}</p> }>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match (first.await, second.await) {
                        (Ok(a), Ok(b)) => Either::Left(view(a, b)),
                        (Err(error), _) | (_, Err(error)) => Either::Right(view! { <Fault error/> }),
                    }
                })
            }}
        </Suspense>
    }
}
