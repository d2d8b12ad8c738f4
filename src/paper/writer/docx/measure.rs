//! Units of WordprocessingML: twentieths of a point, half points and eighths of a point.

/// `mm` in twentieths of a point ("twips").
pub fn twips(mm: f64) -> i32 {
    (mm * 1440.0 / 25.4).round() as i32
}

/// `pt` in twentieths of a point.
pub fn twentieths(pt: f64) -> i32 {
    (pt * 20.0).round() as i32
}

/// `pt` in half points, the unit of sizes of letters.
pub fn half_points(pt: f64) -> usize {
    length((pt * 2.0).round() as i32)
}

/// `pt` in eighths of a point, the unit of lines.
pub fn eighths(pt: f64) -> usize {
    length((pt * 8.0).round() as i32)
}

/// A length that the schema wants unsigned; what is negative becomes 0.
pub fn length(value: i32) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// Widths of columns in twips such that every *edge* is rounded, not every width: no error adds up.
pub fn column_widths(columns_mm: &[f64]) -> Vec<usize> {
    let mut edge_mm = 0.0;
    let mut edge = 0;
    let mut widths = Vec::with_capacity(columns_mm.len());
    for column_mm in columns_mm {
        edge_mm += column_mm;
        widths.push(length(twips(edge_mm) - edge));
        edge = twips(edge_mm);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_of_word() {
        assert_eq!(twips(25.4), 1440);
        assert_eq!(twips(-12.7), -720);
        assert_eq!(twentieths(17.5), 350);
        assert_eq!(half_points(13.0), 26);
        assert_eq!(eighths(0.75), 6);
        assert_eq!(length(-3), 0);
    }

    #[test]
    fn column_edges_do_not_drift() {
        let widths = column_widths(&[7.77; 20]);
        assert_eq!(widths.iter().sum::<usize>(), length(twips(7.77 * 20.0)));
    }
}
