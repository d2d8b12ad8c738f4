//! One campaign tells its numbers one way: who is chosen, in the decision, its list, the tờ trình, the minutes, the
//! giấy khen and the report.

use crate::all_papers::{Paper, SAMPLES, all};

/// The numbers of collectives and of individuals that a sentence names first; none where it names neither.
fn counted(words: &str) -> Option<(u32, u32)> {
    let number = |kind: &str| -> Option<u32> {
        let before = &words[..words.find(&format!(" {kind}"))?];
        before.rsplit(' ').next()?.parse().ok()
    };
    let (some, others) = (number("tập thể"), number("cá nhân"));
    (some.is_some() || others.is_some()).then(|| (some.unwrap_or(0), others.unwrap_or(0)))
}

/// What the line of `paper` that contains `words` counts, behind these.
fn after(paper: &Paper, words: &str) -> Option<(u32, u32)> {
    let line = paper.lines.iter().find(|line| line.contains(words))?;
    counted(line.split_once(words)?.1)
}

/// The numbers of each round that its papers tell otherwise than its decision.
fn disagreements(papers: &[Paper]) -> Vec<String> {
    let mut wrong = Vec::new();
    let (mut rounds, mut proposed) = ((0, 0), (0, 0));
    for decision in papers.iter().filter(|paper| paper.kind() == "quyet_dinh_khen_thuong") {
        let Some(chosen) = after(decision, "Điều 1. ") else {
            wrong.push(format!("{}: no number", decision.path));
            continue;
        };
        rounds = (rounds.0 + chosen.0, rounds.1 + chosen.1);
        let of_round = |kind: &str| papers.iter().find(|paper| paper.kind() == kind && paper.stem() == decision.stem());
        let mut told: Vec<(&str, Option<(u32, u32)>)> = vec![("list", after(decision, "Danh sách này có "))];
        if let Some(list) = of_round("danh_sach_de_nghi") {
            told.push(("proposed list", after(list, "Danh sách này có ")));
            told.push(("rows of the proposed list", rows(list, chosen)));
        }
        if let Some(minutes) = of_round("bien_ban_hop") {
            told.push(("minutes", after(minutes, "Hội đồng thống nhất đề nghị ")));
        }
        if let Some(count) = of_round("bien_ban_kiem_phieu") {
            told.push(("count of ballots", after(count, "Hội đồng đề nghị khen thưởng ")));
        }
        told.push(("rows of the decision", rows(decision, chosen)));
        let other = told.into_iter().filter(|(_, numbers)| *numbers != Some(chosen));
        wrong.extend(other.map(|(what, numbers)| format!("{}: {what} {numbers:?}, not {chosen:?}", decision.path)));
    }
    for paper in papers.iter().filter(|paper| paper.kind() == "to_trinh") {
        let numbers = paper.lines.first().and_then(|title| counted(title)).unwrap_or_default();
        proposed = (proposed.0 + numbers.0, proposed.1 + numbers.1);
    }
    if rounds != proposed {
        wrong.push(format!("decisions {rounds:?}, tờ trình {proposed:?}"));
    }
    wrong.extend(report(papers, rounds));
    wrong
}

/// As many rows as are chosen, told as if of these kinds.
fn rows(paper: &Paper, chosen: (u32, u32)) -> Option<(u32, u32)> {
    let rows = u32::try_from(paper.numbered_rows).ok()?;
    Some(if rows == chosen.0 + chosen.1 { chosen } else { (rows, 0) })
}

/// The report: the last cells of its table, and the giấy khen, against those of all `rounds`.
fn report(papers: &[Paper], rounds: (u32, u32)) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(report) = papers.iter().find(|paper| paper.kind() == "bao_cao_tong_ket").filter(|_| rounds != (0, 0)) {
        let cells = report.lines.iter().filter_map(|line| line.rsplit_once(" | "));
        let told = cells.filter_map(|(_, last)| counted(&format!(" {last}")));
        let told = told.fold((0, 0), |sum, numbers| (sum.0 + numbers.0, sum.1 + numbers.1));
        if told != rounds {
            wrong.push(format!("report {told:?}, not {rounds:?}"));
        }
    }
    let certificates = papers.iter().filter(|paper| paper.kind() == "giay_khen").count();
    let of_certificates = papers.iter().filter(|paper| {
        paper.kind() == "quyet_dinh_khen_thuong" && paper.lines.iter().any(|line| line.contains("Tặng Giấy khen"))
    });
    let decided = of_certificates.filter_map(|paper| after(paper, "Điều 1. "));
    let decided: u32 = decided.map(|(some, others)| some + others).sum();
    if u32::try_from(certificates).unwrap() != decided {
        wrong.push(format!("{certificates} giấy khen for {decided}"));
    }
    wrong
}

#[test]
fn numbers_agree_across_the_papers_of_a_campaign() {
    for name in SAMPLES {
        let of_sample: Vec<Paper> = all().iter().filter(|paper| paper.sample == name).cloned().collect();
        let wrong = disagreements(&of_sample);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
    for (kind, before, after) in [
        ("quyet_dinh_khen_thuong", "cho 06 tập thể", "cho 05 tập thể"),
        ("danh_sach_de_nghi", "này có 06 tập thể", "này có 07 tập thể"),
        ("bien_ban_hop", "cho 06 tập thể", "cho 09 tập thể"),
        ("bien_ban_kiem_phieu", "khen thưởng 06 tập thể", "khen thưởng 08 tập thể"),
        ("to_trinh", "cho 06 tập thể", "cho 16 tập thể"),
        ("bao_cao_tong_ket", "| 06 tập thể", "| 05 tập thể"),
    ] {
        let mut broken: Vec<Paper> = all().iter().filter(|paper| paper.sample == "binh_phuoc_2024").cloned().collect();
        let of_kind = broken.iter_mut().filter(|paper| paper.kind() == kind);
        of_kind.flat_map(|paper| &mut paper.lines).for_each(|line| *line = line.replace(before, after));
        assert!(!disagreements(&broken).is_empty(), "{kind}: {before}");
    }
}
