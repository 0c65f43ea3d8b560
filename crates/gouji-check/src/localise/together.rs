//! One slip in several numbers: what was written wrong once and stands wrong in several places.
//!
//! An amount that a row repeats is copied with its slip; a table that is added up anew carries a
//! wrong part into its sums; a word of change turns the amount and its rate. No equation between
//! such numbers fails, so that no one of them can be changed alone; they are changed together, and
//! judged by what all of them mend and break.

use std::collections::BTreeSet;

use gouji_model::Measure;

use super::numbers::{Numbers, Printed};
use super::repair::{Candidate, Sort, rounded, slip};
use super::system::{Constraint, Kind, System, Value};
use super::typist::Slip;

/// Most numbers that change together.
const MAX_MEMBERS: usize = 24;

/// Where the numbers of each equation stand.
pub(super) struct Scopes(Vec<Scope>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// All in one row of a table.
    Row,
    /// All in one table.
    Table,
    Wide,
}

impl Scopes {
    pub(super) fn of(system: &System, numbers: &Numbers<'_>) -> Self {
        let row = |variable: &usize| match numbers.get(system.variables[*variable].id) {
            Some(Printed::Cell { at: (table, row, _), .. }) => Some((table, row)),
            _ => None,
        };
        let scope = |constraint: &Constraint| {
            let rows: BTreeSet<Option<(usize, usize)>> =
                constraint.variables.iter().map(row).collect();
            let tables: BTreeSet<Option<usize>> =
                rows.iter().map(|row| row.map(|(table, _)| table)).collect();
            match (rows.len(), tables.len(), tables.contains(&None)) {
                (1, _, false) => Scope::Row,
                (_, 1, false) => Scope::Table,
                _ => Scope::Wide,
            }
        };
        Self(system.constraints.iter().map(scope).collect())
    }
}

/// What is sought: the system, the equations that fail, and what is repaired already.
pub(super) struct Search<'s, 'a> {
    pub numbers: &'s Numbers<'a>,
    pub scopes: &'s Scopes,
    pub violated: &'s BTreeSet<usize>,
    pub repaired: &'s BTreeSet<usize>,
}

impl Search<'_, '_> {
    /// Candidates of several numbers, of which at least one is a suspect. The system is left as it
    /// was.
    pub(super) fn candidates(
        &self,
        system: &mut System,
        suspects: &BTreeSet<usize>,
    ) -> Vec<Candidate> {
        let mut heads = suspects.clone();
        for &suspect in suspects {
            heads.extend(self.parts(system, suspect));
        }
        let mut groups: BTreeSet<(Vec<usize>, Sort)> = BTreeSet::new();
        for &head in &heads {
            let mut of_row = Vec::new();
            for (scope, sort) in [(Scope::Row, Sort::Row), (Scope::Table, Sort::Carried)] {
                let group = self.carried(system, head, scope);
                if group.len() > 1 && group != of_row {
                    of_row.clone_from(&group);
                    groups.insert((group, sort));
                }
            }
        }
        groups.retain(|(group, _)| group.iter().all(|one| !self.repaired.contains(one)));
        let mut candidates: Vec<Candidate> = groups
            .into_iter()
            .filter_map(|(group, sort)| self.shifted(system, &group, &sort))
            .collect();
        candidates.extend(self.turned(system, suspects));
        candidates
    }

    /// The amounts of its row that a number repeats.
    fn parts(&self, system: &System, of: usize) -> Vec<usize> {
        let value = system.variables[of].value.point;
        let of_row = system.of_variable[of].iter().filter(|&&c| self.binds(c, Scope::Row));
        let others = of_row.flat_map(|&c| system.constraints[c].variables.iter().copied());
        let is_part = |other: &usize| *other != of && system.variables[*other].value.point == value;
        others.filter(|_| value != 0).filter(is_part).collect()
    }

    /// Whether an equation holds and lies within a scope.
    fn binds(&self, constraint: usize, scope: Scope) -> bool {
        self.scopes.0[constraint] <= scope && !self.violated.contains(&constraint)
    }

    /// A number and the sums that it was carried into: those whose equations hold.
    fn carried(&self, system: &System, head: usize, scope: Scope) -> Vec<usize> {
        let mut members = vec![head];
        let mut next = 0;
        while let Some(&member) = members.get(next) {
            next += 1;
            for &constraint in &system.of_variable[member] {
                if !self.binds(constraint, scope) || members.len() >= MAX_MEMBERS {
                    continue;
                }
                let Kind::Zero(sum) = &system.constraints[constraint].kind else { continue };
                let whole = sum.terms.iter().filter(|(_, factor)| *factor > 0).collect::<Vec<_>>();
                if let [(whole, 1)] = whole[..]
                    && !members.contains(whole)
                {
                    members.push(*whole);
                }
            }
        }
        members
    }

    /// All of a group changed by what some equation lacks; the change that mends most.
    fn shifted(&self, system: &mut System, group: &[usize], sort: &Sort) -> Option<Candidate> {
        let touched = touched(system, group);
        let step = system.variables[group[0]].step;
        let mut deltas = BTreeSet::new();
        for &constraint in touched.iter().filter(|c| self.violated.contains(c)) {
            let Kind::Zero(sum) = &system.constraints[constraint].kind else { continue };
            let factors = sum.terms.iter().filter(|(v, _)| group.contains(v)).map(|(_, f)| f);
            let factor: i128 = factors.sum();
            if factor.abs() == 1 {
                let lacks = rounded(-factor * system.residue(sum), step);
                deltas.extend([lacks - step, lacks, lacks + step]);
            }
        }
        deltas.remove(&0);
        let candidates: Vec<Candidate> = deltas
            .into_iter()
            .filter_map(|delta| {
                let values: Vec<(usize, Value)> = group
                    .iter()
                    .map(|&v| {
                        let number = &system.variables[v];
                        (v, number.with(rounded(number.value.point + delta, number.step)))
                    })
                    .collect();
                // What is beside it is wrong with it.
                let slip = match slip(system, self.numbers, group[0], values[0].1.point) {
                    Slip::Copied => Slip::Other,
                    slip => slip,
                };
                self.judge(system, values, &touched, slip, sort.clone())
            })
            .collect();
        candidates.into_iter().min_by_key(|one| {
            (
                std::cmp::Reverse(one.score()),
                one.slip >= Slip::Copied,
                std::cmp::Reverse(one.exact),
                one.slip,
            )
        })
    }

    /// Changes with their rates that turn with the word between them.
    fn turned(&self, system: &mut System, suspects: &BTreeSet<usize>) -> Vec<Candidate> {
        let constraints: BTreeSet<usize> =
            suspects.iter().flat_map(|&v| system.of_variable[v].iter().copied()).collect();
        let pairs: BTreeSet<[usize; 2]> = constraints
            .into_iter()
            .filter_map(|constraint| self.change_and_rate(system, constraint))
            .collect();
        let turned = pairs.into_iter().filter_map(|pair| {
            let touched = touched(system, &pair);
            let turned = pair.map(|v| {
                let number = &system.variables[v];
                (v, number.with(-number.value.point))
            });
            self.judge(system, turned.to_vec(), &touched, Slip::Word, Sort::Word)
        });
        turned.collect()
    }

    /// The change and the rate of an equation, where they have one direction.
    fn change_and_rate(&self, system: &System, constraint: usize) -> Option<[usize; 2]> {
        let Kind::Percent { percent, numerator, .. } = &system.constraints[constraint].kind else {
            return None;
        };
        let ([(rate, _)], [(change, _)]) = (&percent.terms[..], &numerator.terms[..]) else {
            return None;
        };
        let is = |variable: usize, measure: Measure| {
            matches!(self.numbers.get(system.variables[variable].id),
                Some(Printed::Claim { claim, .. }) if claim.measure == measure)
        };
        let sign = |variable: usize| system.variables[variable].value.point.signum();
        (is(*change, Measure::Change)
            && is(*rate, Measure::Rate)
            && sign(*rate) * sign(*change) == 1
            && [*change, *rate].iter().all(|one| !self.repaired.contains(one)))
        .then_some([*change, *rate])
    }

    /// What several new values mend and break. The system is left as it was.
    fn judge(
        &self,
        system: &mut System,
        mut values: Vec<(usize, Value)>,
        touched: &BTreeSet<usize>,
        slip: Slip,
        sort: Sort,
    ) -> Option<Candidate> {
        let exchange = |system: &mut System, values: &mut [(usize, Value)]| {
            for (variable, value) in values {
                std::mem::swap(&mut system.variables[*variable].value, value);
            }
        };
        exchange(system, &mut values);
        let (mut mended, mut broken, mut exact) = (BTreeSet::new(), BTreeSet::new(), 0);
        for &index in touched {
            let constraint = &system.constraints[index];
            match (self.violated.contains(&index), system.is_met(constraint)) {
                (true, true) => _ = mended.insert(index),
                (false, false) => _ = broken.insert(index),
                _ => {}
            }
            if let Kind::Zero(sum) = &constraint.kind {
                exact += usize::from(system.residue(sum) == 0);
            }
        }
        exchange(system, &mut values);
        let (head, value) = *values.first()?;
        let also = values[1..].to_vec();
        let mut candidate = Candidate::of(head, value, slip, sort);
        (candidate.also, candidate.exact) = (also, exact);
        (candidate.mended, candidate.broken) = (mended, broken);
        (!candidate.mended.is_empty()).then_some(candidate)
    }
}

/// Equations of any of several numbers.
fn touched(system: &System, group: &[usize]) -> BTreeSet<usize> {
    group.iter().flat_map(|&v| system.of_variable[v].iter().copied()).collect()
}
