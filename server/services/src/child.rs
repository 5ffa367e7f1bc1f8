//! What a child process does to itself before it touches bytes from outside.
use rustix::process::{Resource, Rlimit, nice, setrlimit};
use std::io;

/// Whoever waits for a page comes first: a ninth of a busy core is enough to read a table or judge a photo.
const BEHIND: i32 = 10;

/// Leaves no core, never takes more than `most` of anything, and steps behind everybody else. It cannot be undone.
pub(crate) fn confine(most: &[(Resource, u64)]) -> io::Result<()> {
    for (of, most) in [(Resource::Core, 0)].iter().chain(most) {
        setrlimit(*of, Rlimit { current: Some(*most), maximum: Some(*most) })?;
    }
    nice(BEHIND)?;
    Ok(())
}
