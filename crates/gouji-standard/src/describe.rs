//! A profile in words: what it defines, and every equation that follows.

use std::fmt::Write;

use gouji_model::{Message, Text};

use crate::profile::{
    Condition, DerivedKind, KeyKind, Profile, RelationKind, SideDef, StatementDef,
};
use crate::{Lang, Messages, Pattern};

/// The profile as Markdown, which reads well as plain text too.
pub fn describe(profile: &Profile, messages: &Messages, lang: Lang) -> String {
    let writer = Writer { profile, messages, lang };
    let mut page = String::new();
    writer.head(&mut page);
    writer.statements(&mut page);
    writer.relations(&mut page);
    writer.forms(&mut page);
    writer.sections(&mut page);
    writer.claims(&mut page);
    writer.required(&mut page);
    page
}

/// Number of equations of a profile: those that follow from tables, and relations.
pub fn equation_counts(profile: &Profile) -> (usize, usize) {
    let derived = profile.statements.iter().map(|s| s.derived_equations().len()).sum();
    (derived, profile.relations.len())
}

struct Writer<'a> {
    profile: &'a Profile,
    messages: &'a Messages,
    lang: Lang,
}

impl Writer<'_> {
    fn word(&self, id: &'static str) -> String {
        self.messages.in_lang(&Message::new(id), self.lang)
    }

    fn text<'t>(&self, text: &'t Text) -> &'t str {
        self.lang.of(text)
    }

    fn head(&self, page: &mut String) {
        let name = self.profile.name.text();
        line(page, format_args!("# {} · {}\n", self.profile.id, self.text(&name)));
        let (derived, relations) = equation_counts(self.profile);
        let counts = Message::new("profile-counts")
            .with("statements", self.profile.statements.len())
            .with("derived", derived)
            .with("relations", relations)
            .with("forms", self.profile.forms.len())
            .with("sections", self.profile.sections.len())
            .with("claims", self.profile.claims.len());
        line(page, format_args!("{}\n", self.messages.in_lang(&counts, self.lang)));
        line(page, format_args!("{}: {}\n", self.word("profile-basis"), self.profile.basis));
    }

    fn statements(&self, page: &mut String) {
        line(page, format_args!("## {}\n", self.word("profile-tables")));
        for statement in &self.profile.statements {
            let name = statement.name.text();
            line(page, format_args!("### `{}` {}\n", statement.id, self.text(&name)));
            line(
                page,
                format_args!("- {}: {}", self.word("profile-titles"), wordings(&statement.titles)),
            );
            line(page, format_args!("- {}: {}", self.word("profile-unit"), statement.unit));
            for (index, side) in statement.sides.iter().enumerate() {
                self.side(page, statement, index, side);
            }
            page.push('\n');
        }
    }

    fn side(&self, page: &mut String, statement: &StatementDef, index: usize, side: &SideDef) {
        let key = Message::new("profile-side")
            .with("side", &side.id)
            .with("key", self.word(key_word(side.key.kind)));
        line(page, format_args!("- {}", self.messages.in_lang(&key, self.lang)));
        for flat in side.flat_columns() {
            let column = flat.column;
            line(page, format_args!("  - `{}` {}", column.id, wordings(&column.wordings)));
        }
        for derived in statement.derived_equations().iter().filter(|d| d.side == index) {
            let equation = match &derived.kind {
                DerivedKind::RowSum { column, parts } => {
                    Message::new("profile-row-sum").with("sum", column).with("parts", added(parts))
                }
                DerivedKind::RollUp => Message::new("profile-roll-up"),
                DerivedKind::ListedSum { row, parts, .. } => {
                    Message::new("profile-listed-sum").with("row", row).with("parts", added(parts))
                }
            };
            line(page, format_args!("  - **=** {}", self.messages.in_lang(&equation, self.lang)));
        }
    }

    fn relations(&self, page: &mut String) {
        line(page, format_args!("## {}\n", self.word("profile-relations")));
        for relation in &self.profile.relations {
            let text = relation.text.text();
            line(page, format_args!("- `{}` {}", relation.id, self.text(&text)));
            if let Some((kind, equation)) = relation.equation() {
                let over = relation.over.filter(|_| kind != RelationKind::Equation);
                let each = over.map_or_else(String::new, |over| {
                    let each = Message::new("profile-each").with("key", self.word(key_word(over)));
                    format!(" ({})", self.messages.in_lang(&each, self.lang))
                });
                line(page, format_args!("  - `{equation}`{each}"));
            }
            for condition in &relation.when {
                self.condition(page, condition);
            }
        }
        page.push('\n');
    }

    fn condition(&self, page: &mut String, condition: &Condition) {
        let text = condition.text.text();
        let rule = match (&condition.zero, &condition.holds) {
            (Some(zero), _) => format!(" `{zero} = 0`"),
            (_, Some(equation)) => format!(" `{equation}`"),
            _ => String::new(),
        };
        line(page, format_args!("  - {}: {}{rule}", self.word("profile-when"), self.text(&text)));
    }

    fn forms(&self, page: &mut String) {
        if self.profile.forms.is_empty() {
            return;
        }
        line(page, format_args!("## {}\n", self.word("profile-forms")));
        for form in &self.profile.forms {
            line(page, format_args!("- `{}` {}", form.id, wordings(&form.titles)));
        }
        page.push('\n');
    }

    fn sections(&self, page: &mut String) {
        line(page, format_args!("## {}\n", self.word("profile-sections")));
        for section in &self.profile.sections {
            line(page, format_args!("- `{}` {}", section.id, wordings(&section.titles)));
        }
        page.push('\n');
    }

    fn claims(&self, page: &mut String) {
        line(page, format_args!("## {}\n", self.word("profile-claims")));
        for claim in &self.profile.claims {
            line(page, format_args!("- `{}`", claim.id));
            for template in &claim.templates {
                line(page, format_args!("  - `{template}`"));
            }
        }
    }

    /// What the text must say, and which changes need a reason.
    fn required(&self, page: &mut String) {
        if !self.profile.explanations.is_empty() {
            line(page, format_args!("\n## {}\n", self.word("profile-explanations")));
        }
        for explanation in &self.profile.explanations {
            let name = explanation.name.text();
            line(page, format_args!("- `{}` {}", explanation.id, self.text(&name)));
            for part in &explanation.parts {
                let name = part.name.text();
                let words = wordings(&part.wordings);
                line(page, format_args!("  - {}: {words}", self.text(&name)));
            }
        }
        if !self.profile.reasons.is_empty() {
            line(page, format_args!("\n## {}\n", self.word("profile-reasons")));
        }
        for reason in &self.profile.reasons {
            let claims: Vec<String> = reason.claims.iter().map(|c| format!("`{c}`")).collect();
            line(page, format_args!("- `{}` {}", reason.id, claims.join(" ")));
        }
    }
}

const fn key_word(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Labels => "profile-key-labels",
        KeyKind::Functional => "profile-key-functional",
        KeyKind::FunctionalClass => "profile-key-functional-class",
        KeyKind::Income => "profile-key-income",
        KeyKind::EconomicDepartment => "profile-key-economic-department",
        KeyKind::Project => "profile-key-project",
        KeyKind::Unit => "profile-key-unit",
        KeyKind::Single => "profile-key-single",
    }
}

fn wordings(patterns: &[Pattern]) -> String {
    patterns.iter().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>().join(" ")
}

/// `a + b − c`.
fn added(parts: &[String]) -> String {
    let mut sum = String::new();
    for part in parts {
        let (sign, id) = part.strip_prefix('-').map_or((" + ", part.as_str()), |id| (" − ", id));
        if !(sum.is_empty() && sign == " + ") {
            sum.push_str(sign);
        }
        sum.push_str(id);
    }
    sum
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(page, "{text}");
}
