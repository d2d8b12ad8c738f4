//! What a `manifest.json` tells, and how far it is believed.
//!
//! The list is data like any other: somebody may have written it by hand, copied it from another folder or
//! damaged it. It is read only as an ordinary file of sensible size, and what it claims is taken for the
//! program's own only when the journal says so too, or when the file bears the mark of a writer. What can't
//! be proven stays where it is.

mod parts;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;

use serde::Deserialize;
use serde::de::IgnoredAny;

use self::parts::{Documents, Part};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::make::output::{Found, OutputFolder, Owner, SUMMARY, check_name, reason, taken};

/// The key of the name of the campaign.
pub const CAMPAIGN: &str = "campaign";
/// The key of all that identifies the campaign.
pub const OWNER: &str = "owner";
/// The key of what became of a document.
pub const STATUS: &str = "status";
/// The key of the files of earlier runs.
pub const EARLIER: &str = "earlier";
/// The key of the folders with documents of merges.
pub const MERGED: &str = "merged";

/// The most bytes that are read: more than 50,000 documents with their findings.
const LARGEST: u64 = 64 << 20;
/// Paths named in a finding.
const MOST_NAMED: usize = 20;

/// What a manifest tells.
#[derive(Debug, Default)]
pub struct Told {
    /// The campaign that the folder belongs to; none when only single texts were written.
    pub owner: Option<Owner>,
    /// Those that the folder does not know, with their check sums.
    files: Vec<(String, String)>,
    /// Folders with the documents of merges.
    pub merged: BTreeSet<String>,
    /// It can't be read, and nothing says that it is ours.
    is_strange: bool,
}

#[derive(Deserialize)]
struct Manifest<'a> {
    #[serde(borrow)]
    documents: Option<Documents<'a>>,
    #[serde(default)]
    campaign: String,
    owner: Option<Owner>,
    #[serde(borrow, default)]
    earlier: Vec<Part<'a>>,
    #[serde(default)]
    merged: BTreeSet<String>,
    /// What was made of papers.
    #[serde(borrow, default)]
    gop: Vec<Part<'a>>,
    #[serde(borrow, default)]
    don_vi: Vec<Part<'a>>,
    #[serde(borrow, default)]
    danh_muc: Vec<Part<'a>>,
    #[serde(flatten)]
    others: BTreeMap<String, IgnoredAny>,
}

/// Reads the manifest in `folder`, unless the journal tells all that it does; the report says what is remarkable about it.
///
/// # Errors
/// `GF017` when something else stands under its name, which must not be written over.
pub fn read(folder: &OutputFolder) -> Result<(Told, Report), Diagnostic> {
    if folder.has_ended() {
        return Ok((Told::default(), Report::new()));
    }
    let path = folder.root().join(SUMMARY);
    let read = match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((Told::default(), missing(folder))),
        Err(error) => Err(reason(&error)),
        Ok(metadata) if !metadata.is_file() => return Err(taken(&path)),
        Ok(metadata) if metadata.len() > LARGEST => Err(format!("lớn hơn {} MB", LARGEST >> 20)),
        Ok(_) => fs::read(&path).map_err(|error| reason(&error)),
    };
    let parse = |bytes| serde_json::from_slice::<Manifest>(bytes).map_err(|_| "nội dung bị hỏng".to_owned());
    let parsed = read.as_deref().map_err(String::clone).and_then(parse);
    match parsed {
        Ok(manifest) if manifest.is_foreign() => Err(taken(&path)),
        Ok(manifest) => Ok((manifest.told(folder), Report::new())),
        Err(why) => {
            let is_strange = !has_own_file(folder);
            Ok((Told { is_strange, ..Told::default() }, damaged(folder, &why, is_strange).into()))
        }
    }
}

impl Manifest<'_> {
    /// Whether another program wrote it: it tells of no documents, or of nothing that we say of one.
    fn is_foreign(&self) -> bool {
        match &self.documents {
            None => {
                let lists = [&self.gop, &self.don_vi, &self.danh_muc];
                !self.others.is_empty() || lists.iter().any(|list| !list.is_empty())
            }
            Some(documents) => self.owner.is_none() && documents.count > 0 && !documents.has_ours,
        }
    }

    /// What it tells, but for the files that `folder` knows already: these are proven.
    fn told(self, folder: &OutputFolder) -> Told {
        let Manifest { documents, campaign, owner, earlier, merged, gop, don_vi, danh_muc, .. } = self;
        let by_name = || (!campaign.is_empty()).then(|| Owner { name: campaign, ..Owner::default() });
        let files = documents.map(|documents| documents.files).unwrap_or_default().into_iter();
        let lists = [earlier, gop, don_vi, danh_muc].into_iter().flatten();
        let files = files.chain(lists.filter_map(Part::file)).filter(|(path, sha256)| !folder.knows(path, sha256));
        let files = files.map(|(path, sha256)| (path.into_owned(), sha256.into_owned())).collect();
        Told { files, owner: owner.or_else(by_name), merged, is_strange: false }
    }
}

/// Whether a file of `folder` that its journal tells of stands there with our mark.
fn has_own_file(folder: &OutputFolder) -> bool {
    folder.records(|_| true).iter().any(|(path, sums)| match folder.find(path) {
        Found::File(sum, bytes) => sums.contains(&sum) && folder.is_own(path, bytes.as_deref()),
        Found::Nothing | Found::Other => false,
    })
}

impl Told {
    /// Lets `folder` remember the files that are proven to be the program's, and tells the others. A manifest
    /// that may be somebody's is kept under another name.
    ///
    /// # Errors
    /// `GF…` when it can't be.
    pub fn prove(self, folder: &OutputFolder) -> Result<Report, Diagnostic> {
        if self.is_strange {
            return folder.set_aside(SUMMARY).map(Report::from);
        }
        let (mut foreign, mut unusable) = (Vec::new(), 0_usize);
        for (path, sum) in self.files {
            if check_name(&path).is_err() {
                unusable += 1;
            } else if !folder.knows(&path, &sum) {
                let is_proven = match folder.find(&path) {
                    Found::Nothing => continue,
                    // One that was changed since is remembered too, and kept.
                    Found::File(found, _) if found != sum => true,
                    Found::File(_, bytes) => folder.is_own(&path, bytes.as_deref()),
                    Found::Other => false,
                };
                if is_proven {
                    folder.remember(&path, &sum);
                } else {
                    foreign.push(path);
                }
            }
        }
        match foreign.len() + unusable {
            0 => Ok(Report::new()),
            _ => Ok(unproven(folder, &foreign, unusable).into()),
        }
    }
}

/// A folder with a journal and no manifest.
fn missing(folder: &OutputFolder) -> Report {
    if !folder.has_records() {
        return Report::new();
    }
    let message = format!("không có `{SUMMARY}`: lần chạy trước bị ngắt giữa chừng, hoặc tệp ấy đã bị xóa");
    about(folder, message, "chương trình chạy tiếp theo nhật ký của thư mục; không phải làm gì").into()
}

fn damaged(folder: &OutputFolder, why: &str, is_strange: bool) -> Diagnostic {
    let hint = match is_strange {
        true => {
            "không có nhật ký nào chứng minh được để thay: mọi tệp có sẵn ở đây được coi là của người dùng, bản khác đi được giữ lại với tên `…_sua_tay`"
        }
        false => "chương trình dùng nhật ký của thư mục thay cho tệp này và ghi lại nó khi xong; không phải làm gì",
    };
    about(folder, format!("không dùng được `{SUMMARY}`: {why}"), hint)
}

fn unproven(folder: &OutputFolder, foreign: &[String], unusable: usize) -> Diagnostic {
    let mut named: Vec<String> = foreign.iter().take(MOST_NAMED).cloned().collect();
    let more = foreign.len() - named.len();
    named.extend((more > 0).then(|| format!("{more} tệp khác")));
    named.extend((unusable > 0).then(|| format!("{unusable} đường dẫn không dùng được")));
    let message =
        format!("`{SUMMARY}` kể những tệp không chứng minh được là do chương trình ghi: {}", named.join(", "));
    about(folder, message, "những tệp này được để nguyên, không bị xóa hay ghi đè; nếu là văn bản cũ thì tự xóa")
}

fn about(folder: &OutputFolder, message: String, hint: &str) -> Diagnostic {
    Diagnostic::warning(Code::GF013, message).at(Place::file(folder.root())).hint(hint)
}
