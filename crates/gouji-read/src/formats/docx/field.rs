//! Fields: a code, and the result that is printed.

/// Fields that may be open at once; marks beyond are passed over. Word itself allows twenty.
const MAX_OPEN: usize = 100;

/// The fields that are open, from the outermost.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Half>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Code,
    Result,
}

impl Fields {
    /// Takes a mark: `begin`, `separate` or `end`.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.0.len() < MAX_OPEN => self.0.push(Half::Code),
            "separate" => {
                if let Some(innermost) = self.0.last_mut() {
                    *innermost = Half::Result;
                }
            }
            "end" => {
                self.0.pop();
            }
            _ => {}
        }
    }

    /// Whether what follows is printed.
    pub(super) fn is_printed(&self) -> bool {
        self.0.iter().all(|half| *half == Half::Result)
    }

    /// Ends codes with the paragraph, so that one that is never closed does not swallow the text.
    pub(super) fn end_paragraph(&mut self) {
        self.0.retain(|half| *half == Half::Result);
    }
}
