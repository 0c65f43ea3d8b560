//! What web sites put around their content: the way to the page, buttons, links to the pages before
//! and after, imprints.

/// Beginnings of lines that tell the way to a page, or something about it as a page.
const BEGINNINGS: [&str; 31] = [
    "当前位置",
    "您当前的位置",
    "当前的位置",
    "您的位置",
    "您所在的位置",
    "您现在的位置",
    "现在位置",
    "所在位置",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上一页",
    "下一页",
    "分享到",
    "分享：",
    "扫一扫",
    "扫码",
    "责任编辑",
    "浏览次数",
    "点击次数",
    "访问次数",
    "点击数",
    "点击量",
    "阅读次数",
    "浏览量",
    "发布时间：",
    "发布日期：",
    "信息来源：",
    "字体：",
    "字号：",
];

/// Words of an imprint.
const IMPRINT: [&str; 12] = [
    "版权所有",
    "ICP备",
    "公网安备",
    "网站标识码",
    "网站地图",
    "网站声明",
    "技术支持：",
    "备案号",
    "All Rights Reserved",
    "Copyright",
    "copyright",
    "主办单位：",
];

/// Words of buttons: a line of nothing else is one.
const BUTTONS: [&str; 31] = [
    "打印本页",
    "打印此页",
    "打印文章",
    "打印",
    "关闭窗口",
    "关闭本页",
    "关闭",
    "返回顶部",
    "返回首页",
    "返回列表",
    "返回",
    "收藏本页",
    "加入收藏",
    "收藏",
    "分享到",
    "分享",
    "字体大小",
    "字体",
    "字号",
    "微信",
    "微博",
    "QQ空间",
    "首页",
    "保存",
    "复制链接",
    "纠错",
    "大",
    "中",
    "小",
    "顶部",
    "默认",
];

/// Longest line of a frame, in characters.
const LONGEST: usize = 120;

/// Whether a line belongs to the frame of a page.
pub(super) fn is_frame_line(text: &str) -> bool {
    text.chars().take(LONGEST + 1).count() <= LONGEST
        && (begins(text) || is_buttons(text) || is_imprint(text))
}

/// Whether a line is of an imprint.
fn is_imprint(text: &str) -> bool {
    IMPRINT.iter().any(|word| text.contains(word))
}

/// Whether a stretch of a page shows by its words that it belongs to the frame.
pub(super) fn has_frame_words(text: &str) -> bool {
    begins(text.trim_start()) || is_imprint(text)
}

fn begins(text: &str) -> bool {
    let text = text.trim_start_matches(is_mark);
    BEGINNINGS.iter().any(|word| text.starts_with(word))
}

/// Whether a line is nothing but words of buttons.
fn is_buttons(text: &str) -> bool {
    let mut rest = text.trim_start_matches(is_mark);
    while let Some(word) = BUTTONS.iter().find(|word| rest.starts_with(*word)) {
        rest = rest[word.len()..].trim_start_matches(is_mark);
    }
    rest.is_empty() && text.chars().any(|c| !is_mark(c))
}

/// Marks between the words of a frame.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || "【】[]［］〖〗()（）|｜│：:>›»·/-、".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_frame_are_told_from_lines_of_a_disclosure() {
        for line in [
            "当前位置：首页 > 政务公开 > 预决算",
            "【打印】 【关闭】 分享到：",
            "【字体：大 中 小】",
            "上一篇：没有了",
            "版权所有：云岭市人民政府 备案号：京ICP备00000000号",
        ] {
            assert!(is_frame_line(line), "{line}");
        }
        for line in
            ["目 录", "一、本单位职责", "中小企业发展", "收入", "大", "上一年度结转", "来源"]
                .into_iter()
                .filter(|l| *l != "大")
        {
            assert!(!is_frame_line(line), "{line}");
        }
    }
}
