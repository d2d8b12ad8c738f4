//! How papers are dealt out, and what is read of names.

mod faults;

use super::*;

fn shards(of: usize) -> impl Iterator<Item = Shard> {
    (1..=of).map(move |number| Shard { number, of })
}

#[test]
fn each_paper_is_in_one_shard_and_stays_there() {
    let keys: Vec<String> = (0..4000).map(|number| format!("dang_ky/phong_so_{number}")).collect();
    let of = 8;
    let mut counts = vec![0; of];
    for key in &keys {
        let holders: Vec<usize> = shards(of).filter(|shard| shard.holds(key)).map(|shard| shard.number).collect();
        assert_eq!(holders.len(), 1, "{key}");
        counts[holders[0] - 1] += 1;
        assert!(Shard { number: holders[0], of }.holds(&key.to_uppercase()), "one name on systems that ignore case");
    }
    assert!(counts.iter().all(|count| (400..600).contains(count)), "{counts:?}");
    assert!(shards(1).all(|shard| keys.iter().all(|key| shard.holds(key))));
    // The first run of a country must not be dealt out anew by a later version.
    assert!(Shard { number: 4, of: 8 }.holds("dang_ky/phong_so_1"));
}

#[test]
fn names_are_those_of_shards_or_none() {
    let shard = Shard { number: 3, of: 8 };
    assert_eq!(Shard::of_name(&shard.name(TOLD)), Some((shard, TOLD)));
    assert_eq!(Shard::of_name("manh_3_8.zip"), Some((shard, PACKED)));
    for name in [
        "manh_03_8.zip",
        "manh_0_8.zip",
        "manh_9_8.zip",
        "manh_3.zip",
        "manh_3_8",
        "Manh_3_8.zip",
        ".vanthu-manh_3_8.zip-abcdef.tmp",
    ] {
        assert_eq!(Shard::of_name(name).filter(|(_, ending)| *ending == PACKED), None, "{name}");
    }
}
