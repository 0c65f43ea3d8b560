//! The catalogue of purchasable services, as printed.

use gouji_model::{
    CatalogueDepartment, CatalogueEntry, Diagnostic, GridRow, Level, Message, ServiceCatalogue,
};

use super::parts::CatalogueSource;
use super::title;
use super::{Context, label};

/// Levels of the catalogue.
const LEVELS: usize = 4;

pub(super) fn catalogue(
    context: Context<'_>,
    source: CatalogueSource,
    diagnostics: &mut Vec<Diagnostic>,
) -> ServiceCatalogue {
    let mut departments: Vec<CatalogueDepartment> = Vec::new();
    // Code of the last entry of each level.
    let mut above: [Option<String>; LEVELS] = [const { None }; LEVELS];
    for row in &source.rows {
        if title::any(&context.profile.labels.catalogue_header, row.text(0)) {
            continue;
        }
        match read_row(row) {
            CatalogueRow::Blank => {}
            CatalogueRow::Department(name) => {
                above = [const { None }; LEVELS];
                departments.push(CatalogueDepartment {
                    name,
                    location: row.location,
                    entries: Vec::new(),
                });
            }
            CatalogueRow::Entry { code, level, name } => {
                if departments.is_empty() {
                    departments.push(CatalogueDepartment {
                        name: String::new(),
                        location: row.location,
                        entries: Vec::new(),
                    });
                }
                if name.is_empty() {
                    diagnostics.push(Diagnostic {
                        level: Level::Note,
                        message: Message::new("read-catalogue-no-name").with("code", &code),
                        place: context.document.sources.place(row.location),
                    });
                }
                let index = usize::from(level).saturating_sub(1).min(LEVELS - 1);
                let parent = above[..index].iter().rev().flatten().next().cloned();
                above[index] = Some(code.clone());
                above[index + 1..].iter_mut().for_each(|code| *code = None);
                if let Some(department) = departments.last_mut() {
                    department.entries.push(CatalogueEntry {
                        code,
                        level,
                        name,
                        parent,
                        location: row.location,
                    });
                }
            }
        }
    }
    ServiceCatalogue { title: source.title, departments }
}

enum CatalogueRow {
    Blank,
    Department(String),
    Entry { code: String, level: u8, name: String },
}

fn read_row(row: &GridRow) -> CatalogueRow {
    let filled: Vec<_> = row.filled().collect();
    let Some((first, cell)) = filled.first() else { return CatalogueRow::Blank };
    let code = *first == 0 && is_code(&cell.text);
    if !code {
        let texts: Vec<&str> = filled.iter().map(|(_, cell)| cell.text.as_str()).collect();
        return CatalogueRow::Department(label::printed(&texts.join(" ")));
    }
    let names = &filled[1..];
    let level = match names.first() {
        Some((index, _)) => u8::try_from(*index).unwrap_or(u8::MAX).min(4),
        None => level_of_code(&cell.text),
    };
    let name = names.iter().map(|(_, cell)| cell.text.as_str()).collect::<Vec<_>>().join(" ");
    CatalogueRow::Entry { code: cell.text.clone(), level, name: label::printed(&name) }
}

/// A letter and digits, or digits whose letter was lost.
fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(text);
    digits.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() && text.len() <= 9
}

fn level_of_code(code: &str) -> u8 {
    match code.trim_start_matches(|c: char| c.is_ascii_uppercase()).len() {
        0 => 1,
        1 | 2 => 2,
        3 | 4 => 3,
        _ => 4,
    }
}
