//! Where the picture stands, and every step from there. All work happens in the worker; the page holds its answers.
use super::doubt::CONFIRMED_HEADER;
use super::handed::{Checked, DIGEST_HEADER, EDITS_HEADER, PICTURE_LIMIT};
use crate::api::ApiError;
use crate::route;
use crate::text::Lang;
use crate::ui::{browser, worker};
use domain::{Code, ExamId};
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use photo::{Edits, Frame, Profile, Report, Verdict};
use send_wrapper::SendWrapper;
use web_sys::Blob;
use worker::{Final, Open};

/// A larger picture leaves the worker with memory that it never gives back, so the next one gets a new worker.
const HUGE: u64 = 25_000_000;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Choose,
    Camera,
    Checking,
    Judged,
    /// The frame is being moved; the verdict follows.
    Framing,
    Uploading,
    /// The upload was cut off.
    Lost,
    /// The server has too much to do; what was judged stays and is sent again by the same button.
    Busy,
    /// The page could not judge, and the server takes no picture of that size.
    TooLarge,
    Refused(Code),
    /// There is a worker, but no answer came of it: too slow, or something could not be fetched. No server to ask.
    Unchecked,
    /// Neither a worker nor a server that would judge.
    NoWorker,
}

/// A picture of ours: its address in this page, and its bytes.
#[derive(Clone)]
struct File {
    url: String,
    jpeg: SendWrapper<ArrayBuffer>,
    /// Of the engine's last word on it.
    digest: Option<String>,
}

impl File {
    fn of(made: Final) -> Option<Self> {
        Some(Self { url: browser::picture(&made.jpeg)?, jpeg: SendWrapper::new(made.jpeg), digest: made.digest })
    }
}

#[derive(Clone, Copy)]
pub struct Tool {
    pub lang: Lang,
    /// False on the public page: nothing leaves the device there.
    pub signed_in: bool,
    /// Whose profile it is, where the page was asked for one exam's.
    exam: Option<ExamId>,
    pub profile: RwSignal<Profile>,
    pub step: RwSignal<Step>,
    /// The last verdict; while framing, of the frame as it stands.
    pub report: RwSignal<Option<Report>>,
    /// Findings that the candidate looked at and says are right.
    pub confirmed: RwSignal<Vec<photo::Code>>,
    pub open: RwSignal<Option<Open>>,
    /// Where the frame went by itself.
    pub automatic: RwSignal<Option<Frame>>,
    /// Address of the upright source, small.
    pub preview: RwSignal<Option<String>>,
    /// Address of the photo without its repairs.
    pub before: RwSignal<Option<String>>,
    file: RwSignal<Option<File>>,
    chosen: StoredValue<Option<SendWrapper<Blob>>>,
    from_camera: StoredValue<bool>,
    /// A verdict on a moving frame is on its way.
    asked: StoredValue<bool>,
    /// Counts what was begun.
    turn: StoredValue<u32>,
}

impl Tool {
    pub fn new(lang: Lang, profile: Profile, signed_in: bool) -> Self {
        Self {
            lang,
            signed_in,
            exam: None,
            profile: RwSignal::new(profile),
            step: RwSignal::new(Step::Choose),
            report: RwSignal::new(None),
            confirmed: RwSignal::new(Vec::new()),
            open: RwSignal::new(None),
            automatic: RwSignal::new(None),
            preview: RwSignal::new(None),
            before: RwSignal::new(None),
            file: RwSignal::new(None),
            chosen: StoredValue::new(None),
            from_camera: StoredValue::new(false),
            asked: StoredValue::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// The profile is the one of `exam`.
    pub fn of(self, exam: Option<ExamId>) -> Self {
        Self { exam, ..self }
    }

    /// Where the server judges by the same profile.
    pub fn address(self, path: &str) -> String {
        self.exam.map_or_else(|| path.to_owned(), |exam| format!("{path}?exam={exam}"))
    }

    /// Begins something whose answer comes later.
    fn begin(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    /// The answer is still wanted: neither did something else begin since, nor is the page gone, and its signals with it.
    fn wanted(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    pub fn at(self, step: Step) -> bool {
        self.step.try_get_untracked() == Some(step)
    }

    /// There is a verdict to show.
    pub fn shows(self) -> bool {
        self.step.get() != Step::Camera && self.report.with(Option::is_some)
    }

    pub fn has_file(self) -> bool {
        self.file.with(Option::is_some)
    }

    /// Address of the photo as cut, whatever its verdict.
    pub fn picture(self) -> Option<String> {
        self.file.with(|file| file.as_ref().map(|f| f.url.clone()))
    }

    /// Address of a photo that may be used.
    pub fn good_file(self) -> Option<String> {
        let passes = self.report.with(|r| r.as_ref().is_some_and(|r| r.verdict != Verdict::Fail));
        (passes && self.step.get() != Step::Framing).then(|| self.picture()).flatten()
    }

    pub fn may_hand_in(self) -> bool {
        self.signed_in && matches!(self.step.get(), Step::Judged | Step::Busy) && self.good_file().is_some()
    }

    pub fn from_camera(self) -> bool {
        self.from_camera.get_value()
    }

    /// Judges a picture that was chosen, dropped, pasted or taken.
    pub fn judge(self, picture: Blob, from_camera: bool) {
        let size = self.open.get_untracked().map_or((0, 0), |open| open.size);
        if u64::from(size.0) * u64::from(size.1) > HUGE {
            worker::stop();
        }
        self.close();
        self.from_camera.set_value(from_camera);
        self.chosen.set_value(Some(SendWrapper::new(picture.clone())));
        self.step.set(Step::Checking);
        let turn = self.begin();
        spawn_local(async move {
            let profile = serde_json::to_string(&self.profile.get_untracked()).unwrap_or_default();
            let judged = worker::judge(&picture, &profile).await;
            if !self.wanted(turn) {
                return;
            }
            match judged {
                Some(judged) => {
                    self.open.set(judged.open);
                    self.automatic.set(judged.open.map(|open| open.frame));
                    self.judged(judged.report, judged.file, turn).await;
                }
                None if self.signed_in => self.ask_server(&picture, turn).await,
                None => self.step.set(if worker::known() { Step::Unchecked } else { Step::NoWorker }),
            }
        });
    }

    /// The picture again, by another profile.
    pub fn judge_again(self, profile: Profile) {
        self.profile.set(profile);
        if let Some(picture) = self.chosen.get_value().filter(|_| self.step.get_untracked() != Step::Choose) {
            self.judge(picture.take(), self.from_camera());
        }
    }

    /// Without a worker, or when it took too long, the server's own check takes over.
    async fn ask_server(self, picture: &Blob, turn: u32) {
        if picture.size() > PICTURE_LIMIT as f64 {
            return self.step.set(Step::TooLarge);
        }
        let answer = browser::put(&self.address("/api/me/photo/check"), picture, &[]).await;
        if !self.wanted(turn) {
            return;
        }
        let checked = answer.as_ref().and_then(|a| serde_json::from_str::<Checked>(&a.body).ok());
        match (checked, answer.map(|a| (a.status, a.body))) {
            (Some(checked), _) => {
                let jpeg = checked.jpeg.and_then(|base64| browser::decoded(&base64));
                self.judged(checked.report, jpeg.map(|jpeg| Final { jpeg, digest: None }), turn).await;
            }
            (None, Some((status, body))) => self.refused(status, &body),
            (None, None) => self.step.set(Step::Lost),
        }
    }

    async fn judged(self, report: Report, made: Option<Final>, turn: u32) {
        self.replace(made.and_then(File::of));
        self.report.set(Some(report));
        if self.open.get_untracked().is_some() && !self.file.with_untracked(Option::is_some) {
            self.look_at_source(turn).await;
        }
        if self.wanted(turn) {
            self.step.set(Step::Judged);
            browser::focus(super::VERDICT);
            self.compare(turn).await;
        }
    }

    /// Where something was mended, the photo without it, to compare.
    async fn compare(self, turn: u32) {
        let plain = match self.open.get_untracked() {
            Some(open) if open.edits != Edits::default() => worker::export(open.frame, Edits::default()).await,
            _ => None,
        };
        let made = plain.and_then(|(_, made)| made).filter(|_| self.wanted(turn));
        if let Some(url) = made.and_then(|made| browser::picture(&made.jpeg)) {
            self.before.set(Some(url));
        }
    }

    async fn look_at_source(self, turn: u32) {
        if self.preview.with_untracked(Option::is_none)
            && let Some(jpeg) = worker::preview().await.filter(|_| self.wanted(turn))
            && let Some(url) = browser::picture(&jpeg)
        {
            self.preview.set(Some(url));
        }
    }

    /// The photo under another frame or with other repairs.
    pub fn export(self, frame: Frame, edits: Edits) {
        let Some(open) = self.open.get_untracked() else { return };
        self.step.set(Step::Checking);
        let turn = self.begin();
        spawn_local(async move {
            let made = worker::export(frame, edits).await;
            if !self.wanted(turn) {
                return;
            }
            match made {
                Some((report, made)) => {
                    self.open.set(Some(Open { frame, edits, ..open }));
                    if let Some(url) = self.before.try_update(Option::take).flatten() {
                        browser::forget(&url);
                    }
                    self.judged(report, made, turn).await;
                }
                None => _ = self.start_over(),
            }
        });
    }

    pub fn begin_framing(self) {
        let turn = self.begin();
        spawn_local(async move {
            self.look_at_source(turn).await;
            if !self.wanted(turn) {
                return;
            }
            self.step.set(if self.preview.with_untracked(Option::is_some) { Step::Framing } else { Step::Judged });
        });
    }

    /// Moves the frame; the verdict follows as fast as the worker answers.
    pub fn set_frame(self, frame: Frame) {
        let Some(open) = self.open.get_untracked() else { return };
        self.open.set(Some(Open { frame, ..open }));
        if !self.asked.get_value() {
            self.asked.set_value(true);
            spawn_local(self.follow(self.turn.get_value()));
        }
    }

    async fn follow(self, turn: u32) {
        while let Some(open) = self.open.try_get_untracked().flatten() {
            let report = worker::frame(open.frame, open.edits).await;
            if !self.wanted(turn) {
                break;
            }
            // The worker is gone: what stands there is no verdict on this frame.
            if report.is_none() {
                self.step.set(Step::Unchecked);
                break;
            }
            self.report.set(report);
            if self.open.get_untracked() == Some(open) {
                break;
            }
        }
        self.asked.try_update_value(|asked| *asked = false);
    }

    pub fn end_framing(self) {
        if let Some(open) = self.open.get_untracked() {
            self.export(open.frame, open.edits);
        }
    }

    /// The worker lost the picture, or looked at another one since: it is judged anew. False where none was chosen.
    pub fn start_over(self) -> bool {
        let chosen = self.chosen.get_value();
        let some = chosen.is_some();
        if let Some(picture) = chosen {
            self.judge(picture.take(), self.from_camera());
        }
        some
    }

    /// Once more, by a new worker: one that could not fetch its program never will.
    pub fn check_again(self) {
        worker::stop();
        self.start_over();
    }

    /// Hands the photo in; when the line is lost the same bytes can be sent again.
    pub fn hand_in(self) {
        let Some(file) = self.file.get_untracked() else { return };
        self.step.set(Step::Uploading);
        let turn = self.begin();
        spawn_local(async move {
            let edits = self.open.get_untracked().map(|open| open.edits).and_then(|edits| serde_json::to_string(&edits).ok());
            let confirmed = serde_json::to_string(&self.confirmed.get_untracked()).ok();
            let told = [(DIGEST_HEADER, &file.digest), (EDITS_HEADER, &edits), (CONFIRMED_HEADER, &confirmed)];
            let named: Vec<_> = told.iter().filter_map(|(name, value)| value.as_deref().map(|value| (*name, value))).collect();
            let answer = browser::put(&self.address("/api/me/photo"), &file.jpeg, &named).await;
            match answer.as_ref().map(|answer| answer.status) {
                Some(200) => browser::go(&route::photo_after(self.exam, "saved=1")),
                _ if !self.wanted(turn) => {}
                Some(status) => self.refused(status, &answer.map(|answer| answer.body).unwrap_or_default()),
                None => self.step.set(Step::Lost),
            }
        });
    }

    fn refused(self, status: u16, body: &str) {
        let told = serde_json::from_str::<ApiError>(body).ok();
        match status {
            401 => browser::go(&route::login_to(&self.address(route::ME_PHOTO))),
            409 | 429 => self.step.set(Step::Refused(told.map_or(Code::Locked, |told| told.code))),
            413 => self.step.set(Step::TooLarge),
            422 => match serde_json::from_str(body) {
                Ok(report) => {
                    self.report.set(Some(report));
                    self.step.set(Step::Judged);
                    browser::focus(super::VERDICT);
                }
                Err(_) => self.step.set(Step::Refused(Code::PhotoRefused)),
            },
            503 => self.step.set(Step::Busy),
            _ => self.step.set(Step::Lost),
        }
    }

    fn replace(self, file: Option<File>) {
        let old = self.file.try_update(|now| std::mem::replace(now, file)).flatten();
        if let Some(old) = old {
            browser::forget(&old.url);
        }
    }

    /// Lets go of everything that was held of the picture.
    pub fn close(self) {
        self.replace(None);
        for held in [self.preview, self.before] {
            if let Some(url) = held.try_update(Option::take).flatten() {
                browser::forget(&url);
            }
        }
        self.open.try_update(Option::take);
        self.automatic.try_update(Option::take);
        self.confirmed.try_update(Vec::clear);
        self.report.try_update(Option::take);
    }
}
