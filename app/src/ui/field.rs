//! Controls bound to a domain `Field`: label, hint, error, control. All take `field` (a `Field` or `FieldName`).
//!
//! ```text
//! <TextField field=FieldName::Phone input_mode="tel" autocomplete="tel"/>
//! <TextField field=Row { group: FieldName::Education, at: 0 }.field(FieldName::School) all=true/>
//! <SelectField field=FieldName::CertType options=CertType::ALL.map(|c| (c.code().into(), t(label::cert_type(c)).into())).to_vec()/>
//! <RadioField field=FieldName::Fresh options=vec![("yes".into(), t(frame::YES).into()), ("no".into(), t(frame::NO).into())]/>
//! <CheckField field=FieldName::Agreement>{t(door::AGREEMENT)}</CheckField>
//! <ChecksField field=FieldName::Reasons options/>
//! <GroupSection field=FieldName::Education>…rows…</GroupSection>
//! <MonthField field=Row { group: FieldName::Education, at: 0 }.field(FieldName::Start)/>
//! ```
pub use super::choice::{CheckField, ChecksField, Choice, RadioField, SelectField};
use super::form::FormCtx;
use super::icon::{Icon, icon};
use crate::text::{W, frame, label, t};
use domain::{Field, FieldCode};
use leptos::prelude::*;

/// What every control has around it.
#[derive(Clone, Copy)]
pub(super) struct Around {
    field: Field,
    pub(super) ctx: FormCtx,
    problem: Memo<Option<FieldCode>>,
    label: W,
    hint: Option<W>,
    optional: bool,
}

impl Around {
    pub(super) fn new(field: Field, label: Option<W>, hint: Option<W>, optional: bool) -> Self {
        let ctx = FormCtx::here();
        let label = label.unwrap_or_else(|| label::field(field.name));
        ctx.name(field, label);
        let hint = hint.or_else(|| label::hint(field.name));
        Self { field, ctx, problem: ctx.problem(field), label, hint, optional }
    }

    pub(super) fn id(self) -> String {
        self.field.html_id()
    }

    pub(super) fn value(self) -> String {
        self.ctx.value(&self.field.html_name())
    }

    /// aria-describedby: hint, then error.
    pub(super) fn described(self) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let id = self.id();
        move || {
            let hint = self.hint.map(|_| format!("{id}-hint"));
            let error = self.problem.get().map(|_| format!("{id}-error"));
            let all: Vec<String> = hint.into_iter().chain(error).collect();
            (!all.is_empty()).then(|| all.join(" "))
        }
    }

    pub(super) fn invalid(self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
        move || self.problem.get().map(|_| "true")
    }

    pub(super) fn class(self, extra: &'static str) -> impl Fn() -> String + Clone + Send + Sync + 'static {
        move || format!("field {extra}{}", if self.problem.get().is_some() { " wrong" } else { "" })
    }

    fn words(self) -> impl IntoView {
        let optional = self.optional.then(|| view! { <span class="opt">{t(frame::OPTIONAL)}</span> });
        view! { {t(self.label)}{optional} }
    }

    /// Hint and error, which stand before the control.
    pub(super) fn above(self) -> impl IntoView {
        let (hint, error) = (format!("{}-hint", self.id()), format!("{}-error", self.id()));
        let mark = t(frame::ERROR);
        let wrong = move || {
            let code = self.problem.get()?;
            let sentence = self.ctx.sentence(self.field, code);
            let id = error.clone();
            Some(view! { <p class="err" id=id>{icon(Icon::Bad)}<span><span class="hide">{mark}</span>{sentence}</span></p> })
        };
        view! {
            {self.hint.map(|words| view! { <p class="hint" id=hint>{t(words)}</p> })}
            {wrong}
        }
    }

    /// One control under a label.
    pub(super) fn single(self, extra: &'static str, control: impl IntoView + 'static) -> impl IntoView {
        view! {
            <div class=self.class(extra)>
                <label for=self.id()>{self.words()}</label>
                {self.above()}
                {control}
            </div>
        }
    }

    /// Several controls under a legend.
    pub(super) fn group(self, extra: &'static str, controls: impl IntoView + 'static) -> impl IntoView {
        view! {
            <fieldset class=self.class(extra) aria-describedby=self.described()>
                <legend>{self.words()}</legend>
                {self.above()}
                {controls}
            </fieldset>
        }
    }
}

/// Fields that belong together, rows that repeat: heading, what is wrong with all of them, and the place the summary leads to.
#[component]
pub fn GroupSection(#[prop(into)] field: Field, children: Children) -> impl IntoView {
    let around = Around::new(field, None, None, false);
    view! {
        <section class="stack gap-3" id=around.id() tabindex="-1">
            <h2>{t(around.label)}</h2>
            {around.above()}
            {children()}
        </section>
    }
}

pub(super) const fn span(all: bool) -> &'static str {
    if all { "all" } else { "" }
}

/// One line of text. `width`: `w-short`, `w-mid`, `w-code`; `all`: both columns of a `.grid2`.
#[component]
pub fn TextField(
    #[prop(into)] field: Field,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] label: Option<W>,
    #[prop(optional, into)] hint: Option<W>,
    #[prop(optional, into)] input_mode: Option<&'static str>,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = "")] width: &'static str,
    #[prop(optional)] all: bool,
) -> impl IntoView {
    let around = Around::new(field, label, hint, optional);
    around.single(
        span(all),
        view! {
            <input class=format!("in {width}") id=around.id() name=field.html_name() type="text" value=around.value()
                inputmode=input_mode autocomplete=autocomplete autocapitalize="off" spellcheck="false"
                aria-describedby=around.described() aria-invalid=around.invalid()/>
        },
    )
}

/// A password; 显示 appears once scripts run. Never filled from an attempt.
#[component]
pub fn PasswordField(
    #[prop(into)] field: Field,
    #[prop(optional, into)] label: Option<W>,
    #[prop(optional, into)] hint: Option<W>,
    #[prop(default = "new-password")] autocomplete: &'static str,
) -> impl IntoView {
    let around = Around::new(field, label, hint, false);
    let shown = RwSignal::new(false);
    let id = around.id();
    let (say, name) = ((t(frame::SHOW), t(frame::HIDE)), (t(frame::SHOW_PASSWORD), t(frame::HIDE_PASSWORD)));
    let pick = move |(show, hide): (&'static str, &'static str)| if shown.get() { hide } else { show };
    let button = move || {
        let id = id.clone();
        around.ctx.hydrated.get().then(|| {
            view! {
                <button class="btn second" type="button" aria-controls=id aria-label=move || pick(name)
                    on:click=move |_| shown.update(|s| *s = !*s)>{move || pick(say)}</button>
            }
        })
    };
    around.single(
        "",
        view! {
            <div class="joined">
                <input class="in" id=around.id() name=field.html_name() type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete autocapitalize="off" spellcheck="false"
                    aria-describedby=around.described() aria-invalid=around.invalid()/>
                {button}
            </div>
        },
    )
}

/// The six digits of a message.
#[component]
pub fn SmsCodeField(#[prop(into)] field: Field) -> impl IntoView {
    let around = Around::new(field, None, None, false);
    around.single(
        "",
        view! {
            <input class="in code" id=around.id() name=field.html_name() type="text" inputmode="numeric" autocomplete="one-time-code"
                aria-describedby=around.described() aria-invalid=around.invalid()/>
        },
    )
}

/// A calendar month as two inputs, `…_year` and `…_month`.
#[component]
pub fn MonthField(
    #[prop(into)] field: Field,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] label: Option<W>,
    #[prop(optional)] all: bool,
) -> impl IntoView {
    let around = Around::new(field, label, None, optional);
    let name = move |part: &str| format!("{}_{part}]", field.html_name().trim_end_matches(']'));
    let (year, month) = (name("year"), name("month"));
    let (year_value, month_value) = (around.ctx.value(&year), around.ctx.value(&month));
    let (year_id, month_id) = (around.id(), format!("{}-month", around.id()));
    around.group(
        span(all),
        view! {
            <div class="date">
                <div>
                    <label for=year_id.clone()>{t(frame::YEAR)}</label>
                    <input class="in" id=year_id name=year inputmode="numeric" autocomplete="off" value=year_value aria-invalid=around.invalid()/>
                </div>
                <div>
                    <label for=month_id.clone()>{t(frame::MONTH)}</label>
                    <input class="in m" id=month_id name=month inputmode="numeric" autocomplete="off" value=month_value aria-invalid=around.invalid()/>
                </div>
            </div>
        },
    )
}

/// A moment in Beijing time; browsers that know no such control show a line of text.
#[component]
pub fn TimeField(#[prop(into)] field: Field) -> impl IntoView {
    let around = Around::new(field, None, None, false);
    around.single(
        "",
        view! {
            <input class="in" id=around.id() name=field.html_name() type="datetime-local" value=around.value() autocomplete="off"
                aria-describedby=around.described() aria-invalid=around.invalid()/>
        },
    )
}

/// A day; browsers that know no such control show a line of text. It may stay empty, unless it is `needed`.
#[component]
pub fn DayField(#[prop(into)] field: Field, #[prop(optional)] needed: bool) -> impl IntoView {
    let around = Around::new(field, None, None, !needed);
    around.single(
        "",
        view! {
            <input class="in" id=around.id() name=field.html_name() type="date" value=around.value() autocomplete="off"
                aria-describedby=around.described() aria-invalid=around.invalid()/>
        },
    )
}

/// Several lines.
#[component]
pub fn TextArea(
    #[prop(into)] field: Field,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] label: Option<W>,
    #[prop(optional, into)] hint: Option<W>,
    #[prop(default = 4)] rows: u32,
) -> impl IntoView {
    let around = Around::new(field, label, hint, optional);
    // Children of a textarea are rendered unescaped, so its content is written escaped.
    let content = escaped(&around.value());
    around.single(
        "all",
        view! {
            <textarea class="in" id=around.id() name=field.html_name() rows=rows
                aria-describedby=around.described() aria-invalid=around.invalid() inner_html=content></textarea>
        },
    )
}

/// As the content of an element; a leading line break is doubled because parsers drop one.
fn escaped(text: &str) -> String {
    let body = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if body.starts_with('\n') { format!("\n{body}") } else { body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_cannot_leave_its_text_area() {
        assert_eq!(escaped("</textarea><script>&"), "&lt;/textarea&gt;&lt;script&gt;&amp;");
    }
}
