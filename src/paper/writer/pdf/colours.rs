//! The description of the colours of screens, which PDF/A asks every file for.

use moxcms::ColorProfile;

/// Where a description says when it was made, and what ours say: the library asks the clock.
const DATE: std::ops::Range<usize> = 24..36;
const MADE: [u16; 6] = [2000, 1, 1, 0, 0, 0];

/// What the description is called.
pub const NAME: &str = "sRGB IEC61966-2.1";

/// sRGB as an ICC profile; nothing if it cannot be made.
pub fn profile() -> Option<Vec<u8>> {
    let mut profile = ColorProfile::new_srgb().encode().ok()?;
    let date: Vec<u8> = MADE.iter().flat_map(|part| part.to_be_bytes()).collect();
    profile.get_mut(DATE)?.copy_from_slice(&date);
    Some(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_knows_no_clock() {
        let profile = profile().unwrap();
        assert_eq!(profile[DATE], *b"\x07\xd0\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00");
        assert!(ColorProfile::new_from_slice(&profile).is_ok());
    }
}
