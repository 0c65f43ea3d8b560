//! `gouji check`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Level, Message};
use gouji_report::summary::Summary;
use gouji_report::{DocumentReport, json, sarif};
use gouji_standard::Standard;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::annotate::Annotator;
use crate::input::Input;
use crate::living::Living;
use crate::output::{Beside, Checked, Form, Renderer, Told};
use crate::pages::{self, Pages};
use crate::selection;
use crate::sink::{Sink, is_input, is_same};
use crate::terminal::{CANNOT_READ, Session};
use crate::trouble;

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
    let copies = Input::copies(&paths);
    if copies > 0 {
        session.complain(&Message::new("cli-copies-skipped").with("n", copies));
    }
    let options = match selection::options(standard, arguments) {
        Ok(options) => options,
        Err(problems) => return session.refuse(&problems),
    };
    let living = match Living::of(standard, arguments) {
        Ok(living) => living,
        Err(problems) => return session.refuse(&problems),
    };
    let annotator = match Annotator::of(session, &input, arguments, &documents) {
        Ok(annotator) => annotator,
        Err(problem) => return refused(session, &problem),
    };
    let beside = Beside { living, annotator };
    if let Some(problem) = overwritten(arguments, &documents) {
        return refused(session, &problem);
    }
    let target = arguments.get_one::<PathBuf>("output");
    let renderer = Renderer {
        session,
        standard,
        form: Form::of(arguments, is_batch),
        fail_on: fail_on(arguments),
        colour: target.is_none() && std::io::stdout().is_terminal(),
        documents: documents.len(),
    };
    let (sink, pages) = match sink(&renderer, target, &documents, is_batch) {
        Ok(target) => target,
        Err(problem) => return refused(session, &problem),
    };
    let checker = Checker { input, options, beside, log: renderer.log(), renderer: &renderer };
    let progress = progress(documents.len(), is_batch);
    let result = told(&checker, (sink, pages), &documents, &progress);
    result.unwrap_or_else(|error| refused(session, &cannot_write(target, &error)))
}

/// Checks the documents and tells them in their order.
fn told(
    checker: &Checker<'_>,
    (sink, pages): (Sink, Option<Pages>),
    documents: &[PathBuf],
    progress: &ProgressBar,
) -> std::io::Result<ExitCode> {
    let mut told = Told::begin(checker.renderer, &checker.beside, sink, pages)?;
    for some in documents.chunks(PER_WORKER * rayon::current_num_threads()) {
        let check = |path: &PathBuf| {
            let result = checker.check(path);
            progress.inc(1);
            result
        };
        let results: Vec<Result<Checked, json::Unreadable>> = some.par_iter().map(check).collect();
        for result in results {
            match result {
                Ok(document) => told.tell(document)?,
                Err(problem) => told.cannot_read(problem),
            }
        }
    }
    progress.finish_and_clear();
    told.end()
}

/// A file that would be written over: a document to be checked, one that the run reads, or one that
/// it writes besides. A baseline may be written anew over itself.
fn overwritten(arguments: &ArgMatches, documents: &[PathBuf]) -> Option<Message> {
    let path = |name: &str| arguments.get_one::<PathBuf>(name).cloned();
    let written = ["output", "write-baseline", "write-explain-file"];
    for (index, name) in written.iter().enumerate() {
        let Some(file) = path(name) else { continue };
        if is_input(&file, documents) {
            return Some(Message::new("cli-output-is-input").with("file", file.display()));
        }
        let read = ["baseline", "explain-file"]
            .into_iter()
            .filter(|read| (*read, *name) != ("baseline", "write-baseline"));
        let others = read.chain(written[index + 1..].iter().copied());
        let mut others = others.filter_map(path);
        if others.any(|other| is_same(&file, &other)) {
            return Some(Message::new("cli-output-twice").with("file", file.display()));
        }
    }
    None
}

/// Where the result goes; the problem is a message for the user.
fn sink(
    renderer: &Renderer<'_>,
    target: Option<&PathBuf>,
    documents: &[PathBuf],
    is_batch: bool,
) -> Result<(Sink, Option<Pages>), Message> {
    if renderer.form == Form::Html {
        let is_one = documents.len() == 1 && !is_batch;
        match target {
            None if !is_one => return Err(Message::new("cli-html-folder")),
            Some(path) if !is_one || pages::names_folder(path) => {
                return Ok((Sink::Out, Some(Pages::into_folder(path))));
            }
            _ => {}
        }
    }
    let sink = match (target, renderer.form.needs_file()) {
        (None, None) => Ok(Sink::Out),
        (None, Some(format)) => Err(Message::new("cli-needs-output").with("format", format)),
        (Some(file), _) if is_input(file, documents) => {
            Err(Message::new("cli-output-is-input").with("file", file.display()))
        }
        (Some(file), _) => Sink::file(file).map_err(|error| cannot_write(target, &error)),
    };
    Ok((sink?, None))
}

fn cannot_write(target: Option<&PathBuf>, error: &std::io::Error) -> Message {
    let file = target.map_or_else(String::new, |file| file.display().to_string());
    Message::new("cli-cannot-write").with("file", file).with_text("error", trouble::reason(error))
}

fn refused(session: &Session, problem: &Message) -> ExitCode {
    session.complain(problem);
    ExitCode::from(CANNOT_READ)
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

struct Checker<'a> {
    input: Input,
    options: gouji_check::Options,
    beside: Beside,
    renderer: &'a Renderer<'a>,
    log: sarif::Log<'a>,
}

impl Checker<'_> {
    /// What a document becomes, and its counts.
    fn check(&self, path: &Path) -> Result<Checked, json::Unreadable> {
        let Renderer { session, standard, .. } = *self.renderer;
        let unreadable =
            |message| json::Unreadable { file: path.display().to_string().into(), message };
        let disclosure = self.input.disclosure(path, standard).map_err(unreadable)?;
        let mut report = gouji_check::check(&disclosure, standard, session.messages, &self.options);
        let traces = self.beside.living.apply(session, standard, &disclosure, &mut report);
        let document = DocumentReport { disclosure: &disclosure, report: &report };
        let annotator = self.beside.annotator.as_ref();
        let copies = annotator.map(|it| it.copies(&self.input, path, &document));
        Ok(Checked {
            piece: self.renderer.piece(&document, &self.log),
            summary: Summary::of(&document),
            traces,
            copies: copies.unwrap_or_default(),
        })
    }
}

fn fail_on(arguments: &ArgMatches) -> Level {
    match arguments.get_one::<String>("fail-on").map(String::as_str) {
        Some("warning") => Level::Warning,
        Some("note") => Level::Note,
        _ => Level::Error,
    }
}
