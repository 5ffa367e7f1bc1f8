//! Use cases against real databases. Here: the door; `journey`: from the documents to the decision; `crowd`: many at once; `rules`: 预演; `replay`: 重判;
//! `review_mode`: 审核方式;
//! `invariants`: what always holds, and that it would be noticed if it did not.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]
mod crowd;
mod desk;
mod follow;
mod integrity;
mod invariants;
mod journey;
mod news;
mod photo_desk;
mod photo_profile;
mod portrait;
mod position_state;
mod replay;
mod review_mode;
mod rules;
mod support;

use domain::account::{IdentityForm, LoginForm, NewPasswordForm, ProofForm, RecoverForm, RegisterForm, SmsCodeForm};
use domain::{Code, Problem};
use services::Error;
use support::{World, on_both};

/// Not a test of its own: the child process of every world, which `support` starts by this name.
#[test]
fn judges_photos() {
    if std::env::args().skip(1).eq(["--exact", "judges_photos"]) {
        services::judge_photos();
        std::process::exit(0);
    }
}

fn form(n: u32) -> RegisterForm {
    RegisterForm {
        name: "张晓岚".into(),
        cert_type: "01".into(),
        cert_no: support::certificate(n),
        phone: support::phone(n),
        password: "quiet-harbour-7000".into(),
        password_again: "quiet-harbour-7000".into(),
        agreement: "on".into(),
    }
}

pub fn code_of<T>(result: Result<T, Error>) -> Option<Code> {
    match result {
        Ok(_) => None,
        Err(Error::Problem(Problem { code, .. })) => Some(code),
        Err(other) => panic!("a fault, not a problem: {other:?}"),
    }
}

/// As whoever is told to come back does: the same again until the database has room for it. For crowds on a machine that is small.
pub async fn patiently<T, F: Future<Output = Result<T, Error>>>(ask: impl Fn() -> F) -> Option<Code> {
    loop {
        match ask().await {
            Err(error @ Error::Db(_)) if matches!(error.problem().code, Code::Busy(_)) => tokio::task::yield_now().await,
            other => return code_of(other),
        }
    }
}

pub async fn registered(world: &World, n: u32) -> services::actor::Visitor {
    let visitor = world.visitor();
    let form = form(n);
    visitor.register_start(form.clone(), world.proof(&visitor, "door/register/start").await).await.unwrap();
    let code = world.code(&form.phone).await;
    visitor.register_verify(SmsCodeForm { sms_code: code }).await.unwrap();
    let again = IdentityForm { name_again: form.name.clone(), cert_no_again: form.cert_no.to_lowercase() };
    visitor.register_confirm(again, "key-1".into()).await.unwrap();
    visitor
}

async fn log_in(world: &World, visitor: &services::actor::Visitor, login: &str, password: &str) -> Option<Code> {
    let proof = world.proof(visitor, "door/login").await;
    let form = LoginForm { login: login.into(), password: password.into(), to: String::new() };
    code_of(visitor.log_in(form, proof).await)
}

async fn allows_registering_and_logging_in_by_any_spelling(world: World) {
    let visitor = registered(&world, 1).await;
    let number = support::certificate(1);
    let wide: String = number.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
    for login in [number.clone(), number.to_lowercase(), wide, format!("+86 {}", support::phone(1))] {
        assert_eq!(log_in(&world, &visitor, &login, "quiet-harbour-7000").await, None, "{login}");
    }
}

async fn refuses_when_certificate_or_phone_is_taken_but_only_after_the_code(world: World) {
    registered(&world, 2).await;
    world.pass(3600).await;
    let other = world.visitor();
    let mut again = form(2);
    again.phone = support::phone(77);
    other.register_start(again.clone(), world.proof(&other, "door/register/start").await).await.unwrap();
    assert_eq!(other.register_state().await.unwrap().taken, None, "nothing is told before the phone is proved");
    let code = world.code(&again.phone).await;
    other.register_verify(SmsCodeForm { sms_code: code }).await.unwrap();
    assert_eq!(other.register_state().await.unwrap().taken, Some(Code::CertificateTaken));
    let identity = IdentityForm { name_again: again.name, cert_no_again: again.cert_no };
    assert_eq!(code_of(other.register_confirm(identity, "k".into()).await), Some(Code::CertificateTaken));

    let third = world.visitor();
    let mut phone = form(3);
    phone.phone = support::phone(2);
    third.register_start(phone.clone(), world.proof(&third, "door/register/start").await).await.unwrap();
    let code = world.code(&phone.phone).await;
    third.register_verify(SmsCodeForm { sms_code: code }).await.unwrap();
    assert_eq!(third.register_state().await.unwrap().taken, Some(Code::PhoneTaken));
}

async fn the_second_confirmation_sent_twice_makes_one_account(world: World) {
    let visitor = registered(&world, 4).await;
    let identity = || IdentityForm { name_again: "张晓岚".into(), cert_no_again: support::certificate(4).to_lowercase() };
    assert_eq!(code_of(visitor.register_confirm(identity(), "key-1".into()).await), None, "the first outcome again");
    let mut other = identity();
    other.name_again = "李晓岚".into();
    assert_eq!(code_of(visitor.register_confirm(other, "key-1".into()).await), Some(Code::KeyReused));
}

async fn fifty_parallel_requests_send_one_code(world: World) {
    let mut tasks = Vec::new();
    for _ in 0..50 {
        let visitor = world.visitor();
        let proof = world.proof(&visitor, "door/register/start").await;
        tasks.push(tokio::spawn(async move { patiently(|| visitor.register_start(form(5), proof.clone())).await }));
    }
    let mut sent = 0;
    for task in tasks {
        match task.await.unwrap() {
            None => sent += 1,
            Some(Code::SmsWait(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(sent, 1);
    world.deliver().await;
    assert_eq!(world.sent_to(&support::phone(5)), 1);
}

async fn a_phone_gets_five_codes_an_hour(world: World) {
    let mut sent = 0;
    for _ in 0..8 {
        let visitor = world.visitor();
        let mut form = form(6);
        form.cert_no = support::certificate(600 + sent);
        match code_of(visitor.register_start(form, world.proof(&visitor, "door/register/start").await).await) {
            None => sent += 1,
            other => assert_eq!(other, Some(Code::SmsLimit)),
        }
        world.pass(61).await;
    }
    assert_eq!(sent, 5);
}

async fn fifty_parallel_guesses_are_five_and_the_right_one_after_them_fails(world: World) {
    let visitor = world.visitor();
    visitor.register_start(form(7), world.proof(&visitor, "door/register/start").await).await.unwrap();
    let right = world.code(&support::phone(7)).await;
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let guess = || visitor.register_verify(SmsCodeForm { sms_code: wrong.into() });
    let outcomes = futures::future::join_all((0..50).map(|_| patiently(guess))).await;
    let counted = outcomes.into_iter().flatten().filter(|c| *c == Code::Invalid).count();
    assert_eq!(counted, 4, "four are told how many are left, the fifth and all others that the code is spent");
    assert_eq!(code_of(visitor.register_verify(SmsCodeForm { sms_code: right }).await), Some(Code::CodeSpent));
}

async fn refuses_when_a_proof_is_replayed_foreign_or_expired(world: World) {
    registered(&world, 8).await;
    let (mine, other) = (world.visitor(), world.visitor());
    let login = || LoginForm { login: support::phone(8), password: "quiet-harbour-7000".into(), to: String::new() };
    let proof = world.proof(&mine, "door/login").await;
    assert_eq!(code_of(mine.log_in(login(), proof.clone()).await), None);
    assert_eq!(code_of(mine.log_in(login(), proof.clone()).await), Some(Code::ProofNeeded), "replayed");
    let fresh = world.proof(&mine, "door/login").await;
    assert_eq!(code_of(other.log_in(login(), fresh.clone()).await), Some(Code::ProofNeeded), "another browser's");
    let deed = world.proof(&mine, "door/recover/start").await;
    assert_eq!(code_of(mine.log_in(login(), deed).await), Some(Code::ProofNeeded), "another deed's");
    assert_eq!(code_of(mine.log_in(login(), ProofForm::default()).await), Some(Code::ProofNeeded), "none");
    let unsolved = ProofForm { nonce: "1".into(), ticket: world.unsolved(&mine, "door/login", 1).await };
    assert_eq!(code_of(mine.log_in(login(), unsolved).await), Some(Code::ProofNeeded), "unsolved");
    world.pass(31 * 60).await;
    assert_eq!(code_of(mine.log_in(login(), fresh).await), Some(Code::ProofNeeded), "expired");
}

async fn known_and_unknown_log_ins_climb_the_same_ladder(world: World) {
    registered(&world, 9).await;
    let visitor = world.visitor();
    let mut answers = Vec::new();
    for login in [support::phone(9), support::phone(99)] {
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.push(log_in(&world, &visitor, &login, "not the password").await);
        }
        world.pass(10).await;
        seen.push(log_in(&world, &visitor, &login, "not the password").await);
        seen.push(log_in(&world, &visitor, &login, "quiet-harbour-7000").await);
        answers.push(seen);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0][0], Some(Code::LoginFailed));
    assert!(matches!(answers[0][1], Some(Code::LockedFor(1))));
}

async fn recovery_ends_every_session_and_unknown_numbers_are_told_after_the_code(world: World) {
    registered(&world, 10).await;
    let visitor = world.visitor();
    let login = LoginForm { login: support::phone(10), password: "quiet-harbour-7000".into(), to: String::new() };
    let session = visitor.log_in(login, world.proof(&visitor, "door/login").await).await.unwrap();
    world.pass(3600).await;
    for (n, known) in [(10, true), (11, false)] {
        let form = RecoverForm { cert_type: "01".into(), cert_no: support::certificate(n), phone: support::phone(n) };
        visitor.recover_start(form, world.proof(&visitor, "door/recover/start").await).await.unwrap();
        assert_eq!(visitor.recover_state().await.unwrap().cert_no_masked, None);
        let code = world.code(&support::phone(n)).await;
        visitor.recover_verify(SmsCodeForm { sms_code: code }).await.unwrap();
        assert_eq!(visitor.recover_state().await.unwrap().cert_no_masked.is_some(), known);
        let new = NewPasswordForm { password: "another-harbour-8".into(), password_again: "another-harbour-8".into() };
        let outcome = code_of(visitor.recover_reset(new).await);
        assert_eq!(outcome, if known { None } else { Some(Code::NoAccount) });
    }
    assert!(world.services.resolve(&session.token, world.browser()).await.unwrap().is_none(), "the old session is dead");
    assert_eq!(log_in(&world, &visitor, &support::phone(10), "another-harbour-8").await, None);
}

async fn sessions_end_by_idleness_and_by_logging_out(world: World) {
    registered(&world, 12).await;
    let visitor = world.visitor();
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let login = LoginForm { login: support::phone(12), password: "quiet-harbour-7000".into(), to: String::new() };
        tokens.push(visitor.log_in(login, world.proof(&visitor, "door/login").await).await.unwrap().token);
        world.pass(2).await;
    }
    let Some(services::Session::Candidate(me)) = world.services.resolve(&tokens[0], world.browser()).await.unwrap() else {
        panic!("no candidate")
    };
    me.log_out().await.unwrap();
    assert!(world.services.resolve(&tokens[0], world.browser()).await.unwrap().is_none());
    assert!(world.services.resolve(&tokens[1], world.browser()).await.unwrap().is_some());
    world.pass(1801).await;
    assert!(world.services.resolve(&tokens[1], world.browser()).await.unwrap().is_none(), "30 minutes idle");
}

async fn answers_unavailable_when_the_provider_is_gone_and_sends_when_it_is_back(world: World) {
    world.sms.set_down(true);
    let visitor = world.visitor();
    visitor.register_start(form(13), world.proof(&visitor, "door/register/start").await).await.unwrap();
    world.deliver().await;
    assert_eq!(visitor.register_state().await.unwrap().sms.answer, domain::view::SmsAnswer::Unavailable);
    world.sms.set_down(false);
    world.pass(5).await;
    world.deliver().await;
    assert_eq!(visitor.register_state().await.unwrap().sms.answer, domain::view::SmsAnswer::Accepted);
    assert_eq!(world.sent_to(&support::phone(13)), 1);
}

on_both! {
    allows_registering_and_logging_in_by_any_spelling,
    refuses_when_certificate_or_phone_is_taken_but_only_after_the_code,
    the_second_confirmation_sent_twice_makes_one_account,
    fifty_parallel_requests_send_one_code,
    a_phone_gets_five_codes_an_hour,
    fifty_parallel_guesses_are_five_and_the_right_one_after_them_fails,
    refuses_when_a_proof_is_replayed_foreign_or_expired,
    known_and_unknown_log_ins_climb_the_same_ladder,
    recovery_ends_every_session_and_unknown_numbers_are_told_after_the_code,
    sessions_end_by_idleness_and_by_logging_out,
    answers_unavailable_when_the_provider_is_gone_and_sends_when_it_is_back,
}
