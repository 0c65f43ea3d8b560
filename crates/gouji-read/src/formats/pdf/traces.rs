//! What a PDF carries beside its text: who wrote it, files within it, programs, pages without
//! anything, text that the edge of a page cuts.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_model::{Area, Location, Trace, TraceKind};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Dict;

use super::page::Page;

pub(super) fn traces(pdf: &Pdf, pages: &[Page]) -> Vec<Trace> {
    let mut traces = Vec::new();
    let author = pdf.metadata().author.as_deref().map(text).filter(|author| !author.is_empty());
    traces.extend(author.map(|text| of_file(TraceKind::Author, text)));
    // What the library panics on is not there.
    let attached = catch_unwind(AssertUnwindSafe(|| attached(pdf))).unwrap_or_default();
    traces.extend(attached.into_iter().map(|kind| of_file(kind, String::new())));
    traces.extend(pages.iter().flat_map(of_page));
    traces
}

fn of_file(kind: TraceKind, text: String) -> Trace {
    Trace { kind, text, location: Location::default() }
}

fn of_page(page: &Page) -> impl Iterator<Item = Trace> {
    let blank = page.is_blank().then(|| Trace {
        kind: TraceKind::BlankPage,
        text: String::new(),
        location: Location::page(page.number, Area::default()),
    });
    let cut = page.edge.as_ref().map(|(text, area)| Trace {
        kind: TraceKind::CutText,
        text: text.clone(),
        location: Location::page(page.number, *area),
    });
    blank.into_iter().chain(cut)
}

/// Files and programs that the catalogue of the file names.
fn attached(pdf: &Pdf) -> Vec<TraceKind> {
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return Vec::new() };
    let names = root.get::<Dict<'_>>("Names");
    let has = |key: &str| names.as_ref().is_some_and(|names| names.contains_key(key));
    let action = root.get::<Dict<'_>>("OpenAction");
    let opens = action.is_some_and(|action| action.contains_key("JS"));
    let mut found = Vec::new();
    if has("EmbeddedFiles") {
        found.push(TraceKind::Attachment);
    }
    if has("JavaScript") || opens {
        found.push(TraceKind::Script);
    }
    found
}

/// A text of the file's properties: UTF-16 or UTF-8 with a byte order mark, else Latin.
fn text(bytes: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_is_read_in_utf_16_and_in_latin() {
        assert_eq!(text(b"\xfe\xff\x75\x32\x4e\x59"), "甲乙");
        assert_eq!(text(b"office "), "office");
    }
}
