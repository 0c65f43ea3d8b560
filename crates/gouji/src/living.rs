//! Files for living with findings: baselines and written explanations, read and written.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use gouji_check::suppress::{
    Baseline, Explanations, KnownDocument, Problem, Uses, skeleton, skeleton_head,
};
use gouji_model::{Diagnostic, Disclosure, Message, Report};
use gouji_standard::{Messages, Standard};
use jiff::civil::Date;

use crate::terminal::Session;
use crate::{own, read, selection, trouble};

/// What the user wants done with findings.
pub(crate) struct Living {
    baseline: Option<Baseline>,
    explanations: Option<Explanations>,
    today: Date,
    write_baseline: Option<PathBuf>,
    write_explanations: Option<PathBuf>,
    score: bool,
}

/// What remains of the documents of a run for its end, in their order.
#[derive(Default)]
pub(crate) struct Traces {
    uses: Uses,
    known: Vec<KnownDocument>,
    skeleton: String,
    findings: usize,
}

impl Traces {
    /// Adds the traces of the next document.
    pub(crate) fn add(&mut self, other: Self) {
        self.uses.add(other.uses);
        self.known.extend(other.known);
        self.skeleton.push_str(&other.skeleton);
        self.findings += other.findings;
    }
}

impl Living {
    /// As the arguments say; every problem with the files and dates that they name.
    pub(crate) fn of(standard: &Standard, arguments: &ArgMatches) -> Result<Self, Vec<Message>> {
        let mut problems = Vec::new();
        let path = |name: &str| arguments.get_one::<PathBuf>(name).cloned();
        let today = selection::date(arguments, "today", &mut problems);
        let baseline = path("baseline").and_then(|path| baseline(&path, &mut problems));
        let explanations =
            path("explain-file").and_then(|path| explanations(standard, &path, &mut problems));
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            baseline,
            explanations,
            today: today.unwrap_or_else(|| jiff::ZonedDateTime::now().date()),
            write_baseline: path("write-baseline"),
            write_explanations: path("write-explain-file"),
            score: arguments.get_flag("score"),
        })
    }

    /// Marks the findings that do not count, scores, and keeps what the end of the run needs.
    pub(crate) fn apply(
        &self,
        session: &Session,
        standard: &Standard,
        disclosure: &Disclosure,
        report: &mut Report,
    ) -> Traces {
        let mut traces = Traces::default();
        if let Some(explanations) = &self.explanations {
            traces.uses = explanations.apply(disclosure, report, self.today);
        }
        if let Some(baseline) = &self.baseline {
            baseline.apply(disclosure, report);
        }
        if self.score {
            report.score = Some(gouji_check::score(report, standard));
        }
        if self.write_baseline.is_some() {
            traces.known.push(KnownDocument::of(disclosure, report));
        }
        if self.write_explanations.is_some() {
            let of = |text: &gouji_model::Text| session.lang.of(text).to_owned();
            traces.skeleton = skeleton(disclosure, report, &of);
            traces.findings = report.open_findings().count();
        }
        traces
    }

    /// What is to be said of the explanations themselves.
    pub(crate) fn notices(&self, traces: &Traces) -> Vec<Diagnostic> {
        let explanations = self.explanations.as_ref();
        explanations.map_or_else(Vec::new, |file| file.notices(&traces.uses, self.today))
    }

    /// Writes the files asked for; whether they could be written.
    pub(crate) fn write(&self, session: &Session, traces: &Traces, is_whole: bool) -> bool {
        let mut is_good = true;
        if let Some(path) = &self.write_baseline {
            let before = self.baseline.as_ref();
            is_good &= write_baseline(session, path, traces, before, is_whole);
        }
        if let Some(path) = &self.write_explanations {
            let text = format!("{}{}", session.say(&skeleton_head()), traces.skeleton);
            let done = Message::new("cli-explanations-written").with("findings", traces.findings);
            is_good &= write(session, path, &text, done);
        }
        is_good
    }
}

/// Tells what is to be said of explanations, on standard error.
pub(crate) fn tell(session: &Session, notices: &[Diagnostic]) {
    for notice in notices {
        let file = notice.place.file.as_deref().unwrap_or_default();
        let problem = Messages::embedded().text(&notice.message);
        let message = Message::new("cli-bad-file").with("file", file);
        session.complain(&message.with_text("problem", problem));
    }
}

/// A baseline of documents some of which could not be read would forget what is known of those.
fn write_baseline(
    session: &Session,
    path: &Path,
    traces: &Traces,
    before: Option<&Baseline>,
    is_whole: bool,
) -> bool {
    if !is_whole {
        let message = Message::new("cli-baseline-not-written");
        session.complain(&message.with("file", path.display()));
        return false;
    }
    let baseline = Baseline::of(traces.known.clone(), before);
    let done = Message::new("cli-baseline-written")
        .with("documents", baseline.documents())
        .with("findings", baseline.findings());
    write(session, path, &baseline.to_json(), done)
}

fn write(session: &Session, path: &Path, text: &str, done: Message) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let result = match name {
        Some(name) => read::write(folder.unwrap_or(Path::new(".")), &name, text.as_bytes()),
        None => Err(std::io::ErrorKind::InvalidInput.into()),
    };
    let message = match &result {
        Ok(()) => done,
        Err(error) => Message::new("cli-cannot-write").with_text("error", trouble::reason(error)),
    };
    session.complain(&message.with("file", path.display()));
    result.is_ok()
}

fn baseline(path: &Path, problems: &mut Vec<Message>) -> Option<Baseline> {
    let text = text(path, problems)?;
    match Baseline::parse(&text) {
        Ok(baseline) => Some(baseline),
        Err(problem) => {
            let message = Message::new("cli-bad-file").with("file", path.display());
            problems.push(message.with_text("problem", Messages::embedded().text(&problem)));
            None
        }
    }
}

fn explanations(
    standard: &Standard,
    path: &Path,
    problems: &mut Vec<Message>,
) -> Option<Explanations> {
    let text = text(path, problems)?;
    let named = |Problem { line, message }: Problem| {
        let problem = Messages::embedded().text(&message);
        Message::new("cli-bad-line")
            .with("file", path.display())
            .with("line", line)
            .with_text("problem", problem)
    };
    match Explanations::parse(&path.display().to_string(), &text, standard) {
        Ok(explanations) => Some(explanations),
        Err(all) => {
            problems.extend(all.into_iter().map(named));
            None
        }
    }
}

/// The text of a file that the user wrote.
fn text(path: &Path, problems: &mut Vec<Message>) -> Option<String> {
    own::text(path).map_err(|problem| problems.push(problem)).ok()
}
