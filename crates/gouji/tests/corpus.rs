//! The real documents: what is read of each, what is found in it, and nothing else.
//!
//! Runs where the folder of real documents exists. The numbers of amounts are those that another
//! program (pdfplumber) finds in the cells of the same tables.

mod support;

use std::collections::BTreeMap;

use gouji_model::{Area, CellValue, Disclosure, Level, Report, Spot};

/// What is known of a real document.
struct Known {
    file: &'static str,
    profile: &'static str,
    unit: &'static str,
    year: u16,
    /// Tables completely read, of how many.
    tables: (usize, usize),
    /// Amounts in tables.
    amounts: usize,
    /// Numbers of the explanation that are bound, and that are not.
    claims: (usize, usize),
    /// Code of the rule and what is printed wrong, for each true defect.
    findings: &'static [(&'static str, &'static str)],
    /// Sums that hold only through rounding.
    residues: usize,
    /// What reading noticed: id and how often.
    noticed: &'static [(&'static str, usize)],
}

const KNOWN: [Known; 12] = [
    Known {
        file: "real/budget_template.xls",
        profile: "shanghai",
        unit: "上海市普陀区XX单位",
        year: 2026,
        tables: (8, 9),
        amounts: 0,
        claims: (0, 2),
        findings: &[],
        residues: 0,
        noticed: &[("read-no-values", 1)],
    },
    Known {
        file: "real/caizhengju_final_2024_good.pdf",
        profile: "national-final-accounts",
        unit: "上海市普陀区财政局",
        year: 2024,
        tables: (9, 9),
        amounts: 195,
        claims: (101, 0),
        findings: &[("GJ401", "0.3"), ("GJ402", "71.73")],
        residues: 11,
        noticed: &[("read-unknown-list", 1)],
    },
    Known {
        file: "real/department_budget_template.xlsx",
        profile: "shanghai",
        unit: "上海市普陀区XX局",
        year: 2026,
        tables: (8, 9),
        amounts: 0,
        claims: (0, 2),
        findings: &[],
        residues: 0,
        noticed: &[("read-no-values", 1)],
    },
    Known {
        file: "real/final-accounts_template_annex2.pdf",
        profile: "national-final-accounts",
        unit: "上海市XX局",
        year: 2024,
        tables: (8, 9),
        amounts: 0,
        claims: (0, 1),
        findings: &[],
        residues: 0,
        noticed: &[("read-no-values", 1), ("read-unknown-list", 1)],
    },
    Known {
        file: "real/qufuban_dept_budget_2025.pdf",
        profile: "shanghai",
        unit: "上海市普陀区人民政府办公室",
        year: 2025,
        tables: (9, 9),
        amounts: 221,
        claims: (65, 1),
        findings: &[],
        residues: 1,
        noticed: &[],
    },
    Known {
        file: "real/qufuban_unit_budget_2025.pdf",
        profile: "shanghai",
        unit: "上海市普陀区人民政府办公室",
        year: 2025,
        tables: (9, 9),
        amounts: 231,
        claims: (64, 0),
        findings: &[],
        residues: 1,
        noticed: &[],
    },
    Known {
        file: "real/shehuifuliyuan_unit_budget_2024.pdf",
        profile: "shanghai",
        unit: "上海市普陀区社会福利院",
        year: 2024,
        tables: (9, 9),
        amounts: 185,
        claims: (71, 0),
        findings: &[
            ("GJ203", "71102"),
            ("GJ401", "738.66"),
            // Another name of 303, a name of before 2019 in two tables and the text, and a slip.
            ("GJ503", "离退休人员经费"),
            ("GJ503", "医疗卫生与计划生育支出"),
            ("GJ506", "30202"),
            ("GJ503", "机关事业单位基本养老保险费"),
        ],
        residues: 0,
        noticed: &[],
    },
    Known {
        file: "real/shehuigongzuobu_final_2024_bad.pdf",
        profile: "national-final-accounts",
        unit: "中共上海市普陀区委社会工作部",
        year: 2024,
        tables: (9, 9),
        amounts: 205,
        claims: (90, 0),
        // 完成年初预算的95.89%, where 年初预算 is 0: the adjusted budget is meant.
        findings: &[("GJ402", "9.55"), ("GJ415", "0")],
        residues: 2,
        noticed: &[("read-unknown-list", 1)],
    },
    Known {
        file: "real/unit_budget_template.xlsx",
        profile: "shanghai",
        unit: "上海市普陀区XX单位",
        year: 2026,
        tables: (8, 9),
        amounts: 0,
        claims: (0, 2),
        findings: &[],
        residues: 0,
        noticed: &[("read-no-values", 1)],
    },
    Known {
        file: "real/wanli-jiedao_budget_2023.pdf",
        profile: "shanghai",
        unit: "上海市普陀区人民政府万里街道办事处",
        year: 2023,
        tables: (9, 9),
        amounts: 638,
        claims: (190, 12),
        findings: &[
            ("GJ401", "441.25"),
            // Too much for the total of the funds as well.
            ("GJ403", "1421.25"),
            ("GJ403", "60.54"),
            ("GJ403", "314.82"),
            ("GJ602", "10,903,043.00"),
            // Of the parts of an area, 7998 + 105 is 8103.
            ("GJ413", "8013"),
            ("GJ612", ""),
        ],
        residues: 0,
        noticed: &[],
    },
    Known {
        file: "real/wanli-jiedao_budget_2024.pdf",
        profile: "shanghai",
        unit: "上海市普陀区人民政府万里街道办事处",
        year: 2024,
        tables: (9, 9),
        amounts: 875,
        claims: (187, 12),
        // The note below the table says that it is empty.
        findings: &[("GJ104", "47.91"), ("GJ401", "352.67"), ("GJ413", "8013")],
        residues: 0,
        noticed: &[],
    },
    Known {
        file: "real/wanli-jiedao_budget_2025.pdf",
        profile: "shanghai",
        unit: "上海市普陀区人民政府万里街道办事处",
        year: 2025,
        tables: (9, 9),
        amounts: 875,
        claims: (93, 13),
        findings: &[("GJ413", "8013")],
        residues: 10,
        noticed: &[],
    },
];

#[test]
fn every_real_document_is_read_and_its_defects_and_nothing_else_are_found() {
    let mut wrong = Vec::new();
    for known in &KNOWN {
        let Some(path) = support::shared(known.file) else { return };
        let bytes = std::fs::read(path).expect("the document can be read");
        let disclosure = support::read(&bytes);
        let report = support::check(&disclosure);
        wrong.extend(differences(known, &disclosure, &report));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn differences(known: &Known, disclosure: &Disclosure, report: &Report) -> Vec<String> {
    let mut differences = Vec::new();
    let mut same = |what: &str, found: String, expected: String| {
        if found != expected {
            differences.push(format!("{}: {what}: {found}, expected {expected}", known.file));
        }
    };
    let complete = disclosure.statements.iter().filter(|s| s.completeness.is_complete()).count();
    let tables = (complete, disclosure.statements.len());
    let bound = disclosure.claims.iter().filter(|claim| !claim.is_unbound()).count();
    let claims = (bound, disclosure.claims.len() - bound);
    let unit = disclosure.unit.as_ref().map_or("", |unit| &unit.text);
    same("profile", disclosure.profile.id.to_string(), known.profile.to_owned());
    same("unit", unit.to_owned(), known.unit.to_owned());
    same("year", format!("{:?}", disclosure.year), format!("{:?}", Some(known.year)));
    same("tables", format!("{tables:?}"), format!("{:?}", known.tables));
    same("amounts", amounts(disclosure).to_string(), known.amounts.to_string());
    same("claims", format!("{claims:?}"), format!("{:?}", known.claims));
    same("findings", format!("{:?}", findings(report)), format!("{:?}", known.findings));
    same("residues", report.residues.len().to_string(), known.residues.to_string());
    same("noticed", format!("{:?}", noticed(disclosure)), format!("{:?}", known.noticed));
    differences
}

/// Amounts of the tables; each stands in a box of a page or in a cell of a sheet.
fn amounts(disclosure: &Disclosure) -> usize {
    let cells = disclosure.statements.iter().flat_map(|s| &s.rows).flat_map(|row| &row.cells);
    let amounts = cells.filter(|cell| matches!(cell.value, CellValue::Amount(_)));
    let is_placed = |spot: Spot| match spot {
        Spot::Page { page, area } => page > 0 && area != Area::default(),
        Spot::Sheet { row, column, .. } => row > 0 && column > 0,
        _ => false,
    };
    amounts.inspect(|cell| assert!(is_placed(cell.location.spot), "{cell:?}")).count()
}

/// Code and likeliest culprit of each finding: what is printed.
fn findings(report: &Report) -> Vec<(&str, &str)> {
    // Form and privacy have no numbers; what is found of them stands in `slips.rs`.
    let numbers = report.findings.iter().filter(|finding| finding.code < "GJ8".into());
    let printed = numbers.map(|finding| {
        let culprit = finding.culprits.first().map(|culprit| culprit.printed.as_str());
        let first = finding.operands.iter().find(|operand| !operand.printed.is_empty());
        let found = || first.map_or("", |operand| operand.printed.as_str());
        (&*finding.code, culprit.unwrap_or_else(found))
    });
    printed.collect()
}

/// Ids of what reading noticed, and how often; numbers of the explanation are counted elsewhere.
fn noticed(disclosure: &Disclosure) -> Vec<(&str, usize)> {
    let mut noticed: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &disclosure.diagnostics {
        let is_claim = diagnostic.level == Level::Note && diagnostic.message.id == "read-unbound";
        if !is_claim {
            *noticed.entry(&diagnostic.message.id).or_default() += 1;
        }
    }
    noticed.into_iter().collect()
}
