//! The notice in front of the catalogue, and what it replaces.

use gouji_model::{Named, Notice};

/// Reads the notice from its lines; `None` where there is none.
pub(super) fn notice(lines: Vec<Named>) -> Option<Notice> {
    let location = lines.first()?.location;
    let body: String = joined(&lines);
    let numbers = |text: &str| documents(text);
    let replaces_at = body.find("同时废止").or_else(|| body.find("予以废止"));
    let sentence_start = replaces_at.map_or(0, |end| body[..end].rfind(['。', '行']).unwrap_or(0));
    let replaces = replaces_at.map_or_else(Vec::new, |end| numbers(&body[sentence_start..end]));
    let based_on = match body.find("根据") {
        Some(start) => {
            let end = body[start..].find('。').map_or(body.len(), |length| start + length);
            numbers(&body[start..end])
        }
        None => Vec::new(),
    };
    let title = lines
        .iter()
        .map(|line| line.text.as_str())
        .find(|text| text.contains("关于印发") && text.contains("通知"))
        .unwrap_or_default()
        .to_owned();
    let number = lines.iter().map(|line| line.text.trim()).find(|text| is_number_line(text));
    let issued = lines
        .iter()
        .map(|line| line.text.trim())
        .rfind(|text| text.contains("印发") && text.contains('日'));
    Some(Notice {
        title,
        number: number.map(str::to_owned),
        replaces,
        based_on,
        issued: issued.map(str::to_owned),
        location,
        paragraphs: lines,
    })
}

/// The running text, lines that a page cut joined.
fn joined(lines: &[Named]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(line.text.trim());
        if !text.ends_with(['。', '：', ':']) {
            continue;
        }
        text.push('\n');
    }
    text
}

/// A line that is nothing but the number of a document: 晋财综〔2023〕43号.
fn is_number_line(text: &str) -> bool {
    text.ends_with('号') && text.chars().count() <= 24 && bracketed_year(text).is_some()
}

/// Byte range of the bracketed year in a document's number.
fn bracketed_year(text: &str) -> Option<(usize, usize)> {
    let open = text.find(['〔', '[', '【', '('])?;
    let rest = &text[open..];
    let close = rest.find(['〕', ']', '】', ')'])?;
    let inner: String = rest[..close].chars().skip(1).collect();
    (inner.len() == 4 && inner.bytes().all(|b| b.is_ascii_digit())).then_some((open, open + close))
}

/// The titles of documents with their numbers: 《…》(晋财综〔2021〕63号).
fn documents(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('号') {
        let end = at + '号'.len_utf8();
        let segment = &rest[..end];
        if let Some(number) = trailing_number(segment) {
            found.push(number.to_owned());
        }
        rest = &rest[end..];
    }
    found
}

/// The document number that ends a text.
fn trailing_number(text: &str) -> Option<&str> {
    let open = text.rfind(['〔', '【', '['])?;
    bracketed_year(&text[open..])?;
    let start = text[..open]
        .rfind(['(', '（', '》', '、', '，', ',', '〉', ' '])
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some(&text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_names_what_it_rests_on_and_what_it_replaces() {
        let line =
            |text: &str| Named { text: text.into(), location: gouji_model::Location::default() };
        let notice = notice(vec![
            line("云岭省财政厅文件"),
            line("云财综〔2023〕12号"),
            line("云岭省财政厅关于印发《指导性目录》的通知"),
            line("根据《实施办法》(云政办发〔2021〕1号)规定,现印发。"),
            line(
                "本目录自印发之日起施行,《旧目录》(云财综〔2021〕3号)和《更旧目录》(云财综〔2020〕",
            ),
            line("4号)同时废止。"),
            line("2023年8月22日印发"),
        ])
        .unwrap();
        assert_eq!(notice.number.as_deref(), Some("云财综〔2023〕12号"));
        assert_eq!(notice.based_on, ["云政办发〔2021〕1号"]);
        assert_eq!(notice.replaces, ["云财综〔2021〕3号", "云财综〔2020〕4号"]);
        assert_eq!(notice.issued.as_deref(), Some("2023年8月22日印发"));
    }
}
