//! Units in which amounts, shares, rates and indicators are printed.

use std::fmt;

use serde::{Serialize, Serializer};

/// The unit of a printed number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 万元, 10,000 元.
    WanYuan,
    /// 亿元, 100,000,000 元.
    YiYuan,
    /// %.
    Percent,
    /// Things that are counted or measured: 个, 人, 辆, 平方米, 元/月 …, as printed.
    Other(String),
}

impl Unit {
    /// The unit that `text` names, full-width forms included; anything else is [`Unit::Other`].
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        // 13459.00(平方米)
        let bare = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
        match bare.unwrap_or(text).trim() {
            "元" | "人民币元" => Self::Yuan,
            "万元" | "万" | "人民币万元" => Self::WanYuan,
            "亿元" | "亿" => Self::YiYuan,
            "%" | "％" => Self::Percent,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Powers of ten from this unit to 元; `None` for what is not money.
    pub const fn yuan_powers(&self) -> Option<u32> {
        match self {
            Self::Yuan => Some(0),
            Self::WanYuan => Some(4),
            Self::YiYuan => Some(8),
            Self::Percent | Self::Other(_) => None,
        }
    }

    /// Whether it is a unit of money.
    pub const fn is_money(&self) -> bool {
        self.yuan_powers().is_some()
    }

    /// The unit as it is printed.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Yuan => "元",
            Self::WanYuan => "万元",
            Self::YiYuan => "亿元",
            Self::Percent => "%",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
