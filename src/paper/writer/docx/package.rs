//! The ZIP package: the same parts always give the same bytes.
//!
//! Of the thirteen parts of a form two tell it apart from the next one. The others are packed once ([`Kept`]) and copied.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::drawing::Drawn;
use super::mended::Mended;
use super::paragraph::Styles;
use crate::base::text::forbidden_character;

/// A package in the making; its parts come in their order, deflated, with the earliest date a ZIP knows.
pub struct Package<'a> {
    archive: ZipWriter<Cursor<Vec<u8>>>,
    kept: &'a mut Kept,
    /// Characters that XML forbids, each with the path of its part.
    forbidden: Vec<(String, char)>,
}

/// Parts that were packed for the documents before, by those who write one after the other.
#[derive(Default)]
pub struct Kept {
    parts: Vec<Packed>,
    styles: Option<(Styles, Vec<u8>)>,
    /// Properties of what stands in the parts.
    pub mended: Mended,
    /// The header of sheets with drawings.
    pub drawn: Drawn,
}

/// A part packed by itself.
struct Packed {
    path: String,
    /// What it was made of.
    made_of: Vec<u8>,
    package: Vec<u8>,
}

/// The bytes of a package, and characters in it that XML forbids, with their parts.
pub type Finished = (Vec<u8>, Vec<(String, char)>);

/// So many parts are kept at most: the fixed ones, and headers and footers of a few kinds.
const MOST: usize = 48;

impl<'a> Package<'a> {
    /// An empty package.
    pub fn new(kept: &'a mut Kept) -> Self {
        Package { archive: ZipWriter::new(Cursor::new(Vec::new())), kept, forbidden: Vec::new() }
    }

    /// Adds a part that no other document has.
    ///
    /// # Errors
    /// The message of the ZIP library.
    pub fn own(&mut self, path: &str, part: &[u8]) -> Result<(), String> {
        self.forbidden.extend(forbidden(path, part));
        add(&mut self.archive, path, part)
    }

    /// Adds a part that others have too: what is made of the same is the same part.
    ///
    /// # Errors
    /// Those of `make`, and the message of the ZIP library.
    pub fn shared(
        &mut self,
        path: &str,
        made_of: &[u8],
        make: impl FnOnce() -> Result<Vec<u8>, String>,
    ) -> Result<(), String> {
        let is_it = |packed: &Packed| packed.path == path && packed.made_of == made_of;
        if let Some(packed) = self.kept.parts.iter().find(|packed| is_it(packed)) {
            return copy(&mut self.archive, &packed.package);
        }
        let part = make()?;
        if let Some(found) = forbidden(path, &part) {
            self.forbidden.push(found);
            return Ok(());
        }
        let package = alone(path, &part)?;
        copy(&mut self.archive, &package)?;
        if self.kept.parts.len() >= MOST {
            self.kept.parts.clear();
        }
        self.kept.parts.push(Packed { path: path.to_owned(), made_of: made_of.to_owned(), package });
        Ok(())
    }

    /// Adds the part that `make` makes of `styles`.
    ///
    /// # Errors
    /// The message of the ZIP library.
    pub fn styles(&mut self, path: &str, styles: &Styles, make: impl FnOnce() -> Vec<u8>) -> Result<(), String> {
        let (_, package) = match self.kept.styles.take().filter(|(before, _)| before == styles) {
            Some(same) => self.kept.styles.insert(same),
            None => self.kept.styles.insert((styles.clone(), alone(path, &make())?)),
        };
        copy(&mut self.archive, package)
    }

    /// The bytes of the package, and the forbidden characters in it.
    ///
    /// # Errors
    /// The message of the ZIP library.
    pub fn finish(self) -> Result<Finished, String> {
        let bytes = self.archive.finish().map_err(|error| error.to_string())?.into_inner();
        Ok((bytes, self.forbidden))
    }
}

/// The first character of a part that XML forbids.
fn forbidden(path: &str, part: &[u8]) -> Option<(String, char)> {
    let (_, letter) = forbidden_character(&String::from_utf8_lossy(part))?;
    Some((path.to_owned(), letter))
}

fn add(archive: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, part: &[u8]) -> Result<(), String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    archive.start_file(path, options).map_err(|error| error.to_string())?;
    archive.write_all(part).map_err(|error| error.to_string())
}

/// A package of this part alone.
fn alone(path: &str, part: &[u8]) -> Result<Vec<u8>, String> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut archive, path, part)?;
    Ok(archive.finish().map_err(|error| error.to_string())?.into_inner())
}

/// Adds the one part of `package` as it was packed.
fn copy(archive: &mut ZipWriter<Cursor<Vec<u8>>>, package: &[u8]) -> Result<(), String> {
    let mut alone = ZipArchive::new(Cursor::new(package)).map_err(|error| error.to_string())?;
    let part = alone.by_index_raw(0).map_err(|error| error.to_string())?;
    archive.raw_copy_file(part).map_err(|error| error.to_string())
}

/// The part at `path` of a package, when there is one and it is small.
pub fn part(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    const MOST: u64 = 1 << 16;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    archive.by_name(path).ok()?.take(MOST).read_to_end(&mut content).ok()?;
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_was_kept_is_the_part_that_is_packed_anew() {
        let text = "<a>Thi đua, khen thưởng</a>".repeat(100);
        let parts = [("[Content_Types].xml", "<a/>"), ("word/đầu.xml", text.as_str()), ("word/b.xml", "")];
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        parts.iter().for_each(|(path, part)| add(&mut archive, path, part.as_bytes()).unwrap());
        let anew = archive.finish().unwrap().into_inner();
        let mut kept = Kept::default();
        let mut packed = || {
            let mut package = Package::new(&mut kept);
            for (path, part) in parts {
                package.shared(path, part.as_bytes(), || Ok(part.into())).unwrap();
            }
            package.finish().unwrap().0
        };
        assert!(packed() == anew && packed() == anew);
    }

    #[test]
    fn a_part_is_kept_by_what_it_is_made_of_and_few_are() {
        let mut kept = Kept::default();
        for at in 0..3 * MOST {
            let mut package = Package::new(&mut kept);
            let made_of = at.to_string();
            package.shared("a", made_of.as_bytes(), || Ok(made_of.clone().into())).unwrap();
            let (bytes, _) = package.finish().unwrap();
            assert_eq!(part(&bytes, "a").unwrap(), made_of.as_bytes());
        }
        assert!(kept.parts.len() <= MOST);
    }

    #[test]
    fn what_xml_forbids_is_told_each_time() {
        let mut kept = Kept::default();
        for _ in 0..2 {
            let mut package = Package::new(&mut kept);
            package.shared("a", b"a", || Ok(vec![1])).unwrap();
            assert_eq!(package.finish().unwrap().1, [("a".to_owned(), '\u{1}')]);
        }
    }
}
