//! A share of ballots as papers print it.

/// "88,9%": `part` of `total`, to the nearest tenth.
pub fn percent(part: u32, total: u32) -> String {
    if total == 0 {
        return String::new();
    }
    let tenths = (u64::from(part) * 2_000 / u64::from(total)).div_ceil(2);
    match tenths % 10 {
        0 => format!("{}%", tenths / 10),
        rest => format!("{},{rest}%", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_rounded_to_tenths() {
        for (part, total, shown) in [(8, 9, "88,9%"), (9, 9, "100%"), (2, 3, "66,7%"), (1, 8, "12,5%"), (1, 0, "")] {
            assert_eq!(percent(part, total), shown);
        }
    }
}
