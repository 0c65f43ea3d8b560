//! Texts word by word: which became which, and what changed in it.

use gouji_model::{Change, Edit};
use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};

/// Products of numbers of words up to which texts are compared word by word; beyond, they are
/// matched in order, and shown before and after.
const WORK: usize = 100_000_000;

/// Which of some texts became which of others, in order: the pairs that have most in common.
pub(super) fn matched(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let of = |texts: &[&str]| -> Vec<Vec<String>> {
        let owned = |text: &&str| words(text).into_iter().map(str::to_owned).collect();
        texts.iter().map(owned).collect()
    };
    let (old, new) = (of(old), of(new));
    let total = |texts: &[Vec<String>]| texts.iter().map(Vec::len).sum::<usize>();
    if total(&old).saturating_mul(total(&new)) > WORK {
        return (0..old.len().min(new.len())).map(|index| (index, index)).collect();
    }
    let likeness: Vec<Vec<usize>> =
        old.iter().map(|old| new.iter().map(|new| likeness(old, new)).collect()).collect();
    best(&likeness)
}

/// The pairs, in order, whose likenesses have the greatest sum.
fn best(likeness: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (likeness.len(), likeness.first().map_or(0, Vec::len));
    let mut sums = vec![vec![0_usize; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let both = likeness[i][j] + sums[i + 1][j + 1];
            sums[i][j] = sums[i + 1][j].max(sums[i][j + 1]).max(both);
        }
    }
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < rows && j < columns {
        let likeness = likeness[i][j];
        if likeness > 0 && sums[i][j] == likeness + sums[i + 1][j + 1] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if sums[i][j] == sums[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// How alike two texts are, up to a million; nothing where no more than half of their words are
/// common. It is squared, so that one text that is nearly the same goes before two that are less.
fn likeness(old: &[String], new: &[String]) -> usize {
    let common: usize = capture_diff_slices(Algorithm::Myers, old, new)
        .iter()
        .map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 })
        .sum();
    let all = old.len() + new.len();
    let permille = (2000 * common).checked_div(all).unwrap_or(0);
    if permille > 500 { permille * permille } else { 0 }
}

/// The pieces of a paragraph: what is the same, what went, what came.
pub(super) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (old_words, new_words) = (words(old), words(new));
    if old_words.len().saturating_mul(new_words.len()) > WORK {
        let edit = |change, text: &str| Edit { change, text: text.to_owned() };
        return vec![edit(Change::Removed, old), edit(Change::Added, new)];
    }
    let mut edits: Vec<Edit> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
        for change in op.iter_changes(&old_words, &new_words) {
            let kind = match change.tag() {
                ChangeTag::Equal => Change::Same,
                ChangeTag::Delete => Change::Removed,
                ChangeTag::Insert => Change::Added,
            };
            match edits.last_mut().filter(|last| last.change == kind) {
                Some(last) => last.text.push_str(change.value()),
                None => edits.push(Edit { change: kind, text: change.value().to_owned() }),
            }
        }
    }
    edits
}

/// Numbers and words of letters as a whole, everything else character by character.
fn words(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        '0'..='9' | '.' | ',' | '%' => 1,
        c if c.is_ascii_alphabetic() => 2,
        _ => 0,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((_, c)) = characters.next() {
        let end = characters.peek().map_or(text.len(), |(index, _)| *index);
        let joins =
            characters.peek().is_some_and(|(_, next)| class(c) > 0 && class(*next) == class(c));
        if !joins {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let piece = |edit: &Edit| match edit.change {
            Change::Removed => format!("[-{}-]", edit.text),
            Change::Added => format!("[+{}+]", edit.text),
            _ => edit.text.clone(),
        };
        edits(old, new).iter().map(piece).collect()
    }

    #[test]
    fn a_number_is_a_word() {
        assert_eq!(
            words("收入1,207.75万元，占25.84%"),
            ["收", "入", "1,207.75", "万", "元", "，", "占", "25.84%"]
        );
        let shown = marked("收入157.96万元。", "收入160.00万元。");
        assert_eq!(shown, "收入[-157.96-][+160.00+]万元。");
    }

    #[test]
    fn words_that_came_stand_where_they_came() {
        assert_eq!(marked("新增监测项目", "新增水质监测项目"), "新增[+水质+]监测项目");
    }

    #[test]
    fn texts_that_have_little_in_common_did_not_become_one_another() {
        assert_eq!(matched(&["收入157.96万元"], &["收入160万元"]), [(0, 0)]);
        assert_eq!(matched(&["收入157.96万元"], &["监测任务重大调整"]), []);
    }

    /// A paragraph of a list went; those below it have the wording of the one above.
    #[test]
    fn of_paragraphs_that_are_all_alike_those_most_alike_became_one_another() {
        let old =
            ["1. 统计管理支出2.63万元", "2. 专项普查支出60.13万元", "3. 群众体育支出45.41万元"];
        let new = ["1. 专项普查支出25.77万元", "2. 群众体育支出42.60万元"];
        assert_eq!(matched(&old, &new), [(1, 0), (2, 1)]);
    }
}
