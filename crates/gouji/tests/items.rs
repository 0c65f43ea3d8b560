//! Items of the explanation in the forms that are published, each held against its row.

use gouji_read::Options;
use gouji_standard::Standard;

/// A unit's budget whose explanation has this paragraph.
fn document(item: &str) -> String {
    format!(
        "上海市某区2026年单位预算\n\n2026年单位预算编制说明\n\n财政拨款支出主要内容如下：\n\n{item}\n\n\
         2026年预算单位一般公共预算支出功能分类预算表\n\n编制单位：某区司法局\t\t\t\t\t\t单位：元\n\
         项目\t\t\t\t一般公共预算支出\t\t\n功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n\
         类\t款\t项\t\t\t\t\n204\t\t\t公共安全支出\t3,123,400\t3,000,000\t123,400\n\
         204\t06\t\t司法\t3,123,400\t3,000,000\t123,400\n\
         204\t06\t01\t行政运行\t3,123,400\t3,000,000\t123,400\n合计\t\t\t\t3,123,400\t3,000,000\t123,400\n"
    )
}

/// The cell to which the number of the item is bound.
fn bound_to(item: &str) -> String {
    let options = Options { profile: Some("shanghai".to_owned()), ..Options::default() };
    let text = document(item);
    let disclosure =
        gouji_read::read("a.txt", text.as_bytes(), Standard::embedded(), &options).expect("a text");
    let claims: Vec<_> = disclosure.claims.iter().filter(|c| c.printed == "312.34").collect();
    assert_eq!(claims.len(), 1, "{item}: {:?}", disclosure.claims);
    claims[0].bound_to.clone()
}

#[test]
fn an_item_is_told_by_names_by_codes_or_by_its_class_alone() {
    for item in [
        "1. “公共安全支出（类）司法（款）行政运行（项）”科目312.34万元，主要用于日常运行。",
        "1. “公共安全支出(类)司法（款）行政运行(项）”312.34万元，主要用于日常运行。",
        "1. 公共安全支出（204类）司法（06款）行政运行（01项）312.34万元，主要用于日常运行。",
        "1. “公共安全支出-司法-行政运行”科目312.34万元，主要用于日常运行。",
    ] {
        assert_eq!(bound_to(item), "general[2040601].total", "{item}");
    }
    let class = "1. “公共安全支出”科目312.34万元，主要用于日常运行。";
    assert_eq!(bound_to(class), "general[204].total");
}
