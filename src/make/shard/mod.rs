//! A run that is cut into shards: each made by a call of its own, on whatever machine, and put together again.
//!
//! An engine that runs and repeats calls (Slurm, Kubernetes, GNU parallel) needs little: a call that says which part
//! it makes, one object it leaves behind whole or not at all, and an exit code that tells whether to try again.
//! So a shard is two files, `manh_<I>_<N>.zip` with the papers and `manh_<I>_<N>.jsonl` with what became of each;
//! the second comes last and says that the shard is done. Shards share nothing: no lock, no journal, no order.
//! [`gather`] looks at all of them, says what is missing, and makes one folder of them.

#[cfg_attr(not(feature = "s3"), path = "no_bucket.rs")]
mod bucket;
mod engine;
pub mod gather;
mod inputs;
mod pack;
mod record;
mod shelf;
mod stored;

pub use bucket::Bucket;
pub use engine::Wanted;
pub use inputs::Inputs;
pub use pack::Pack;
pub use record::{Record, Run};
pub use shelf::{Shelf, scheme};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::make::output::sha256;
use crate::paper::job::Job;

/// How the names of the files of a shard begin.
const STEM: &str = "manh";
/// The ending of the file with the papers.
const PACKED: &str = "zip";
/// The ending of the file that tells of them.
const TOLD: &str = "jsonl";

/// One of the parts of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Shard {
    /// From 1.
    #[serde(rename = "shard")]
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

impl Shard {
    /// Whether the paper `key` (its path without extension) belongs to it. That depends on the paper alone: one
    /// that comes or goes moves no other. Papers whose names differ in case only belong together.
    pub fn holds(self, key: &str) -> bool {
        let sum = sha256(key.to_lowercase().as_bytes());
        let head = sum.get(..16).and_then(|head| u64::from_str_radix(head, 16).ok()).unwrap_or_default();
        head % self.of as u64 == self.number as u64 - 1
    }

    /// Its jobs of all `jobs`, each with its number (from 0) among them.
    pub fn of_jobs(self, jobs: Vec<Job<'_>>) -> Vec<(usize, Job<'_>)> {
        jobs.into_iter().enumerate().filter(|(_, job)| self.holds(&job.path)).collect()
    }

    /// The name of its file with this ending.
    fn name(self, ending: &str) -> String {
        format!("{STEM}_{}_{}.{ending}", self.number, self.of)
    }

    /// The shard that a file of this name belongs to, and its ending.
    fn of_name(name: &str) -> Option<(Self, &str)> {
        let (stem, ending) = name.rsplit_once('.')?;
        let (number, of) = stem.strip_prefix(STEM)?.strip_prefix('_')?.split_once('_')?;
        let shard = engine::shard(number, of).ok()?;
        (shard.name(ending) == name).then_some((shard, ending))
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests;
