//! `gouji check --format html`: where the pages go.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use gouji_check::Evaluation;
use gouji_model::Message;
use gouji_report::html::{self, Equation, Form};
use gouji_report::json::Unreadable;
use gouji_report::summary::Summary;
use gouji_standard::Messages;

use crate::read::write;
use crate::terminal::{Session, print};
use crate::trouble;

/// The pages of a run.
pub(crate) struct Pages {
    target: Target,
    /// Names of the pages in a folder, in the order of the documents.
    files: Vec<String>,
    /// Those names as a file system sees them that does not tell capitals.
    taken: BTreeSet<String>,
}

/// Where pages go.
enum Target {
    /// The page of one document, to standard output.
    Print,
    /// The page of one document.
    File(PathBuf),
    /// A page for each document and a table of them.
    Folder(PathBuf),
}

/// Name of the table of documents.
const INDEX: &str = "index.html";

impl Pages {
    /// As the arguments say; several documents need a folder.
    pub(crate) fn of(arguments: &ArgMatches, has_one: bool) -> Result<Self, Message> {
        let output = arguments.get_one::<PathBuf>("output").cloned();
        let target = match output {
            Some(path) if has_one && !names_folder(&path) => Target::File(path),
            Some(path) => Target::Folder(path),
            None if has_one => Target::Print,
            None => return Err(Message::new("cli-html-folder")),
        };
        Ok(Self { target, files: Vec::new(), taken: BTreeSet::from([INDEX.to_owned()]) })
    }

    /// Writes the page of a document.
    pub(crate) fn add(&mut self, document: &str, page: &str) -> Result<(), Message> {
        match &self.target {
            Target::Print => {
                print(page);
                Ok(())
            }
            Target::File(path) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                save(folder.unwrap_or(Path::new(".")), &name.unwrap_or_default(), page)
            }
            Target::Folder(folder) => {
                let name = unused(document, &mut self.taken);
                save(folder, &name, page)?;
                self.files.push(name);
                Ok(())
            }
        }
    }

    /// Writes the table of documents and says where everything is.
    pub(crate) fn end(
        &self,
        session: &Session,
        summary: &Summary,
        unreadable: &[Unreadable],
    ) -> Result<(), Message> {
        let Target::Folder(folder) = &self.target else { return Ok(()) };
        let index = html::index(summary, &self.files, unreadable, session.lang);
        save(folder, INDEX, &index)?;
        let written = Message::new("cli-html-written")
            .with("count", self.files.len())
            .with("index", folder.join(INDEX).display());
        session.complain(&written);
        Ok(())
    }
}

/// Whether a path is a folder, or is written as one.
fn names_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn save(folder: &Path, name: &str, page: &str) -> Result<(), Message> {
    write(folder, name, page.as_bytes()).map_err(|error| {
        Message::new("cli-cannot-write")
            .with("file", folder.join(name).display())
            .with_text("error", trouble::reason(&error))
    })
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
    match &*evaluation.label.id {
        "check-share" | "check-rate" => Form::Quotient,
        "check-change-too-large" => Form::AtMost,
        _ if evaluation.code == "GJ302" => Form::AtMost,
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
