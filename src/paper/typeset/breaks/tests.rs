//! Lines of running text and of titles.

use super::balance;
use super::compounds::Compounds;
use super::*;

fn piece(text: &str) -> Piece<'_> {
    Piece { text, bold: false, italic: false, size_pt: 10.0, bonds: &[] }
}

fn lines(text: &str, width_pt: f64) -> Lines {
    break_lines(&[piece(text)], width_pt, 0.0, &Metrics::new())
}

#[test]
fn lines_are_filled_greedily() {
    assert_eq!(lines("aaaa bbbb cccc", 45.0).widths_pt.len(), 2);
    let indented = break_lines(&[piece("aaaa bbbb cccc")], 45.0, 30.0, &Metrics::new());
    assert_eq!(indented.widths_pt.len(), 3);
}

#[test]
fn a_word_may_run_across_styles() {
    let bold = Piece { bold: true, ..piece("bbbb") };
    let lines = break_lines(&[piece("aaaa "), bold, piece("cccc dd")], 40.0, 0.0, &Metrics::new());
    assert_eq!(lines.widths_pt.len(), 3);
}

#[test]
fn a_word_wider_than_the_column_is_cut_at_its_edge() {
    let text = format!("x {} y", "a".repeat(30));
    let broken = lines(&text, 50.0);
    assert_eq!(broken.breaks, [vec![13, 24]]);
    assert_eq!((broken.widths_pt.len(), broken.torn), (4, Some("a".repeat(30))));
}

#[test]
fn a_slash_is_a_place_to_cut_only_in_a_word_that_is_too_wide() {
    assert_eq!(lines("aaaa/bbbbbb/cc/1234567890", 50.0).breaks, [vec![5, 12, 22]]);
    assert_eq!(lines("https://aaaa/bb-bb/cc-cc/d", 60.0).breaks, [vec![13]]);
    let whole = lines("xxxx aaaa/bbb", 50.0);
    assert_eq!((whole.breaks, whole.torn), (vec![Vec::<usize>::new()], None));
}

#[test]
fn what_holds_together_goes_to_the_next_line_as_a_whole() {
    let text = "theo Nghị định số 91/2017/NĐ-CP";
    let metrics = Metrics::new();
    let full = metrics.width_pt(text, false, false, 10.0);
    let number = "theo Nghị định số ".len();
    // Nothing is marked where all stands on one line, or where the group would go as a whole anyway.
    assert_eq!(lines(text, full + 10.0).bonds, [Vec::<usize>::new()]);
    let before = metrics.width_pt("theo Nghị định", false, false, 10.0);
    assert_eq!(lines(text, before + 3.0).bonds, [Vec::<usize>::new()]);
    // The blank after "số", and the hyphen where it would fit too.
    assert_eq!(lines(text, before + 20.0).bonds, [vec![number]]);
    let broken = lines(text, full - 5.0);
    assert_eq!(broken.bonds, [vec![number, text.len() - 2]]);
    assert_eq!((broken.widths_pt.len(), broken.breaks), (2, vec![Vec::new()]));
    // A column that cannot hold it takes it at its blank, then at its hyphen.
    let narrow = lines("số 91/2017/NĐ-CP", metrics.width_pt("91/2017/NĐ-CP", false, false, 10.0) + 2.0);
    assert_eq!((narrow.widths_pt.len(), narrow.breaks), (2, vec![Vec::new()]));
    let narrower = lines("số 91/2017/NĐ-CP", metrics.width_pt("91/2017/NĐ-", false, false, 10.0) + 1.0);
    assert_eq!((narrower.widths_pt.len(), narrower.torn), (3, None));
    assert_eq!(narrower.breaks, [vec!["số 91/2017/NĐ-".len()]]);
}

#[test]
fn where_rounding_would_decide_a_word_goes_to_the_next_line_with_the_one_after_it() {
    let text = "aaaaaa bbbb cc dddd";
    let width = |text: &str| Metrics::new().width_pt(text, false, false, 10.0);
    let (edge, bond) = (width("aaaaaa bbbb"), "aaaaaa bbbb ".len());
    for near in [-0.04, 0.0, 0.04] {
        let broken = lines(text, edge + near);
        assert_eq!((broken.bonds, broken.starts[0], broken.doubtful), (vec![vec![bond]], "aaaaaa ".len(), false));
    }
    for (far, first) in [(-0.2, "aaaaaa ".len()), (0.2, bond)] {
        let broken = lines(text, edge + far);
        assert_eq!((broken.bonds, broken.starts[0], broken.doubtful), (vec![vec![]], first, false));
    }
    // Two that no line holds together, and the last word, stay as they are.
    assert!(lines("aaaaaa bbbb cccccccccccc", edge).doubtful);
    assert!(lines("aaaaaa bbbb", edge).doubtful);
}

#[test]
fn bonds_across_styles_stand_in_the_piece_of_the_blank() {
    let bold = Piece { bold: true, ..piece("91/2017/NĐ-CP") };
    let before = "theo quy định tại Nghị định số ";
    let width = Metrics::new().width_pt(before, false, false, 10.0) + 10.0;
    let broken = break_lines(&[piece(before), bold], width, 0.0, &Metrics::new());
    assert_eq!(broken.bonds, [vec![before.len()], vec![]]);
}

/// The lines of a title in a column of `width_pt`, as the greedy breaker sees them when it knows the cut.
fn title(text: &str, width_pt: f64) -> Vec<String> {
    let (metrics, compounds) = (Metrics::new(), Compounds::new());
    let Some(cut) = balance::cut(piece(text), text, width_pt, &compounds, &metrics) else { return vec![text.into()] };
    let bound = Piece { bonds: &cut.inside, ..piece(text) };
    let pieces = [bound];
    let set = Text::of(&pieces, &metrics);
    let lines = set.words.chunk_by(|_, next| next.tie != Tie::Free);
    let shown: Vec<String> = lines.map(|line| text[line[0].start..line[line.len() - 1].end].trim().into()).collect();
    let greedy = break_lines(&pieces, cut.longest_pt + 1.0, 0.0, &metrics);
    assert_eq!(greedy.widths_pt.len(), shown.len(), "{shown:?}");
    shown
}

#[test]
fn titles_are_cut_by_sense() {
    let width = |text: &str| Metrics::new().width_pt(text, false, false, 10.0);
    let theme = "Kết quả thực hiện phong trào thi đua cải cách hành chính giai đoạn 2021-2025 của Sở Tài chính";
    assert_eq!(
        title(theme, width(theme) * 0.7),
        ["Kết quả thực hiện phong trào thi đua cải cách hành chính", "giai đoạn 2021-2025 của Sở Tài chính"]
    );
    assert_eq!(title("ỦY BAN NHÂN DÂN XÃ AN MINH", 150.0), ["ỦY BAN NHÂN DÂN", "XÃ AN MINH"]);
    assert_eq!(title("TRUNG TÂM QUY HOẠCH XÂY DỰNG", 150.0).len(), 2);
    assert_eq!(title("XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ", 150.0), ["XÁC NHẬN", "CỦA THỦ TRƯỞNG ĐƠN VỊ"]);
    assert_eq!(title("Một dòng", 150.0), ["Một dòng"]);
}

#[test]
fn a_title_never_tears_a_word_in_any_column() {
    let text = "V/v tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua cải cách \
                thủ tục hành chính theo Kế hoạch số 12/KH-STC ngày 05 tháng 3 năm 2026 tại xã An Minh";
    for width in 80..400 {
        for line in title(text, f64::from(width)) {
            for word in ["tập thể", "cá nhân", "thành tích", "xuất sắc", "phong trào", "thi đua", "cải cách", "thủ tục"]
            {
                let (first, second) = word.split_once(' ').unwrap();
                assert!(!line.ends_with(first), "{width} {line}");
                assert!(!line.starts_with(second), "{width} {line}");
            }
            for end in ["số", "ngày", "05", "tháng", "năm", "An", "KH-"] {
                assert!(!line.ends_with(end), "{width} {line}");
            }
        }
    }
}
