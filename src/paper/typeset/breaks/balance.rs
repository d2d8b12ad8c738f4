//! Lines of a title: about equally long, and cut by sense.
//!
//! Of all ways to cut the text into as few lines as the column allows, the one with the least cost is
//! taken. Lines of unequal length cost; so does a line that ends with a word which leads on ("của", "các"),
//! one that tears a phrase, and a last line of one syllable. No line ends inside a word, a name, a symbol
//! or a number.

use super::compounds::{Bond, Compounds};
use super::places::Tie;
use super::{DOUBT_PT, Piece, Text, Word, solid_pt};
use crate::paper::typeset::metrics::Metrics;

/// Longer texts are no titles and are cut where their lines are full.
const MOST_WORDS: usize = 300;
const MOST_LINES: usize = 12;

/// What the end of a line costs; a line that is longer or shorter by a fifth than the mean costs 0.04.
const PLAIN: f64 = 0.05;
const PHRASE: f64 = 0.35;
const LEADS_ON: f64 = 0.5;
const LONE_WORD: f64 = 1.0;

/// Words after which something must follow.
const LEADING: &[&str] = &[
    "của",
    "và",
    "các",
    "những",
    "về",
    "trong",
    "cho",
    "tại",
    "có",
    "được",
    "một",
    "là",
    "theo",
    "từ",
    "đến",
    "với",
    "đã",
    "sẽ",
    "không",
    "do",
    "để",
    "nhằm",
    "vào",
    "trên",
    "thuộc",
    "bằng",
    "bị",
    "ở",
    "sở",
    "phòng",
    "ban",
    "bộ",
    "cục",
    "xã",
    "phường",
    "tỉnh",
    "huyện",
    "quận",
    "năm",
    "ngày",
    "tháng",
    "số",
    "ông",
    "bà",
    "hoặc",
    "khi",
    "như",
    "trước",
    "sau",
    "hay",
    "mỗi",
    "từng",
    "mọi",
    "việc",
    "sự",
    "cấp",
    "hội",
    "đoàn",
    "trường",
    "lần",
    "thứ",
    "v/v",
];
/// Words that begin a part of a sentence: a line ends well before them.
const BEGINNING: &[&str] = &[
    "của",
    "và",
    "về",
    "trong",
    "cho",
    "tại",
    "có",
    "được",
    "là",
    "theo",
    "từ",
    "với",
    "do",
    "để",
    "nhằm",
    "vào",
    "trên",
    "thuộc",
    "giai",
    "năm",
    "đối",
    "thông",
    "gắn",
    "các",
    "xã",
    "phường",
    "tỉnh",
    "huyện",
    "quận",
    "thành",
    "đợt",
    "lần",
    "ngày",
    "số",
];

/// Where `text`, set in one style, is cut into lines of at most `width_pt`: the offsets of the first word of
/// each line after the first, and of all other words. `None` when one line does or no cut is good.
pub fn cut(piece: Piece<'_>, sense: &str, width_pt: f64, compounds: &Compounds, metrics: &Metrics) -> Option<Cut> {
    let pieces = [piece];
    let text = Text::of(&pieces, metrics);
    let words = &text.words;
    if words.len() > MOST_WORDS || solid_pt(words) <= width_pt {
        return None;
    }
    let costs = costs(&text, sense, compounds);
    let starts = (2..=MOST_LINES).find_map(|count| best(words, &costs, width_pt - DOUBT_PT, count))?;
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    let longest_pt = starts.iter().zip(ends).map(|(from, to)| solid_pt(&words[*from..to])).fold(0.0, f64::max);
    let inside = (1..words.len()).filter(|index| !starts.contains(index)).map(|index| words[index].start).collect();
    Some(Cut { inside, longest_pt })
}

/// A text in lines.
pub struct Cut {
    /// Offsets at which no line ends although one could.
    pub inside: Vec<usize>,
    /// Width of the longest line in points.
    pub longest_pt: f64,
}

/// What it costs to end a line before each word; `None` where none may end.
fn costs(text: &Text<'_>, sense: &str, compounds: &Compounds) -> Vec<Option<f64>> {
    let word = |word: &Word| text.whole[word.start..word.end].trim_end_matches(' ');
    let shown: Vec<&str> = text.words.iter().map(word).collect();
    let meant: Vec<&str> = sense.split(' ').filter(|word| !word.is_empty()).collect();
    // Capitals are read in small letters where these are known.
    let syllables = if meant.len() == shown.len() { &meant } else { &shown };
    let bonds = compounds.bonds(syllables);
    let mut costs = vec![Some(0.0)];
    for index in 1..shown.len() {
        let bond = bonds[index - 1];
        let alone = index < 2 || bonds[index - 2] == Bond::None;
        let holds = text.words[index].tie != Tie::Free || bond == Bond::Word;
        costs.push((!holds).then(|| end_cost(syllables[index - 1], syllables[index], bond, alone)));
    }
    costs
}

fn end_cost(before: &str, after: &str, bond: Bond, alone: bool) -> f64 {
    let after = after.to_lowercase();
    if bond == Bond::Phrase {
        PHRASE
    } else if alone && LEADING.contains(&before.to_lowercase().as_str()) {
        LEADS_ON
    } else if before.ends_with([',', ';', ':', ')']) || BEGINNING.contains(&after.as_str()) {
        0.0
    } else {
        PLAIN
    }
}

/// The cheapest cut into `count` lines of at most `width_pt`: the index of the first word of each.
fn best(words: &[Word], costs: &[Option<f64>], width_pt: f64, count: usize) -> Option<Vec<usize>> {
    let mean_pt = solid_pt(words) / count as f64;
    let line = |from: usize, to: usize| {
        let solid = solid_pt(&words[from..to]);
        let lone = if to == words.len() && to - from == 1 { LONE_WORD } else { 0.0 };
        (solid <= width_pt).then(|| ((solid - mean_pt) / mean_pt).powi(2) + lone)
    };
    // For each number of lines and each word: cost of what stands before it, and where its last line starts.
    let mut reached: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; words.len() + 1]; count + 1];
    reached[0][0] = Some((0.0, 0));
    for lines in 1..=count {
        for to in lines..=words.len() {
            let mut found: Option<(f64, usize)> = None;
            for from in (0..to).rev() {
                if solid_pt(&words[from..to]) > width_pt {
                    break;
                }
                let (Some((before, _)), Some(end)) = (reached[lines - 1][from], costs[from]) else { continue };
                let Some(own) = line(from, to) else { continue };
                let cost = before + end + own;
                if found.is_none_or(|(least, _)| cost < least) {
                    found = Some((cost, from));
                }
            }
            reached[lines][to] = found;
        }
    }
    let mut starts = Vec::with_capacity(count);
    let mut to = words.len();
    for lines in (1..=count).rev() {
        to = reached[lines][to]?.1;
        starts.push(to);
    }
    starts.reverse();
    Some(starts)
}
