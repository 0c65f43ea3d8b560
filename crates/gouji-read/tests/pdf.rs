//! PDF: what is on a page becomes tables and paragraphs. Pages are drawn here by hand, in points
//! from the top left corner.

#[path = "pdf/draw.rs"]
mod draw;

use draw::{Page, pdf};
use gouji_model::{Block, Document, Spot, TraceKind};
use gouji_read::{Limits, ReadError, formats};

/// Hundredths.
const POINT: i32 = 100;

fn read(pages: &[Page]) -> (Document, Vec<String>) {
    let (document, diagnostics) =
        formats::read("a.pdf", &pdf(pages), &Limits::default()).expect("a readable file");
    (document, diagnostics.into_iter().map(|d| d.message.id.to_string()).collect())
}

/// Paragraphs as `¶ text`, rows as `a│b│c`.
fn blocks(pages: &[Page]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in read(pages).0.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(format!("¶ {}", paragraph.text)),
            Block::Grid(grid) => lines.extend(grid.rows.iter().map(|row| {
                let cells = row.cells.iter().map(|cell| cell.text.as_str());
                cells.collect::<Vec<_>>().join("│")
            })),
        }
    }
    lines
}

/// A page with a table of two columns, 100 and 200 points wide, from 100 points below the top.
fn table(rows: &[[&str; 2]]) -> Page {
    let mut page = Page::new(600, 800);
    page.lattice(&[100, 200, 400], &(0..=rows.len()).map(|i| 100 + 20 * i).collect::<Vec<_>>());
    for (index, row) in rows.iter().enumerate() {
        page.text(105, 114 + 20 * index, 10, row[0]);
        page.text(205, 114 + 20 * index, 10, row[1]);
    }
    page
}

#[test]
fn text_in_ruling_lines_is_a_table() {
    let page = table(&[["项目", "预算数"], ["合计", "1,234.50"]]);
    assert_eq!(blocks(&[page]), ["项目│预算数", "合计│1,234.50"]);
}

#[test]
fn every_cell_has_its_page_and_box() {
    let (document, _) = read(&[table(&[["项目", "预算数"], ["合计", "1,234.50"]])]);
    let Block::Grid(grid) = &document.blocks[0] else { panic!("a table") };
    let Spot::Page { page, area } = grid.rows[1].cells[1].location.spot else { panic!("a page") };
    assert_eq!((page, area.left), (1, 205 * POINT));
    assert!(area.top > 120 * POINT && area.bottom < 140 * POINT, "{area:?}");
}

#[test]
fn lines_drawn_as_thin_rectangles_are_lines() {
    let mut page = Page::new(600, 800);
    for x in [100, 200, 400] {
        page.rectangle(x, 100, 1, 40);
    }
    for y in [100, 120, 140] {
        page.rectangle(100, y, 300, 1);
    }
    page.text(105, 114, 10, "合计").text(205, 114, 10, "1.00");
    page.text(105, 134, 10, "支出").text(205, 134, 10, "2.00");
    assert_eq!(blocks(&[page]), ["合计│1.00", "支出│2.00"]);
}

#[test]
fn what_lies_outside_the_page_is_not_read() {
    let mut page = table(&[["合计", "1.00"]]);
    page.text(105, 830, 10, "次页的字").text(105, -30, 10, "前页的字");
    assert_eq!(blocks(&[page]), ["合计│1.00"]);
}

#[test]
fn a_line_that_runs_out_of_the_page_is_said() {
    let mut page = table(&[["合计", "1.00"]]);
    page.text(560, 300, 20, "文字未正常显示");
    let (_, said) = read(&[page]);
    assert_eq!(said, ["read-page-beside"]);
}

#[test]
fn what_is_clipped_away_is_not_read() {
    let mut page = table(&[["合计", "1.00"]]);
    page.clipped([100, 100, 300, 20], |page| {
        page.text(105, 300, 10, "剪去的字");
    });
    assert_eq!(blocks(&[page]), ["合计│1.00"]);
}

#[test]
fn a_number_on_another_baseline_is_in_its_row() {
    let mut page = table(&[["", ""], ["", ""]]);
    page.text(105, 112, 10, "合计").text(205, 116, 10, "1.00");
    page.text(105, 136, 10, "支出").text(205, 131, 10, "2.00");
    assert_eq!(blocks(&[page]), ["合计│1.00", "支出│2.00"]);
}

#[test]
fn a_name_wrapped_in_its_cell_is_one_name() {
    let mut page = Page::new(600, 800);
    page.lattice(&[100, 200, 400], &[100, 140]);
    page.text(105, 114, 10, "机关事业单位基本").text(105, 128, 10, "养老保险缴费支出");
    page.text(205, 121, 10, "1.00");
    assert_eq!(blocks(&[page]), ["机关事业单位基本养老保险缴费支出│1.00"]);
}

#[test]
fn a_heading_over_two_columns_covers_both() {
    let mut page = Page::new(600, 800);
    page.lattice(&[100, 400], &[100, 120]).lattice(&[100, 200, 400], &[120, 140]);
    page.text(200, 114, 10, "本年支出");
    page.text(105, 134, 10, "基本支出").text(205, 134, 10, "项目支出");
    let (document, _) = read(&[page]);
    let Block::Grid(grid) = &document.blocks[0] else { panic!("a table") };
    let spans: Vec<u32> = grid.rows[0].cells.iter().map(|cell| cell.span.columns).collect();
    assert_eq!(spans, [2, 0]);
}

#[test]
fn glyphs_are_read_from_the_left_and_not_as_drawn() {
    let mut page = Page::new(600, 800);
    page.text(130, 100, 10, "支出").text(100, 100, 10, "一般公").text(100, 80, 10, "第一行。");
    assert_eq!(blocks(&[page]), ["¶ 第一行。", "¶ 一般公支出"]);
}

#[test]
fn a_bold_text_drawn_twice_is_read_once() {
    let mut page = Page::new(600, 800);
    page.text(100, 100, 20, "预算公开").text(101, 100, 20, "预算公开");
    assert_eq!(blocks(&[page]), ["¶ 预算公开"]);
}

#[test]
fn lines_of_a_paragraph_are_joined_over_the_end_of_a_page() {
    let full = "支出预算一亿元其中财政拨款支出预算一亿元比上年";
    let mut first = Page::new(600, 800);
    first.text(120, 100, 20, &full[..3 * 22]).text(100, 130, 20, full);
    let mut second = Page::new(600, 800);
    second.text(100, 100, 20, full).text(100, 130, 20, "增加。").text(140, 160, 20, "另起一段。");
    let expected = format!("¶ {}{full}{full}增加。", &full[..3 * 22]);
    assert_eq!(blocks(&[first, second]), [expected, "¶ 另起一段。".to_owned()]);
}

#[test]
fn each_number_of_a_paragraph_has_its_own_box() {
    let mut page = Page::new(600, 800);
    page.text(100, 100, 10, "收入18.50万元，支出20.00万元。");
    let (document, _) = read(&[page]);
    let Block::Paragraph(paragraph) = &document.blocks[0] else { panic!("a paragraph") };
    let at = paragraph.text.find("20.00").expect("the number");
    let (_, location) = paragraph.pieces.iter().find(|(offset, _)| *offset == at).expect("a piece");
    let Spot::Page { area, .. } = location.spot else { panic!("a page") };
    assert!(area.left == 195 * POINT && area.right == 220 * POINT, "{area:?}");
}

#[test]
fn numbers_of_pages_and_running_heads_are_left_out() {
    let pages: Vec<Page> = (1..=4)
        .map(|number| {
            let mut page = Page::new(600, 800);
            page.text(250, 40, 10, "某单位预算公开").text(
                100,
                400,
                10,
                &format!("第{number}页正文。"),
            );
            page.text(290, 780, 10, &format!("— {number} —"));
            page
        })
        .collect();
    let expected: Vec<String> = (1..=4).map(|number| format!("¶ 第{number}页正文。")).collect();
    assert_eq!(blocks(&pages), expected);
}

#[test]
fn a_total_alone_on_the_last_page_keeps_the_columns() {
    let mut first = Page::new(600, 800);
    first.lattice(&[100, 150, 200, 400], &[100, 120]);
    first.text(105, 114, 10, "201").text(155, 114, 10, "01").text(205, 114, 10, "1.00");
    let mut last = Page::new(600, 800);
    last.lattice(&[100, 200, 400], &[100, 120]);
    last.text(105, 114, 10, "合计").text(205, 114, 10, "1.00");
    assert_eq!(blocks(&[first, last]), ["201│01│1.00", "合计││1.00"]);
}

/// A page with one row of two cells, drawn from the top.
fn one_row(name: &str, amount: &str) -> Page {
    let mut page = Page::new(600, 800);
    page.lattice(&[100, 200, 400], &[100, 120]);
    page.text(105, 114, 10, name).text(205, 114, 10, amount);
    page
}

/// A table of one drawn row, `height` points high, with texts at positions in it.
fn one_tall_row(texts: &[(i32, i32, &str)]) -> Page {
    let mut page = Page::new(600, 800);
    page.lattice(&[100, 200, 300, 400], &[100, 160]);
    for (x, y, text) in texts {
        page.text(*x, *y, 10, text);
    }
    page
}

#[test]
fn rows_without_lines_between_them_are_told_by_their_numbers() {
    let page = one_tall_row(&[
        (105, 114, "基本支出"),
        (205, 114, "1.00"),
        (305, 114, "2.00"),
        (105, 134, "项目支出"),
        (205, 134, "3.00"),
        (305, 134, "4.00"),
    ]);
    assert_eq!(blocks(&[page]), ["基本支出│1.00│2.00", "项目支出│3.00│4.00"]);
}

#[test]
fn numbers_wrapped_in_their_cells_are_one_row() {
    let page = one_tall_row(&[
        (105, 114, "基本支出"),
        (205, 114, "1,234,567,890,123,"),
        (305, 114, "1,234,567,890,123,"),
        (205, 134, "456.00"),
        (305, 134, "456.00"),
    ]);
    let number = "1,234,567,890,123,456.00";
    assert_eq!(blocks(&[page]), [format!("基本支出│{number}│{number}")]);
}

#[test]
fn a_name_broken_by_the_end_of_a_page_is_one_name() {
    let pages = [one_row("机关事业单位基本养", "1.00"), one_row("老保险缴费支出", "")];
    assert_eq!(blocks(&pages), ["机关事业单位基本养老保险缴费支出│1.00"]);
}

#[test]
fn an_item_without_an_amount_on_the_next_page_is_a_row_of_its_own() {
    let pages = [one_row("三、教育支出", "1.00"), one_row("四、科学技术支出", "")];
    assert_eq!(blocks(&pages), ["三、教育支出│1.00", "四、科学技术支出│"]);
}

#[test]
fn an_empty_grid_is_no_table() {
    let mut empty = Page::new(600, 800);
    empty.lattice(&[100, 200, 400], &[100, 120, 140]);
    assert_eq!(blocks(&[table(&[["合计", "1.00"]]), empty]), ["合计│1.00"]);
}

#[test]
fn a_table_without_lines_is_told_by_its_alignment() {
    let mut page = Page::new(600, 800);
    for (index, row) in
        [["项目", "预算数"], ["基本支出", "1,200.00"], ["项目支出", "300.00"], ["合计", "1,500.00"]]
            .iter()
            .enumerate()
    {
        let width = 5 * row[1].len();
        page.text(100, 100 + 20 * index, 10, row[0]);
        page.text(400 - i32::try_from(width).expect("small"), 100 + 20 * index, 10, row[1]);
    }
    let expected = ["项目│预算数", "基本支出│1,200.00", "项目支出│300.00", "合计│1,500.00"];
    assert_eq!(blocks(&[page]), expected);
}

#[test]
fn a_label_above_a_table_without_lines_is_no_row_of_it() {
    let mut page = Page::new(600, 800);
    page.text(100, 80, 10, "编制单位：某局").text(340, 80, 10, "单位：元");
    for (index, amount) in ["1,200.00", "300.00", "1,500.00"].iter().enumerate() {
        page.text(100, 100 + 20 * index, 10, "支出");
        page.text(360, 100 + 20 * index, 10, amount);
    }
    assert_eq!(blocks(&[page])[..2], ["¶ 编制单位：某局  单位：元", "支出│1,200.00"]);
}

#[test]
fn a_page_turned_by_its_rotation_is_read_upright() {
    let mut page = table(&[["合计", "1.00"]]);
    page.rotation = 90;
    // What is drawn upright is shown lying, and the text runs downwards.
    assert_eq!(blocks(&[page]), ["合计│1.00"]);
}

#[test]
fn a_table_laid_across_the_page_is_read() {
    let mut page = Page::new(600, 800);
    page.across(|page| {
        page.lattice(&[100, 200, 400], &[100, 120]);
        page.text(105, 114, 10, "合计").text(205, 114, 10, "1.00");
    });
    assert_eq!(blocks(&[page.clone()]), ["合计│1.00"]);
    let (document, _) = read(&[page]);
    let Spot::Page { area, .. } = document.blocks[0].location().spot else { panic!("a page") };
    assert!(area.bottom - area.top > area.right - area.left, "on the page it lies: {area:?}");
}

#[test]
fn a_picture_instead_of_text_is_said_and_the_rest_is_read() {
    let mut scan = Page::new(600, 800);
    scan.picture(0, 0, 600, 800);
    let (document, said) = read(&[table(&[["合计", "1.00"]]), scan.clone()]);
    assert_eq!((document.blocks.len(), said), (1, vec!["read-page-picture".to_owned()]));
    let error = formats::read("a.pdf", &pdf(&[scan]), &Limits::default()).map(|_| ());
    assert_eq!(error, Err(ReadError::NoTextLayer { pages: 1 }));
}

#[test]
fn glyphs_that_no_font_explains_are_counted() {
    let mut page = table(&[["合计", "1.00"]]);
    page.unknown(105, 200, 10, 3);
    let (_, said) = read(&[page]);
    assert_eq!(said, ["read-page-glyphs"]);
}

#[test]
fn a_watermark_over_a_table_is_no_content() {
    let mut page = table(&[["合计", "1,234.00"], ["基本支出", "1,000.00"]]);
    page.text(105, 128, 40, "样本水印");
    let said = read(&[page.clone()]).1;
    assert_eq!(said, ["read-page-aslant"]);
    assert_eq!(blocks(&[page]), ["合计│1,234.00", "基本支出│1,000.00"]);
}

#[test]
fn a_sign_higher_than_its_cell_is_no_content_of_it() {
    let mut page = table(&[["合计", ""], ["基本支出", "1,000.00"]]);
    page.text(300, 130, 40, "样");
    assert_eq!(blocks(&[page]), ["合计│", "基本支出│1,000.00"]);
}

#[test]
fn letters_of_two_sizes_beside_each_other_are_content() {
    let mut page = table(&[["", ""], ["基本支出", "1,000.00"], ["项目支出", "234.00"]]);
    page.text(105, 114, 17, "合计").text(145, 114, 10, "（万元）").text(205, 114, 10, "1,234.00");
    assert_eq!(blocks(&[page.clone()])[0], "合计（万元）│1,234.00");
    assert!(read(&[page]).1.is_empty());
}

#[test]
fn a_large_title_in_a_row_of_its_own_stays() {
    let mut page = Page::new(600, 800);
    page.lattice(&[100, 400], &[100, 140]).lattice(&[100, 200, 400], &[140, 160]);
    page.text(150, 130, 24, "绩效目标表").text(105, 154, 10, "合计").text(205, 154, 10, "1.00");
    assert_eq!(blocks(&[page]), ["绩效目标表│", "合计│1.00"]);
}

#[test]
fn a_text_that_runs_over_its_cell_is_one_text() {
    let mut page = table(&[["注：本单位没有政府性基金预算", ""], ["合计", "1.00"]]);
    page.text(105, 200, 10, "以上。");
    assert_eq!(blocks(&[page])[0], "注：本单位没有政府性基金预算│");
}

#[test]
fn a_page_printed_twice_is_said_and_read_once() {
    let rows: Vec<[&str; 2]> = (0..30).map(|_| ["一般公共服务支出", "1,234.00"]).collect();
    let (document, said) = read(&[table(&rows), table(&rows)]);
    assert_eq!((document.blocks.len(), said), (1, vec!["read-page-twice".to_owned()]));
}

#[test]
fn a_watermark_is_no_content() {
    let mut page = table(&[["合计", "1.00"]]);
    page.aslant(200, 400, "样本");
    let said = read(&[page.clone()]).1;
    assert_eq!(said, ["read-page-aslant"]);
    assert_eq!(blocks(&[page]), ["合计│1.00"]);
}

#[test]
fn a_truncated_file_is_damaged_wherever_it_is_cut_off() {
    let whole = pdf(&[table(&[["合计", "1.00"]])]);
    for length in (10..whole.len() - 30).step_by(97) {
        let error = formats::read("a.pdf", &whole[..length], &Limits::default()).map(|_| ());
        assert!(matches!(error, Err(ReadError::Damaged { .. })), "{length}: {error:?}");
    }
}

#[test]
fn more_pages_than_the_limit_are_refused() {
    let limits = Limits { pages: 1, ..Limits::default() };
    let bytes = pdf(&[table(&[["合计", "1.00"]]), table(&[["合计", "1.00"]])]);
    let error = formats::read("a.pdf", &bytes, &limits).map(|_| ());
    assert_eq!(error, Err(ReadError::TooManyPages { pages: 2, limit: 1 }));
}

#[test]
fn marks_beyond_the_limit_are_said() {
    let limits = Limits { page_marks: 8, ..Limits::default() };
    let bytes = pdf(&[table(&[["合计", "1.00"]])]);
    let (_, diagnostics) = formats::read("a.pdf", &bytes, &limits).expect("a readable file");
    assert_eq!(diagnostics[0].message.id, "read-page-cut");
}

#[test]
fn forms_that_draw_each_other_end_at_the_limit_and_that_is_said() {
    let mut endless = table(&[["合计", "1.00"]]);
    endless.raw("/X1 Do\n");
    let after = table(&[["合计", "2.00"]]);
    let limits = Limits { drawings: 100_000, ..Limits::default() };
    let (document, diagnostics) =
        formats::read("a.pdf", &pdf(&[endless, after]), &limits).expect("a readable file");
    // What was drawn before is read; the page after it gets nothing of what it may draw.
    assert_eq!(document.blocks.len(), 1);
    let said: Vec<&str> = diagnostics.iter().map(|said| &*said.message.id).collect();
    assert_eq!(said, ["read-page-cut", "read-page-cut"]);
}

#[test]
fn a_stream_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_unpacked() {
    let mut bytes = pdf(&[table(&[["合计", "1.00"]])]);
    let limit = 100_000;
    let limits = Limits { unpacked_bytes: limit, ..Limits::default() };
    assert!(formats::read("a.pdf", &bytes, &limits).is_ok());
    bytes.extend(b"90 0 obj <</Filter/FlateDecode>> stream\n");
    // 212 bytes for 200,000 blanks; packed a second time, two thousand bytes can stand for a
    // thousand million.
    bytes.extend([
        0xED, 0xC1, 0x31, 0x01, 0x00, 0x00, 0x00, 0xC2, 0xA0, 0x2A, 0xEB, 0x9F, 0xD2, 0x0C, 0xFE,
        0x40, 0x01,
    ]);
    bytes.extend([0; 193]);
    bytes.extend([0xAF, 0x01]);
    let error = formats::read("a.pdf", &bytes, &limits).map(|_| ());
    assert_eq!(error, Err(ReadError::Unpacked { limit }));
}

#[test]
fn a_blank_page_and_text_at_the_edge_of_a_page_leave_traces() {
    let mut page = Page::new(600, 800);
    page.text(100, 100, 10, "正文在此").text(100, 805, 10, "截去");
    let traces = read(&[page, Page::new(600, 800)]).0.traces;
    let found: Vec<(TraceKind, &str)> =
        traces.iter().map(|trace| (trace.kind, trace.text.as_str())).collect();
    assert_eq!(found, [(TraceKind::CutText, "截去"), (TraceKind::BlankPage, "")]);
}

#[test]
fn text_near_the_edge_of_a_page_or_beyond_it_is_not_cut() {
    let mut page = Page::new(600, 800);
    page.text(100, 798, 10, "页脚").text(100, 830, 10, "页外").text(100, 11, 10, "页眉");
    assert!(read(&[page]).0.traces.is_empty());
}
