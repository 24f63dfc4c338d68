//! Tables of CLDR that a locale inherits row by row, as `scripts/cldr-tables.py` writes them.

use super::tag::Tag;

/// The locale at the root of CLDR, from which every other inherits.
const ROOT: &str = "und";

/// The columns after the name of the locale in the row that holds for `tag`: its own, or that of the nearest tag it
/// inherits from.
///
/// A table has one locale a line, its columns parted by tabs; lines that begin with `#` are comments.
pub(super) fn inherited_row(table: &'static str, tag: &Tag) -> impl Iterator<Item = &'static str> {
    let row_of = |locale: &str| {
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| line.split_once('\t')).find(|(name, _)| *name == locale).map(|(_, columns)| columns)
    };
    let own = tag.lineage().iter().find_map(|ancestor| row_of(ancestor.as_str()));
    own.or_else(|| row_of(ROOT)).unwrap_or_default().split('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# locale\tcolumn\nen-GB\tGB\nes-419\t419\nund\troot\n";

    fn row(tag: &str) -> Vec<&'static str> {
        inherited_row(TABLE, &tag.parse().unwrap()).collect()
    }

    #[test]
    fn a_locale_has_its_own_row_or_that_of_the_nearest_parent() {
        assert_eq!(row("en-GB"), ["GB"]);
        assert_eq!(row("es-MX"), ["419"]);
    }

    #[test]
    fn a_locale_without_a_row_in_its_line_has_the_row_of_the_root() {
        assert_eq!(row("es"), ["root"]);
        assert_eq!(row("xx"), ["root"]);
    }
}
