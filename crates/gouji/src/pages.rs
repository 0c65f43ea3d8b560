//! `gouji check --format html`: where the pages go.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gouji_check::{Evaluation, Ratio};
use gouji_model::Message;
use gouji_report::html::{self, Equation, Form};
use gouji_report::json::Unreadable;
use gouji_report::summary::Summary;
use gouji_standard::Messages;

use crate::read::write;
use crate::terminal::Session;

/// The pages of several documents in a folder.
pub(crate) struct Pages {
    folder: PathBuf,
    /// Names of the pages, in the order of the documents.
    files: Vec<String>,
    /// Those names as a file system sees them that does not tell capitals.
    taken: BTreeSet<String>,
}

/// Name of the table of documents.
const INDEX: &str = "index.html";

impl Pages {
    /// Pages in a folder.
    pub(crate) fn into_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            files: Vec::new(),
            taken: BTreeSet::from([INDEX.to_owned()]),
        }
    }

    /// Writes the page of a document.
    pub(crate) fn add(&mut self, document: &str, page: &str) -> std::io::Result<()> {
        let name = unused(document, &mut self.taken);
        write(&self.folder, &name, page.as_bytes())?;
        self.files.push(name);
        Ok(())
    }

    /// Writes the table of documents and says where everything is.
    pub(crate) fn end(
        &self,
        session: &Session,
        summary: &Summary,
        unreadable: &[Unreadable],
    ) -> std::io::Result<()> {
        let index = html::index(summary, &self.files, unreadable, session.lang);
        write(&self.folder, INDEX, index.as_bytes())?;
        let written = Message::new("cli-html-written")
            .with("count", self.files.len())
            .with("index", self.folder.join(INDEX).display());
        session.complain(&written);
        Ok(())
    }
}

/// Whether a path is a folder, or is written as one.
pub(crate) fn names_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// A name for the page of a document that no other page has.
fn unused(document: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = Path::new(document).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem = stem.unwrap_or_else(|| "document".to_owned());
    let mut name = format!("{stem}.html");
    let mut n = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{stem}-{n}.html");
        n += 1;
    }
    name
}

/// Equations in words, for the report.
pub(crate) fn equations(evaluations: Vec<Evaluation>, messages: &Messages) -> Vec<Equation> {
    let equation = |evaluation: Evaluation| Equation {
        form: form(&evaluation),
        code: evaluation.code.into(),
        relation: evaluation.relation.into(),
        label: messages.text(&evaluation.label),
        verdict: evaluation.verdict,
        reason: evaluation.reason.as_ref().map(|reason| messages.text(reason)),
        comparison: evaluation.comparison,
        operands: evaluation.operands,
    };
    evaluations.into_iter().map(equation).collect()
}

/// How the two sides of an equation are compared.
fn form(evaluation: &Evaluation) -> Form {
    match (evaluation.ratio, &*evaluation.label.id) {
        (Some(Ratio::Share { parts }), _) => Form::Share { parts },
        (Some(Ratio::Change), _) => Form::Change,
        (Some(Ratio::Growth { current }), _) => Form::Growth { current },
        (None, "check-share" | "check-rate") => Form::Quotient,
        _ if evaluation.is_bound() => Form::AtMost,
        _ => Form::Sum,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_documents_of_the_same_name_do_not_replace_each_other() {
        let mut taken = BTreeSet::from([INDEX.to_owned()]);
        let names = ["a/甲.pdf", "b/甲.txt", "Index.docx", "index.pdf"];
        let names = names.map(|document| unused(document, &mut taken));
        assert_eq!(names, ["甲.html", "甲-2.html", "Index-2.html", "index-3.html"]);
    }
}
