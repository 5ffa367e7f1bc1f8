//! Pictures are judged in child processes of the same program: they come from anybody, and the face detector holds unsafe code.
//!
//! A child is told its `Place`, limits itself, loads the model once and answers one picture after another, so that a picture costs no start of a
//! process: to its stdin a `Question` as a line of JSON, then the picture; from its stdout an `Answer` as a line of JSON, then the photo as cut.
//! A child that dies over a picture takes that picture's verdict with it (E99) and nothing else; one that thinks too long is killed. So is one
//! that steps back for everybody when nothing is left for it: another, with a share of its own, is asked again (ADR 22).
use crate::child::{Place, confine, starved};
use crate::error::{Error, Result};
use domain::Code;
use photo::{Class, Finding, Judged, Profile, Report};
use rustix::process::Resource;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::process::{ExitCode, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Semaphore;

/// For a place in the pool, and again for the verdict of a child; one behind others is given twice as long: who is told to come again has
/// waited for nothing, and the next judge begins anew.
const DEADLINE: Duration = Duration::from_secs(5);
/// Address space of a child: 40 million pixels decoded, their planes, and the program itself.
const MEMORY: u64 = 1 << 30;
/// No memory beyond the cap, no byte into a file, no file opened.
const CAPS: [(Resource, u64); 3] = [(Resource::As, MEMORY), (Resource::Fsize, 0), (Resource::Nofile, 3)];
/// How long no more of them are asked, once one did not.
const CROWDED: Duration = Duration::from_secs(10);
/// Pictures until a child is replaced: whatever one picture did to it ends soon.
const PICTURES: u32 = 256;
/// A line of an answer, or a photo, is never longer.
pub(crate) const LONGEST: usize = 2 << 20;
/// A child's first line; whatever stands before it is not its own.
const READY: &str = "baokao judges photos";

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Task {
    /// `photo::judge_final`
    Final,
    /// `photo::judge`
    Picture,
}

#[derive(Serialize, Deserialize)]
struct Question {
    task: Task,
    profile: Profile,
    bytes: usize,
}

#[derive(Serialize, Deserialize)]
struct Answer {
    report: Report,
    jpeg: Option<usize>,
}

/// The child's whole life. Call it before any thread is started: address space reserved by threads counts.
pub fn child_main() -> ExitCode {
    match answer_all(&mut io::stdin().lock(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer_all(input: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    confine(&CAPS, serde_json::from_str(&line)?)?;
    line.clear();
    let finder = photo::finder().ok_or(io::ErrorKind::NotFound)?;
    write!(out, "\n{READY}\n")?;
    out.flush()?;
    while input.read_line(&mut line)? > 0 {
        let Question { task, profile, bytes } = serde_json::from_str(&line)?;
        let mut picture = vec![0; bytes];
        input.read_exact(&mut picture)?;
        let judged = match task {
            Task::Final => Judged { report: photo::judge_final(&picture, &profile, finder), jpeg: None, last: None },
            Task::Picture => photo::judge(&picture, &profile, finder),
        };
        serde_json::to_writer(&mut *out, &Answer { report: judged.report, jpeg: judged.jpeg.as_ref().map(Vec::len) })?;
        out.write_all(b"\n")?;
        out.write_all(&judged.jpeg.unwrap_or_default())?;
        out.flush()?;
        line.clear();
    }
    Ok(())
}

/// As many children as processors; each is started when it is first needed.
pub(crate) struct Judges {
    /// Program and arguments.
    command: Vec<OsString>,
    deadline: Duration,
    permits: Semaphore,
    idle: Mutex<Vec<Judge>>,
    /// Until when nothing is left for those in the last place.
    crowded: Mutex<Option<Instant>>,
}

impl Judges {
    pub fn new(command: Vec<OsString>) -> Self {
        let permits = std::thread::available_parallelism().map_or(1, usize::from);
        Self { command, deadline: DEADLINE, permits: Semaphore::new(permits), idle: Mutex::default(), crowded: Mutex::default() }
    }

    /// Errors: `Busy` when there is no place or no verdict in time; a fault when no child can be started.
    pub async fn ask(&self, task: Task, picture: &[u8], profile: &Profile) -> Result<Judged> {
        let permit = tokio::time::timeout(self.deadline, self.permits.acquire()).await.map_err(|_| Code::Busy(5))?;
        let _permit = permit.map_err(|_| Error::Internal("photo pool closed"))?;
        if !self.crowded()
            && let Some(judged) = self.ask_in(Place::Last, task, picture, profile).await?
        {
            return Ok(judged);
        }
        self.ask_in(Place::Behind, task, picture, profile).await?.ok_or_else(|| Code::Busy(5).into())
    }

    /// `None`: too little was left for that place. Whoever leaves in the middle drops the child with it, which kills it: it never answers one
    /// about another's picture.
    async fn ask_in(&self, place: Place, task: Task, picture: &[u8], profile: &Profile) -> Result<Option<Judged>> {
        let mut judge = self.judge(place)?;
        let limit = if place == Place::Last { self.deadline } else { 2 * self.deadline };
        let process = judge.child.id();
        let answer = tokio::select! {
            answer = tokio::time::timeout(limit, judge.answer(task, picture, profile)) => answer,
            () = starved(process), if place == Place::Last => {
                self.crowd("starved");
                return Ok(None);
            }
        };
        let Ok(answer) = answer else {
            if place == Place::Last {
                self.crowd("slow");
                return Ok(None);
            }
            metrics::counter!("photo_judge_lost_total", "how" => "late").increment(1);
            return Err(Code::Busy(5).into());
        };
        match answer? {
            Ok(judged) => {
                if judge.answered < PICTURES {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(judge);
                }
                Ok(Some(judged))
            }
            Err(error) => {
                metrics::counter!("photo_judge_lost_total", "how" => "died").increment(1);
                tracing::warn!(error = %error, "a photo's judge died over a picture");
                let findings = vec![Finding::new(photo::Code::E99, Class::Hard)];
                Ok(Some(Judged { report: Report::unreadable(findings, profile), jpeg: None, last: None }))
            }
        }
    }

    /// A child in that place that waits and lives, or a new one: one that ended in the meantime is no picture's fault.
    fn judge(&self, place: Place) -> Result<Judge> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain_mut(|judge| matches!(judge.child.try_wait(), Ok(None)));
        match idle.iter().rposition(|judge| judge.place == place) {
            Some(at) => Ok(idle.swap_remove(at)),
            None => Judge::start(&self.command, place).map_err(|_| NOT_STARTED),
        }
    }

    fn crowded(&self) -> bool {
        self.crowded.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|until| Instant::now() < until)
    }

    fn crowd(&self, how: &'static str) {
        metrics::counter!("photo_judge_lost_total", "how" => how).increment(1);
        *self.crowded.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + CROWDED);
    }
}

const NOT_STARTED: Error = Error::Internal("photo child does not start");

/// Dropping it kills the process.
struct Judge {
    place: Place,
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    ready: bool,
    answered: u32,
}

impl Judge {
    /// The environment is not handed on: it may hold secrets.
    fn start(command: &[OsString], place: Place) -> io::Result<Self> {
        let (program, arguments) = command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let mut command = Command::new(program);
        command.args(arguments).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn()?;
        let stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let stdout = BufReader::new(child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?);
        Ok(Self { place, child, stdin, stdout, ready: false, answered: 0 })
    }

    /// Errors: it never said that it was ready; inside, it died over the picture.
    async fn answer(&mut self, task: Task, picture: &[u8], profile: &Profile) -> Result<io::Result<Judged>> {
        if !self.ready {
            self.greet().await.map_err(|_| NOT_STARTED)?;
            self.ready = true;
        }
        Ok(self.ask(task, picture, profile).await)
    }

    async fn greet(&mut self) -> io::Result<()> {
        let mut place = serde_json::to_vec(&self.place)?;
        place.push(b'\n');
        self.stdin.write_all(&place).await?;
        self.stdin.flush().await?;
        while self.line().await? != READY {}
        Ok(())
    }

    async fn ask(&mut self, task: Task, picture: &[u8], profile: &Profile) -> io::Result<Judged> {
        let mut question = serde_json::to_vec(&Question { task, profile: profile.clone(), bytes: picture.len() })?;
        question.push(b'\n');
        self.stdin.write_all(&question).await?;
        self.stdin.write_all(picture).await?;
        self.stdin.flush().await?;
        let Answer { report, jpeg } = serde_json::from_str(&self.line().await?)?;
        let jpeg = match jpeg {
            Some(length) if length > LONGEST => return Err(io::ErrorKind::InvalidData.into()),
            Some(length) => {
                let mut bytes = vec![0; length];
                self.stdout.read_exact(&mut bytes).await?;
                Some(bytes)
            }
            None => None,
        };
        self.answered += 1;
        Ok(Judged { report, jpeg, last: None })
    }

    /// The next line without its end. Errors: no more lines, or one without end.
    async fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        (&mut self.stdout).take(LONGEST as u64).read_line(&mut line).await?;
        line.strip_suffix('\n').map(str::to_owned).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use photo::Verdict;
    use rustix::process::{Pid, getpriority_process};

    const CHILD: &str = "photo_judge::tests::child";

    /// Not a test of its own: the program that the tests below start.
    #[test]
    fn child() {
        if std::env::args().skip(1).eq(["--exact", CHILD]) {
            child_main();
            std::process::exit(0);
        }
    }

    fn judges() -> Judges {
        Judges::new(vec![std::env::current_exe().unwrap().into(), "--exact".into(), CHILD.into()])
    }

    fn shell(line: &str) -> Judges {
        let mut judges = Judges::new(vec!["/bin/sh".into(), "-c".into(), format!("read place; echo {READY}; {line}").into()]);
        judges.deadline = Duration::from_secs(1);
        judges
    }

    fn profile() -> Profile {
        Profile::builtin(crate::photo::PROFILE).unwrap()
    }

    fn waiting(judges: &Judges) -> Vec<u32> {
        judges.idle.lock().unwrap().iter().filter_map(|judge| judge.child.id()).collect()
    }

    #[tokio::test]
    async fn one_child_answers_many_pictures_as_judging_here_does() {
        let (judges, profile, finder) = (judges(), profile(), photo::finder().unwrap());
        let portrait = photo::sample::portrait(5, 600, 840, [255; 3]);
        let here = photo::judge(&portrait, &profile, finder);
        let there = judges.ask(Task::Picture, &portrait, &profile).await.unwrap();
        assert_eq!((&there.report, &there.jpeg), (&here.report, &here.jpeg));
        let child = waiting(&judges);
        for picture in [here.jpeg.unwrap(), portrait, Vec::new(), b"GIF89a".to_vec()] {
            let there = judges.ask(Task::Final, &picture, &profile).await.unwrap();
            assert_eq!(there.report, photo::judge_final(&picture, &profile, finder));
        }
        assert!(child.len() == 1 && waiting(&judges) == child, "the same child all the time");
    }

    #[tokio::test]
    async fn a_child_is_limited_and_sees_no_environment() {
        let mut judge = judges().judge(Place::Last).unwrap();
        judge.answer(Task::Final, b"", &profile()).await.unwrap().unwrap();
        let child = judge.child.id().unwrap();
        let limits = std::fs::read_to_string(format!("/proc/{child}/limits")).unwrap();
        let limit = |name: &str| {
            let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().next().unwrap().parse::<u64>().unwrap()
        };
        assert_eq!(limit("Max address space"), MEMORY);
        assert_eq!((limit("Max open files"), limit("Max file size"), limit("Max core file size")), (3, 0, 0));
        let behind = threads(child).into_iter().map(|id| getpriority_process(Pid::from_raw(id)).unwrap()).max();
        assert_eq!(behind, Some(5));
        assert!(threads(child).into_iter().any(|id| policy(child, id) == IDLE), "it has what nobody else wants");
        assert!(std::fs::read(format!("/proc/{child}/environ")).unwrap().is_empty());
    }

    /// `SCHED_IDLE` of the kernel.
    const IDLE: &str = "5";

    /// One judges; the product's child has no other.
    fn threads(process: u32) -> Vec<i32> {
        let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
        threads.map(|thread| thread.unwrap().file_name().to_str().unwrap().parse().unwrap()).collect()
    }

    /// Field 41 of the kernel's `stat`.
    fn policy(process: u32, thread: i32) -> String {
        let stat = std::fs::read_to_string(format!("/proc/{process}/task/{thread}/stat")).unwrap();
        stat.rsplit_once(')').unwrap().1.split_whitespace().nth(38).unwrap().to_owned()
    }

    #[tokio::test]
    async fn another_child_answers_when_nothing_is_left_for_the_one_in_the_last_place() {
        let report = Report::unreadable(Vec::new(), &profile());
        let answer = serde_json::to_string(&Answer { report: report.clone(), jpeg: None }).unwrap();
        let mut judges =
            shell(&format!("[ $place = '\"last\"' ] && exec tail -f /dev/null; while read question; do echo '{answer}'; done"));
        judges.deadline = DEADLINE;
        for _ in 0..2 {
            assert_eq!(judges.ask(Task::Final, b"", &profile()).await.unwrap().report, report);
            assert!(judges.crowded(), "the next one is not kept waiting");
        }
        let places: Vec<Place> = judges.idle.lock().unwrap().iter().map(|judge| judge.place).collect();
        assert_eq!(places, [Place::Behind], "and the same child answers it");
    }

    #[tokio::test]
    async fn a_child_behind_others_has_a_share_of_its_own() {
        let mut judge = judges().judge(Place::Behind).unwrap();
        judge.answer(Task::Final, b"", &profile()).await.unwrap().unwrap();
        let child = judge.child.id().unwrap();
        assert!(threads(child).into_iter().all(|id| policy(child, id) != IDLE));
    }

    #[tokio::test]
    async fn a_child_is_replaced_when_it_was_killed_and_when_it_is_old() {
        let (judges, profile) = (judges(), profile());
        judges.ask(Task::Final, b"", &profile).await.unwrap();
        let killed = waiting(&judges);
        let mut child = judges.idle.lock().unwrap().pop().unwrap();
        child.child.kill().await.unwrap();
        child.answered = PICTURES - 1;
        judges.idle.lock().unwrap().push(child);
        let empty = judges.ask(Task::Final, b"", &profile).await.unwrap();
        assert!(empty.report.findings[0].code == photo::Code::F01, "judged by another: {:?}", empty.report);
        assert_ne!(waiting(&judges), killed);
        judges.idle.lock().unwrap()[0].answered = PICTURES - 1;
        judges.ask(Task::Final, b"", &profile).await.unwrap();
        assert!(waiting(&judges).is_empty(), "retired");
    }

    #[tokio::test]
    async fn refuses_when_the_child_dies_over_the_picture_or_babbles() {
        for line in ["read question; kill -SEGV $$", "read question; echo hello; cat", "read question; exec yes"] {
            let judges = shell(line);
            for _ in 0..3 {
                let judged = judges.ask(Task::Picture, &[7; 100], &profile()).await.unwrap();
                assert!(judged.jpeg.is_none() && judged.report.verdict == Verdict::Fail, "{line}");
                assert_eq!(judged.report.findings[0].code, photo::Code::E99, "{line}");
            }
            assert!(waiting(&judges).is_empty(), "{line}");
        }
    }

    #[tokio::test]
    async fn asks_to_come_back_when_the_child_thinks_too_long_and_frees_its_place() {
        let judges = shell("exec tail -f /dev/null");
        let places = judges.permits.available_permits();
        let refused = judges.ask(Task::Picture, b"", &profile()).await.err().unwrap();
        assert_eq!(refused.problem().code, Code::Busy(5));
        assert!(waiting(&judges).is_empty() && judges.permits.available_permits() == places);
    }

    #[tokio::test]
    async fn refuses_when_there_is_no_program() {
        for command in [vec![], vec!["/nowhere".into()], vec!["/bin/true".into()]] {
            assert!(matches!(Judges::new(command).ask(Task::Final, b"", &profile()).await, Err(Error::Internal(_))));
        }
    }
}
