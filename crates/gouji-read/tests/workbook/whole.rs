//! A whole disclosure as a workbook.

use std::path::{Path, PathBuf};

use gouji_model::{CellValue, Disclosure};
use gouji_read::Options;
use gouji_standard::Standard;

use crate::support::{book_with, sheet_with};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn disclosure(file: &str, bytes: &[u8]) -> Disclosure {
    gouji_read::read(file, bytes, Standard::embedded(), &Options::default())
        .unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Every amount of the tables with its table.
fn amounts(disclosure: &Disclosure) -> Vec<String> {
    let mut amounts = Vec::new();
    for statement in &disclosure.statements {
        for cell in statement.rows.iter().flat_map(|row| &row.cells) {
            if let CellValue::Amount(amount) = &cell.value {
                amounts.push(format!("{} {amount:?}", statement.title));
            }
        }
    }
    amounts
}

/// The lines of a text as rows of a sheet; what looks like an amount becomes a number.
fn sheet(text: &str) -> String {
    let cell = |text: &str| {
        let is_amount = text.contains('.') && text.parse::<gouji_model::Decimal>().is_ok();
        let plain = text.replace('&', "&amp;").replace('<', "&lt;");
        if is_amount {
            format!("<c s=\"1\"><v>{plain}00000001</v></c>")
        } else {
            format!("<c t=\"inlineStr\"><is><t>{plain}</t></is></c>")
        }
    };
    let row = |line: &str| format!("<row>{}</row>", line.split('\t').map(cell).collect::<String>());
    sheet_with("", &text.lines().map(row).collect::<String>(), "")
}

#[test]
fn the_example_as_one_sheet_has_the_same_amounts() {
    let bytes = std::fs::read(root().join("examples/anhe-water/anhe-water-2026.txt")).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let workbook = book_with(&[("公开", "visible", sheet(&text))], &[]);
    let (of_text, of_workbook) = (disclosure("a.txt", &bytes), disclosure("a.xlsx", &workbook));
    assert!(amounts(&of_text).len() > 100);
    assert_eq!(amounts(&of_text), amounts(&of_workbook));
}

#[test]
fn real_templates_are_recognised() {
    let folder =
        std::env::var_os("GOUJI_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    for (file, tables) in [
        ("unit_budget_template.xlsx", 9),
        ("department_budget_template.xlsx", 9),
        ("budget_template.xls", 9),
    ] {
        let path = folder.join("real").join(file);
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("skipped: {} is not here (set GOUJI_SHARED)", path.display());
            continue;
        };
        let disclosure = disclosure(file, &bytes);
        assert_eq!(disclosure.statements.len(), tables, "{file}");
    }
}
