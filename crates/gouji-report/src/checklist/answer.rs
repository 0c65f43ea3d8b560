//! The answers of a form, and how they follow from what was examined.

use gouji_model::{CoverageEntry, Message, Verdict};

use crate::words::Words;

/// An answer of an inspector's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// As required.
    Yes,
    /// Not as required: there is a problem.
    No,
    /// Some of it was examined and is as required; the rest was not.
    Partly,
    /// Nothing of it was examined.
    Unknown,
    /// There is nothing to which it applies.
    NotApplicable,
}

impl Answer {
    pub(super) const ALL: [Self; 5] =
        [Self::Yes, Self::No, Self::Partly, Self::Unknown, Self::NotApplicable];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Yes => "checklist-yes",
            Self::No => "checklist-no",
            Self::Partly => "checklist-partly",
            Self::Unknown => "checklist-unknown",
            Self::NotApplicable => "checklist-not-applicable",
        }
    }

    /// The answer of several: one no is a no, and what was left open is never a yes.
    pub(super) fn of_all(answers: impl IntoIterator<Item = Self>) -> Self {
        let both = |a, b| match (a, b) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::NotApplicable, other) | (other, Self::NotApplicable) => other,
            (a, b) if a == b => a,
            _ => Self::Partly,
        };
        answers.into_iter().fold(Self::NotApplicable, both)
    }
}

/// What was examined of something.
#[derive(Clone, Debug, Default)]
pub(super) struct Extent {
    pub examined: usize,
    pub open: usize,
    pub inapplicable: usize,
    /// Why something was left open: the first reason.
    pub reason: Option<String>,
}

impl Extent {
    /// The extent of some entries of the coverage.
    pub(super) fn of<'e>(
        words: Words,
        entries: impl IntoIterator<Item = &'e CoverageEntry>,
    ) -> Self {
        let mut extent = Self::default();
        for entry in entries {
            match entry.verdict {
                Verdict::Pass | Verdict::PassWithResidue | Verdict::Review | Verdict::Fail => {
                    extent.examined += 1;
                }
                Verdict::NotApplicable => extent.inapplicable += 1,
                Verdict::NotAssessable | Verdict::NotEvaluated => {
                    let reason = entry.reason.as_ref().map(|reason| words.of(reason).to_owned());
                    extent.leave_open(reason);
                }
            }
        }
        extent
    }

    pub(super) fn leave_open(&mut self, reason: Option<String>) {
        self.open += 1;
        self.reason = self.reason.take().or(reason);
    }

    /// The answer where there is no problem.
    pub(super) const fn answer(&self) -> Answer {
        match (self.examined, self.open, self.inapplicable) {
            (0, 0, 1..) => Answer::NotApplicable,
            (0, ..) => Answer::Unknown,
            (_, 0, _) => Answer::Yes,
            _ => Answer::Partly,
        }
    }

    pub(super) fn said(&self, words: Words) -> Vec<String> {
        if self.examined + self.open + self.inapplicable == 0 {
            return vec![words.word("checklist-nothing")];
        }
        let count =
            |id: &'static str, n: usize| (n > 0).then(|| words.say(&Message::new(id).with("n", n)));
        let open = (self.open > 0).then(|| {
            let unknown = || words.word("output-no-reason");
            let reason = self.reason.clone().unwrap_or_else(unknown);
            let message = Message::new("checklist-open").with("n", self.open);
            words.say(&message.with("reason", reason))
        });
        let said = [
            count("checklist-examined", self.examined),
            open,
            count("checklist-inapplicable", self.inapplicable),
        ];
        said.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_open_is_never_a_yes() {
        let extent = |examined, open, inapplicable| {
            Extent { examined, open, inapplicable, reason: None }.answer()
        };
        assert_eq!(extent(5, 0, 1), Answer::Yes);
        assert_eq!(extent(5, 1, 0), Answer::Partly);
        assert_eq!(extent(0, 1, 0), Answer::Unknown);
        assert_eq!(extent(0, 0, 2), Answer::NotApplicable);
        assert_eq!(extent(0, 0, 0), Answer::Unknown);
    }

    #[test]
    fn one_no_is_a_no() {
        use Answer::{No, NotApplicable, Partly, Unknown, Yes};
        assert_eq!(Answer::of_all([Yes, Unknown, No]), No);
        assert_eq!(Answer::of_all([Yes, Unknown]), Partly);
        assert_eq!(Answer::of_all([Unknown, Unknown]), Unknown);
        assert_eq!(Answer::of_all([NotApplicable, Yes]), Yes);
        assert_eq!(Answer::of_all([Yes, Partly, Yes]), Partly);
    }
}
