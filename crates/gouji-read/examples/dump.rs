//! scratch
#![allow(missing_docs)]
use gouji_model::*;
fn main() {
    let file = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let std = gouji_standard::Standard::embedded();
    let t = std::time::Instant::now();
    let d = gouji_read::read(&file, &bytes, std, &Default::default()).unwrap();
    eprintln!("{:?}", t.elapsed());
    println!("{:?} unit {:?} year {:?} subj {:?} kind {:?} {:?}", d.profile, d.unit, d.year, d.subject, d.unit_kind, d.form);
    println!("contents {} sections {}", d.contents.len(), d.sections.len());
    for s in &d.sections { println!("  section {} {} paras {}", s.id, s.heading, s.paragraphs.len()); }
    for s in &d.statements {
        let n = s.rows.iter().flat_map(|r| &r.cells).filter(|c| matches!(c.value, CellValue::Amount(_))).count();
        println!("ST {} {} unit {} name {:?} cols {:?} rows {} numeric {} {:?} notes {:?}", s.id, s.title, s.unit, s.unit_name, s.columns.iter().map(|c| format!("{}:{}",c.id,c.header)).collect::<Vec<_>>(), s.rows.len(), n, s.completeness, s.notes);
        if std::env::args().nth(2).is_some() { for r in &s.rows { println!("   [{}] {} {:?} {:?} p={:?} {:?}", r.side, r.id, r.label, r.role, r.parent, r.cells.iter().map(|c| c.printed.as_str()).collect::<Vec<_>>()); } }
    }
    for c in &d.claims { println!("CL {} {} {} {:?} {} {} -> {}", c.section, c.subject, c.measure.as_str(), c.year, c.printed, c.amount.unit, c.bound_to); }
    println!("unbound {}", d.claims.iter().filter(|c| c.is_unbound()).count());
    if let Some(o) = &d.overall_target { println!("OV {:?} {:?}\n{:?}\n", o.department, o.facts.iter().map(|f| (&f.label,&f.text)).collect::<Vec<_>>(), o.funding.iter().map(|f| (&f.by,&f.source,&f.printed)).collect::<Vec<_>>()); println!("duties {}", o.duties.len()); for i in &o.indicators { println!("  {:?} {} {} {} = {}", i.side, i.level1, i.level2, i.level3, i.printed); } }
    for p in &d.projects { println!("PR {} | {} | {} | {} parts {} variants {}", p.name, p.department, p.attribute, p.term, p.parts, p.variants.len()); for f in &p.funding { println!("   {:?} {} {}", f.side, f.source, f.printed); } for i in &p.indicators { println!("  {:?} {} {} {} = {}", i.side, i.level1, i.level2, i.level3, i.printed); } }
    println!("cat deps {} entries {}", d.catalogue.departments.len(), d.catalogue.departments.iter().map(|x| x.entries.len()).sum::<usize>());
    println!("assets {:?}", d.assets.iter().map(|a| (&a.category, &a.subject, &a.printed, &a.as_of)).collect::<Vec<_>>());
    println!("charts {:?} rounding {:?} glossary {:?}", d.charts, d.rounding_notes, d.glossary.iter().map(|t| &t.term).collect::<Vec<_>>());
    println!("notice {:?}", d.notice.as_ref().map(|n| (&n.title,&n.number,&n.replaces,&n.based_on,&n.issued,n.paragraphs.len())));
    for x in &d.diagnostics { println!("DIAG {:?} {:?} {:?}", x.level, x.message, x.place); }
}
