//! A campaign folder: its data read and put together, and the papers that can be made from it.
//!
//! ```text
//! phong_trao.toml                       the facts of the campaign and the rules of its awards
//! so_lieu.xlsx | so_lieu.json | *.csv   units, registrations, đề nghị, results …
//! so_lieu/                              workbooks and lists of the same, as units send them (optional)
//! noi_dung/*.van                        prose of the plan and the reports (optional)
//! mau/                                  templates that take the place of built-in ones, and new kinds (optional)
//! mau/nd98/                             the same for dossiers of one form set (optional)
//! ```
//!
//! A fault of the campaign (bad TOML, a missing header) stops everything; a fault of one unit, of
//! a row, of an award or of the rules stops the papers that rest on it ([`ownership`]) and no
//! others. All papers are filled in from one `story`, so they can't contradict.
//!
//! ```
//! use std::path::Path;
//! use vanthu::campaign::{self, Opening};
//! use vanthu::files::Memory;
//! use vanthu::paper;
//!
//! // As `campaign::open(Path::new("samples/kien_giang_2022"))`, with other tables and from memory.
//! let memory: Memory = [
//!     ("phong_trao.toml", std::fs::read("samples/kien_giang_2022/phong_trao.toml")?),
//!     ("don_vi.csv", "Tên đơn vị\nPhòng Ngân sách\nPhòng Giá\n".into()),
//!     ("dang_ky.csv", "Đơn vị,Đối tượng,Ngày nộp\nPhòng Giá,Tập thể,31/3/2022\n".into()),
//! ]
//! .into_iter()
//! .collect();
//! let campaign = campaign::open_as(Path::new(""), &Opening { files: &memory, ..Opening::default() })?;
//!
//! // What is wrong, each with its place and how to mend it.
//! assert!(!campaign.findings().has_errors(), "{}", campaign.findings());
//!
//! // What can be made, and one of it.
//! let jobs = campaign.jobs(&[], &[])?;
//! let job = jobs.iter().find(|job| job.path == "dang_ky/phong_gia").ok_or("no form")?;
//! let (document, warnings) = (job.make)()?;
//! assert!(warnings.is_empty());
//! let formats: Vec<_> = paper::format("docx").into_iter().collect();
//! let docx = paper::render(&document, &formats)?.files.concat();
//! assert!(docx.starts_with(b"PK"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod about;
#[cfg(feature = "web")]
mod edited;
pub(crate) mod example;
mod folder;
pub(crate) mod model;
mod open;
mod opened;
mod own_tables;
pub mod ownership;
mod papers;
pub(crate) mod parties;
pub(crate) mod rules;
pub(crate) mod source;
mod story;
pub(crate) mod template;

pub use self::folder::{FILE, origin};
#[cfg(feature = "cli")]
pub(crate) use self::folder::{astray, shape};
pub use self::open::{Opening, kinds, open, open_as};
#[cfg(feature = "cli")]
pub(crate) use self::open::{steps, tables};
pub use self::opened::CampaignFolder;
pub use self::source::OldText;
pub use crate::paper::job::Job;
