//! Lints of Markdown: links into the repository lead somewhere.

use super::{File, Problem};

/// Links of a Markdown file to files or folders of the repository that are not there.
pub(super) fn problems(file: &File, files: &[File]) -> Vec<Problem> {
    if !file.has_extension(&["md"]) {
        return Vec::new();
    }
    let broken = |(index, target): (usize, &str)| {
        let leads_nowhere = match destination(&file.path, target) {
            Destination::Elsewhere => false,
            Destination::Outside => true,
            Destination::Inside(path) => !is_there(&path, files),
        };
        let what = || format!("the link to `{target}` leads nowhere");
        leads_nowhere.then(|| Problem::at(file, index, what()))
    };
    links(&file.text).into_iter().filter_map(broken).collect()
}

/// Where a link leads.
enum Destination {
    /// To a web address or to a place on the same page: not for us to judge.
    Elsewhere,
    /// Up and out of the repository.
    Outside,
    /// To a path from the root of the repository.
    Inside(String),
}

/// Whether the path is one of the files, or a folder that holds one.
fn is_there(path: &str, files: &[File]) -> bool {
    let in_folder =
        |file: &File| file.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    path.is_empty() || files.iter().any(|file| file.path == path || in_folder(file))
}

/// Where a link in the file `from` leads.
fn destination(from: &str, target: &str) -> Destination {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
        return Destination::Elsewhere;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> =
        if path.starts_with('/') { vec![] } else { folder.split('/').collect() };
    steps.retain(|step| !step.is_empty());
    for step in path.split('/') {
        match step {
            ".." if steps.pop().is_none() => return Destination::Outside,
            "" | "." | ".." => {}
            step => steps.push(step),
        }
    }
    Destination::Inside(steps.join("/"))
}

/// The targets of all links, each with its line from 0. Code is no link.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for (index, line) in text.lines().enumerate() {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(_), _) if fence == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => found.extend(links_of_line(line).map(|target| (index, target))),
        }
    }
    found
}

/// The targets of the links of a line: `[…](target)`, `[…](target "title")` and `[…]: target`.
fn links_of_line(line: &str) -> impl Iterator<Item = &str> {
    // Every second piece between backticks is code; a link whose text is code goes on after it.
    let prose = line.split('`').step_by(2);
    let inline = prose.flat_map(|piece| piece.split("](").skip(1).map(up_to_parenthesis));
    inline.chain(definition(line)).map(|target| target.split_whitespace().next().unwrap_or(""))
}

/// The target of a line `[label]: target`, which is no footnote.
fn definition(line: &str) -> Option<&str> {
    let (label, rest) = line.strip_prefix('[')?.split_once(']')?;
    if label.starts_with('^') { None } else { rest.strip_prefix(": ") }
}

/// The text up to the parenthesis that closes a link; parentheses in between come in pairs.
fn up_to_parenthesis(text: &str) -> &str {
    let mut depth = 0_usize;
    let closes = |c: char| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        false
    };
    let end = text.find(closes).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of `text`, as the file `docs/a.md`, with a link that leads nowhere.
    fn broken(text: &str) -> Vec<usize> {
        let there = ["docs/b.md", "docs/rules/GJ201.md", "README.md", "docs/c(1).svg"];
        let files: Vec<File> = there.map(|path| File::new(path, "")).into_iter().collect();
        let found = problems(&File::new("docs/a.md", text), &files);
        found.into_iter().filter_map(|problem| problem.line).collect()
    }

    #[test]
    fn links_to_what_is_there_are_fine() {
        let text = "[b](b.md) and [`rule`](rules/GJ201.md#why \"the rule\"), [folder](rules/)\n\
                    [root](/README.md), [up](../README.md), [all](..), ![](c(1).svg)\n";
        assert_eq!(broken(text), Vec::<usize>::new());
    }

    #[test]
    fn links_to_what_is_not_there_are_found() {
        assert_eq!(broken("\n[x](x.md)\n\n[`y`](rules/GJ999.md)\n[z]: z.md\n"), [2, 4, 5]);
        assert_eq!(broken("[out](../../elsewhere.md)\n"), [1]);
    }

    #[test]
    fn addresses_places_on_the_page_and_code_are_left_alone() {
        let text = "[web](https://example.org/x.md) [here](#below) [^1]: note\n\
                    `[x](x.md)`\n```\n[x](x.md)\n```\n[x](mailto:a@example.org)\n";
        assert_eq!(broken(text), Vec::<usize>::new());
    }
}
