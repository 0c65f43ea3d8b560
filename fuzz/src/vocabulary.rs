//! The words that documents are made of: wordings of the profiles and names of the code lists.

use std::sync::OnceLock;

use gouji_standard::Standard;

/// Every wording, in an order that is always the same.
pub fn words() -> &'static [String] {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let standard = Standard::embedded();
        let mut words: Vec<String> = Vec::new();
        for profile in standard.profiles() {
            let text = Standard::embedded_file(&format!("profiles/{}.toml", profile.id));
            words.extend(quoted(&text.unwrap_or_default()).map(filled));
        }
        words.sort();
        words.dedup();
        words
    })
}

/// The quoted texts of a profile that are in Chinese.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let pieces = pieces.flat_map(|line| line.split('"').skip(1).step_by(2));
    pieces.filter(|piece| !piece.is_ascii())
}

/// A template with something in each of its slots, with what may be missing, and with the first of
/// several wordings.
fn filled(template: &str) -> String {
    let mut words = String::new();
    let mut rest = template.chars();
    let mut depth = 0_usize;
    // Depth of the group whose first wording has ended.
    let mut ended = None;
    while let Some(c) = rest.next() {
        match c {
            '<' | '[' => depth += 1,
            '>' | ']' => {
                ended = ended.filter(|group| *group != depth);
                depth = depth.saturating_sub(1);
            }
            '|' => ended = ended.or(Some(depth)),
            _ if ended.is_some() => {}
            '{' => {
                let name: String = rest.by_ref().take_while(|c| *c != '}').collect();
                words.push_str(slot(&name));
            }
            c => words.push(c),
        }
    }
    words
}

/// Something that fits into a slot.
fn slot(name: &str) -> &'static str {
    match name {
        "year" => "2026",
        name if name.contains("unit") || name.contains("text") => "安和县水利局",
        name if name.contains("item") => "行政运行",
        _ => "12.50",
    }
}
