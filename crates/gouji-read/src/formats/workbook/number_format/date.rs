//! Dates and times, which a workbook keeps as numbers of days.

use super::Digits;

/// Which parts a format prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each part is printed or not")]
pub(super) struct DateParts {
    pub year: bool,
    pub day: bool,
    pub hour: bool,
    pub second: bool,
    /// Hours count on beyond a day.
    pub elapsed: bool,
    /// With 年, 月 and 日.
    pub chinese: bool,
}

/// What a workbook shows where a date lies outside its calendar.
const NO_DATE: &str = "########";

/// Days between the calendars that begin in 1900 and in 1904.
const DAYS_TO_1904: i64 = 1462;

/// Last day of the calendar, 9999-12-31.
const LAST_DAY: i64 = 2_958_465;

/// A number of days as a date that is never taken for an amount: 2026-01-01, 2026年1月, 08:30.
pub(super) fn date_text(number: &Digits, parts: DateParts, from_1904: bool) -> String {
    let (whole, fraction) = number.parts();
    let day = whole
        .iter()
        .try_fold(0_i64, |day, digit| day.checked_mul(10)?.checked_add(i64::from(*digit)));
    let day = day.map(|day| if from_1904 { day.saturating_add(DAYS_TO_1904) } else { day });
    let Some(day) = day.filter(|day| *day <= LAST_DAY && !number.negative) else {
        return NO_DATE.to_owned();
    };
    let seconds = seconds(&fraction);
    let date = date(day, parts);
    if !parts.hour && !parts.second {
        return date;
    }
    let hours = seconds / 3600 + if parts.elapsed { day * 24 } else { 0 };
    let mut time = format!("{hours:02}:{:02}", seconds / 60 % 60);
    if parts.second {
        time = format!("{time}:{:02}", seconds % 60);
    }
    if parts.year || parts.day { format!("{date} {time}") } else { time }
}

fn date(day: i64, parts: DateParts) -> String {
    let (year, month, day) = civil(day);
    match (parts.chinese, parts.year, parts.day) {
        (true, true, true) => format!("{year}年{month}月{day}日"),
        (true, true, false) => format!("{year}年{month}月"),
        (true, false, _) => format!("{month}月{day}日"),
        (false, true, false) => format!("{year}-{month:02}"),
        (false, false, true) => format!("{month:02}-{day:02}"),
        (false, ..) => format!("{year}-{month:02}-{day:02}"),
    }
}

/// Seconds of a day from the decimals of its number.
fn seconds(fraction: &[u8]) -> i64 {
    let billionths =
        (0..9).fold(0, |sum, i| sum * 10 + i64::from(fraction.get(i).copied().unwrap_or(0)));
    ((billionths * 86_400 + 500_000_000) / 1_000_000_000).min(86_399)
}

/// Year, month and day of a number of days from 1900, which counts a 29 February 1900 that never
/// was.
fn civil(serial: i64) -> (i64, i64, i64) {
    // Days from 0000-03-01; 1899-12-30 is day 693_899 of them.
    let days = serial + 693_899 + i64::from(serial < 60);
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
