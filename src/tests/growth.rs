//! What a paper costs does not grow with the campaign that it belongs to.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::campaign;

const FACTS: &str = include_str!("../../samples/kien_giang_2022/phong_trao.toml");
/// How many papers are made of each campaign.
const MADE: usize = 20;
/// Of how many tries the quickest counts: others share the machine.
const TRIES: usize = 7;

/// Writes a campaign of `units` units, each with two registrations.
fn write(folder: &Path, units: usize) {
    fs::write(folder.join("phong_trao.toml"), FACTS).unwrap();
    let (mut rows, mut registered) = ("Tên đơn vị\n".to_owned(), "Đơn vị,Đối tượng,Số lượng,Ngày nộp\n".to_owned());
    for unit in 1..=units {
        rows.push_str(&format!("Phòng số {unit}\n"));
        registered.push_str(&format!("Phòng số {unit},Tập thể,,2022-03-25\nPhòng số {unit},Cá nhân,03,2022-03-26\n"));
    }
    fs::write(folder.join("don_vi.csv"), rows).unwrap();
    fs::write(folder.join("dang_ky.csv"), registered).unwrap();
}

/// The shortest time in which [`MADE`] registration forms are put together, in turn for each number of units.
fn quickest<const N: usize>(units: [usize; N]) -> [Duration; N] {
    let folders = units.map(|count| {
        let place = tempfile::tempdir().unwrap();
        write(place.path(), count);
        campaign::open(place.path()).unwrap_or_else(|report| panic!("{report:?}"))
    });
    let kinds = ["dang_ky".to_owned()];
    let jobs = folders.each_ref().map(|folder| folder.jobs(&kinds, &[]).unwrap());
    let mut best = [Duration::MAX; N];
    for _ in 0..TRIES {
        for (best, jobs) in best.iter_mut().zip(&jobs) {
            let start = Instant::now();
            jobs.iter().take(MADE).for_each(|job| drop((job.make)().unwrap()));
            *best = start.elapsed().min(*best);
        }
    }
    best
}

#[test]
fn a_paper_of_a_large_campaign_costs_no_more() {
    let [small, large] = quickest([50, 1_500]);
    assert!(large < small * 2, "{MADE} papers of 50 units in {small:?}, of 1,500 units in {large:?}");
}
