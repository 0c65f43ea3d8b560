//! What a disclosure should have and this one lacks, as far as it was read: nothing is silently
//! dropped, so what is missing is said.

use gouji_model::{Claim, Diagnostic, Level, Location, Message, Statement};

use super::{Chosen, Context};

/// Says which tables, and whether the explanation, were not found, and which numbers of the text
/// were not bound.
pub(super) fn diagnose(
    context: Context<'_>,
    chosen: &Chosen<'_>,
    statements: &[Statement],
    claims: &[Claim],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let document = context.document.sources.place(Location::default());
    let mut say = |level, message, place| diagnostics.push(Diagnostic { level, message, place });
    if statements.is_empty() && chosen.choice.evidence.is_empty() {
        say(Level::Warning, Message::new("read-no-evidence"), document);
        return;
    }
    let found = |id: &str| statements.iter().any(|statement| *statement.id == *id);
    for definition in context.profile.statements.iter().filter(|d| d.required && !found(&d.id)) {
        let message =
            Message::new("read-missing-table").with_text("statement", definition.name.text());
        say(Level::Warning, message, document.clone());
    }
    if claims.is_empty() && !context.profile.claims.is_empty() {
        say(Level::Warning, Message::new("read-no-explanation"), document);
    }
    for claim in claims.iter().filter(|claim| claim.is_unbound()) {
        let message = Message::new("read-unbound")
            .with("printed", format!("{}{}", claim.printed, claim.amount.unit))
            .with("words", &claim.subject);
        let mut place = context.document.sources.place(claim.location);
        place.section = Some(claim.heading.clone());
        say(Level::Note, message, place);
    }
}
