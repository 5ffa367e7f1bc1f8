//! The program over a real socket, as browsers and strangers meet it. `BAOKAO_TEST_DATABASE` = `sqlite` (default) or `postgres`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]
mod authenticator;
mod catalogue;
mod client;
mod demo;
mod desk;
mod door;
mod drift;
mod eligible;
mod favourite;
mod forms;
mod fresh;
mod headers;
mod hostile;
mod import;
mod integrity;
mod journey;
mod kill;
mod language;
mod layers;
mod logs;
mod malformed;
mod matrix;
mod origin;
mod picture;
mod posts;
mod privacy;
mod review_mode;
mod sent;
mod table;
mod trial;
mod unavailable;
mod windows;
mod world;
