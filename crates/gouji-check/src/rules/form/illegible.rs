//! GJ816: what stands where a number should is none: 12.3O, 1.234.5. Where one of its readings makes
//! equations hold and no other does, it is proposed.

use gouji_model::{
    Amount, CellValue, Completeness, Decimal, Level, Message, PassageKind, Unit, Verdict,
};

use super::slip::around;
use crate::book::Book;
use crate::rules::{Case, Remark, Rule, Ruling};
use crate::{between, within};

pub(super) const RULE: Rule = Rule { code: "GJ816", judge };

/// Cells that are tried by checking again, at most.
const MOST_TRIED: usize = 12;

fn judge(case: &Case<'_>) -> Ruling {
    let disclosure = case.disclosure;
    if disclosure.passages.is_empty() && disclosure.statements.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    let mut remarks = cells(case);
    remarks.extend(funding(case));
    remarks.extend(sentences(case));
    Ruling::Judged(remarks)
}

fn is_doubtful(completeness: &Completeness) -> bool {
    let Completeness::Incomplete(problems) = completeness else { return false };
    problems.iter().any(|problem| problem.id == "read-uncertain")
}

/// A cell of a table by its indices.
type At = (usize, usize, usize);

fn cells(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (t, table) in case.disclosure.statements.iter().enumerate() {
        // Columns that were guessed accuse nobody.
        let doubtful = is_doubtful(&table.completeness);
        for (r, row) in table.rows.iter().enumerate().filter(|_| !doubtful) {
            for (c, cell) in row.cells.iter().enumerate() {
                if cell.value != CellValue::Illegible {
                    continue;
                }
                let readings = readings(case, &cell.printed);
                if readings.is_empty() {
                    continue;
                }
                let place = case.book.place(table, row, cell.column, cell.location);
                let tried = remarks.len() < MOST_TRIED;
                let fits = if tried { fitting(case, (t, r, c), &readings) } else { Vec::new() };
                let message = Message::new("GJ816-found").with("printed", &cell.printed);
                let key = format!("{}@{}@{}", table.id, row.id, cell.column);
                let remark = Remark::at(place, key, message);
                remarks.push(match &fits[..] {
                    [only] => remark
                        .proposing(&cell.printed, only, case.words("GJ816", "why"))
                        .at_level(Level::Error),
                    _ => remark.at_level(Level::Warning),
                });
            }
        }
    }
    remarks
}

/// The readings with which equations hold that need the number, and none fails.
fn fitting(case: &Case<'_>, (t, r, c): At, readings: &[String]) -> Vec<String> {
    let judged = |value: CellValue| {
        let mut copy = case.disclosure.clone();
        copy.statements[t].rows[r].cells[c].value = value;
        let book = Book::new(&copy, case.profile);
        let all = within::outcomes(&book).into_iter().chain(between::outcomes(&book));
        all.fold((0usize, 0usize), |(held, failed), outcome| match outcome.verdict {
            Verdict::Pass | Verdict::PassWithResidue => (held + 1, failed),
            Verdict::Fail => (held, failed + 1),
            _ => (held, failed),
        })
    };
    let before = judged(CellValue::Illegible);
    let unit = case.disclosure.statements[t].unit.clone();
    let fits = readings.iter().filter(|reading| {
        let Ok(value) = reading.parse::<Decimal>() else { return false };
        let after = judged(CellValue::Amount(Amount::as_printed(value, unit.clone())));
        after.0 > before.0 && after.1 <= before.1
    });
    fits.cloned().collect()
}

/// What a misprinted number may mean: empty where it is not made of digits and what is written for
/// them.
fn readings(case: &Case<'_>, printed: &str) -> Vec<String> {
    let signs = &case.standard.sense().numbers;
    let mut text = String::new();
    for sign in printed.trim().chars() {
        let folded = gouji_model::fold_width(sign);
        let as_digit = signs.for_digit.iter().find(|(from, _)| from.chars().eq([sign]));
        if folded.is_ascii_digit() || matches!(folded, '.' | ',' | '-') {
            text.push(folded);
        } else if let Some((_, digit)) = as_digit {
            text.push_str(digit);
        } else if signs.for_point.iter().any(|point| point.chars().eq([sign])) {
            text.push('.');
        } else {
            return Vec::new();
        }
    }
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut readings = Vec::new();
    let marks: Vec<usize> = text.match_indices(['.', ',']).map(|(at, _)| at).collect();
    // Each mark may be the point; or none is.
    for point in marks.iter().map(|at| Some(*at)).chain([None]) {
        let keep =
            |(at, c): (usize, char)| (!matches!(c, '.' | ',') || Some(at) == point).then_some(c);
        let plain: String = text.char_indices().filter_map(keep).collect();
        let reading = plain.replace(',', ".");
        let whole = reading.ends_with('.') || reading.parse::<Decimal>().is_err();
        if !whole && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Money of the target forms.
fn funding(case: &Case<'_>) -> Vec<Remark> {
    let projects = case.disclosure.projects.iter().map(|p| (&p.name, &p.funding));
    let overall = case.disclosure.overall_target.iter().map(|o| (&o.department, &o.funding));
    let all = overall
        .chain(projects)
        .flat_map(|(name, funding)| funding.iter().map(move |money| (name, money)));
    let unread = all.filter(|(_, money)| match &money.amount {
        None => !readings(case, &money.printed).is_empty(),
        // 156,12O reads as a number with the unit O.
        Some(amount) => {
            matches!(&amount.unit, Unit::Other(_)) && !readings(case, &money.printed).is_empty()
        }
    });
    let remark = |(name, money): (&String, &gouji_model::Funding)| {
        let mut place = case.place(money.location);
        place.statement = Some(name.as_str().into());
        place.row = Some(money.source.as_str().into());
        let message = Message::new("GJ816-found").with("printed", &money.printed);
        let key = format!("{name}@{}@{}@{}", money.side.as_str(), money.by, money.source);
        Remark::at(place, key, message).at_level(Level::Warning)
    };
    unread.map(remark).collect()
}

/// Numbers in front of 元 and % that are none.
fn sentences(case: &Case<'_>) -> Vec<Remark> {
    let pattern = &case.standard.sense().numbers.sentence;
    let kinds = [PassageKind::Paragraph, PassageKind::Form, PassageKind::Note];
    let passages = case.disclosure.passages.iter().filter(|p| kinds.contains(&p.kind));
    let mut remarks = Vec::new();
    for passage in passages {
        for found in pattern.captures_iter(&passage.text).filter_map(|found| found.name("number")) {
            let message = Message::new("GJ816-sentence")
                .with("printed", found.as_str())
                .with("around", around(&passage.text, found.range()));
            let before = around(&passage.text, found.start()..found.start());
            let before: String = before.chars().take_while(|c| !c.is_ascii_digit()).collect();
            let key = format!("{}@{before}", passage.heading);
            let remark = Remark::at(case.place_of(passage, found.start()), key, message);
            remarks.push(remark.at_level(Level::Warning));
        }
    }
    remarks
}
