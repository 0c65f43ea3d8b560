//! The style sheet that shows what the attributes say.

use std::fmt::Write as _;

use gouji_model::Level;

/// The name of a level in the page.
pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// What every page gets. A cell shows its note where the pointer is, since it is narrow; a paragraph
/// has it below.
const SHEET: &str = "\
[data-gouji]{outline:2px solid #d33;background:#fde4e4;position:relative}\
[data-gouji][data-gouji-level=warning]{outline-color:#d90;background:#fff3d6}\
[data-gouji][data-gouji-level=note]{outline-color:#38d;background:#e3effc}\
mark[data-gouji-level]{background:#f99;color:inherit}\
mark[data-gouji-level=warning]{background:#fc6}\
mark[data-gouji-level=note]{background:#9cf}\
[data-gouji]::after,body::before{white-space:pre-wrap;text-align:left;text-indent:0;\
font:13px/1.6 sans-serif;color:#222;background:#fff;border:1px solid #d33;padding:6px 8px}\
[data-gouji]::after{content:attr(data-gouji);display:block;margin:4px 0}\
td[data-gouji]::after,th[data-gouji]::after,tr[data-gouji]::after{display:none;position:absolute;\
z-index:9999;left:0;top:100%;width:26em}\
td[data-gouji]:hover::after,th[data-gouji]:hover::after,tr[data-gouji]:hover::after{display:block}";

/// The style sheet, with what has no place in the page at its top.
pub(super) fn sheet(unplaced: Option<&str>) -> String {
    let mut sheet = format!("\n<style>{SHEET}");
    if let Some(text) = unplaced {
        let text = escaped(text);
        // Writing to a string does not fail.
        let _ = write!(sheet, "body::before{{content:\"{text}\";display:block;margin:8px}}");
    }
    sheet.push_str("</style>\n");
    sheet
}

/// A text as it is written in a string of a style sheet, in ASCII.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            written.push(c);
        } else if c == '\n' || !c.is_control() {
            let _ = write!(written, "\\{:X} ", u32::from(c));
        }
    }
    written
}
