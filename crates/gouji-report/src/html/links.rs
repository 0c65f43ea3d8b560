//! What lights up: for every finding and every equation the elements of the document that take
//! part in it. The page carries this as JSON beside the document, numbers only where it can.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Finding, Operand, Place, Verdict};
use serde::{Serialize, Serializer};

use super::anchors::{Anchors, Id, Link, Named};
use super::formula::{Piece, layout};
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

/// A form as the page's script takes it: its number, or the right side as it is written.
#[derive(Serialize)]
#[serde(untagged)]
enum Written {
    Kind(u8),
    Quotient(Vec<Piece>),
}

impl Serialize for Sides {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let verdict = Verdict::ALL.iter().position(|verdict| *verdict == self.verdict);
        let form = match self.form {
            Form::Sum => Written::Kind(0),
            Form::AtMost => Written::Kind(1),
            _ => {
                let right = self.operands.iter().filter(|one| one.is_right);
                let negative: Vec<bool> = right.map(|one| one.is_negative).collect();
                Written::Quotient(layout(self.form, &negative))
            }
        };
        match &self.difference {
            Some(difference) => (form, verdict, &self.operands, difference).serialize(serializer),
            None => (form, verdict, &self.operands).serialize(serializer),
        }
    }
}

/// An operand with the element that shows it.
#[derive(Clone)]
pub(super) struct Linked {
    is_right: bool,
    is_negative: bool,
    pub(super) link: Option<Link>,
    printed: String,
    label: String,
}

impl Linked {
    fn of(
        anchors: &mut Anchors,
        operand: &Operand,
        relation: Option<&str>,
        nth: Option<(usize, usize)>,
    ) -> Self {
        let (printed, subject) = (Some(operand.printed.trim()), Some(&*operand.label));
        let named = Named { printed, subject, relation, nth };
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
        let mut alike = Alike::of(equations);
        let sides: Vec<Sides> =
            equations.iter().map(|equation| Sides::of(anchors, &mut alike, equation)).collect();
        let mut known = Known { equations, sides: &sides, told: BTreeSet::new() };
        let mut lit = |findings: &[Finding]| -> Vec<Lit> {
            findings.iter().map(|finding| Lit::of(anchors, &mut known, finding)).collect()
        };
        let (findings, residues) = (lit(findings), lit(residues));
        Self { equations: sides, findings, residues }
    }

    /// Elements of numbers that take part in an equation that was examined.
    pub(super) fn numbers(&self) -> BTreeSet<Id> {
        let is_examined = |sides: &&Sides| {
            use Verdict::{Fail, Pass, PassWithResidue, Review};
            matches!(sides.verdict, Pass | PassWithResidue | Review | Fail)
        };
        let examined = self.equations.iter().filter(is_examined);
        let operands = examined.flat_map(|sides| &sides.operands);
        let links = operands.filter_map(|operand| operand.link);
        links.filter(|link| link.is_number).map(|link| link.id).collect()
    }
}

/// How often numbers of the text take part in equations that are alike.
struct Alike {
    all: BTreeMap<String, usize>,
    seen: BTreeMap<String, usize>,
}

impl Alike {
    fn of(equations: &[Equation]) -> Self {
        let mut all = BTreeMap::new();
        for equation in equations {
            for (index, operand) in equation.operands.iter().enumerate() {
                if let Some(key) = Self::key(equation, index, operand) {
                    *all.entry(key).or_default() += 1;
                }
            }
        }
        Self { all, seen: BTreeMap::new() }
    }

    /// Which of the equations that are alike this is, and how many they are.
    fn nth(&mut self, equation: &Equation, index: usize) -> Option<(usize, usize)> {
        let key = Self::key(equation, index, &equation.operands[index])?;
        let all = self.all.get(&key).copied()?;
        let seen = self.seen.entry(key).or_default();
        *seen += 1;
        Some((*seen - 1, all))
    }

    /// `None` for a cell, which has a place of its own.
    fn key(equation: &Equation, index: usize, operand: &Operand) -> Option<String> {
        let Operand { label, printed, place, .. } = operand;
        let is_of_text = place.statement.is_none();
        is_of_text.then(|| format!("{} {index} {label} {printed} {place:?}", equation.relation))
    }
}

/// Equations whose operands have their elements already.
struct Known<'a> {
    equations: &'a [Equation],
    sides: &'a [Sides],
    /// Those that a finding speaks of.
    told: BTreeSet<usize>,
}

impl Known<'_> {
    /// The sides of the equation that a finding speaks of: of several that are alike the next.
    fn sides(
        &mut self,
        anchors: &mut Anchors,
        (code, relation): (&str, &str),
        operands: &[Operand],
        verdict: Verdict,
    ) -> Sides {
        let is_it = |index: &usize| {
            let equation = &self.equations[*index];
            (&*equation.code, &*equation.relation) == (code, relation)
                && equation.operands == operands
        };
        let alike: Vec<usize> = (0..self.equations.len()).filter(is_it).collect();
        let next = alike.iter().find(|index| !self.told.contains(index)).or(alike.first());
        let Some(index) = next.filter(|_| !operands.is_empty()) else {
            let link = |operand| Linked::of(anchors, operand, Some(relation), None);
            let operands = operands.iter().map(link).collect();
            return Sides { form: Form::Sum, verdict, operands, difference: None };
        };
        self.told.insert(*index);
        let Sides { form, operands, .. } = &self.sides[*index];
        Sides { form: *form, verdict, operands: operands.clone(), difference: None }
    }
}

impl Sides {
    fn of(anchors: &mut Anchors, alike: &mut Alike, equation: &Equation) -> Self {
        let off = equation.comparison.as_ref().filter(|_| equation.verdict != Verdict::Pass);
        let operands = equation.operands.iter().enumerate();
        let operands = operands.map(|(index, operand)| {
            let nth = alike.nth(equation, index);
            Linked::of(anchors, operand, Some(&equation.relation), nth)
        });
        Self {
            form: equation.form,
            verdict: equation.verdict,
            operands: operands.collect(),
            difference: off.map(|off| format!("{} {}", off.difference, off.unit).replace('-', "−")),
        }
    }
}

impl Lit {
    fn of(anchors: &mut Anchors, known: &mut Known<'_>, finding: &Finding) -> Self {
        let name = (&*finding.code, &*finding.relation);
        let operands = known.sides(anchors, name, &finding.operands, finding.verdict);
        let evidence = finding.evidence.iter().map(|other| {
            let name = (&*other.code, &*other.relation);
            known.sides(anchors, name, &other.operands, Verdict::Fail)
        });
        let evidence = evidence.collect();
        let mut to = |place: &Place, printed: Option<&str>| {
            let numbers = finding.operands.iter().zip(&operands.operands);
            let number = numbers.into_iter().find(|(operand, _)| operand.place == *place);
            let link = number.and_then(|(_, linked)| linked.link);
            let named = Named { printed: printed.map(str::trim), ..Named::default() };
            link.or_else(|| anchors.link(place, named)).map(|link| link.id)
        };
        let suspects = finding.culprits.iter();
        let culprits = suspects.map(|one| to(&one.place, Some(&one.printed))).collect();
        let places = finding.places.iter().map(|place| to(place, None)).collect();
        Self { culprits, places, operands, evidence }
    }

    /// The elements of the finding, most telling first.
    pub(super) fn ids(&self) -> impl Iterator<Item = Id> {
        self.culprits.iter().chain(&self.places).flatten().copied()
    }
}
