//! Numbers as a language writes them: `1,250.5`, `50 %`.

use icu_decimal::input::{Decimal, SignDisplay};
use icu_decimal::options::GroupingStrategy;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};

use super::inheritance::inherited_row;
use super::locale::Locale;
use super::tag::Tag;

/// What CLDR sets around a percentage (`percentFormats`, UTS 35, part 3), which ICU4X has no stable formatter for. The
/// sign is the one that belongs to the digits the locale uses by default. The first lines of the file say how it is
/// made again.
const PERCENT_SIGNS: &str = include_str!("percent_signs.tsv");

/// The formatter behind the methods below, none where ICU4X has no data, not even in the root locale, which does not
/// happen with the data it is built with; and the marks of a percentage.
pub(super) struct NumberFormatters {
    decimal: Option<DecimalFormatter>,
    before_percentage: String,
    after_percentage: String,
}

impl NumberFormatters {
    pub(super) fn new(tag: &Tag, locale: &icu_locale::Locale) -> Self {
        let preferences = DecimalFormatterPreferences::from(locale);
        let mut around_percentage = inherited_row(PERCENT_SIGNS, tag).map(characters);
        Self {
            decimal: DecimalFormatter::try_new(preferences, GroupingStrategy::Auto.into()).ok(),
            before_percentage: around_percentage.next().unwrap_or_default(),
            after_percentage: around_percentage.next().unwrap_or_default(),
        }
    }
}

/// The characters of code points in hexadecimal, parted by spaces.
fn characters(code_points: &str) -> String {
    code_points.split(' ').filter_map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32)).collect()
}

/// The number as its author wrote it, without the noise of binary fractions: an `f64` keeps 15 digits of any decimal
/// number, so it is rounded to them, and zeros at the end are dropped. 0.1 + 0.2 is `0.3`. None for what is not finite,
/// which no language has a numeral for.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    let mut decimal = Decimal::try_from_str(&format!("{value:.14e}")).ok()?;
    decimal.absolute.trim_end();
    if decimal.absolute.is_zero() {
        // A zero has no sign for a reader, although it may have one for a computer.
        return Some(0.into());
    }
    Some(decimal)
}

/// A proportion in hundredths.
fn hundredths(proportion: f64) -> Option<Decimal> {
    let mut decimal = decimal(proportion)?;
    decimal.absolute.multiply_pow10(2);
    decimal.absolute.trim_start();
    Some(decimal)
}

/// UTS 35, part 3. Who computes a number rounds it: none of its first 15 digits is rounded away here.
impl Locale {
    /// A number with the locale's separators: `12,500.5`, `12.500,5`. Spanish parts thousands from five digits on: `1250`.
    /// What is not finite is written as Rust does.
    pub fn decimal(&self, number: f64) -> String {
        decimal(number).map_or_else(|| number.to_string(), |decimal| self.write(&decimal))
    }

    /// A proportion in percent, with the locale's sign where it stands: 0.5 is `50%` in English and in `es-MX`, `50 %` in
    /// `es` (with U+00A0), `%50` in Turkish. The minus sign stands outside: `-%50`.
    pub fn percent(&self, proportion: f64) -> String {
        let (Some(signed), Some(absolute)) = (hundredths(proportion), hundredths(proportion.abs())) else {
            return proportion.to_string();
        };
        self.write_percentage(&signed, &absolute)
    }

    /// A change in proportion: 0.5 is `+50%`, with the locale's sign. Arabic and Hebrew have a mark of direction in theirs, without which
    /// the sign would be drawn behind the number. What is less is told by a minus sign (U+2212), as wide as the plus.
    pub fn change(&self, proportion: f64) -> String {
        let (Some(mut signed), Some(absolute)) = (hundredths(proportion), hundredths(proportion.abs())) else {
            return proportion.to_string();
        };
        signed.apply_sign_display(SignDisplay::Always);
        self.write_percentage(&signed, &absolute).replace('-', "\u{2212}")
    }

    /// The sign of a percentage stands where the locale sets that of a number.
    fn write_percentage(&self, signed: &Decimal, absolute: &Decimal) -> String {
        let numbers = &self.formatters.numbers;
        let digits = self.write(absolute);
        let percentage = format!("{}{digits}{}", numbers.before_percentage, numbers.after_percentage);
        self.write(signed).replacen(&digits, &percentage, 1)
    }

    fn write(&self, decimal: &Decimal) -> String {
        let formatter = self.formatters.numbers.decimal.as_ref();
        formatter.map_or_else(|| decimal.to_string(), |formatter| formatter.format(decimal).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::new(&tag.parse().unwrap())
    }

    #[test]
    fn a_number_has_the_separators_of_the_locale() {
        for (tag, written) in [
            ("en", "12,500.5"),
            ("es", "12.500,5"),
            ("es-MX", "12,500.5"),
            ("fr", "12\u{202f}500,5"),
            ("ar", "12,500.5"),
            ("ar-EG", "١٢٬٥٠٠٫٥"),
        ] {
            assert_eq!(locale(tag).decimal(12_500.5), written, "{tag}");
        }
    }

    #[test]
    fn spanish_does_not_part_four_digits() {
        assert_eq!(locale("es").decimal(1250.0), "1250");
        assert_eq!(locale("es").decimal(12_500.0), "12.500");
        assert_eq!(locale("es-MX").decimal(1250.0), "1,250");
    }

    #[test]
    fn a_number_has_no_needless_digits() {
        assert_eq!(locale("es").decimal(2.50), "2,5");
        assert_eq!(locale("es").decimal(0.1 + 0.2), "0,3");
        assert_eq!(locale("en").decimal(-7.0), "-7");
        assert_eq!(locale("en").decimal(-0.0), "0");
        assert_eq!(locale("en").decimal(1e15), "1,000,000,000,000,000");
    }

    #[test]
    fn what_is_not_finite_is_written_plainly() {
        assert_eq!(locale("es").decimal(f64::NAN), "NaN");
        assert_eq!(locale("es").percent(f64::INFINITY), "inf");
    }

    #[test]
    fn a_percentage_has_the_sign_of_the_locale_where_it_stands() {
        for (tag, written) in [
            ("en", "50%"),
            ("es", "50\u{a0}%"),
            ("es-MX", "50%"),
            ("fr", "50\u{a0}%"),
            ("fr-CH", "50%"),
            ("ar", "50\u{200e}%\u{200e}"),
            ("ar-EG", "٥٠٪\u{61c}"),
            ("tr", "%50"),
            ("xx", "50%"),
        ] {
            assert_eq!(locale(tag).percent(0.5), written, "{tag}");
        }
    }

    #[test]
    fn a_percentage_is_exact_and_its_sign_stands_outside() {
        assert_eq!(locale("en").percent(0.07), "7%");
        assert_eq!(locale("en").percent(0.285), "28.5%");
        assert_eq!(locale("en").percent(12.5), "1,250%");
        assert_eq!(locale("es").percent(-0.025), "-2,5\u{a0}%");
        assert_eq!(locale("tr").percent(-0.5), "-%50");
    }

    #[test]
    fn a_change_has_a_sign_before_it() {
        assert_eq!(locale("en").change(0.5), "+50%");
        assert_eq!(locale("en").change(-0.2), "\u{2212}20%");
        assert_eq!(locale("fr").change(0.5), "+50\u{a0}%");
        assert_eq!(locale("ar").change(0.5), "\u{200e}+50\u{200e}%\u{200e}");
        assert_eq!(locale("ar").change(-0.5), "\u{200e}\u{2212}50\u{200e}%\u{200e}");
    }
}
