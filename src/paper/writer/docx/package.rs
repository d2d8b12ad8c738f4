//! The ZIP package: the same parts always give the same bytes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// A part: its path in the package and its bytes.
pub type PackagePart = (String, Vec<u8>);

/// Packs the parts in the order given, deflated, with the earliest date a ZIP knows.
///
/// # Errors
/// The message of the ZIP library.
pub fn pack(parts: &[PackagePart]) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        archive.start_file(path.as_str(), options).map_err(|error| error.to_string())?;
        archive.write_all(bytes).map_err(|error| error.to_string())?;
    }
    Ok(archive.finish().map_err(|error| error.to_string())?.into_inner())
}

/// The part at `path` of a package, when there is one and it is small.
pub fn part(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    const MOST: u64 = 1 << 16;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    archive.by_name(path).ok()?.take(MOST).read_to_end(&mut content).ok()?;
    Some(content)
}
