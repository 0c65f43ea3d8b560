//! A small disclosure of an invented unit, and what checking it found.

use gouji_model::{
    Amount, CatalogueDepartment, CatalogueEntry, Cell, CellValue, Claim, Column, Comparison,
    Completeness, Coverage, CoverageEntry, Culprit, Decimal, Diagnostic, Disclosure, Encoding,
    Evidence, Finding, Format, Funding, Indicator, Interval, Kind, Level, Location, Measure,
    Message, Named, Operand, Operator, OverallTarget, Place, ProfileChoice, Project, Report, Row,
    RowRole, ServiceCatalogue, Side, Sources, Statement, TargetValue, Text, TextLayout,
    TextPosition, Unit, Verdict,
};

const FILE: &str = "yunling.txt";
const UNIT: &str = "云岭市水务局安和分局";
const TITLE: &str = "2026年单位支出总表";

pub(crate) fn disclosure() -> Disclosure {
    Disclosure {
        file: FILE.into(),
        sources: Sources::file(FILE),
        format: Format::Text { encoding: Encoding::Utf8, layout: TextLayout::TabSeparated },
        profile: ProfileChoice {
            id: "shanxi-yangquan".into(),
            evidence: vec!["收支总表".into(), "本年支出合计".into()],
            forced: false,
        },
        unit: Some(named(UNIT, 1)),
        year: Some(2026),
        kind: Kind::Budget,
        subject: None,
        unit_kind: None,
        cover: vec![named(UNIT, 1)],
        contents: Vec::new(),
        sections: Vec::new(),
        statements: vec![statement()],
        claims: vec![unbound(), bound()],
        overall_target: Some(overall()),
        projects: vec![project()],
        other_tables: Vec::new(),
        project_descriptions: Vec::new(),
        assets: Vec::new(),
        charts: Vec::new(),
        rounding_notes: Vec::new(),
        notice: None,
        catalogue: catalogue(),
        glossary: Vec::new(),
        traces: Vec::new(),
        passages: Vec::new(),
        diagnostics: vec![diagnostic()],
    }
}

pub(crate) fn report() -> Report {
    let entry = |relation: &str, label: (&str, &str), verdict| CoverageEntry {
        code: "GJ201".into(),
        relation: relation.into(),
        label: text(label.0, label.1),
        verdict,
        reason: None,
    };
    let reason = text("年终结转不为零", "money is carried over to next year");
    let equations = vec![
        entry("t3-row", ("支出总表：合计", "expenditure: total"), Verdict::Fail),
        entry("t3-roll-up", ("支出总表：213", "expenditure: 213"), Verdict::PassWithResidue),
        entry("t3-total", ("支出总表：总计", "expenditure: all"), Verdict::Pass),
        CoverageEntry {
            reason: Some(reason),
            ..entry("t2-t3", ("收入对支出", "income, expenditure"), Verdict::NotApplicable)
        },
    ];
    Report {
        kind: Kind::Budget,
        findings: vec![finding()],
        coverage: Coverage { equations, rules: rules(), not_run: Vec::new() },
        residues: vec![residue()],
        gone: Vec::new(),
        score: None,
    }
}

/// The same file, hardly recognised, read by a profile that the user chose.
pub(crate) fn sparse_disclosure() -> Disclosure {
    let diagnostic =
        |level, place| Diagnostic { level, message: Message::new("report-place-unknown"), place };
    Disclosure {
        profile: ProfileChoice { id: "shanghai".into(), evidence: Vec::new(), forced: true },
        unit: None,
        year: None,
        statements: vec![Statement {
            completeness: Completeness::Incomplete(vec![Message::new("report-place-unknown")]),
            ..statement()
        }],
        diagnostics: vec![
            diagnostic(Level::Note, Place::default()),
            diagnostic(
                Level::Error,
                Place { section: Some("十、其他".into()), ..Place::default() },
            ),
        ],
        ..disclosure()
    }
}

/// A report with every verdict, a blank operand from another file, and a residue to be looked at.
pub(crate) fn sparse_report() -> Report {
    let equations = Verdict::ALL.map(|verdict| CoverageEntry {
        code: "GJ301".into(),
        relation: "t1-t2".into(),
        label: text("收入", "income"),
        verdict,
        reason: None,
    });
    let mut finding = finding();
    finding.level = Level::Note;
    finding.culprits.clear();
    let operand = &mut finding.operands[2];
    operand.printed.clear();
    operand.interval = Interval::ZERO;
    operand.negative = true;
    operand.place.file = Some("other.txt".into());
    operand.place.statement = Some("收入总表".into());
    operand.place.cell = None;
    let words = Finding { comparison: None, operands: Vec::new(), ..finding.clone() };
    let review = Finding { verdict: Verdict::Review, places: Vec::new(), ..residue() };
    Report {
        kind: Kind::FinalAccounts,
        findings: vec![finding, Finding { level: Level::Warning, ..words }],
        coverage: Coverage { equations: equations.to_vec(), ..Coverage::default() },
        residues: vec![residue(), review],
        gone: Vec::new(),
        score: None,
    }
}

/// 合计 has the figure of 基本支出, as if copied from beside it.
fn finding() -> Finding {
    let operand = |label: &str, printed: &str, column: &str, cell, side| Operand {
        label: label.into(),
        printed: printed.into(),
        interval: yuan(printed),
        unit: "元".into(),
        side,
        negative: false,
        place: place(91, cell, "21303水利", column),
    };
    Finding {
        code: "GJ201".into(),
        relation: "t3-row".into(),
        level: Level::Error,
        verdict: Verdict::Fail,
        message: text(
            "合计不等于基本支出与项目支出之和，请核对这一行。",
            "The total is not the sum of basic and project expenditure; look at this row.",
        ),
        places: vec![place(91, 2, "21303水利", "合计")],
        operands: vec![
            operand("21303水利 · 合计", "512.04", "合计", 2, "left"),
            operand("21303水利 · 基本支出", "512.04", "本年支出/基本支出", 3, "right"),
            operand("21303水利 · 项目支出", "306.61", "本年支出/项目支出", 4, "right"),
        ],
        comparison: Some(Comparison {
            actual: Decimal::from(5_120_400),
            expected: Decimal::from(8_186_500),
            difference: Decimal::from(-3_066_100),
            actual_interval: yuan("512.04"),
            expected_interval: yuan("512.04").checked_add(yuan("306.61")).expect("small numbers"),
            unit: "元".into(),
        }),
        culprits: vec![Culprit {
            place: place(91, 2, "21303水利", "合计"),
            printed: "512.04".into(),
            proposed: "818.65".into(),
            why: text("与右边一格相同", "the same as the cell beside it"),
        }],
        tied: false,
        evidence: vec![Evidence {
            code: "GJ202".into(),
            relation: "t3-roll-up".into(),
            label: text("支出总表：213", "expenditure: 213"),
            operands: Vec::new(),
            comparison: None,
        }],
        suppression: None,
        fingerprint: "GJ201-5f0c".into(),
    }
}

/// A rule that is not an equation, examined.
fn rules() -> Vec<CoverageEntry> {
    vec![CoverageEntry {
        code: "GJ501".into(),
        relation: "GJ501".into(),
        label: text("科目编码的位数", "digits of a code"),
        verdict: Verdict::Pass,
        reason: None,
    }]
}

fn residue() -> Finding {
    let exact = |value: i64| Decimal::from(value);
    let margin = |value: i64, margin: i64| {
        Interval::around(exact(value), exact(margin)).expect("small numbers")
    };
    Finding {
        code: "GJ202".into(),
        relation: "t3-roll-up".into(),
        level: Level::Note,
        verdict: Verdict::PassWithResidue,
        message: text("仅在四舍五入意义上成立。", "It holds but for rounding."),
        places: vec![place(90, 2, "213农林水支出", "合计")],
        operands: Vec::new(),
        comparison: Some(Comparison {
            actual: exact(8_186_600),
            expected: exact(8_186_500),
            difference: exact(100),
            actual_interval: margin(8_186_600, 50),
            expected_interval: margin(8_186_500, 100),
            unit: "元".into(),
        }),
        culprits: Vec::new(),
        tied: false,
        evidence: Vec::new(),
        suppression: None,
        fingerprint: "GJ202-09ab".into(),
    }
}

fn diagnostic() -> Diagnostic {
    // An id that no catalogue has shows that a message is never lost.
    Diagnostic {
        level: Level::Warning,
        message: Message::new("sample-no-such-message"),
        place: Place { line: Some(93), statement: Some(TITLE.into()), ..Place::default() },
    }
}

fn statement() -> Statement {
    let column = |id: &str, header: &str| Column { id: id.into(), side: 0, header: header.into() };
    Statement {
        id: "expenditure".into(),
        title: TITLE.into(),
        title_location: Location::line(86),
        unit: Unit::WanYuan,
        unit_printed: true,
        unit_name: Some(UNIT.into()),
        columns: vec![
            column("total", "合计"),
            column("basic", "本年支出/基本支出"),
            column("project", "本年支出/项目支出"),
            column("note", "备注"),
        ],
        rows: vec![
            row(90, "213", "213农林水支出", ["818.66", "512.04", "306.62", "=见说明"]),
            row(91, "21303", "21303水利", ["512.04", "512.04", "306.61", ""]),
            row(92, "2130305", "2130305水利工程建设", ["0.5", "—", "1,2,3.4.5", ""]),
        ],
        completeness: Completeness::Complete,
        notes: Vec::new(),
    }
}

fn row(line: u32, code: &str, label: &str, printed: [&str; 4]) -> Row {
    let cells = (0..).zip(printed).map(|(column, printed)| Cell {
        column,
        printed: printed.into(),
        value: match printed {
            "" | "—" => CellValue::Blank,
            "1,2,3.4.5" => CellValue::Illegible,
            words if column == 3 && !words.is_empty() => CellValue::Text,
            number => CellValue::Amount(amount(number, Unit::WanYuan)),
        },
        location: Location::cell(line, u32::try_from(column).expect("four columns") + 2),
    });
    Row {
        side: 0,
        id: code.into(),
        code: Some(code.into()),
        label: label.into(),
        role: RowRole::Item,
        parent: None,
        location: Location::line(line),
        cells: cells.collect(),
    }
}

fn bound() -> Claim {
    let sentence = "2026年支出818.66万元，比上年减少10.5万元。";
    Claim {
        section: "expenditure-explanation".into(),
        heading: "二、支出预算情况说明".into(),
        template: Some("change".into()),
        group: 0,
        slot: "change".into(),
        subject: "支出".into(),
        measure: Measure::Change,
        year: Some(2026),
        printed: "10.5万元".into(),
        amount: amount("-10.50", Unit::WanYuan),
        item: None,
        unchanged: false,
        bound_to: "expenditure/213/total".into(),
        sentence: sentence.into(),
        location: Location::line(120),
        position: TextPosition::default(),
    }
}

fn unbound() -> Claim {
    Claim {
        section: "".into(),
        heading: "十、其他".into(),
        template: None,
        group: 1,
        slot: "".into(),
        subject: String::new(),
        measure: Measure::Count,
        year: None,
        printed: "3个".into(),
        amount: amount("3", Unit::Other("个".into())),
        item: None,
        unchanged: false,
        bound_to: String::new(),
        sentence: "新建\"样板\"水站3个,均已验收。".into(),
        location: Location::line(130),
        position: TextPosition::default(),
    }
}

fn overall() -> OverallTarget {
    OverallTarget {
        department: "305-云岭市水务局安和分局".into(),
        indicators: vec![Indicator {
            side: Side::Year,
            level1: "满意度指标".into(),
            level2: "服务对象满意度".into(),
            level3: "群众满意度".into(),
            printed: "≥95%".into(),
            value: number(Some(Operator::AtLeast), "95", Unit::Percent),
            location: Location::cell(200, 4),
        }],
        ..OverallTarget::default()
    }
}

fn project() -> Project {
    let indicator = |side, level3: &str, printed: &str, value, cell| Indicator {
        side,
        level1: "产出指标".into(),
        level2: "数量指标".into(),
        level3: level3.into(),
        printed: printed.into(),
        value,
        location: Location::cell(220, cell),
    };
    let funding = |source: &str, printed: &str, amount, cell| Funding {
        side: Side::Term,
        by: "source".into(),
        source: source.into(),
        printed: printed.into(),
        amount,
        location: Location::cell(215, cell),
    };
    Project {
        name: "农村供水巡检".into(),
        department: "305-云岭市水务局".into(),
        attribute: "其他运转类".into(),
        term: "1年".into(),
        funding: vec![
            funding("财政拨款", "500,000", Some(amount("500000", Unit::Yuan)), 2),
            funding("单位资金", "", None, 3),
            funding("其他资金", "5O元", None, 4),
        ],
        indicators: vec![
            indicator(Side::Term, "水站", "12个", number(None, "12", Unit::Other("个".into())), 3),
            indicator(Side::Year, "水质", "提升", TargetValue::Word, 4),
            indicator(Side::Year, "管网", "", TargetValue::Blank, 5),
        ],
        parts: 1,
        ..Project::default()
    }
}

fn catalogue() -> ServiceCatalogue {
    let entry = |line, code: &str, level, name: &str, parent: Option<&str>| CatalogueEntry {
        code: code.into(),
        level,
        name: name.into(),
        parent: parent.map(Into::into),
        location: Location::line(line),
    };
    ServiceCatalogue {
        title: None,
        departments: vec![CatalogueDepartment {
            name: "水利".into(),
            location: Location::line(300),
            entries: vec![
                entry(301, "A", 1, "公共服务", None),
                entry(302, "A15", 2, "+公共公益宣传服务", Some("A")),
            ],
        }],
    }
}

fn named(text: &str, line: u32) -> Named {
    Named { text: text.into(), location: Location::line(line) }
}

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.into(), en: en.into() }
}

fn place(line: u32, cell: u32, row: &str, column: &str) -> Place {
    Place {
        statement: Some(TITLE.into()),
        row: Some(row.into()),
        column: Some(column.into()),
        ..Sources::file(FILE).place(Location::cell(line, cell))
    }
}

fn amount(value: &str, unit: Unit) -> Amount {
    Amount::as_printed(value.parse().expect("a decimal number"), unit)
}

fn number(operator: Option<Operator>, value: &str, unit: Unit) -> TargetValue {
    TargetValue::Number(operator, amount(value, unit))
}

/// What an amount printed in 万元 denotes, in 元.
fn yuan(printed: &str) -> Interval {
    amount(printed, Unit::WanYuan).base_interval().expect("a small number")
}
