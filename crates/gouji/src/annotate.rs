//! `gouji check --annotate`: copies of the documents with the findings in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::ArgMatches;
use gouji_model::{Message, Place};
use gouji_read::formats::{Kind, decoded_text, is_xlsx, page_encoding};
use gouji_report::DocumentReport;
use gouji_report::annotate::{Form, Options, annotated, remarks};

use crate::input::Input;
use crate::read::write;
use crate::terminal::Session;
use crate::trouble;

/// Writes annotated copies.
pub(crate) struct Annotator {
    folder: PathBuf,
    /// The copy of each file.
    copies: BTreeMap<PathBuf, PathBuf>,
    options: Options,
}

/// What became of copies.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    /// How many were written.
    written: usize,
    /// What the user is told.
    said: Vec<Message>,
    /// Whether one could not be written that should have been.
    pub(crate) failed: bool,
}

impl Copies {
    pub(crate) fn add(&mut self, more: Self) {
        self.written += more.written;
        self.said.extend(more.said);
        self.failed |= more.failed;
    }

    /// Says what became of them.
    pub(crate) fn tell(&self, session: &Session, annotator: &Annotator) {
        for message in &self.said {
            session.complain(message);
        }
        if self.written > 0 {
            let message = Message::new("cli-annotated").with("n", self.written);
            session.complain(&message.with("folder", annotator.folder.display()));
        }
    }
}

impl Annotator {
    /// As the arguments say, for these documents; `None` where no copies are asked for. The names of
    /// all copies are settled before one is written, so that they do not depend on its order.
    pub(crate) fn of(
        session: &Session,
        input: &Input,
        arguments: &ArgMatches,
        documents: &[PathBuf],
    ) -> Result<Option<Self>, Message> {
        let Some(folder) = arguments.get_one::<PathBuf>("annotate") else { return Ok(None) };
        let named: Vec<&PathBuf> =
            arguments.get_many::<PathBuf>("file").into_iter().flatten().collect();
        let files: Vec<PathBuf> = documents.iter().flat_map(|path| input.parts(path)).collect();
        let copies = copies(folder, &named, &files);
        let inputs: BTreeSet<PathBuf> =
            files.iter().filter_map(|file| fs::canonicalize(file).ok()).collect();
        for copy in copies.values() {
            if fs::canonicalize(copy).is_ok_and(|copy| inputs.contains(&copy)) {
                return Err(Message::new("cli-annotate-input").with("file", copy.display()));
            }
        }
        let options = Options { lang: session.lang, limits: input.limits().package() };
        Ok(Some(Self { folder: folder.clone(), copies, options }))
    }

    /// Writes the copies of the files of a document.
    pub(crate) fn copies(
        &self,
        input: &Input,
        path: &Path,
        document: &DocumentReport<'_>,
    ) -> Copies {
        let all = remarks(document, self.options.lang);
        let mut copies = Copies::default();
        for (index, file) in input.parts(path).into_iter().enumerate() {
            let name = file.display().to_string();
            // What has no place in a file of a folder is said in its first.
            let is_here = |place: &Place| match place.file.as_deref() {
                Some(of) if *of == name => true,
                other => index == 0 && other.is_none_or(|of| of == &*document.disclosure.file),
            };
            let here: Vec<_> = all.iter().filter(|it| is_here(&it.place)).cloned().collect();
            let bytes = match input.content(&file) {
                Ok(bytes) => bytes,
                Err(message) => {
                    copies.failed = true;
                    copies.said.push(message);
                    continue;
                }
            };
            let Some(form) = form(&bytes) else {
                copies.said.push(Message::new("cli-annotate-no-form").with("file", &name));
                continue;
            };
            // The copy of a text is in UTF-8, whatever the text is in.
            let text = if form == Form::Text { decoded_text(&bytes) } else { None };
            let bytes = text.map_or(bytes, String::into_bytes);
            match annotated(form, &bytes, &here, &self.options) {
                Ok(bytes) => copies.add(self.write(&file, form, &bytes)),
                Err(error) => {
                    copies.failed = true;
                    let message = Message::new("cli-annotate-failed").with("file", &name);
                    let why = gouji_standard::Messages::embedded().text(&error.message());
                    copies.said.push(message.with_text("problem", why));
                }
            }
        }
        copies
    }

    fn write(&self, file: &Path, form: Form, bytes: &[u8]) -> Copies {
        let Some(copy) = self.copies.get(file) else { return Copies::default() };
        // What was converted has another form than its name says.
        let is_docx = copy.extension().is_some_and(|it| it.eq_ignore_ascii_case("docx"));
        let copy =
            if form == Form::Docx && !is_docx { copy.with_extension("docx") } else { copy.clone() };
        let folder = copy.parent().unwrap_or(&self.folder);
        match write(folder, copy.file_name().unwrap_or_default(), bytes) {
            Ok(()) => Copies { written: 1, ..Copies::default() },
            Err(error) => {
                let message = Message::new("cli-cannot-write").with("file", copy.display());
                let message = message.with_text("error", trouble::reason(&error));
                Copies { failed: true, said: vec![message], written: 0 }
            }
        }
    }
}

/// The form of a file, if copies of it can be annotated.
fn form(bytes: &[u8]) -> Option<Form> {
    match Kind::of(bytes) {
        Kind::Docx => Some(Form::Docx),
        Kind::Pdf => Some(Form::Pdf),
        Kind::Workbook if is_xlsx(bytes) => Some(Form::Xlsx),
        Kind::Html => Some(Form::Html { encoding: page_encoding(bytes) }),
        Kind::Text => Some(Form::Text),
        _ => None,
    }
}

/// The copy of each file: below the folder as it lies below the folder that was named, with another
/// name, and no two of one name.
fn copies(folder: &Path, named: &[&PathBuf], files: &[PathBuf]) -> BTreeMap<PathBuf, PathBuf> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut copies = BTreeMap::new();
    for file in files {
        if copies.contains_key(file) {
            continue;
        }
        let mut below = named.iter().filter_map(|named| file.strip_prefix(named).ok());
        let below = below.rfind(|below| *below != Path::new(""));
        let below = below.or_else(|| file.file_name().map(Path::new)).unwrap_or(file);
        // Nothing leads out of the folder.
        let below: PathBuf =
            below.components().filter(|it| matches!(it, Component::Normal(_))).collect();
        let possible = (1..).map(|n| folder.join(copy_name(&below, n)));
        // Systems that do not tell small letters from capitals would write one over the other.
        let key = |path: &Path| path.to_string_lossy().to_lowercase();
        let free = possible.into_iter().find(|path| taken.insert(key(path)));
        copies.extend(free.map(|free| (file.clone(), free)));
    }
    copies
}

/// Whether a file has the name of an annotated copy: `预算.annotated.docx`, `预算.annotated-2.docx`.
pub(crate) fn is_copy(path: &Path) -> bool {
    // A file without extension has it as its extension.
    [path.file_stem(), path.file_name()].into_iter().flatten().any(|name| {
        let name = name.to_string_lossy();
        let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_numbered = numbered.len() < name.len();
        let name = numbered.strip_suffix('-').filter(|_| is_numbered).unwrap_or(&name);
        name.ends_with(ANNOTATED)
    })
}

/// What the name of a copy has behind that of its file.
const ANNOTATED: &str = ".annotated";

/// The name of a copy: `预算.annotated.docx`, of a further one of this name `预算.annotated-2.docx`.
fn copy_name(path: &Path, n: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    name.push(ANNOTATED);
    if n > 1 {
        name.push(format!("-{n}"));
    }
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        for n in 1..3 {
            for file in ["预算.docx", "b", "a/2026.1-2.pdf"] {
                assert!(!is_copy(Path::new(file)), "{file}");
                assert!(is_copy(&copy_name(Path::new(file), n)), "{file} {n}");
            }
        }
    }
}
