//! Packs the documents of a shard into one file as workers finish them, in the order of their jobs.
//!
//! Workers finish out of order. A document that comes early waits in a small window; when the window is full its
//! worker waits with it, until the one that everybody waits for is there. Jobs are begun in order, so that one is
//! always being made, and memory holds the window whatever the number of documents.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::record::{Ending, Head, Part, Record, Run};
use super::shelf::Shelf;
use super::stored::{MARK, Stored};
use super::{PACKED, Shard};
use crate::base::diag::{Diagnostic, Place};
use crate::make::output::disk::FileSystem;
use crate::make::output::growing::{self, Growing};
use crate::make::output::{OutputFile, Put, Sink, check_name, file_fault, sha256, taken};

/// The most bytes of documents that wait for an earlier one.
const WINDOW: usize = 32 << 20;
/// PDF and DOCX are compressed within; what is left to gain (a quarter of a PDF, its tags and names) is nearly all
/// gained at the first levels.
const LEVEL: i64 = 1;

/// A shard in the making.
pub struct Pack {
    stored: Stored,
    disk: Arc<dyn FileSystem>,
    state: Mutex<State>,
    /// Another document has come to its place.
    moved: Condvar,
    /// The most bytes of documents that wait for an earlier one.
    window: usize,
}

struct State {
    zip: ZipWriter<BufWriter<Growing>>,
    /// The job that comes next.
    next: usize,
    waiting: BTreeMap<usize, Vec<PreparedZipFile>>,
    /// Bytes in `waiting`.
    held: usize,
    fault: Option<Diagnostic>,
}

impl Pack {
    /// Begins `shard` of `run` on `shelf`, where other shards may be made at the same time.
    ///
    /// # Errors
    /// `GF…` when nothing can be written there, `GF015` when the shard of another campaign stands there, `GF017`
    /// when something else stands under one of its names. Nothing is then changed.
    pub fn begin(shelf: &Shelf, shard: Shard, run: &Run, disk: Arc<dyn FileSystem>) -> Result<Self, Diagnostic> {
        let (folder, stored) = (shelf.folder(), shelf.stored(shard));
        admit(&stored, run)?;
        growing::sweep_after(disk.as_ref(), folder, &|name| Shard::of_name(name).is_some_and(|(of, _)| of == shard));
        let zip = ZipWriter::new(BufWriter::new(Growing::begin(Arc::clone(&disk), &stored.packed())?));
        let state = State { zip, next: 0, waiting: BTreeMap::new(), held: 0, fault: None };
        Ok(Pack { stored, disk, state: Mutex::new(state), moved: Condvar::new(), window: WINDOW })
    }

    /// Puts the shard in place with `records` of all its documents; `None` when some of them were not made or not
    /// taken, and then nothing is.
    ///
    /// # Errors
    /// `GF…` when it can't be put in place.
    pub fn finish(self, run: &Run, records: &[Record]) -> Result<Option<Head>, Diagnostic> {
        let State { mut zip, next, fault, .. } = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        if fault.is_some() || next < records.len() {
            return Ok(None);
        }
        let fault = |error: io::Error| file_fault(&self.stored.packed(), &error);
        let comment = format!("{MARK}{}", self.stored.shard);
        let finished = zip.set_comment(comment).and_then(|()| zip.finish()).map_err(|error| fault(error.into()))?;
        let mut packed = finished.into_inner().map_err(|error| fault(error.into_error()))?;
        let (sum, bytes) = packed.sum()?;
        let lines = lines(records);
        let head = Head {
            shard: self.stored.shard,
            run: run.clone(),
            zip: Part { path: self.stored.shard.name(PACKED), sha256: sum, bytes },
            documents: records.len(),
            failed: records.iter().filter(|record| record.result == Ending::Failed).count(),
            lines: sha256(lines.as_bytes()),
        };
        if self.stored.head().is_ok_and(|there| there == head) && self.stored.check().is_ok() {
            return Ok(Some(head));
        }
        let mut told = Growing::begin(Arc::clone(&self.disk), &self.stored.told())?;
        let written = writeln!(told, "{}", serde_json::json!(head)).and_then(|()| told.write_all(lines.as_bytes()));
        written.map_err(|error| file_fault(&self.stored.told(), &error))?;
        growing::remove(self.disk.as_ref(), &self.stored.told())?;
        packed.persist()?;
        told.persist()?;
        Ok(Some(head))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts `files` of job `index` in their place in the order.
    fn take(&self, index: usize, files: Vec<PreparedZipFile>) -> Result<(), Diagnostic> {
        let bytes: usize = files.iter().map(length).sum();
        let mut state = self.state();
        while state.fault.is_none() && index > state.next && state.held + bytes > self.window {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if let Some(fault) = &state.fault {
            return Err(fault.clone());
        }
        // A job that was refused its files, and then passes, has its place already.
        if index >= state.next && !state.waiting.contains_key(&index) {
            state.waiting.insert(index, files);
            state.held += bytes;
        }
        let written = state.write_on();
        if let Err(error) = written {
            let fault = file_fault(&self.stored.packed(), &error);
            state.fault = Some(fault.clone());
            self.moved.notify_all();
            return Err(fault);
        }
        self.moved.notify_all();
        Ok(())
    }
}

impl State {
    /// Writes all that is there of the order.
    fn write_on(&mut self) -> io::Result<()> {
        while let Some(files) = self.waiting.remove(&self.next) {
            for file in files {
                self.held = self.held.saturating_sub(length(&file));
                self.zip.add_prepared_file(file)?;
            }
            self.next += 1;
        }
        Ok(())
    }
}

impl Sink for Pack {
    fn put(&self, index: usize, files: &[OutputFile]) -> Result<Put, Diagnostic> {
        let sums = files.iter().map(|file| sha256(&file.bytes)).collect();
        let mut prepared = Vec::with_capacity(files.len());
        for file in files {
            check_name(&file.path)?;
            let compressed = PreparedZipFile::from_data(&file.path, options(), &file.bytes);
            prepared.push(compressed.map_err(|error| file_fault(&self.stored.packed(), &error.into()))?);
        }
        self.take(index, prepared)?;
        Ok(Put { sums, findings: Vec::new() })
    }

    fn pass(&self, index: usize) {
        // A fault that stands was told with the document that met it.
        let _ = self.take(index, Vec::new());
    }

    fn is_lost(&self) -> bool {
        self.state().fault.is_some()
    }
}

/// How every file is packed: nothing in it depends on the day or the machine.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644)
}

/// The bytes that `file` holds in memory.
fn length(file: &PreparedZipFile) -> usize {
    usize::try_from(file.compressed_size()).unwrap_or(usize::MAX)
}

fn lines(records: &[Record]) -> String {
    records.iter().map(|record| format!("{}\n", serde_json::json!(record))).collect()
}

/// Refuses to write over what is no shard of this campaign.
fn admit(stored: &Stored, run: &Run) -> Result<(), Diagnostic> {
    if let Some(path) = stored.foreign().next() {
        return Err(taken(&path));
    }
    let there = stored.head().ok().and_then(|head| head.run.owner);
    match there.as_ref().zip(run.owner.as_ref()).filter(|(there, own)| !there.is_same_campaign(own)) {
        Some((there, own)) => Err(there.refusal(own).at(Place::file(&stored.folder))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::base::diag::Code;
    use crate::make::output::disk::Disk;

    const SHARD: Shard = Shard { number: 1, of: 1 };

    fn begin(folder: &Path, disk: Arc<dyn FileSystem>) -> Pack {
        Pack::begin(&Shelf::new(folder, None).unwrap(), SHARD, &Run::default(), disk).unwrap()
    }

    fn file(index: usize) -> [OutputFile; 1] {
        [OutputFile { path: format!("a/{index}.txt"), bytes: format!("tệp {index}").into_bytes() }]
    }

    fn record(index: usize) -> Record {
        let key = format!("a/{index}");
        let (kind, subject) = ("a".to_owned(), String::new());
        Record {
            key,
            index,
            kind,
            subject,
            result: Ending::Ok,
            pages: None,
            number: String::new(),
            date: String::new(),
            files: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    fn records(count: usize) -> Vec<Record> {
        (0..count).map(record).collect()
    }

    /// The files in the packed shard, in their order.
    fn packed(folder: &Path) -> Vec<String> {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(folder.join("manh_1_1.zip")).unwrap()).unwrap();
        let count = archive.len();
        let text = |at: usize| {
            let mut text = String::new();
            archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        (0..count).map(text).collect()
    }

    #[test]
    fn files_stand_in_the_order_of_their_jobs() {
        let place = tempfile::tempdir().unwrap();
        let pack = begin(place.path(), Arc::new(Disk));
        for index in [2, 0, 4] {
            pack.put(index, &file(index)).unwrap();
        }
        [3, 1].iter().for_each(|index| pack.pass(*index));
        pack.finish(&Run::default(), &records(5)).unwrap().unwrap();
        assert_eq!(packed(place.path()), ["tệp 0", "tệp 2", "tệp 4"]);
    }

    #[test]
    fn a_full_window_waits_for_the_one_that_comes_next() {
        let place = tempfile::tempdir().unwrap();
        let mut pack = begin(place.path(), Arc::new(Disk));
        pack.window = 10;
        let has_come = AtomicBool::new(false);
        thread::scope(|scope| {
            pack.put(1, &file(1)).unwrap();
            scope.spawn(|| {
                pack.put(2, &file(2)).unwrap();
                has_come.store(true, Ordering::SeqCst);
            });
            thread::sleep(Duration::from_millis(50));
            assert!(!has_come.load(Ordering::SeqCst) && pack.state().held <= 16);
            pack.put(0, &file(0)).unwrap();
        });
        pack.finish(&Run::default(), &records(3)).unwrap().unwrap();
        assert_eq!(packed(place.path()), ["tệp 0", "tệp 1", "tệp 2"]);
    }

    #[test]
    fn a_shard_with_a_document_not_made_is_none() {
        let place = tempfile::tempdir().unwrap();
        let pack = begin(place.path(), Arc::new(Disk));
        pack.put(1, &file(1)).unwrap();
        assert_eq!(pack.finish(&Run::default(), &records(2)), Ok(None));
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
    }

    /// A disk that is full after some bytes.
    #[derive(Debug)]
    struct Full(std::sync::atomic::AtomicUsize);

    impl FileSystem for Full {
        fn write(&self, file: &mut std::fs::File, bytes: &[u8]) -> io::Result<()> {
            let room = self.0.load(Ordering::SeqCst);
            self.0.store(room.saturating_sub(bytes.len()), Ordering::SeqCst);
            if bytes.len() > room { Err(io::ErrorKind::StorageFull.into()) } else { Disk.write(file, bytes) }
        }
    }

    #[test]
    fn a_full_disk_leaves_the_shard_that_was_there() {
        let place = tempfile::tempdir().unwrap();
        let make = |room: usize, count: usize| {
            let pack = begin(place.path(), Arc::new(Full(room.into())));
            let put = (0..count).find_map(|index| pack.put(index, &file(index)).err());
            let is_lost = pack.is_lost();
            (put, is_lost, pack.finish(&Run::default(), &records(count)))
        };
        let (_, _, first) = make(usize::MAX, 3);
        let there = || ["zip", "jsonl"].map(|end| std::fs::read(place.path().join(format!("manh_1_1.{end}"))).unwrap());
        let before = there();
        let (mut on_the_way, mut at_the_end) = (0, 0);
        for room in (0..).step_by(512) {
            let (put, is_lost, finished) = make(room, 60);
            match finished {
                Ok(Some(_)) => break,
                Ok(None) => {
                    assert!(is_lost && put.is_some_and(|fault| fault.code == Code::GF004));
                    on_the_way += 1;
                }
                // The directory at the end of the papers, or the lines.
                Err(fault) => {
                    assert_eq!(fault.code, Code::GF004);
                    at_the_end += 1;
                }
            }
            assert!(there() == before, "{room}");
        }
        assert!(on_the_way > 3 && at_the_end > 3, "{on_the_way} {at_the_end}");
        assert!(there() != before && first.unwrap().is_some());
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 2);
    }
}
