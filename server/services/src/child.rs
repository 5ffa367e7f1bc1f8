//! What a child process does to itself before it touches bytes from outside, and what its parent sees of it.
use rustix::param::clock_ticks_per_second;
use rustix::process::{Resource, Rlimit, nice, setrlimit};
use serde::{Deserialize, Serialize};
use std::io;
use std::time::Duration;

/// Who comes before a child.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// Everybody: it has what nobody else wants, and gives a processor back at once.
    Last,
    /// Whoever waits for a page. It has a third of what one of them has of a busy processor, but keeps it for some milliseconds at a time.
    Behind,
}

/// Weighs 335 against the 1024 of nice 0.
const BEHIND: i32 = 5;

/// How long a child in the last place is given to get `LEAST` of a processor.
const PATIENCE: Duration = Duration::from_secs(1);
const LEAST: Duration = Duration::from_millis(100);

/// Leaves no core, never takes more than `most` of anything, and steps behind others. It cannot be undone.
pub(crate) fn confine(most: &[(Resource, u64)], place: Place) -> io::Result<()> {
    for (of, most) in [(Resource::Core, 0)].iter().chain(most) {
        setrlimit(*of, Rlimit { current: Some(*most), maximum: Some(*most) })?;
    }
    if place == Place::Last {
        step_last();
    }
    nice(BEHIND)?;
    Ok(())
}

/// Where the policy cannot be set, being nice must do: it is no reason not to work.
#[cfg(target_os = "linux")]
fn step_last() {
    use thread_priority::{
        NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
    };
    let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
    if let Err(error) = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle) {
        tracing::debug!(?error, "no idle policy");
    }
}

#[cfg(not(target_os = "linux"))]
fn step_last() {}

/// Returns once a process has got too little of a processor; never where nobody tells.
pub(crate) async fn starved(process: Option<u32>) {
    let mut before = worked(process);
    loop {
        tokio::time::sleep(PATIENCE).await;
        let now = worked(process);
        match (before, now) {
            (Some(before), Some(now)) if now.saturating_sub(before) < LEAST => return,
            _ => before = now,
        }
    }
}

/// Processor time of all its threads: fields 14 and 15 of the kernel's `stat`, after the name in brackets, in ticks.
fn worked(process: Option<u32>) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", process?)).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    let (user, system) = (ticks()?, ticks()?);
    Some(Duration::from_secs(user + system) / u32::try_from(clock_ticks_per_second()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::id;

    #[test]
    fn work_is_counted_for_who_works_and_nobody_else() {
        let before = worked(Some(id())).unwrap();
        let mut sum = 0u64;
        while worked(Some(id())).unwrap() < before + Duration::from_millis(20) {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(sum > 0 && worked(None).is_none() && worked(Some(u32::MAX)).is_none());
    }
}
