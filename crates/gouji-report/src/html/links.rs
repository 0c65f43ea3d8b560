//! What lights up: for every finding and every equation the elements of the document that take
//! part in it. The page carries this as JSON beside the document, numbers only where it can.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Finding, Operand, Place, Verdict};
use serde::{Serialize, Serializer};

use super::anchors::{Anchors, Id, Link, Named};
use super::{Equation, Form};

/// Everything that lights up.
#[derive(Serialize)]
pub(super) struct Links {
    /// Equations in the order of the coverage.
    #[serde(rename = "e")]
    pub(super) equations: Vec<Sides>,
    #[serde(rename = "f")]
    pub(super) findings: Vec<Lit>,
    #[serde(rename = "r")]
    pub(super) residues: Vec<Lit>,
}

/// An equation: its form, its verdict, its operands, and by how much it is off.
pub(super) struct Sides {
    pub(super) form: Form,
    verdict: Verdict,
    pub(super) operands: Vec<Linked>,
    difference: Option<String>,
}

impl Serialize for Sides {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let verdict = Verdict::ALL.iter().position(|verdict| *verdict == self.verdict);
        let form = match self.form {
            Form::Sum => 0,
            Form::AtMost => 1,
            Form::Quotient => 2,
        };
        match &self.difference {
            Some(difference) => (form, verdict, &self.operands, difference).serialize(serializer),
            None => (form, verdict, &self.operands).serialize(serializer),
        }
    }
}

/// An operand with the element that shows it.
pub(super) struct Linked {
    is_right: bool,
    is_negative: bool,
    pub(super) link: Option<Link>,
    printed: String,
    label: String,
}

impl Linked {
    fn of(anchors: &mut Anchors, operand: &Operand) -> Self {
        let named = Named { printed: Some(operand.printed.trim()), subject: Some(&operand.label) };
        Self {
            is_right: operand.side != "left",
            is_negative: operand.negative,
            link: anchors.link(&operand.place, named),
            printed: operand.printed.clone(),
            label: operand.label.clone(),
        }
    }
}

/// A number where the element says the rest: four times its id, one more on the right side and two
/// more where it is subtracted. Else this number without an id, what is printed, its label, and the
/// id of what is around it.
impl Serialize for Linked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let flags = u64::from(self.is_right) + 2 * u64::from(self.is_negative);
        match self.link {
            Some(Link { id, is_number: true }) => (4 * u64::from(id) + flags).serialize(serializer),
            link => {
                let id = link.map(|link| link.id);
                (flags, &self.printed, &self.label, id).serialize(serializer)
            }
        }
    }
}

/// What a finding lights up.
#[derive(Serialize)]
pub(super) struct Lit {
    /// What is probably wrong.
    #[serde(rename = "c", skip_serializing_if = "Vec::is_empty")]
    pub(super) culprits: Vec<Option<Id>>,
    /// Where it is.
    #[serde(rename = "p", skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<Option<Id>>,
    #[serde(rename = "o")]
    pub(super) operands: Sides,
    /// Operands of the further equations that show it.
    #[serde(skip)]
    pub(super) evidence: Vec<Sides>,
}

impl Links {
    pub(super) fn of(
        anchors: &mut Anchors,
        equations: &[Equation],
        findings: &[Finding],
        residues: &[Finding],
    ) -> Self {
        let forms: BTreeMap<(&str, &str), Form> = equations
            .iter()
            .map(|equation| ((&*equation.code, &*equation.relation), equation.form))
            .collect();
        Self {
            equations: equations.iter().map(|equation| Sides::of(anchors, equation)).collect(),
            findings: findings.iter().map(|finding| Lit::of(anchors, finding, &forms)).collect(),
            residues: residues.iter().map(|residue| Lit::of(anchors, residue, &forms)).collect(),
        }
    }

    /// Elements of numbers that take part in an equation.
    pub(super) fn numbers(&self) -> BTreeSet<Id> {
        let operands = self.equations.iter().flat_map(|sides| &sides.operands);
        let links = operands.filter_map(|operand| operand.link);
        links.filter(|link| link.is_number).map(|link| link.id).collect()
    }
}

impl Sides {
    fn of(anchors: &mut Anchors, equation: &Equation) -> Self {
        let off = equation.comparison.as_ref().filter(|_| equation.verdict != Verdict::Pass);
        Self {
            form: equation.form,
            verdict: equation.verdict,
            operands: linked(anchors, &equation.operands),
            difference: off.map(|off| format!("{} {}", off.difference, off.unit)),
        }
    }
}

impl Lit {
    fn of(anchors: &mut Anchors, finding: &Finding, forms: &BTreeMap<(&str, &str), Form>) -> Self {
        let form =
            |code: &str, relation: &str| forms.get(&(code, relation)).copied().unwrap_or(Form::Sum);
        let mut evidence = Vec::new();
        for other in &finding.evidence {
            evidence.push(Sides {
                form: form(&other.code, &other.relation),
                verdict: Verdict::Fail,
                operands: linked(anchors, &other.operands),
                difference: None,
            });
        }
        let culprits = finding.culprits.iter().map(|culprit| {
            let printed = Some(culprit.printed.trim());
            let link = anchors.link(&culprit.place, Named { printed, subject: None });
            link.map(|link| link.id)
        });
        Self {
            culprits: culprits.collect(),
            places: finding.places.iter().map(|place| to(anchors, place, finding)).collect(),
            operands: Sides {
                form: form(&finding.code, &finding.relation),
                verdict: finding.verdict,
                operands: linked(anchors, &finding.operands),
                difference: None,
            },
            evidence,
        }
    }

    /// The first element of the finding, most telling first.
    pub(super) fn ids(&self) -> impl Iterator<Item = Id> {
        self.culprits.iter().chain(&self.places).flatten().copied()
    }
}

/// The element of a place of a finding; where an operand has that place, its number.
fn to(anchors: &mut Anchors, place: &Place, finding: &Finding) -> Option<Id> {
    let operand = finding.operands.iter().find(|operand| operand.place == *place);
    let named = operand.map_or_else(Named::default, |operand| Named {
        printed: Some(operand.printed.trim()),
        subject: Some(&operand.label),
    });
    anchors.link(place, named).map(|link| link.id)
}

fn linked(anchors: &mut Anchors, operands: &[Operand]) -> Vec<Linked> {
    operands.iter().map(|operand| Linked::of(anchors, operand)).collect()
}
