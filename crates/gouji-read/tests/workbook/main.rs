//! Workbooks: what is read is what is printed.
#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]
#![allow(clippy::format_collect, reason = "workbooks are built from short texts")]

mod hostile;
mod layout;
mod ods;
mod support;
mod values;
mod whole;
mod xls;
