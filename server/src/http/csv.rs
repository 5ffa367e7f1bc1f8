//! Tables to be opened in spreadsheet programs.
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};

/// Spreadsheet programs know UTF-8 by its mark.
pub const MARK: &str = "\u{feff}";

/// RFC 4180. What a spreadsheet program would take for a formula is kept from being one.
pub fn line(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        out.push_str(if at > 0 { ",\"" } else { "\"" });
        out.push_str(if formula { "'" } else { "" });
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// `disposition`: `attachment` with the file's name, in ASCII and in Chinese.
pub fn file(csv: String, disposition: &'static str) -> Response {
    let mut response = csv.into_response();
    let head = response.headers_mut();
    head.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    head.insert(CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    response
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn cells_are_text_whatever_they_begin_with() {
        let mut out = String::new();
        line(&mut out, &["=1+1".into(), "a\"b".into(), String::new()]);
        assert_eq!(out, "\"'=1+1\",\"a\"\"b\",\"\"\r\n");
    }
}
