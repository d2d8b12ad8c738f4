//! Where shards lie: in a folder, or in a bucket of S3.
//!
//! All work on shards is work on files in a folder. What lies in a bucket has a passing copy on this machine: a shard
//! is made there before it is sent, and shards are brought there before they are looked at. So a bucket needs two
//! deeds only, to bring and to put what is not there yet, and everything else is one for both.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::bucket::Bucket;
use super::record::Run;
use super::stored::Stored;
use super::{PACKED, Shard, TOLD};
use crate::base::diag::{Code, Diagnostic, Place};
use crate::make::output::{SUMMARY, passing_folder};

/// A folder with shards, or the copy of a bucket.
#[derive(Debug)]
pub struct Shelf {
    /// Where its files are made and read.
    folder: PathBuf,
    /// What findings call it: the folder, or the address of the bucket.
    name: PathBuf,
    copied: Option<Copied>,
}

/// A bucket, and the folder that is its copy for as long as this lives.
#[derive(Debug)]
struct Copied {
    bucket: Bucket,
    folder: TempDir,
}

impl Shelf {
    /// The folder `path`, or an empty copy of `bucket` when it is one.
    ///
    /// # Errors
    /// `GF001` to `GF005` when there is no room for the copy.
    pub fn new(path: &Path, bucket: Option<Bucket>) -> Result<Self, Diagnostic> {
        let Some(bucket) = bucket else {
            let folder = if path.as_os_str().is_empty() { Path::new(".") } else { path };
            return Ok(Shelf { folder: folder.to_path_buf(), name: path.to_path_buf(), copied: None });
        };
        let copied = Copied { bucket, folder: passing_folder()? };
        let (folder, name) = (copied.folder.path().to_path_buf(), copied.bucket.name().to_path_buf());
        Ok(Shelf { folder, name, copied: Some(copied) })
    }

    /// Where its files are made and read.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it is called: the folder, or the address of the bucket.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// The files of `shard` in it.
    pub fn stored(&self, shard: Shard) -> Stored {
        Stored { folder: self.folder.clone(), name: self.name.clone(), shard }
    }

    /// Looks whether a bucket would take `shard` of `run`, before it is made. A folder is looked at when the shard
    /// is begun.
    ///
    /// # Errors
    /// `GF025` and `GF026` when the bucket can't be asked, `GF027` when the shard of another run is there.
    pub fn admit(&self, shard: Shard, run: &Run) -> Result<(), Diagnostic> {
        let Some(Copied { bucket, .. }) = &self.copied else { return Ok(()) };
        let stored = self.stored(shard);
        if !bucket.bring(&shard.name(TOLD), &stored.told())? {
            // A bucket that is not there answers as an object that is not there, until it is asked for all.
            return bucket.names().map(drop);
        }
        let why = match stored.head() {
            Ok(head) if head.run == *run => return Ok(()),
            Ok(head) => format!("khác nhau ở: {}", head.run.differences(run).join(", ")),
            Err(why) => why,
        };
        Err(other(&self.name.join(shard.name(TOLD)), &why))
    }

    /// Brings all shards of a bucket into its copy.
    ///
    /// # Errors
    /// `GF025` and `GF026` when the bucket does not give them, `GF001` to `GF005` when there is no room.
    pub fn bring(&self) -> Result<(), Diagnostic> {
        let Some(Copied { bucket, .. }) = &self.copied else { return Ok(()) };
        for name in bucket.names()?.iter().filter(|name| Shard::of_name(name).is_some()) {
            // One that has gone since is missing, and told as such.
            bucket.bring(name, &self.folder.join(name))?;
        }
        Ok(())
    }

    /// Puts `shard`, which is made, into the bucket: its papers, and last what tells that they are there. Whether
    /// anything was sent; `None` for a folder.
    ///
    /// # Errors
    /// `GF025` and `GF026` when the bucket does not take it, `GF027` when there is something else under its name.
    pub fn deliver(&self, shard: Shard) -> Result<Option<bool>, Diagnostic> {
        let Some(Copied { bucket, .. }) = &self.copied else { return Ok(None) };
        let mut is_sent = false;
        for ending in [PACKED, TOLD] {
            let name = shard.name(ending);
            is_sent |= bucket.put(&name, &self.folder.join(&name))?;
        }
        Ok(Some(is_sent))
    }

    /// Puts the manifest of all shards into the bucket; nothing for a folder.
    ///
    /// # Errors
    /// As [`Shelf::deliver`].
    pub fn deliver_summary(&self) -> Result<(), Diagnostic> {
        let Some(Copied { bucket, .. }) = &self.copied else { return Ok(()) };
        bucket.put(SUMMARY, &self.folder.join(SUMMARY)).map(drop)
    }
}

/// `GF027`: something else lies under the name `path`, and stays there.
pub(super) fn other(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::error(Code::GF027, format!("trong kho đã có đối tượng khác mang tên này ({why}); không ghi đè"))
        .at(Place::file(path))
        .hint("chọn một địa chỉ khác bằng `--out`, hoặc xóa các đối tượng của lần chạy cũ rồi chạy lại")
}

/// Where `path` leads when it is no path of this machine: the first word of "s3://…", "https://…". A single letter is
/// a drive of Windows.
pub fn scheme(path: &Path) -> Option<&str> {
    let (word, _) = path.to_str()?.split_once("://")?;
    let is_word = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_word.then_some(word)
}
