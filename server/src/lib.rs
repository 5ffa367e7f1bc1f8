//! The program: HTTP layers, settings, boot, jobs, command line. `main.rs` only reads arguments.
pub mod boot;
pub mod config;
pub mod http;
pub mod jobs;
pub mod sample;
pub mod sample_exam;
pub mod serve;
