//! The form as a browser without scripts gets it.
use app::ui::field::{CheckField, MonthField, PasswordField, TextArea, TextField};
use app::ui::form::{Form, unchecked};
use domain::view::{Attempt, FormSetup, Ticket};
use domain::{Code, FieldCode, FieldName, FieldProblem, Problem, Row};
use leptos::prelude::*;

fn setup(attempt: Option<Attempt>) -> FormSetup {
    let ticket = Ticket { ticket: "door/login.t".into(), bits: 4 };
    FormSetup { key: "k1".into(), ticket: Some(ticket), attempt }
}

fn html(attempt: Option<Attempt>) -> String {
    let values = vec![("form[name]".to_owned(), "张三".to_owned())];
    Owner::new().with(move || {
        view! {
            <Form action="/api/door/login" setup=setup(attempt) values check=unchecked() page="/login?to=%2Fme">
                <TextField field=FieldName::Name/>
                <TextField field=FieldName::Phone optional=true/>
                <PasswordField field=FieldName::Password/>
                <MonthField field=Row { group: FieldName::Education, at: 1 }.field(FieldName::Start)/>
                <TextArea field=FieldName::Words/>
                <CheckField field=FieldName::Agreement>"同意"</CheckField>
            </Form>
        }
        .to_html()
    })
}

fn refused(code: Code) -> Attempt {
    let values = [
        ("form[name]", "\"><b>"),
        ("form[words]", "</textarea><b>"),
        ("form[agreement]", "on"),
        ("form[education][1][start_year]", "2020"),
    ];
    let field = Row { group: FieldName::Education, at: 1 }.field(FieldName::Start);
    let fields = vec![
        FieldProblem { field: FieldName::Name.into(), code: FieldCode::NotChineseName },
        FieldProblem { field, code: FieldCode::NotAMonth },
    ];
    Attempt { values: values.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec(), problem: Problem { code, fields }, trace: "t1".into() }
}

#[test]
fn a_fresh_form_holds_key_page_ticket_and_the_saved_values() {
    let html = html(None);
    for part in [r#"name="key" value="k1""#, r#"name="page" value="/login?to=%2Fme""#, r#"name="proof[ticket]" value="door/login.t""#] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(html.contains(r#"value="张三""#) && !html.contains("errsum") && !html.contains("aria-invalid"), "{html}");
    assert!(!html.contains("显示密码"), "a button that needs scripts is not rendered on the server: {html}");
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn a_refused_form_comes_back_with_its_values_and_names_every_field() {
    let html = html(Some(refused(Code::Invalid)));
    assert!(html.contains("有 2 处要改"), "{html}");
    assert!(html.contains(r##"href="#name""##) && html.contains(r##"href="#education-1-start""##), "{html}");
    assert!(html.contains("第 2 段：入学时间的月份应为 1 到 12"), "{html}");
    assert_eq!(html.matches(r#"aria-invalid="true""#).count(), 3, "name, year, month: {html}");
    assert!(html.contains(r#"aria-describedby="name-hint name-error""#), "{html}");
    assert!(html.contains(r#"name="form[education][1][start_year]""#) && html.contains(r#"value="2020""#), "{html}");
    assert!(html.contains("checked"), "{html}");
    assert!(!html.contains("<b>"), "nothing typed becomes markup: {html}");
}

#[test]
fn an_attempt_that_only_added_a_row_is_no_error_and_shows_the_pages_values() {
    let html = html(Some(refused(Code::Edited)));
    assert!(!html.contains("errsum") && html.contains(r#"value="张三""#), "{html}");
}
