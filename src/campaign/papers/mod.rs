//! The papers of a campaign: which there are, what each is about and lacks, what concerns it, and the jobs that make
//! them. All are views of the campaign that was read and judged.

mod findings;
mod items;
mod jobs;
mod needs;
mod ownership;
mod steps;
mod story_of;
mod variables;
