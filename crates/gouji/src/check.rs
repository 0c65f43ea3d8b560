//! `gouji check`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Level, Message, Text};
use gouji_report::summary::Summary;
use gouji_report::{DocumentReport, html, json, terminal as text};
use gouji_standard::Standard;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::explain;
use crate::input::Input;
use crate::pages::{self, Pages};
use crate::terminal::{CANNOT_READ, FOUND, Session, print};

/// Documents per worker that are in memory at once.
const PER_WORKER: usize = 4;

/// Checks every document; one that cannot be read does not keep the others from being checked.
///
/// Documents are checked in parallel, some at a time, and told in order, so that the memory needed
/// depends on the number of workers and not on that of the documents.
pub(crate) fn run(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    let input = Input::of(arguments);
    let paths: Vec<PathBuf> =
        arguments.get_many::<PathBuf>("file").into_iter().flatten().cloned().collect();
    let (documents, is_batch) = input.documents(&paths);
    let options = gouji_check::Options { preview: arguments.get_flag("preview") };
    let checker = Checker { session, standard, input, options, form: form(arguments, is_batch) };
    let mut told = Told::default();
    match pages(&checker, arguments, documents.len() == 1 && !is_batch) {
        Ok(pages) => told.pages = pages,
        Err(problem) => {
            session.complain(&problem);
            return ExitCode::from(CANNOT_READ);
        }
    }
    let progress = progress(documents.len(), is_batch);
    for some in documents.chunks(PER_WORKER * rayon::current_num_threads()) {
        let check = |path: &PathBuf| {
            let result = checker.check(path);
            progress.inc(1);
            result
        };
        let results: Vec<Result<Checked, json::Unreadable>> = some.par_iter().map(check).collect();
        for result in results {
            told.tell(checker.form, result);
        }
    }
    progress.finish_and_clear();
    told.end(&checker);
    told.exit_code(fail_on(arguments))
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A report for each document, and the sum of several.
    Reports,
    /// A table of documents and one of rules.
    Tables,
    /// JSON.
    Json,
    /// A page for each document.
    Html,
}

fn form(arguments: &ArgMatches, is_batch: bool) -> Form {
    match (arguments.get_one::<String>("format").map(String::as_str), is_batch) {
        (Some("json"), _) => Form::Json,
        (Some("html"), _) => Form::Html,
        (_, true) => Form::Tables,
        (_, false) => Form::Reports,
    }
}

/// Where pages go; other forms go to standard output.
fn pages(
    checker: &Checker<'_>,
    arguments: &ArgMatches,
    has_one: bool,
) -> Result<Option<Pages>, Message> {
    if checker.form == Form::Html {
        return Pages::of(arguments, has_one).map(Some);
    }
    if arguments.contains_id("output") {
        return Err(Message::new("cli-output-html"));
    }
    Ok(None)
}

/// A bar on a terminal, nothing in a pipe.
fn progress(count: usize, is_batch: bool) -> ProgressBar {
    if !is_batch || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A document that was checked: what is printed of it, and what is counted.
struct Checked {
    text: String,
    summary: Summary,
}

struct Checker<'a> {
    session: &'a Session,
    standard: &'a Standard,
    input: Input,
    options: gouji_check::Options,
    form: Form,
}

impl Checker<'_> {
    fn check(&self, path: &Path) -> Result<Checked, json::Unreadable> {
        let unreadable =
            |message| json::Unreadable { file: path.display().to_string().into(), message };
        let disclosure = self.input.disclosure(path, self.standard).map_err(unreadable)?;
        let report =
            gouji_check::check(&disclosure, self.standard, self.session.messages, &self.options);
        let document = DocumentReport { disclosure: &disclosure, report: &report };
        let text = match self.form {
            Form::Json => json::document(&document),
            Form::Reports => text::document(&document, self.look(), &|c| self.rule_title(c)),
            Form::Tables => String::new(),
            Form::Html => self.page(&document),
        };
        Ok(Checked { text, summary: Summary::of(&document) })
    }

    fn page(&self, document: &DocumentReport<'_>) -> String {
        let equations = gouji_check::equations(document.disclosure, self.standard);
        let equations = pages::equations(equations, self.session.messages);
        html::document(document, &equations, self.session.lang, &|code| self.rule_title(code))
    }

    fn look(&self) -> text::Options {
        text::Options { lang: self.session.lang, colour: std::io::stdout().is_terminal() }
    }

    fn rule_title(&self, code: &str) -> Text {
        explain::title(self.standard, code)
    }
}

/// What was told so far.
#[derive(Default)]
struct Told {
    summary: Summary,
    unreadable: Vec<json::Unreadable>,
    pages: Option<Pages>,
    /// What could not be written.
    unwritten: Vec<Message>,
}

impl Told {
    fn tell(&mut self, form: Form, checked: Result<Checked, json::Unreadable>) {
        match checked {
            Ok(Checked { text, summary }) => {
                let before = self.summary.lines.len();
                match form {
                    Form::Json => print(&json::report_part(before, &text)),
                    Form::Reports if before > 0 => print(&format!("\n{text}")),
                    Form::Reports | Form::Tables => print(&text),
                    Form::Html => {
                        let file = summary.lines.first().map_or("", |line| &*line.file);
                        let written = self.pages.as_mut().map(|pages| pages.add(file, &text));
                        self.unwritten.extend(written.and_then(Result::err));
                    }
                }
                self.summary.add(summary);
            }
            Err(problem) => self.unreadable.push(problem),
        }
    }

    fn end(&mut self, checker: &Checker<'_>) {
        let documents = self.summary.lines.len();
        match checker.form {
            Form::Json => print(&json::report_end(documents, &self.unreadable)),
            Form::Reports if documents > 1 => {
                print(&format!("\n{}", text::sum(&self.summary, checker.look())));
            }
            Form::Tables if documents > 0 => {
                let title = |code: &str| checker.rule_title(code);
                print(&text::tables(&self.summary, checker.look(), &title));
            }
            Form::Html => {
                let ended = self
                    .pages
                    .as_ref()
                    .map(|pages| pages.end(checker.session, &self.summary, &self.unreadable));
                self.unwritten.extend(ended.and_then(Result::err));
            }
            Form::Reports | Form::Tables => {}
        }
        for problem in &self.unwritten {
            checker.session.complain(problem);
        }
        for problem in &self.unreadable {
            checker.session.complain(&problem.message);
        }
        if documents == 0 && self.unreadable.is_empty() {
            checker.session.complain(&Message::new("cli-empty-folder"));
        }
    }

    fn exit_code(&self, fail_on: Level) -> ExitCode {
        let unread = self.unreadable.len() + self.summary.unread();
        if unread > 0 || self.summary.lines.is_empty() || !self.unwritten.is_empty() {
            return ExitCode::from(CANNOT_READ);
        }
        if self.summary.findings_from(fail_on) > 0 {
            return ExitCode::from(FOUND);
        }
        ExitCode::SUCCESS
    }
}

fn fail_on(arguments: &ArgMatches) -> Level {
    match arguments.get_one::<String>("fail-on").map(String::as_str) {
        Some("warning") => Level::Warning,
        Some("note") => Level::Note,
        _ => Level::Error,
    }
}
