//! The form of one document: lines with answers, and the problems numbered where they belong.
//!
//! A problem is a finding of at least a warning that nobody has explained. It stands in the line of
//! the table or section where its place is, else in that of the dimension which its rule answers;
//! the dimension refers to it by its number.

use std::collections::BTreeMap;

use gouji_model::{CoverageEntry, Finding, Kind, Level, Message};
use gouji_standard::{Profile, RuleLevel, Stage, Standard};

use super::answer::{Answer, Extent};
use super::contents::{Content, contents};
use crate::DocumentReport;
use crate::summary::SummaryLine;
use crate::terminal::place;
use crate::words::Words;

/// The form of a document.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub title: String,
    pub unit: String,
    pub year: String,
    pub kind: String,
    pub basis: String,
    pub scope: String,
    pub result: String,
    pub line: SummaryLine,
    pub counts: Counts,
    /// Contents first, then the dimensions.
    pub groups: Vec<Group>,
    /// Names and answers of the dimensions.
    pub dimensions: Vec<(String, Answer)>,
}

/// Findings by what they mean for the form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub suppressed: usize,
}

impl Counts {
    pub(super) const fn problems(self) -> usize {
        self.errors + self.warnings
    }
}

/// Lines under one heading.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub name: String,
    pub lines: Vec<Line>,
}

/// Something that is checked.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    pub answer: Answer,
    /// Problems with their numbers.
    pub problems: Vec<String>,
    pub remark: String,
}

/// The form, and the findings in the order of their numbers there, those without number last.
pub(super) fn form(
    words: Words,
    document: &DocumentReport<'_>,
    standard: &Standard,
) -> (Form, Vec<usize>) {
    let profile = standard.profile(&document.disclosure.profile.id);
    let mut maker = Maker::new(words, document, standard, profile);
    let mut groups = vec![maker.contents()];
    let mut dimensions = Vec::new();
    for group in maker.dimensions() {
        let answer = Answer::of_all(group.lines.iter().map(|line| line.answer));
        dimensions.push((group.name.clone(), answer));
        groups.push(group);
    }
    groups.extend(maker.others());
    groups.retain(|group| !group.lines.is_empty());
    let order = maker.order();
    let counts = counts(&document.report.findings);
    let form = head(words, document, profile, counts, groups, dimensions);
    (form, order)
}

/// Whether a finding is a problem of the form.
pub(super) fn is_problem(finding: &Finding) -> bool {
    finding.level >= Level::Warning && finding.suppression.is_none()
}

fn counts(findings: &[Finding]) -> Counts {
    let mut counts = Counts::default();
    for finding in findings {
        let count = match (finding.level, &finding.suppression) {
            (_, Some(_)) => &mut counts.suppressed,
            (Level::Error, None) => &mut counts.errors,
            (Level::Warning, None) => &mut counts.warnings,
            (Level::Note, None) => &mut counts.notes,
        };
        *count += 1;
    }
    counts
}

/// Makes the lines, and numbers the problems on the way.
struct Maker<'a> {
    words: Words,
    document: DocumentReport<'a>,
    standard: &'a Standard,
    contents: Vec<Content>,
    /// Index of the content in which a problem stands, by index of the finding.
    homes: BTreeMap<usize, usize>,
    /// Numbers by index of the finding.
    numbers: BTreeMap<usize, usize>,
}

impl<'a> Maker<'a> {
    fn new(
        words: Words,
        document: &DocumentReport<'a>,
        standard: &'a Standard,
        profile: Option<&Profile>,
    ) -> Self {
        let contents =
            profile.map_or_else(Vec::new, |profile| contents(words, document.disclosure, profile));
        let home = |finding: &Finding| {
            let place = finding.places.first()?;
            contents.iter().position(|content| content.has(place))
        };
        let findings = document.report.findings.iter().enumerate();
        let problems = findings.filter(|(_, finding)| is_problem(finding));
        let homes = problems.filter_map(|(index, one)| Some((index, home(one)?))).collect();
        Self { words, document: *document, standard, contents, homes, numbers: BTreeMap::new() }
    }

    /// Required sections and tables, those that the document has beside, and others with problems.
    fn contents(&mut self) -> Group {
        let mut lines = Vec::new();
        for index in 0..self.contents.len() {
            let problems =
                self.problems(|maker, finding, _| maker.homes.get(&finding) == Some(&index));
            let content = &self.contents[index];
            let is_listed = content.is_required || (content.is_found && content.is_table);
            if !is_listed && problems.is_empty() {
                continue;
            }
            let answer = if problems.is_empty() { content.extent.answer() } else { Answer::No };
            lines.push(Line {
                text: content.text.clone(),
                answer,
                problems,
                remark: content.remark.clone(),
            });
        }
        Group { name: self.words.word("checklist-contents"), lines }
    }

    fn dimensions(&mut self) -> Vec<Group> {
        let form = self.standard.checklist();
        let mut index = 0;
        let mut groups = Vec::new();
        for dimension in &form.dimensions {
            let mut lines = Vec::new();
            for item in &dimension.items {
                lines.push(self.item(index, self.words.of(&item.text.text()), item.contents));
                index += 1;
            }
            groups.push(Group { name: self.words.of(&dimension.name.text()).to_owned(), lines });
        }
        groups
    }

    /// The line of an item: what its rules found and examined.
    fn item(&mut self, item: usize, text: &str, with_contents: bool) -> Line {
        let form = self.standard.checklist();
        let elsewhere = self.numbers_of(|code| form.item_of(code) == Some(item));
        let problems = self.problems(|_, _, finding| form.item_of(&finding.code) == Some(item));
        let coverage = &self.document.report.coverage;
        let entries = coverage.equations.iter().chain(&coverage.rules);
        let of_item = |entry: &&CoverageEntry| form.item_of(&entry.code) == Some(item);
        let mut extent = Extent::of(self.words, entries.filter(of_item));
        let mut remark = Vec::new();
        if with_contents {
            remark.extend(self.add_contents(&mut extent));
        }
        let has_problem = !problems.is_empty() || !elsewhere.is_empty();
        remark.splice(0..0, extent.said(self.words));
        if !elsewhere.is_empty() {
            let numbers = Message::new("checklist-see").with("numbers", elsewhere.join("、"));
            remark.insert(0, self.words.say(&numbers));
        }
        let unrun = self.unrun(item);
        let answer = match extent.answer() {
            Answer::Yes if unrun > 0 => Answer::Partly,
            answer => answer,
        };
        if unrun > 0 {
            remark.push(self.words.say(&Message::new("checklist-unrun").with("n", unrun)));
        }
        remark.extend(self.notes(item));
        Line {
            text: text.to_owned(),
            answer: if has_problem { Answer::No } else { answer },
            problems,
            remark: remark.join(&self.words.word("report-list-separator")),
        }
    }

    /// Counts the required contents as examined, where they were found.
    fn add_contents(&self, extent: &mut Extent) -> Option<String> {
        let required = self.contents.iter().filter(|content| content.is_required);
        let (found, missing): (Vec<_>, Vec<_>) = required.partition(|content| content.is_found);
        extent.examined += found.len();
        let names: Vec<&str> = missing.iter().map(|content| content.name.as_str()).collect();
        let names = names.join("、");
        let said = (!missing.is_empty()).then(|| {
            self.words.say(&Message::new("checklist-not-found-list").with("names", names))
        });
        for _ in &missing {
            extent.leave_open(Some(self.words.word("checklist-not-found")));
        }
        said
    }

    /// How many rules answer the item and are not proven yet, and were not run: a yes would claim
    /// what they have not looked at.
    fn unrun(&self, item: usize) -> usize {
        let form = self.standard.checklist();
        let run = &self.document.report.coverage.rules;
        let levels = self.standard.profile(&self.document.disclosure.profile.id);
        let is_off = |code: &str| {
            levels.is_some_and(|profile| profile.levels.get(code) == Some(&RuleLevel::Off))
        };
        let rules = self.standard.rules().iter().filter(|(code, rule)| {
            rule.stage == Stage::Preview
                && form.item_of(code) == Some(item)
                && !is_off(code)
                && !run.iter().any(|entry| *entry.code == **code)
        });
        rules.count()
    }

    /// How many notes there are to an item.
    fn notes(&self, item: usize) -> Option<String> {
        let form = self.standard.checklist();
        let is_note = |finding: &&Finding| {
            finding.level == Level::Note
                && finding.suppression.is_none()
                && form.item_of(&finding.code) == Some(item)
        };
        let n = self.document.report.findings.iter().filter(is_note).count();
        (n > 0).then(|| self.words.say(&Message::new("checklist-notes").with("n", n)))
    }

    /// Problems of rules that no item of the form names.
    fn others(&mut self) -> Option<Group> {
        let problems = self.problems(|_, _, _| true);
        let name = self.words.word("checklist-other");
        let line = Line { text: name.clone(), answer: Answer::No, problems, remark: String::new() };
        (!line.problems.is_empty()).then(|| Group { name, lines: vec![line] })
    }

    /// The numbers of problems that stand in another line.
    fn numbers_of(&self, is_of: impl Fn(&str) -> bool) -> Vec<String> {
        let findings = &self.document.report.findings;
        let numbers = self.numbers.iter().filter(|(finding, _)| is_of(&findings[**finding].code));
        let mut numbers: Vec<usize> = numbers.map(|(_, number)| *number).collect();
        numbers.sort_unstable();
        numbers.iter().map(ToString::to_string).collect()
    }

    /// Numbers the problems that belong here and stand nowhere yet.
    fn problems(&mut self, belongs: impl Fn(&Self, usize, &Finding) -> bool) -> Vec<String> {
        let mut problems = Vec::new();
        let findings = &self.document.report.findings;
        for (index, finding) in findings.iter().enumerate() {
            let is_new = is_problem(finding) && !self.numbers.contains_key(&index);
            if is_new && belongs(self, index, finding) {
                let number = self.numbers.len() + 1;
                self.numbers.insert(index, number);
                problems.push(problem(self.words, number, finding, &self.document.disclosure.file));
            }
        }
        problems
    }

    /// Findings by their numbers, those without number last.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.document.report.findings.len()).collect();
        order.sort_by_key(|index| self.numbers.get(index).copied().unwrap_or(usize::MAX));
        order
    }
}

/// A problem with its number, its place, and what is probably wrong.
fn problem(words: Words, number: usize, finding: &Finding, file: &str) -> String {
    let nowhere = || words.word("report-place-unknown");
    let at = finding.places.first().and_then(|place| place::known(words, place, file));
    let message = Message::new("checklist-problem")
        .with("n", number)
        .with("message", words.of(&finding.message))
        .with("place", at.unwrap_or_else(nowhere));
    let mut lines = vec![words.say(&message)];
    let id = if finding.tied { "checklist-suspects" } else { "checklist-suspect" };
    for culprit in &finding.culprits {
        let message = Message::new(id)
            .with("printed", printed(words, &culprit.printed))
            .with("proposed", &culprit.proposed)
            .with("place", place::full(words, &culprit.place, file));
        lines.push(words.say(&message));
    }
    lines.join("\n")
}

/// What is printed, or that nothing is.
pub(super) fn printed(words: Words, text: &str) -> String {
    if text.trim().is_empty() { words.word("report-blank") } else { text.to_owned() }
}

fn head(
    words: Words,
    document: &DocumentReport<'_>,
    profile: Option<&Profile>,
    counts: Counts,
    groups: Vec<Group>,
    dimensions: Vec<(String, Answer)>,
) -> Form {
    let disclosure = document.disclosure;
    let line = SummaryLine::of(document);
    let kind = words.word(match document.report.kind {
        Kind::Budget => "checklist-kind-budget",
        Kind::FinalAccounts => "checklist-kind-final-accounts",
    });
    let year = disclosure.year.map_or_else(
        || words.word("report-unknown-year"),
        |year| words.say(&Message::new("checklist-year").with("year", year)),
    );
    let basis = profile.map_or_else(
        || disclosure.profile.id.to_string(),
        |profile| {
            let message = Message::new("checklist-basis-value")
                .with_text("name", profile.name.text())
                .with("id", &profile.id);
            words.say(&message.with("basis", &profile.basis))
        },
    );
    let title = Message::new("checklist-title").with("year", &year).with("kind", &kind);
    Form {
        title: words.say(&title),
        unit: words.unit(disclosure.unit.as_ref().map(|unit| &*unit.text)),
        year,
        kind,
        basis,
        scope: scope(words, &line),
        result: result(words, counts),
        line,
        counts,
        groups,
        dimensions,
    }
}

fn scope(words: Words, line: &SummaryLine) -> String {
    let message = Message::new("checklist-scope-value")
        .with("complete", line.tables.0)
        .with("tables", line.tables.1)
        .with("bound", line.claims.0)
        .with("claims", line.claims.1)
        .with("total", line.examined + line.open)
        .with("examined", line.examined)
        .with("open", line.open);
    words.say(&message.with("warnings", line.warnings))
}

fn result(words: Words, counts: Counts) -> String {
    let message = Message::new("checklist-result-value")
        .with("problems", counts.problems())
        .with("errors", counts.errors)
        .with("warnings", counts.warnings)
        .with("notes", counts.notes);
    words.say(&message.with("suppressed", counts.suppressed))
}
