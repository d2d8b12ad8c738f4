//! The two files of a shard as they stand in a folder.
//!
//! They may have been copied from elsewhere, cut short or mended by hand: nothing in them is believed before the check
//! sums of both agree with what is there.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::read::read_zipfile_from_stream;
use zip::{DateTime, ZipArchive};

use super::record::{Ending, Head, Part, Record};
use super::{PACKED, Shard, TOLD};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::make::output::growing::sum_of;
use crate::make::output::{Digest, Source, check_name, reason, sha256};
use crate::paper::writer;

/// How the comment of a packed shard begins; its number follows.
pub(super) const MARK: &str = "vanthu manh ";
/// The longest line, and the most bytes of a paper, that are read; a document with thousands of findings has less.
const LONGEST: u64 = 64 << 20;

/// The files of `shard` in `folder`, whether they are there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub folder: PathBuf,
    /// What findings call the folder.
    pub name: PathBuf,
    pub shard: Shard,
}

/// A shard that is whole.
#[derive(Debug)]
pub struct Checked {
    pub stored: Stored,
    pub head: Head,
    /// Of each document its number in the run.
    pub indices: Vec<usize>,
    /// The keys of those that could not be made.
    pub failed: Vec<String>,
}

/// The documents that lines tell of.
struct Listed {
    /// The number of each in the run.
    indices: Vec<usize>,
    /// The files of all, in order.
    files: Vec<Part>,
    /// The keys of those that could not be made.
    failed: Vec<String>,
}

impl Stored {
    /// The file with the papers.
    pub fn packed(&self) -> PathBuf {
        self.folder.join(self.shard.name(PACKED))
    }

    /// The file that tells of them.
    pub fn told(&self) -> PathBuf {
        self.folder.join(self.shard.name(TOLD))
    }

    /// Those of its files that are there without a mark of the program, and are not empty.
    pub fn foreign(&self) -> impl Iterator<Item = PathBuf> {
        [TOLD, PACKED].into_iter().map(|ending| self.shard.name(ending)).filter_map(|name| {
            let path = self.folder.join(&name);
            // A pipe would be waited for without end.
            let is_ours = match fs::metadata(&path) {
                Ok(metadata) if metadata.is_file() => {
                    metadata.len() == 0 || File::open(&path).is_ok_and(|mut file| is_own(&name, &mut file))
                }
                Ok(_) | Err(_) => !is_there(&path),
            };
            (!is_ours).then_some(path)
        })
    }

    /// What the first line tells.
    ///
    /// # Errors
    /// Why there is none, in Vietnamese.
    pub fn head(&self) -> Result<Head, String> {
        self.head_of(&first_line(&self.told())?)
    }

    fn head_of(&self, line: &[u8]) -> Result<Head, String> {
        let head: Head = serde_json::from_slice(line).map_err(|_| "không đọc được dòng đầu".to_owned())?;
        match head.shard == self.shard && head.zip.path == self.shard.name(PACKED) {
            true => Ok(head),
            false => Err(format!("tệp nói về mảnh {}, tên tệp đã bị đổi", head.shard)),
        }
    }

    /// The shard, when its two files are whole and tell of one another.
    ///
    /// # Errors
    /// Why they do not, in Vietnamese.
    pub fn check(&self) -> Result<Checked, String> {
        let mut lines = Lines::open(&self.told())?;
        let head = self.head_of(&lines.next()?.unwrap_or_default())?;
        let Listed { indices, files, failed } = self.records(&head, lines)?;
        let name = self.shard.name(PACKED);
        let (sum, bytes) =
            File::open(self.packed()).and_then(|mut file| sum_of(&mut file)).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => format!("không có `{name}`"),
                _ => format!("không đọc được `{name}`: {}", reason(&error)),
            })?;
        if sum != head.zip.sha256 || bytes != head.zip.bytes {
            return Err(format!("`{name}` không còn như khi ghi (khác mã SHA-256)"));
        }
        let mut archive = self.archive().map_err(|_| format!("`{name}` không phải tệp ZIP"))?;
        let is_all = archive.len() == files.len();
        let is_there = |(at, file): (usize, &Part)| {
            let entry = archive.by_index_raw(at);
            entry.is_ok_and(|entry| entry.name_raw() == file.path.as_bytes() && entry.size() == file.bytes)
        };
        if !is_all || !files.iter().enumerate().all(is_there) {
            return Err(format!("các tệp trong `{name}` không đúng như bảng kê"));
        }
        Ok(Checked { stored: self.clone(), head, indices, failed })
    }

    /// What the `lines` after `head` tell.
    fn records(&self, head: &Head, mut lines: Lines) -> Result<Listed, String> {
        let (mut digest, mut failed) = (Digest::default(), Vec::new());
        let (mut indices, mut files, mut keys) = (Vec::new(), Vec::new(), BTreeSet::new());
        while let Some(line) = lines.next()? {
            digest.add(&line);
            let fault = || format!("dòng {} hỏng", indices.len() + 2);
            let record: Record = serde_json::from_slice(&line).map_err(|_| fault())?;
            let is_sound = self.shard.holds(&record.key) && keys.insert(record.key.clone());
            let is_sound = is_sound && record.files.iter().all(|file| check_name(&file.part.path).is_ok());
            if !is_sound || record.index >= head.run.documents || record.outcome().is_none() {
                return Err(fault());
            }
            failed.extend((record.result == Ending::Failed).then_some(record.key));
            indices.push(record.index);
            files.extend(record.files.into_iter().map(|file| file.part));
        }
        match digest.finish() == head.lines && indices.len() == head.documents && failed.len() == head.failed {
            true => Ok(Listed { indices, files, failed }),
            false => Err("bảng kê không còn như khi ghi (thiếu dòng hoặc đã bị sửa)".to_owned()),
        }
    }

    /// `GF019`: it can't be used, and why.
    pub fn broken(&self, why: &str) -> Diagnostic {
        Diagnostic::error(Code::GF019, format!("mảnh {} hỏng: {why}", self.shard))
            .at(Place::file(self.name.join(self.shard.name(TOLD))))
            .hint("chạy lại mảnh này")
    }

    /// The packed file, open.
    fn archive(&self) -> Result<ZipArchive<BufReader<File>>, io::Error> {
        Ok(ZipArchive::new(BufReader::new(File::open(self.packed())?))?)
    }
}

impl Checked {
    /// The lines and the files of its documents, open.
    ///
    /// # Errors
    /// `GF019` when they can't be opened any more.
    pub fn open(&self) -> Result<Contents, Diagnostic> {
        let mut lines = Lines::open(&self.stored.told()).map_err(|why| self.stored.broken(&why))?;
        lines.next().map_err(|why| self.stored.broken(&why))?;
        let archive = self.stored.archive().map_err(|error| self.stored.broken(&reason(&error)))?;
        Ok(Contents { stored: self.stored.clone(), lines, archive })
    }
}

/// A shard that is being read.
pub struct Contents {
    stored: Stored,
    lines: Lines,
    archive: ZipArchive<BufReader<File>>,
}

impl Contents {
    /// The next document; `None` after the last.
    ///
    /// # Errors
    /// `GF019` when it can't be read any more.
    pub fn next_record(&mut self) -> Result<Option<Record>, Diagnostic> {
        let line = self.lines.next().map_err(|why| self.stored.broken(&why))?;
        line.map(|line| serde_json::from_slice(&line).map_err(|_| self.changed())).transpose()
    }

    /// `GF019`: it is no longer what it was when it was checked.
    pub fn changed(&self) -> Diagnostic {
        self.stored.broken("tệp đã đổi trong lúc đọc")
    }

    /// The bytes of the file `part`.
    ///
    /// # Errors
    /// `GF019` when they can't be read or are not those that the line tells of.
    pub fn bytes(&mut self, part: &Part) -> Result<Vec<u8>, Diagnostic> {
        let mut read = || {
            let mut bytes = Vec::new();
            let entry = self.archive.by_name(&part.path).map_err(io::Error::from)?;
            // One byte more than told shows a file that is longer.
            entry.take(part.bytes.saturating_add(1)).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().map_err(|error: io::Error| self.stored.broken(&reason(&error)))?;
        match sha256(&bytes) == part.sha256 {
            true => Ok(bytes),
            false => Err(self.stored.broken(&format!("`{}` không đúng như bảng kê", part.path))),
        }
    }
}

/// Whether the file called `name`, with this content, bears the mark of a shard: an honest file of another program never
/// does. A packed file that was cut short has lost its own, and is known by the paper that it begins with.
fn is_own(name: &str, source: &mut dyn Source) -> bool {
    match Shard::of_name(name) {
        Some((_, TOLD)) => {
            let mut line = Vec::new();
            let read = BufReader::new(source.take(LONGEST)).read_until(b'\n', &mut line);
            read.is_ok() && serde_json::from_slice::<Head>(&line).is_ok()
        }
        Some((_, PACKED)) => {
            let is_marked = |archive: ZipArchive<_>| archive.comment().starts_with(MARK.as_bytes());
            ZipArchive::new(&mut *source).is_ok_and(is_marked) || begins_with_paper(source).unwrap_or(false)
        }
        _ => false,
    }
}

/// Whether the first file in the packed `source` is a paper, packed as here: without a day.
fn begins_with_paper(source: &mut dyn Source) -> io::Result<bool> {
    source.rewind()?;
    let mut source = BufReader::new(source);
    let Some(first) = read_zipfile_from_stream(&mut source)? else { return Ok(false) };
    let (name, is_dayless) = (first.name()?.into_owned(), first.last_modified() == Some(DateTime::default()));
    let mut bytes = Vec::new();
    first.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(is_dayless && writer::is_own(&name, &bytes))
}

/// The lines of a file, each with its end.
struct Lines(BufReader<File>);

impl Lines {
    fn open(path: &Path) -> Result<Self, String> {
        // A pipe would be waited for without end.
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err("không phải tệp thường".to_owned());
        }
        let file = File::open(path).map_err(|error| reason(&error))?;
        Ok(Lines(BufReader::new(file)))
    }

    fn next(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut line = Vec::new();
        let mut source = self.0.by_ref().take(LONGEST);
        let length = source.read_until(b'\n', &mut line).map_err(|error| reason(&error))?;
        Ok((length > 0).then_some(line))
    }
}

/// The first line of the file `path`.
///
/// # Errors
/// Why it can't be read, in Vietnamese.
pub(super) fn first_line(path: &Path) -> Result<Vec<u8>, String> {
    Ok(Lines::open(path)?.next()?.unwrap_or_default())
}

/// All bytes of the file `path`, which the program made itself.
///
/// # Errors
/// When it can't be read.
#[cfg(feature = "s3")]
pub(super) fn whole(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// Whether anything stands at `path`.
pub(super) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
