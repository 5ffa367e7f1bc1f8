//! A browser without scripts: keeps cookies, follows redirects by hand, reads forms out of pages and posts them.
use reqwest::header::{ACCEPT, COOKIE, HeaderMap, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Method, StatusCode};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

pub struct Browser {
    pub base: String,
    client: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
}

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub path: String,
    pub body: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { base: base.to_owned(), client, cookies: Mutex::default() }
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let cookies: Vec<String> = self.cookies.lock().unwrap().iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = self.client.request(method, format!("{}{path}", self.base));
        if cookies.is_empty() { request } else { request.header(COOKIE, cookies.join("; ")) }
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut jar = self.cookies.lock().unwrap();
        for value in headers.get_all(SET_COOKIE).iter().filter_map(|v| v.to_str().ok()) {
            let pair = value.split(';').next().unwrap();
            let (name, content) = pair.split_once('=').unwrap();
            let gone = value.to_ascii_lowercase().contains("max-age=0") || content.is_empty();
            if gone {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), content.to_owned());
            }
        }
    }

    async fn try_send(&self, request: reqwest::RequestBuilder, path: &str) -> reqwest::Result<Page> {
        let response = request.send().await?;
        self.keep(response.headers());
        let (status, headers) = (response.status(), response.headers().clone());
        // leptos marks in empty comments where views meet.
        let body = response.text().await.unwrap_or_default().replace("<!>", "");
        Ok(Page { status, headers, path: path.to_owned(), body })
    }

    async fn send(&self, request: reqwest::RequestBuilder, path: &str) -> Page {
        self.try_send(request, path).await.unwrap()
    }

    /// One GET, no redirect followed. As a browser does it: once more where the connection that was kept is closed meanwhile, as it is
    /// behind a body that was refused unread.
    pub async fn get_once(&self, path: &str) -> Page {
        let request = || self.request(Method::GET, path).header(ACCEPT, "text/html");
        match self.try_send(request(), path).await {
            Ok(page) => page,
            Err(e) if e.is_request() && !e.is_connect() && !e.is_timeout() => self.send(request(), path).await,
            Err(e) => panic!("{path}: {e}"),
        }
    }

    /// GET as a browser does it: redirects followed.
    pub async fn get(&self, path: &str) -> Page {
        let mut page = self.get_once(path).await;
        for _ in 0..8 {
            let Some(next) = page.location() else { return page };
            page = self.get_once(&next).await;
        }
        panic!("more than eight redirects from {path}");
    }

    pub async fn get_json(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path).header(ACCEPT, "application/json"), path).await
    }

    /// Any request, for tests of layers.
    pub async fn raw(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Page {
        self.try_raw(method, path, headers, body).await.unwrap()
    }

    /// A picture handed in; sent again as long as all judges are busy, as the page tells people to.
    pub async fn picture(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Page {
        for _ in 0..10 {
            let page = self.raw(method.clone(), path, headers, body.clone()).await;
            if page.status != 503 && !page.location().is_some_and(|next| next.contains("%22Busy%22")) {
                return page;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        panic!("{path}: busy for too long");
    }

    /// Any request; an error where the server answers and hangs up before it has read everything.
    pub async fn try_raw(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> reqwest::Result<Page> {
        let mut request = self.request(method, path).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.try_send(request, path).await
    }

    /// POST as our own page does it with scripts: JSON answer.
    pub async fn post_json(&self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self.request(Method::POST, path).header(ACCEPT, "application/json").header(ORIGIN, &self.base).form(fields);
        self.send(request, path).await
    }

    /// POST as a browser without scripts does it; redirects followed.
    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self.request(Method::POST, path).header(ACCEPT, "text/html").header(ORIGIN, &self.base).form(fields);
        let page = self.send(request, path).await;
        match page.location() {
            Some(next) => self.get(&next).await,
            None => page,
        }
    }

    /// Fills the form of a page that posts to `action` with `values` (by control name), presses `button`, follows redirects.
    pub async fn submit(&self, page: &Page, action: &str, values: &[(&str, &str)], button: Option<(&str, &str)>) -> Page {
        let fields = page.filled(action, values, button);
        self.post(action, &fields).await
    }
}

impl Page {
    pub fn location(&self) -> Option<String> {
        if !self.status.is_redirection() {
            return None;
        }
        self.headers.get(LOCATION).and_then(|v| v.to_str().ok()).map(str::to_owned)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{} answered no JSON ({e}): {}", self.path, self.body))
    }

    /// The code of an ApiError: `Invalid`, or `LockedFor` of `{"LockedFor":3}`.
    pub fn code(&self) -> String {
        match &self.json()["code"] {
            serde_json::Value::String(code) => code.clone(),
            serde_json::Value::Object(map) => map.keys().next().cloned().unwrap_or_default(),
            other => panic!("no code in {other}: {}", self.body),
        }
    }

    /// The controls of the form posting to `action`, as (name, value), with `values` typed in.
    pub fn filled(&self, action: &str, values: &[(&str, &str)], button: Option<(&str, &str)>) -> Vec<(String, String)> {
        let form = self.form(action);
        let mut fields = controls(form);
        for (name, value) in values {
            fields.retain(|(n, _)| n != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        if let Some((name, value)) = button {
            fields.push((name.to_owned(), value.to_owned()));
        }
        fields
    }

    /// The HTML between `<form … action="ACTION" …>` and `</form>`.
    pub fn form(&self, action: &str) -> &str {
        let mark = format!("action=\"{action}\"");
        let at = self.body.find(&mark).unwrap_or_else(|| panic!("no form posts to {action} on {}: {}", self.path, self.body));
        let rest = &self.body[at..];
        let begin = rest.find('>').unwrap() + 1;
        let end = rest.find("</form>").unwrap();
        &rest[begin..end]
    }

    /// What stands in the control `name` of the form.
    pub fn value(&self, action: &str, name: &str) -> Option<String> {
        controls(self.form(action)).into_iter().find(|(n, _)| n == name).map(|(_, v)| v)
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let mark = format!(" {name}=\"");
    let at = tag.find(&mark)? + mark.len();
    let end = tag[at..].find('"')? + at;
    Some(unescape(&tag[at..end]))
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// True for a boolean attribute, written with or without a value.
fn has(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|part| {
        let part = part.trim_end_matches(['/', '>']);
        part == name || part.starts_with(&format!("{name}="))
    })
}

/// Controls a browser would send: inputs that are not buttons, ticked boxes, chosen options, text areas.
fn controls(form: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..end];
        let kind = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        let Some(name) = attribute(tag, "name") else { continue };
        match kind {
            "input" => {
                let what = attribute(tag, "type").unwrap_or_default();
                let skip = matches!(what.as_str(), "submit" | "button" | "file")
                    || (matches!(what.as_str(), "checkbox" | "radio") && !has(tag, "checked"));
                if !skip {
                    found.push((name, attribute(tag, "value").unwrap_or_default()));
                }
            }
            "textarea" => {
                let text = &rest[end + 1..];
                let close = text.find("</textarea>").unwrap_or(0);
                found.push((name, unescape(&text[..close])));
            }
            "select" => {
                let body = &rest[end + 1..];
                let body = &body[..body.find("</select>").unwrap_or(body.len())];
                let options: Vec<&str> = body.split("<option").skip(1).map(|o| &o[..o.find('>').unwrap_or(o.len())]).collect();
                let chosen = options.iter().find(|o| has(o, "selected")).or(options.first());
                found.push((name, chosen.and_then(|o| attribute(&format!(" {o}"), "value")).unwrap_or_default()));
            }
            _ => {}
        }
    }
    found
}
