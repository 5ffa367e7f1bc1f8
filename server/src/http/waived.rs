//! Who chose no other position after theirs was cancelled, as CSV: what fees are paid back by.
use super::csv;
use super::upload::failed;
use app::api::RequestActors;
use app::text::{Lang, date, posts as words};
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use domain::{Code, ExamId};
use services::Session;

const NAME: &str = "attachment; filename=\"waived.csv\"; filename*=UTF-8''%E6%9C%AA%E6%94%B9%E6%8A%A5%E5%90%8D%E5%8D%95.csv";

pub async fn list(Extension(actors): Extension<RequestActors>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<ExamId>() else { return failed(Code::NotFound.into(), &actors.trace) };
    let Some(Session::ExamAdmin(me)) = actors.staff else { return failed(Code::Forbidden.into(), &actors.trace) };
    let lang = Lang::Zh;
    let people = match me.waived(id).await {
        Ok(people) => people,
        Err(error) => return failed(error, &actors.trace),
    };
    let mut out = csv::MARK.to_owned();
    csv::line(&mut out, &words::WAIVED_HEADS.map(|word| lang.t(word).to_owned()));
    for one in people {
        let [unit, code, title] = one.position;
        let how = lang.t(if one.own { words::WAIVED_OWN } else { words::WAIVED_LATE }).to_owned();
        csv::line(&mut out, &[one.number, one.name, one.cert_no_masked, unit, code, title, date::exact(one.at), how]);
    }
    csv::file(out, NAME)
}
