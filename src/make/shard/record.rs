//! What the file beside a packed shard says: a line about the shard, then a line for each of its documents.
//!
//! ```text
//! {"shard":3,"of":8,"run":{…},"zip":{"path":"manh_3_8.zip","sha256":"…","bytes":…},"documents":101,"failed":1,"lines":"…"}
//! {"key":"dang_ky/phong_gia","index":17,"kind":"dang_ky","subject":"Phòng Giá","result":"ok","pages":1,"files":[…],"diagnostics":[]}
//! ```
//!
//! Keys are only ever added. There is no clock in it and no path of a machine, so a shard that is made again has the
//! same bytes.

use serde::{Deserialize, Serialize};

use super::Shard;
use crate::base::diag::{Diagnostic, Report};
use crate::make::batch::{Outcome, Status, WrittenFile};
use crate::make::output::Owner;
use crate::paper::writer::FORMATS;

/// What all shards of one run have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Of the program.
    pub version: String,
    /// The campaign; none of a merge.
    pub owner: Option<Owner>,
    /// Of a merge, the kind of its documents.
    pub merge: Option<String>,
    /// The names of the formats.
    pub formats: Vec<String>,
    /// The kinds and units that were asked for; all when empty.
    pub kinds: Vec<String>,
    pub only: Vec<String>,
    /// The form set that was asked for.
    pub form_set: Option<String>,
    /// Whether text in old encodings is converted.
    pub convert: bool,
    /// Whether the data have errors, so that rows may be missing.
    pub is_doubtful: bool,
    /// The check sum of all that was read.
    pub input: String,
    /// The number of documents of all shards.
    pub documents: usize,
}

impl Run {
    /// Whether it makes all that there is to make.
    pub fn is_whole(&self) -> bool {
        self.kinds.is_empty() && self.only.is_empty()
    }

    /// In which points `other` is another run, in Vietnamese.
    pub fn differences(&self, other: &Run) -> Vec<&'static str> {
        let points = [
            (self.owner != other.owner, "phong trào"),
            (self.version != other.version, "phiên bản chương trình"),
            (self.formats != other.formats, "dạng tệp"),
            (self.merge != other.merge || self.form_set != other.form_set, "mẫu"),
            (
                self.kinds != other.kinds || self.only != other.only || self.convert != other.convert,
                "các loại, đơn vị và tùy chọn của lệnh",
            ),
            (self.input != other.input, "số liệu vào"),
            (self.documents != other.documents || self.is_doubtful != other.is_doubtful, "các văn bản phải tạo"),
        ];
        points.into_iter().filter(|(differs, _)| *differs).map(|(_, name)| name).collect()
    }
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    #[serde(flatten)]
    pub shard: Shard,
    pub run: Run,
    pub zip: Part,
    /// The number of lines that follow.
    pub documents: usize,
    /// Those of them that could not be made.
    pub failed: usize,
    /// The check sum of these lines.
    pub lines: String,
}

/// A file with its check sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Ok,
    Failed,
}

/// The line of one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its path without extension.
    pub key: String,
    /// Its number among the documents of all shards, from 0.
    pub index: usize,
    pub kind: String,
    pub subject: String,
    pub result: Ending,
    pub pages: Option<usize>,
    /// Số and ký hiệu; not written when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// As far as it is told: "2022", "2022-03", "2022-03-25".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    pub files: Vec<Packed>,
    pub diagnostics: Vec<Diagnostic>,
}

/// One file of a document, by its path in the packed shard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    pub format: String,
    #[serde(flatten)]
    pub part: Part,
}

impl Record {
    /// The line of `outcome`, number `index` of the run.
    pub fn new(index: usize, outcome: &Outcome) -> Self {
        let packed = |file: &WrittenFile| Packed {
            format: file.format.to_owned(),
            part: Part { path: file.path.clone(), sha256: file.sha256.clone(), bytes: file.bytes },
        };
        Record {
            key: outcome.path.clone(),
            index,
            kind: outcome.kind.clone(),
            subject: outcome.subject.clone(),
            result: if outcome.status == Status::Written { Ending::Ok } else { Ending::Failed },
            pages: outcome.pages,
            number: outcome.number.clone(),
            date: outcome.date.to_string(),
            files: outcome.files.iter().map(packed).collect(),
            diagnostics: outcome.report.iter().cloned().collect(),
        }
    }

    /// The outcome that it tells of; `None` when it speaks of a format or a day that there is not.
    pub fn outcome(&self) -> Option<Outcome> {
        let written = |file: &Packed| {
            let format = FORMATS.iter().find(|format| format.name == file.format)?;
            let Part { path, sha256, bytes } = file.part.clone();
            Some(WrittenFile { format: format.name, path, sha256, bytes })
        };
        Some(Outcome {
            kind: self.kind.clone(),
            subject: self.subject.clone(),
            path: self.key.clone(),
            status: if self.result == Ending::Ok { Status::Written } else { Status::Failed },
            pages: self.pages,
            number: self.number.clone(),
            date: self.date.parse().ok()?,
            files: self.files.iter().map(written).collect::<Option<_>>()?,
            report: self.diagnostics.iter().cloned().collect::<Report>(),
        })
    }
}
