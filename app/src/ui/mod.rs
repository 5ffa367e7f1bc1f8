//! Parts of a page: they take data and give events; pages own resources.
pub mod browser;
pub mod check;
pub mod choice;
pub mod countdown;
pub mod field;
pub mod form;
pub mod frame;
pub mod icon;
pub mod load;
pub mod note;
pub mod pager;
pub mod submit;
pub mod summary;
pub mod tag;
pub mod title;
pub mod verdict;
pub mod worker;
