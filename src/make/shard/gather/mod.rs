//! Looks at the shards of a run: what is whole, what is missing, what must be made again.
//!
//! Every shard is proven by its check sums before it counts. What does not belong to one run is refused as a whole,
//! for nobody but the user knows which of two runs is meant; what is missing, broken or there in two versions is
//! named with its number, so that an engine can be told to make just these again.

mod merged;
mod unpack;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

pub use merged::put_manifest;
pub use unpack::unpack;

use super::record::Run;
use super::shelf::Shelf;
use super::stored::Checked;
use super::{PACKED, Shard, TOLD};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::Files;
use crate::make::output::disk::FileSystem;
use crate::make::output::growing::sweep_after;
use crate::make::output::{SUMMARY, reason};

/// Shards of one run.
#[derive(Debug)]
pub struct Gathered {
    /// How many there are to be.
    pub of: usize,
    /// Those that are whole, by number.
    pub shards: Vec<Checked>,
    /// The numbers of those that must be made again.
    pub again: BTreeSet<usize>,
    /// What is wrong or remarkable (`GF019`, `GF021`).
    pub report: Report,
}

/// The shelves on which each shard is told of.
type Found<'a> = BTreeMap<Shard, Vec<&'a Shelf>>;

impl Gathered {
    /// What the shards have in common; none when no shard is whole.
    pub fn run(&self) -> Option<&Run> {
        self.shards.first().map(|checked| &checked.head.run)
    }

    /// The paths, without extension, of the documents that could not be made.
    pub fn failed(&self) -> Vec<&str> {
        self.shards.iter().flat_map(|checked| &checked.failed).map(String::as_str).collect()
    }

    /// Takes away what runs that were cut off left beside the shards, also of their manifest.
    pub fn tidy(&self, disk: &dyn FileSystem) {
        let is_ours =
            |name: &str| name == SUMMARY || Shard::of_name(name).is_some_and(|(shard, _)| shard.of == self.of);
        let folders: BTreeSet<&Path> = self.shards.iter().map(|checked| checked.stored.folder.as_path()).collect();
        folders.into_iter().for_each(|folder| sweep_after(disk, folder, &is_ours));
    }
}

/// Looks among `files` at the shards on `shelves`.
///
/// # Errors
/// `TL001` and `TL008` for a folder that can't be read or holds no shard, `GF020` when the shards are not of one run.
pub fn look(files: &dyn Files, shelves: &[Shelf]) -> Result<Gathered, Report> {
    let found = find(files, shelves)?;
    let of = one_count(&found)?;
    let mut report = Report::new();
    let mut again: BTreeSet<usize> = (1..=of).collect();
    let mut shards: Vec<Checked> = Vec::new();
    for (shard, shelves) in found.iter().filter(|(_, shelves)| !shelves.is_empty()) {
        let checked = one_of(*shard, shelves, &mut report);
        again.remove(&shard.number);
        match checked {
            Some(checked) => shards.push(checked),
            None => drop(again.insert(shard.number)),
        }
    }
    one_run(&shards)?;
    let told: BTreeSet<usize> =
        found.iter().filter(|(_, shelves)| !shelves.is_empty()).map(|(shard, _)| shard.number).collect();
    let missing: Vec<usize> = again.difference(&told).copied().collect();
    if !missing.is_empty() {
        let message = format!("thiếu {} trong {of} mảnh: {}", missing.len(), ranges(missing.iter().copied()));
        let finding = Diagnostic::error(Code::GF019, message);
        report.push(finding.hint("các mảnh này chưa làm xong hoặc chưa chép về; chạy lại chúng, rồi ghép lại"));
    }
    if again.is_empty() {
        fits_together(&shards)?;
    }
    Ok(Gathered { of, shards, again, report })
}

/// The shards on `shelves`; one without a shelf is not told of, only its packed file is there.
fn find<'a>(files: &dyn Files, shelves: &'a [Shelf]) -> Result<Found<'a>, Report> {
    let mut found = Found::new();
    let mut refused = Report::new();
    for shelf in shelves {
        match files.list(shelf.folder()) {
            Ok(paths) => paths.iter().for_each(|path| note(path, shelf, &mut found)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => refused.push(
                Diagnostic::error(Code::TL001, "không tìm thấy thư mục này")
                    .at(Place::file(shelf.name()))
                    .hint("kiểm tra lại đường dẫn"),
            ),
            Err(error) => refused.push(
                Diagnostic::error(Code::TL008, format!("không đọc được: {}", reason(&error)))
                    .at(Place::file(shelf.name()))
                    .hint("đưa thư mục nhận kết quả của các lệnh `vanthu render … --manh I/N`"),
            ),
        }
    }
    if refused.is_empty() && found.is_empty() {
        refused.push(
            Diagnostic::error(Code::TL001, "không tìm thấy mảnh nào (tệp `manh_<I>_<N>.jsonl`)")
                .at(Place::file(shelves.first().map_or(Path::new("."), Shelf::name)))
                .hint("đưa thư mục nhận kết quả của các lệnh `vanthu render … --manh I/N`"),
        );
    }
    if refused.is_empty() { Ok(found) } else { Err(refused) }
}

/// Notes the file `path` of `shelf` when it is one of a shard.
fn note<'a>(path: &Path, shelf: &'a Shelf, found: &mut Found<'a>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match Shard::of_name(&name) {
        Some((shard, TOLD)) => found.entry(shard).or_default().push(shelf),
        Some((shard, PACKED)) => drop(found.entry(shard).or_default()),
        _ => {}
    }
}

/// How many shards the run has, by all that are there.
fn one_count(found: &Found) -> Result<usize, Report> {
    let mut counts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for shard in found.keys() {
        counts.entry(shard.of).or_default().push(shard.number);
    }
    match counts.len() {
        1 => Ok(counts.into_keys().next().unwrap_or_default()),
        _ => {
            let parts = counts.iter().map(|(of, numbers)| format!("{} trên {of}", ranges(numbers.iter().copied())));
            let message = format!("các mảnh chia theo những số khác nhau: {}", parts.collect::<Vec<_>>().join("; "));
            let finding = Diagnostic::error(Code::GF020, message);
            Err(finding.hint("mỗi lần chia một thư mục: chuyển các mảnh của lần chạy cũ đi nơi khác").into())
        }
    }
}

/// The shard out of those of its number on `shelves`: when it is there more than once, all must be the same.
fn one_of(shard: Shard, shelves: &[&Shelf], report: &mut Report) -> Option<Checked> {
    let mut whole: Vec<Checked> = Vec::new();
    let mut broken = Vec::new();
    for shelf in shelves {
        let stored = shelf.stored(shard);
        match stored.check() {
            Ok(checked) => whole.push(checked),
            Err(why) => broken.push(stored.broken(&why)),
        }
    }
    let is_one = whole.iter().all(|checked| whole.first().is_some_and(|first| first.head == checked.head));
    if shelves.len() > 1 {
        let places = shelves.iter().map(|shelf| format!("`{}`", shelf.name().display())).collect::<Vec<_>>().join(", ");
        report.push(match is_one {
            true => Diagnostic::warning(Code::GF021, format!("mảnh {shard} có ở nhiều nơi, chỉ lấy một: {places}")),
            false => Diagnostic::error(Code::GF021, format!("mảnh {shard} có nhiều bản khác nhau: {places}"))
                .hint("xóa các bản cũ, hoặc chạy lại mảnh này"),
        });
    }
    if whole.is_empty() {
        report.extend(broken);
    }
    whole.into_iter().next().filter(|_| is_one)
}

/// Refuses shards of several runs.
fn one_run(shards: &[Checked]) -> Result<(), Report> {
    let mut runs: Vec<(&Run, Vec<usize>)> = Vec::new();
    for Checked { head, .. } in shards {
        match runs.iter_mut().find(|(run, _)| **run == head.run) {
            Some((_, numbers)) => numbers.push(head.shard.number),
            None => runs.push((&head.run, vec![head.shard.number])),
        }
    }
    let [(first, _), others @ ..] = runs.as_slice() else { return Ok(()) };
    if others.is_empty() {
        return Ok(());
    }
    let points: BTreeSet<&str> = others.iter().flat_map(|(run, _)| first.differences(run)).collect();
    let points: Vec<&str> = points.into_iter().collect();
    let groups: Vec<String> = runs.iter().map(|(_, numbers)| ranges(numbers.iter().copied())).collect();
    let message =
        format!("các mảnh không cùng một lần chạy: {}; khác nhau ở: {}", groups.join(" và "), points.join(", "));
    let finding = Diagnostic::error(Code::GF020, message);
    Err(finding
        .hint("chạy lại các mảnh cũ bằng đúng lệnh, số liệu và bản chương trình của các mảnh mới, rồi ghép lại")
        .into())
}

/// Refuses shards that do not tell of each document of the run once.
fn fits_together(shards: &[Checked]) -> Result<(), Report> {
    let mut indices: Vec<usize> = shards.iter().flat_map(|checked| checked.indices.iter().copied()).collect();
    indices.sort_unstable();
    let documents = shards.first().map_or(0, |checked| checked.head.run.documents);
    if indices.len() == documents && indices.iter().copied().eq(0..documents) {
        return Ok(());
    }
    let message = format!("các mảnh kể {} văn bản, lần chạy có {documents}", indices.len());
    Err(Diagnostic::error(Code::GF020, message).hint("bảng kê đã bị sửa: chạy lại mọi mảnh").into())
}

/// Numbers in order as Slurm takes them: "3,7-9".
pub fn ranges(numbers: impl IntoIterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let mut text = String::new();
    for (first, last) in runs {
        let comma = if text.is_empty() { "" } else { "," };
        // Writing into a text cannot fail.
        let _ = match first == last {
            true => write!(text, "{comma}{first}"),
            false => write!(text, "{comma}{first}-{last}"),
        };
    }
    text
}
