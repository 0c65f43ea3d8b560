//! How a document is checked: which rules are run, at what level, and what the document itself
//! does not say.

use gouji_model::{Coverage, Level, NotRun, Report, WhyNotRun};
use gouji_standard::{Profile, RuleLevel, Stage, Standard};
use jiff::civil::Date;

/// How a document is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to run rules that are not proven yet.
    pub preview: bool,
    /// Day on which the budget or the final accounts were approved.
    pub approved: Option<Date>,
    /// Day on which the document was published.
    pub published: Option<Date>,
    /// The rules that are run, and their levels.
    pub selection: Selection,
}

/// Rules that are run or left out, and levels that are not those of the rule book.
///
/// Of several entries that cover a rule, the one that names more of its code decides; of two that
/// name the same, leaving out goes before running, and a later level before an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Rules that are run; all where there is none.
    pub select: Vec<Codes>,
    /// Rules that are not run.
    pub ignore: Vec<Codes>,
    /// Levels of rules.
    pub levels: Vec<(Codes, RuleLevel)>,
}

/// A code or the beginning of several: `GJ401`, `GJ4`, also written `GJ4xx`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes(String);

impl Codes {
    /// Reads a code or a beginning of codes; `None` for what cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let digits = text.strip_prefix("GJ")?.trim_end_matches('X');
        let is_code = digits.bytes().all(|b| b.is_ascii_digit()) && text.len() <= 5;
        is_code.then(|| Self(format!("GJ{digits}")))
    }

    /// Whether a code begins so.
    pub fn cover(&self, code: &str) -> bool {
        code.starts_with(&self.0)
    }

    /// The beginning: `GJ4`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Selection {
    /// Why the user does not want a rule; `None` where it is wanted.
    fn refusal(&self, code: &str) -> Option<WhyNotRun> {
        let longest = |codes: &[Codes]| {
            codes.iter().filter(|codes| codes.cover(code)).map(|codes| codes.0.len()).max()
        };
        let (selected, ignored) = (longest(&self.select), longest(&self.ignore));
        if ignored.is_some() && ignored >= selected {
            return Some(WhyNotRun::Ignored);
        }
        (selected.is_none() && !self.select.is_empty()).then_some(WhyNotRun::NotSelected)
    }

    /// The level that the user wants for a rule.
    fn level(&self, code: &str) -> Option<RuleLevel> {
        let covering = self.levels.iter().filter(|(codes, _)| codes.cover(code));
        covering.max_by_key(|(codes, _)| codes.0.len()).map(|(_, level)| *level)
    }

    /// Whether rules in preview that are not run are worth telling: they were asked for by name.
    fn asks_for(&self, code: &str) -> bool {
        self.select.iter().any(|codes| codes.cover(code))
    }
}

/// What is run on a document, rule by rule.
#[derive(Clone, Copy)]
pub(crate) struct Plan<'a> {
    pub options: &'a Options,
    pub profile: &'a Profile,
    pub standard: &'a Standard,
}

impl Plan<'_> {
    /// The level at which a rule is run, or why it is not.
    pub(crate) fn level(&self, code: &str) -> Result<Level, WhyNotRun> {
        if let Some(why) = self.options.selection.refusal(code) {
            return Err(why);
        }
        let text = self.standard.rules().get(code);
        if text.is_some_and(|text| text.stage == Stage::Preview) && !self.options.preview {
            return Err(WhyNotRun::Preview);
        }
        let level = self.set_level(code).or(text.map(|text| text.level));
        level.map_or(Some(Level::Error), RuleLevel::level).ok_or(WhyNotRun::Off)
    }

    /// Whether the equations of a rule are asked for. What is not in the rule book says that a whole
    /// family panicked, and is never left out.
    pub(crate) fn evaluates(&self, code: &str) -> bool {
        self.standard.rules().get(code).is_none() || self.level(code).is_ok()
    }

    /// The level that the user or the profile sets.
    fn set_level(&self, code: &str) -> Option<RuleLevel> {
        let of_profile = || self.profile.levels.get(code).copied();
        self.options.selection.level(code).or_else(of_profile)
    }

    /// Leaves out the equations that are not asked for, gives findings the levels that are set, and
    /// names what was not run. A finding stays as long as one of its equations is asked for.
    pub(crate) fn finish(&self, report: &mut Report) {
        report.coverage.equations.retain(|one| self.evaluates(&one.code));
        report.residues.retain(|one| self.evaluates(&one.code));
        report.findings.retain(|one| {
            self.evaluates(&one.code)
                || one.evidence.iter().any(|evidence| self.evaluates(&evidence.code))
        });
        for finding in &mut report.findings {
            let is_equation = finding.relation != finding.code;
            let level = self.set_level(&finding.code).and_then(RuleLevel::level);
            if let Some(level) = level.filter(|_| is_equation) {
                finding.level = level;
            }
        }
        report.findings.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.code.cmp(&b.code)));
        self.name_not_run(&mut report.coverage);
    }

    fn name_not_run(&self, coverage: &mut Coverage) {
        for (code, text) in self.standard.rules().iter() {
            let Err(why) = self.level(code) else { continue };
            if why == WhyNotRun::Preview && !self.options.selection.asks_for(code) {
                continue;
            }
            coverage.not_run.push(NotRun { code: code.into(), title: text.title.text(), why });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(texts: &[&str]) -> Vec<Codes> {
        texts.iter().map(|text| Codes::parse(text).expect("a code")).collect()
    }

    fn runs(select: &[&str], ignore: &[&str], code: &str) -> bool {
        let selection = Selection { select: codes(select), ignore: codes(ignore), levels: vec![] };
        selection.refusal(code).is_none()
    }

    #[test]
    fn what_names_more_of_the_code_decides() {
        assert!(runs(&[], &[], "GJ401"));
        assert!(runs(&["gj4xx"], &[], "GJ401") && !runs(&["GJ4"], &[], "GJ301"));
        assert!(!runs(&["GJ4"], &["GJ401"], "GJ401") && runs(&["GJ4"], &["GJ401"], "GJ402"));
        assert!(runs(&["GJ401"], &["GJ4"], "GJ401") && !runs(&["GJ401"], &["GJ4"], "GJ402"));
        assert!(!runs(&["GJ401"], &["GJ401"], "GJ401"));
        assert!(!runs(&[], &["GJ"], "GJ801"));
    }

    #[test]
    fn a_code_is_two_letters_and_up_to_three_digits() {
        let read = |text| Codes::parse(text).map(|codes| codes.0);
        assert_eq!(read(" gj40x "), Some("GJ40".to_owned()));
        assert_eq!(read("GJ"), Some("GJ".to_owned()));
        for wrong in ["", "401", "GJ4a1", "GJ4x1", "GJ4011", "GJ4xxx"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
