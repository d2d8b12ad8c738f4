//! A check sum in a file, by which it is known to be as it was written.
//!
//! Whoever reads a file with compressed objects follows its table from one object to the next; a table that was damaged
//! can lead in circles. So files are read again only if they are whole.

use typst::utils::hash128;

/// What follows the seal.
const END: &[u8] = b"startxref\n";

fn seal(before: &[u8], after: &[u8]) -> String {
    format!("%{:032x}\n", hash128(&(before, after)))
}

/// Where the last `END` of `bytes` begins.
fn end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(END.len()).rposition(|window| window == END)
}

/// `file` with a seal.
pub fn sealed(mut file: Vec<u8>) -> Option<Vec<u8>> {
    let at = end(&file)?;
    let (before, after) = file.split_at(at);
    let seal = seal(before, after);
    file.splice(at..at, seal.into_bytes());
    Some(file)
}

/// Whether `file` is as it was sealed, or has no compressed objects.
#[cfg(feature = "cli")]
pub fn is_whole(file: &[u8]) -> bool {
    // Of a comment with the sum.
    const LENGTH: usize = 34;
    let holds = |name: &[u8]| file.windows(name.len()).any(|window| window == name);
    if !holds(b"/ObjStm") && !holds(b"/XRef") {
        return true;
    }
    let Some((before, after)) = end(file).map(|at| file.split_at(at)) else { return false };
    let Some((before, own)) = before.split_at_checked(before.len().saturating_sub(LENGTH)) else { return false };
    own == seal(before, after).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_until_a_byte_is_another() {
        let file = sealed(b"%PDF-1.7\n/ObjStm /XRef\nstartxref\n9\n%%EOF\n".to_vec()).unwrap();
        assert!(is_whole(&file));
        for at in 0..file.len() {
            let mut other = file.clone();
            other[at] ^= 1;
            let named = other.windows(7).any(|window| window == b"/ObjStm") || other.windows(5).any(|w| w == b"/XRef");
            assert_eq!(is_whole(&other), !named, "{at}");
        }
        assert!(!is_whole(&file[..file.len() - 1]) && !is_whole(b"/ObjStm") && is_whole(b"%PDF"));
    }
}
