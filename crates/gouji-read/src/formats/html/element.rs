//! What elements are: by their names, and whether they are shown.

use scraper::node::Element;

/// Elements that begin and end a line.
const BLOCKS: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// Elements whose content is no text of the page.
const NO_TEXT: [&str; 24] = [
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "meter",
    "noscript", "object", "option", "progress", "rp", "rt", "script", "select", "style", "svg",
    "template", "textarea", "video", "xml",
];

/// Elements that frame the content of a page.
const FRAMES: [&str; 5] = ["nav", "aside", "header", "footer", "dialog"];

/// Whether an element begins and ends a line.
pub(super) fn is_block(name: &str) -> bool {
    name == "ul" || BLOCKS.binary_search(&name).is_ok()
}

/// Whether the content of an element is no text of the page.
pub(super) fn has_no_text(name: &str) -> bool {
    NO_TEXT.binary_search(&name).is_ok()
}

/// Whether an element is by its name a frame around the content of a page.
pub(super) fn is_frame(name: &str) -> bool {
    FRAMES.contains(&name)
}

/// Whether an element may hold the content of a page among other things. Paragraphs and headings
/// are content themselves.
pub(super) fn is_container(name: &str) -> bool {
    let is_content = matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "dt"
            | "dd"
            | "pre"
            | "caption"
            | "hr"
    );
    is_block(name) && !is_content
}

/// Whether an element is not shown.
pub(super) fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some()
        || element.attr("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || element.attr("style").is_some_and(hides)
}

/// Whether a style hides what it is given to.
fn hides(style: &str) -> bool {
    const HIDING: [(&str, &str); 3] =
        [("display", "none"), ("visibility", "hidden"), ("mso-hide", "all")];
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(key, value)| {
        let value = value.split('!').next().unwrap_or(value).trim();
        let is = |(k, v): &(&str, &str)| {
            key.trim().eq_ignore_ascii_case(k) && value.eq_ignore_ascii_case(v)
        };
        HIDING.iter().any(is)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(BLOCKS.is_sorted());
        assert!(NO_TEXT.is_sorted());
    }

    #[test]
    fn styles_hide() {
        assert!(hides("color:red; DISPLAY : none !important"));
        assert!(hides("mso-hide:all"));
        assert!(!hides("display:block;width:none"));
    }
}
