//! Not read yet.

use super::Read;
use crate::{Limits, ReadError};

pub(super) fn read(_file: &str, _bytes: &[u8], _limits: &Limits) -> Read {
    Err(ReadError::Unsupported { kind: "html" })
}
