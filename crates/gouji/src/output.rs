//! What `gouji check` tells, in the form that the user asked for, and where it goes.

use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Level, Message};
use gouji_report::summary::Summary;
use gouji_report::{
    DocumentReport, checklist, findings_csv, html, json, junit, sarif, terminal as text,
};
use gouji_standard::Standard;

use crate::annotate::{Annotator, Copies};
use crate::explain;
use crate::living::{self, Living, Traces};
use crate::pages::{self, Pages};
use crate::sink::Sink;
use crate::terminal::{CANNOT_READ, FOUND, Session, remark};

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A report for each document, and the sum of several.
    Reports,
    /// A table of documents and one of rules.
    Tables,
    /// JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// The findings as a table.
    Csv,
    /// The form of a finance bureau's check, as a workbook.
    Xlsx,
    /// The document beside its findings, as a page.
    Html,
}

/// Names of the forms as the user gives them; the first is what is printed unless told otherwise.
pub(crate) const FORMATS: [&str; 7] = ["text", "json", "sarif", "junit", "csv", "xlsx", "html"];

impl Form {
    /// The form that the arguments ask for.
    pub(crate) fn of(arguments: &ArgMatches, is_batch: bool) -> Self {
        match arguments.get_one::<String>("format").map(String::as_str) {
            Some("json") => Self::Json,
            Some("sarif") => Self::Sarif,
            Some("junit") => Self::Junit,
            Some("csv") => Self::Csv,
            Some("xlsx") => Self::Xlsx,
            Some("html") => Self::Html,
            _ if is_batch => Self::Tables,
            _ => Self::Reports,
        }
    }

    /// The name of a form that is no text: it needs a file to go to.
    pub(crate) const fn needs_file(self) -> Option<&'static str> {
        match self {
            Self::Xlsx => Some("xlsx"),
            _ => None,
        }
    }
}

/// Puts documents into a form; workers use it in parallel.
pub(crate) struct Renderer<'a> {
    pub(crate) session: &'a Session,
    pub(crate) standard: &'a Standard,
    pub(crate) form: Form,
    pub(crate) fail_on: Level,
    pub(crate) colour: bool,
    /// How many documents there are.
    pub(crate) documents: usize,
}

/// So many documents are told in every detail in one workbook.
const FEW: usize = 10;

/// What a document becomes: no more than what is still needed of it.
pub(crate) enum Piece {
    Nothing,
    Text(String),
    Sarif(sarif::Part),
    Checklist(Box<checklist::Part>),
    /// The page of a document and the name of its file.
    Page(String, String),
}

impl<'a> Renderer<'a> {
    /// What a document becomes.
    pub(crate) fn piece(&self, document: &DocumentReport<'_>, log: &sarif::Log<'_>) -> Piece {
        let lang = self.session.lang;
        match self.form {
            Form::Tables => Piece::Nothing,
            Form::Reports => {
                let title = |code: &str| explain::title(self.standard, code);
                Piece::Text(text::document(document, self.look(), &title))
            }
            Form::Json => Piece::Text(json::document(document)),
            Form::Sarif => Piece::Sarif(log.part(document)),
            Form::Junit => Piece::Text(junit::suite(document, self.standard, lang, self.fail_on)),
            Form::Csv => Piece::Text(findings_csv::rows(document)),
            Form::Xlsx => {
                let detail = match self.documents {
                    0..=FEW => checklist::Detail::Every,
                    _ => checklist::Detail::Summed,
                };
                let part = checklist::Part::of(document, self.standard, lang, detail);
                Piece::Checklist(Box::new(part))
            }
            Form::Html => Piece::Page(self.page(document), document.disclosure.file.to_string()),
        }
    }

    fn page(&self, document: &DocumentReport<'_>) -> String {
        let equations = gouji_check::equations(document.disclosure, self.standard);
        let equations = pages::equations(equations, self.session.messages);
        let title = |code: &str| explain::title(self.standard, code);
        html::document(document, &equations, self.session.lang, &title)
    }

    /// A log of SARIF by this standard.
    pub(crate) fn log(&self) -> sarif::Log<'a> {
        sarif::Log::new(self.standard, self.session.lang)
    }

    fn look(&self) -> text::Options {
        text::Options { lang: self.session.lang, colour: self.colour }
    }
}

/// What is done besides telling: findings that do not count, and copies of the files with findings.
pub(crate) struct Beside {
    pub(crate) living: Living,
    pub(crate) annotator: Option<Annotator>,
}

/// A document that was checked.
pub(crate) struct Checked {
    pub(crate) piece: Piece,
    pub(crate) summary: Summary,
    pub(crate) traces: Traces,
    pub(crate) copies: Copies,
}

/// What was told so far, and what is kept until the end.
pub(crate) struct Told<'a> {
    renderer: &'a Renderer<'a>,
    beside: &'a Beside,
    traces: Traces,
    copies: Copies,
    sink: Sink,
    summary: Summary,
    unreadable: Vec<json::Unreadable>,
    log: sarif::Log<'a>,
    parts: Vec<checklist::Part>,
    pages: Option<Pages>,
}

impl<'a> Told<'a> {
    /// Begins.
    pub(crate) fn begin(
        renderer: &'a Renderer<'a>,
        beside: &'a Beside,
        mut sink: Sink,
        pages: Option<Pages>,
    ) -> std::io::Result<Self> {
        let log = renderer.log();
        match renderer.form {
            Form::Sarif => sink.write(&log.begin())?,
            Form::Junit => sink.write(&junit::begin())?,
            Form::Csv => sink.write(&findings_csv::begin())?,
            Form::Reports | Form::Tables | Form::Json | Form::Xlsx | Form::Html => {}
        }
        Ok(Self {
            renderer,
            beside,
            traces: Traces::default(),
            copies: Copies::default(),
            sink,
            summary: Summary::default(),
            unreadable: Vec::new(),
            log,
            parts: Vec::new(),
            pages,
        })
    }

    /// Tells a document.
    pub(crate) fn tell(&mut self, checked: Checked) -> std::io::Result<()> {
        let Checked { piece, summary, traces, copies } = checked;
        let before = self.summary.lines.len();
        self.summary.add(summary);
        self.traces.add(traces);
        self.copies.add(copies);
        match piece {
            Piece::Nothing => Ok(()),
            Piece::Text(text) => match self.renderer.form {
                Form::Json => self.sink.write(&json::report_part(before, &text)),
                Form::Reports if before > 0 => self.sink.write(&format!("\n{text}")),
                _ => self.sink.write(&text),
            },
            Piece::Sarif(part) => {
                let text = self.log.add(part);
                self.sink.write(&text)
            }
            Piece::Checklist(part) => {
                self.parts.push(*part);
                Ok(())
            }
            Piece::Page(page, file) => match &mut self.pages {
                Some(pages) => pages.add(&file, &page),
                None => self.sink.write(&page),
            },
        }
    }

    /// A document that cannot be read.
    pub(crate) fn cannot_read(&mut self, problem: json::Unreadable) {
        self.unreadable.push(problem);
    }

    /// Ends, and says on standard error what could not be read; the exit code.
    pub(crate) fn end(mut self) -> std::io::Result<ExitCode> {
        let session = self.renderer.session;
        let bytes = self.last()?;
        self.sink.write_bytes(&bytes)?;
        let written = self.sink.finish()?;
        if let Some(pages) = &self.pages {
            pages.end(session, &self.summary, &self.unreadable)?;
        }
        for problem in &self.unreadable {
            session.complain(&problem.message);
        }
        if let Some(annotator) = &self.beside.annotator {
            self.copies.tell(session, annotator);
        }
        if self.summary.lines.is_empty() && self.unreadable.is_empty() {
            session.complain(&Message::new("cli-empty-folder"));
        }
        if let Some(file) = written {
            session.complain(&Message::new("cli-written").with("file", file.display()));
        }
        let notices = self.beside.living.notices(&self.traces);
        living::tell(session, &notices);
        let is_whole = self.unreadable.is_empty() && self.summary.unread() == 0;
        if !self.beside.living.write(session, &self.traces, is_whole) || self.copies.failed {
            return Ok(ExitCode::from(CANNOT_READ));
        }
        let fail_on = self.renderer.fail_on;
        let of_run = notices.iter().filter(|notice| notice.level >= fail_on).count();
        Ok(exit_code(&self.summary, &self.unreadable, of_run, fail_on))
    }

    /// What comes after the last document.
    fn last(&mut self) -> std::io::Result<Vec<u8>> {
        let Renderer { session, standard, .. } = *self.renderer;
        let documents = self.summary.lines.len();
        let look = self.renderer.look();
        let end = match self.renderer.form {
            Form::Json => {
                let notices = self.beside.living.notices(&self.traces);
                json::report_end_with(documents, &self.unreadable, &notices)
            }
            Form::Sarif => {
                let log = std::mem::replace(&mut self.log, self.renderer.log());
                log.end(&self.unreadable)
            }
            Form::Junit => junit::end(&self.unreadable, session.lang),
            Form::Csv => {
                // A table of findings cannot say what was examined.
                remark(&text::sum(&self.summary, text::Options { colour: false, ..look }));
                findings_csv::end(&self.unreadable)
            }
            Form::Xlsx => {
                let book = checklist::workbook(&self.parts, &self.unreadable, session.lang);
                return book.map_err(std::io::Error::other);
            }
            Form::Reports if documents > 1 => format!("\n{}", text::sum(&self.summary, look)),
            Form::Tables if documents > 0 => {
                text::tables(&self.summary, look, &|code| explain::title(standard, code))
            }
            Form::Reports | Form::Tables | Form::Html => String::new(),
        };
        Ok(end.into_bytes())
    }
}

/// `of_run` are the notices of the run itself that count.
fn exit_code(
    summary: &Summary,
    unreadable: &[json::Unreadable],
    of_run: usize,
    fail_on: Level,
) -> ExitCode {
    let unread = unreadable.len() + summary.unread();
    if unread > 0 || summary.lines.is_empty() {
        return ExitCode::from(CANNOT_READ);
    }
    if summary.findings_from(fail_on) + of_run > 0 {
        return ExitCode::from(FOUND);
    }
    ExitCode::SUCCESS
}
