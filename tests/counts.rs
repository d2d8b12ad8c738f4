//! One campaign tells its numbers one way: who is chosen, in the judgement, the decision, its list, the tờ trình, the
//! minutes, the giấy khen and the report.

use vanthu::campaign::CampaignFolder;

use crate::all_papers::{Paper, SAMPLES, of_sample, open, year_of_stem};

const KINDS: [&str; 3] = ["tập thể", "cá nhân", "hộ gia đình"];

/// How many of each of [`KINDS`].
type Numbers = [u32; 3];

/// Papers of one round, and the words behind which each of them says how many are chosen.
const OF_ROUND: [(&str, &str); 5] = [
    ("quyet_dinh_khen_thuong", "Điều 1. "),
    ("quyet_dinh_khen_thuong", "Danh sách này có "),
    ("danh_sach_de_nghi", "Danh sách này có "),
    ("bien_ban_hop", "Hội đồng thống nhất đề nghị "),
    ("bien_ban_kiem_phieu", "Hội đồng đề nghị khen thưởng "),
];

/// Papers of one round with a numbered row for each of them.
const WITH_ROWS: [&str; 2] = ["quyet_dinh_khen_thuong", "danh_sach_de_nghi"];

/// Whom the judgement chooses in one round.
struct Round {
    code: String,
    /// As the stems of papers end: "_2024", "_2024_2025"; empty where it is judged once.
    year: String,
    numbers: Numbers,
}

fn rounds(campaign: &CampaignFolder) -> Vec<Round> {
    let judgement = campaign.judgement();
    let rounds = judgement.chon.iter().map(|selection| {
        let mut numbers = Numbers::default();
        for at in &selection.duoc_chon {
            let kind = judgement.de_nghi[*at].loai.label();
            numbers[KINDS.iter().position(|known| *known == kind).unwrap()] += 1;
        }
        Round { code: selection.hinh_thuc.clone(), year: year_of_stem(campaign, selection.nam), numbers }
    });
    rounds.collect()
}

fn sum<'a>(numbers: impl Iterator<Item = &'a Numbers>) -> Numbers {
    numbers.fold(Numbers::default(), |sum, each| std::array::from_fn(|at| sum[at] + each[at]))
}

/// How many of each kind `words` name; none where they name nobody.
fn counted(words: &str) -> Option<Numbers> {
    let number = |kind: &str| {
        let name = format!(" {kind}");
        let mut named = words.match_indices(&name).map(|(at, _)| words[..at].rsplit(' ').next());
        named.find_map(|before| before?.parse::<u32>().ok())
    };
    let numbers = KINDS.map(number);
    numbers.iter().any(Option::is_some).then(|| numbers.map(Option::unwrap_or_default))
}

/// What the line of `paper` that contains `words` counts, behind these.
fn after(paper: &Paper, words: &str) -> Option<Numbers> {
    let line = paper.lines.iter().find(|line| line.contains(words))?;
    counted(line.split_once(words)?.1)
}

/// How many proposals `words` tell of, where they count people once: "14 cá nhân (17 lượt)".
fn times(words: &str) -> Option<u32> {
    words.split_once(" lượt)")?.0.rsplit('(').next()?.parse().ok()
}

/// The rounds that a paper of this stem is about: several codes where one tờ trình is for all of them.
fn of_stem<'a>(stem: &str, rounds: &'a [Round]) -> Vec<&'a Round> {
    let (mut found, mut rest) = (Vec::new(), stem);
    loop {
        let begins = |round: &&Round| rest.starts_with(&round.code) && stem.ends_with(&round.year);
        let Some(round) = rounds.iter().filter(begins).max_by_key(|round| round.code.len()) else { return found };
        rest = rest[round.code.len()..].trim_start_matches('_');
        found.push(round);
    }
}

/// The numbers that `papers` tell otherwise than the judgement.
fn disagreements(papers: &[Paper], rounds: &[Round]) -> Vec<String> {
    let mut wrong = Vec::new();
    for paper in papers {
        let expected = sum(of_stem(paper.stem(), rounds).iter().map(|round| &round.numbers));
        let all: u32 = expected.iter().sum();
        let mut compare = |what: &str, found: Numbers| {
            if found != expected {
                wrong.push(format!("{}: {what}{found:?}, not {expected:?}", paper.path));
            }
        };
        for (_, words) in OF_ROUND.iter().filter(|(kind, _)| *kind == paper.kind()) {
            compare(words, after(paper, words).unwrap_or_default());
        }
        if paper.kind() == "to_trinh" {
            let title = paper.lines.first().map(String::as_str).unwrap_or_default();
            // Who stands in it for two awards is counted once, and it says how many times somebody is proposed.
            if times(title) != Some(all) {
                compare("", counted(title).unwrap_or_default());
            }
        }
        if WITH_ROWS.contains(&paper.kind()) && u32::try_from(paper.numbered_rows).unwrap() != all {
            wrong.push(format!("{}: {} rows, not {all}", paper.path, paper.numbered_rows));
        }
    }
    wrong.extend(report(papers, sum(rounds.iter().map(|round| &round.numbers))));
    wrong
}

/// The report: the last cells of its table against those of all rounds; the giấy khen against their decisions.
fn report(papers: &[Paper], all: Numbers) -> Vec<String> {
    let mut wrong = Vec::new();
    for report in papers.iter().filter(|paper| paper.kind() == "bao_cao_tong_ket") {
        let cells = report.lines.iter().filter_map(|line| line.rsplit_once(" | "));
        let told: Vec<Numbers> = cells.filter_map(|(_, last)| counted(&format!(" {last}"))).collect();
        let told = sum(told.iter());
        if told != all {
            wrong.push(format!("report {told:?}, not {all:?}"));
        }
    }
    let certificates = papers.iter().filter(|paper| paper.kind() == "giay_khen").count();
    let of_certificates = papers.iter().filter(|paper| {
        paper.kind() == "quyet_dinh_khen_thuong" && paper.lines.iter().any(|line| line.contains("Tặng Giấy khen"))
    });
    let decided: u32 = of_certificates.filter_map(|paper| after(paper, "Điều 1. ")).flatten().sum();
    if u32::try_from(certificates).unwrap() != decided {
        wrong.push(format!("{certificates} giấy khen for {decided}"));
    }
    wrong
}

#[test]
fn numbers_agree_across_the_papers_of_a_campaign() {
    for name in SAMPLES {
        let (papers, rounds) = (of_sample(name), rounds(&open(name)));
        // Those of Ninh Thuận are praised at the meeting, of which there is no paper.
        let are_told = papers.iter().any(|paper| !of_stem(paper.stem(), &rounds).is_empty());
        assert_eq!(are_told, name != "ninh_thuan_2020", "{name}");
        let wrong = disagreements(&papers, &rounds);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
    for (sample, kind, before, after) in [
        ("binh_phuoc_2024", "quyet_dinh_khen_thuong", "cho 06 tập thể", "cho 05 tập thể"),
        ("binh_phuoc_2024", "danh_sach_de_nghi", "này có 06 tập thể", "này có 07 tập thể"),
        ("binh_phuoc_2024", "bien_ban_hop", "cho 06 tập thể", "cho 09 tập thể"),
        ("binh_phuoc_2024", "bien_ban_kiem_phieu", "khen thưởng 06 tập thể", "khen thưởng 08 tập thể"),
        ("binh_phuoc_2024", "to_trinh", "cho 06 tập thể", "cho 16 tập thể"),
        ("binh_phuoc_2024", "bao_cao_tong_ket", "| 06 tập thể", "| 05 tập thể"),
        ("sa_binh_2025", "quyet_dinh_khen_thuong", "cho 03 hộ gia đình", "cho 03 cá nhân"),
    ] {
        let mut broken = of_sample(sample);
        let of_kind = broken.iter_mut().filter(|paper| paper.kind() == kind);
        of_kind.flat_map(|paper| &mut paper.lines).for_each(|line| *line = line.replace(before, after));
        assert!(!disagreements(&broken, &rounds(&open(sample))).is_empty(), "{kind}: {before}");
    }
}
