//! Locations of elements, each path written once.

use std::sync::Arc;

use gouji_model::{Location, Spot};

use super::page::Page;

/// The paths of elements so far.
pub(super) struct Places<'p, 'h> {
    page: &'p Page<'h>,
    pub paths: Vec<Arc<str>>,
    last: Option<usize>,
    bytes: usize,
    limit: usize,
}

impl<'p, 'h> Places<'p, 'h> {
    /// For a page whose paths together may have so many bytes: beyond them, a place is the last one
    /// that has a path.
    pub(super) fn new(page: &'p Page<'h>, limit: usize) -> Self {
        Self { page, paths: Vec::new(), last: None, bytes: 0, limit }
    }

    /// Where an element is.
    pub(super) fn of(&mut self, node: usize) -> Location {
        if self.last != Some(node) && (self.bytes < self.limit || self.paths.is_empty()) {
            let path = self.page.path(node);
            self.bytes += path.len();
            self.paths.push(path.into());
            self.last = Some(node);
        }
        // The limit on elements keeps the number of paths small.
        let path = u32::try_from(self.paths.len() - 1).unwrap_or(u32::MAX);
        Location::of(Spot::Element { path })
    }
}
