//! The papers of the sample campaigns, laid out directly and by Typst: the same file.

use std::collections::BTreeMap;

use super::campaigns;
use crate::paper::layout::LayoutEngine;
use crate::paper::layout::direct::tests::is_same;
use crate::paper::typeset;

/// So many papers of each kind and campaign.
const OF_A_KIND: usize = 1;

#[test]
fn papers_of_campaigns_are_the_same_file_both_ways() {
    let engine = LayoutEngine::new();
    let (mut direct, mut left) = (0, Vec::new());
    for (name, _) in campaigns::SAMPLES {
        let campaign = campaigns::open(name);
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for job in campaign.jobs(&[], &[]).unwrap() {
            let seen = kinds.entry(job.path.split('/').next().unwrap().to_owned()).or_default();
            *seen += 1;
            if *seen > OF_A_KIND {
                continue;
            }
            let Ok((document, _)) = (job.make)() else { continue };
            let Ok(flow) = typeset::set(&document) else { continue };
            match is_same(&engine, &flow, &format!("{name}: {}", job.path)) {
                true => direct += 1,
                false => left.push(format!("{name}: {}", job.path)),
            }
        }
    }
    assert!(direct > 2 * left.len(), "{direct} directly, {} by Typst: {left:#?}", left.len());
}
