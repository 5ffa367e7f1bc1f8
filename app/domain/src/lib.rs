//! The field's rules, pure: strings in, typed values or codes out; the same in the browser and on the server.
//!
//! | module | holds |
//! |---|---|
//! | `time`, `id` | instants, windows, months; ids |
//! | `problem` | what a user can act on, as codes |
//! | `text_input`, `reading`, `measure`, `rows` | canonical form of typed text, values out of it, row buttons |
//! | `certificate`, `person`, `password` | who somebody is (domain.md §2) |
//! | `profile`, `basic`, `education`, `work`, `other`, `code_table` | 填报信息: 基本信息, 教育, 工作, 其他 (§3) |
//! | `account` | forms of the door: register, log in, recover, maintain |
//! | `exam`, `position` | what can be applied for |
//! | `position_state` | a position closed or cancelled |
//! | `requirement`, `catalogue` | what a position asks, read from its table (§4.1, §4.2); where a major stands |
//! | `rules_form` | an exam's eligibility rules as they are chosen |
//! | `eligibility` | whether somebody may take a position, rule by rule (§4.3) |
//! | `count` | how many applied, as an exam publishes it (§5.3) |
//! | `integrity` | 诚信库: who may not take part, entered by one person and put in force by another (§7) |
//! | `favourite`, `message` | positions a candidate keeps an eye on, and what became of them |
//! | `application` | stages and the only function that moves them (§5.2) |
//! | `verdict` | what was found of every condition, as pages show and snapshots keep it |
//! | `review` | a reviewer's decision |
//! | `photo_profile` | an organiser's own photo profile as it is typed |
//! | `photo_review` | where a photo stands, and what its reviewer decides |
//! | `staff` | roles and staff log-in |
//! | `view` | what pages show |
pub mod account;
pub mod application;
pub mod basic;
pub mod catalogue;
pub mod certificate;
pub mod code_table;
pub mod count;
pub mod education;
pub mod eligibility;
pub mod exam;
pub mod favourite;
pub mod id;
pub mod integrity;
pub mod measure;
pub mod message;
pub mod money;
pub mod other;
pub mod password;
pub mod person;
pub mod photo_profile;
pub mod photo_review;
pub mod position;
pub mod position_state;
pub mod problem;
pub mod profile;
pub mod reading;
pub mod requirement;
pub mod review;
pub mod rows;
pub mod rules_form;
pub mod staff;
pub mod text_input;
pub mod time;
pub mod verdict;
pub mod view;
pub mod work;

pub use id::*;
pub use position::TableFault;
pub use problem::{Code, Faults, Field, FieldCode, FieldName, FieldProblem, PasswordClass, Problem, Row};
pub use time::{Month, Phase, Timestamp, Window};
