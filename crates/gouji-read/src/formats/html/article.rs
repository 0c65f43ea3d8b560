//! Where the content of a page is, and what is only the frame around it.
//!
//! From the body inwards: parts that are a frame (mostly links, an imprint, a navigation by its name)
//! are left out as long as a single part remains, and the search goes on in it. What is not clearly
//! a frame is content.

use super::element::{is_container, is_frame};
use super::frame::has_frame_words;
use super::line::Line;
use super::page::{Page, What};
use super::pieces::lines;
use super::tables::Tables;

/// The content of a page.
pub(super) struct Article {
    /// Element that contains it.
    pub root: usize,
    /// Parts of the page that are not read, in reading order.
    pub left_out: Vec<usize>,
    /// The heading of the page, where it stands before the content and not in it.
    pub heading: Option<Line>,
}

/// Characters of a part that is told by its words or its class.
const SMALL: usize = 600;

/// Characters of the shortest heading.
const HEADING: usize = 6;

/// Sums over the nodes before a node.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Characters that are no white space.
    text: usize,
    /// Of them those of links to other pages.
    links: usize,
    /// Tables of data with a number in them.
    tables: usize,
}

impl Article {
    /// The content of a page; `None` for a page without any element.
    pub(super) fn of(page: &Page<'_>, tables: &Tables) -> Option<Self> {
        let search = Search { page, sums: sums(page, tables) };
        let mut root = page.body()?;
        let mut left_out = Vec::new();
        let mut start = root;
        loop {
            let children = page.children(root).filter(|&child| search.of(child).text > 0);
            let (frames, content): (Vec<_>, Vec<_>) =
                children.partition(|&child| search.is_frame(child, root));
            let Some(&first) = content.first() else { break };
            left_out.extend(frames);
            start = first;
            match content[..] {
                [only] if page.element(only).is_some() && !tables.holds_data(only) => root = only,
                _ => break,
            }
        }
        left_out.sort_unstable();
        let heading =
            heading(page, root, &left_out[..left_out.partition_point(|&part| part < start)]);
        Some(Self { root, left_out, heading })
    }
}

struct Search<'p, 'h> {
    page: &'p Page<'h>,
    sums: Vec<Sums>,
}

impl Search<'_, '_> {
    fn of(&self, node: usize) -> Sums {
        let (from, to) = (self.sums[node], self.sums[self.page.nodes[node].end]);
        Sums {
            text: to.text - from.text,
            links: to.links - from.links,
            tables: to.tables - from.tables,
        }
    }

    /// Whether a part of `around` is only a frame.
    fn is_frame(&self, node: usize, around: usize) -> bool {
        let (own, all) = (self.of(node), self.of(around));
        let Some(element) = self.page.element(node) else { return false };
        // Where a page is hardly more than its frame, half of its text is no measure.
        let small = own.text <= SMALL;
        let is_lesser = own.text * 2 <= all.text || (small && all.tables > 0);
        if !is_container(element.name()) || own.tables > 0 || !is_lesser {
            return false;
        }
        let text: String = if small { self.page.texts(node).collect() } else { String::new() };
        let mostly_links = own.links * 2 >= own.text && !text.contains("附件");
        let in_article = matches!(self.page.name(around), "article" | "main");
        (is_frame(element.name()) && !in_article)
            || mostly_links
            || (small && (has_frame_words(&text) || is_frame_class(element)))
    }
}

/// Whether an element is named as a part of a frame.
fn is_frame_class(element: &scraper::node::Element) -> bool {
    const WORDS: [&str; 10] = [
        "nav",
        "menu",
        "footer",
        "crumb",
        "share",
        "sidebar",
        "copyright",
        "search",
        "toolbar",
        "pagination",
    ];
    let names = [element.attr("class"), element.attr("id"), element.attr("role")];
    names.into_iter().flatten().any(|name| {
        let name = name.to_ascii_lowercase();
        WORDS.iter().any(|word| name.contains(word))
    })
}

fn sums(page: &Page<'_>, tables: &Tables) -> Vec<Sums> {
    let mut sums = Vec::with_capacity(page.nodes.len() + 1);
    let (mut sum, mut link_end, mut table_end) = (Sums::default(), 0, 0);
    for (node, page_node) in page.nodes.iter().enumerate() {
        sums.push(sum);
        match page_node.what {
            What::Element(element) => {
                let href = element.attr("href").filter(|_| element.name() == "a");
                // A link into the same page is an entry of its contents.
                if href.is_some_and(|href| !href.starts_with('#')) {
                    link_end = link_end.max(page_node.end);
                }
                if tables.holds_data(node) {
                    table_end = page_node.end;
                }
            }
            What::Text(text) => {
                let chars = text.chars().filter(|c| !c.is_whitespace()).count();
                sum.text += chars;
                sum.links += if node < link_end { chars } else { 0 };
                if node < table_end && node >= link_end && is_number(text) {
                    sum.tables += 1;
                    table_end = 0;
                }
            }
        }
    }
    sums.push(sum);
    sums
}

/// Whether a text is nothing but a number.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '%');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}

/// The heading of the page in the parts that are left out before the content: the page is named
/// after it.
fn heading(page: &Page<'_>, root: usize, before: &[usize]) -> Option<Line> {
    let title = bare(&page.title);
    let is_heading = |text: &str| {
        let text = bare(text);
        text.chars().count() >= HEADING && title.starts_with(&text)
    };
    let mut lines_before = before.iter().flat_map(|&part| lines(page, part));
    let heading = lines_before.rfind(|line| is_heading(&line.text))?;
    let repeated = lines(page, root).iter().take(20).any(|line| is_heading(&line.text));
    (!repeated).then_some(heading)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
