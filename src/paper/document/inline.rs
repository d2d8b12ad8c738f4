//! Markup inside a line: `**đậm**`, `*nghiêng*`, `***đậm nghiêng***` and `@o_trong{30}`.
//!
//! Stars switch a style on and off. One with blanks on both sides (the ends of the line among them), one in
//! brackets, as of a footnote, and one inside a word or a sum, as of `2*3*4`, is a star; another that switches
//! nothing on is almost always a star that was meant to be printed, so it is an error that names `\*` rather than a
//! silent loss of a character.

use super::lines::{Faults, Glyph, text};
use super::{Inline, Run};
use crate::base::diag::{Code, Diagnostic, nearest};
use crate::base::limits::{self, Limit};

/// The word that starts a blank inside a line.
const BLANK: &str = "o_trong";
/// The most letters of such a word with its signs.
const WORD: usize = 40;
/// What a number or a sum ends with besides letters and digits.
const ENDS_OF_VALUES: [char; 5] = ['%', '‰', '°', ')', ']'];

/// Turns `glyphs` into inlines; faults are collected, `DL060` for a paragraph that nobody types.
pub(super) fn parse(glyphs: &[Glyph], faults: &mut Faults) -> Vec<Inline> {
    let over = |limit: Limit, found: usize| (!limit.allows(found)).then(|| limit.over());
    if let Some(finding) = over(limits::PARAGRAPH, glyphs.len()) {
        glyphs.first().into_iter().for_each(|first| faults.push(first.at, finding.clone()));
        return Vec::new();
    }
    let mut parser = Parser { glyphs, next: 0, bold: None, italic: None, inlines: Vec::new() };
    while let Some(glyph) = parser.glyphs.get(parser.next) {
        if glyph.is('*') {
            parser.stars(faults);
        } else if glyph.is('@') && parser.blank(faults) {
            continue;
        } else {
            parser.letter(glyph);
        }
    }
    parser.close(faults);
    if let (Some(first), Some(finding)) = (glyphs.first(), over(limits::RUNS, parser.inlines.len())) {
        faults.push(first.at, finding);
        return Vec::new();
    }
    parser.inlines
}

/// Adds `run`, joined to the text before it when the style is the same.
pub(super) fn push_run(inlines: &mut Vec<Inline>, run: Run) {
    match inlines.last_mut() {
        Some(Inline::Text(last)) if (last.bold, last.italic) == (run.bold, run.italic) => last.text.push_str(&run.text),
        _ => inlines.push(Inline::Text(run)),
    }
}

struct Parser<'a> {
    glyphs: &'a [Glyph],
    next: usize,
    /// Where bold was switched on.
    bold: Option<usize>,
    /// Where italic was switched on.
    italic: Option<usize>,
    inlines: Vec<Inline>,
}

impl Parser<'_> {
    fn letter(&mut self, glyph: &Glyph) {
        self.next += 1;
        if glyph.letter == '\n' {
            self.inlines.push(Inline::Break);
            return;
        }
        let style = (self.bold.is_some(), self.italic.is_some());
        match self.inlines.last_mut() {
            Some(Inline::Text(last)) if (last.bold, last.italic) == style => last.text.push(glyph.letter),
            _ => {
                self.inlines.push(Inline::Text(Run { text: glyph.letter.to_string(), bold: style.0, italic: style.1 }))
            }
        }
    }

    fn stars(&mut self, faults: &mut Faults) {
        let Some(first) = self.glyphs.get(self.next) else {
            return;
        };
        let rest = self.glyphs.get(self.next..).unwrap_or_default();
        let count = rest.iter().take_while(|glyph| glyph.is('*')).count();
        if self.are_letters(count) {
            rest.iter().take(count).for_each(|glyph| self.letter(glyph));
            return;
        }
        if count <= 3 && self.opens_again(count) {
            let stars = "*".repeat(count);
            faults.push(
                first.at,
                odd_stars(format!("dấu `{stars}` đứng trước chữ không đóng được chữ mở bằng `{stars}` ở trước")),
            );
            rest.iter().take(count).for_each(|glyph| self.letter(glyph));
            return;
        }
        self.next += count;
        if count > 3 {
            faults.push(first.at, odd_stars(format!("{count} dấu sao liền nhau")));
            return;
        }
        let before = (self.bold, self.italic);
        if count != 1 {
            self.bold = toggle(self.bold, first.at);
        }
        if count != 2 {
            self.italic = toggle(self.italic, first.at);
        }
        let opened = (before.0.is_none() && self.bold.is_some()) || (before.1.is_none() && self.italic.is_some());
        let text_follows = rest.get(count).is_some_and(|glyph| !glyph.is_blank() && glyph.letter != '\n');
        if opened && !text_follows {
            (self.bold, self.italic) = before;
            faults.push(first.at, odd_stars(format!("dấu `{}` không có chữ liền sau", "*".repeat(count))));
        }
    }

    /// Whether the next `count` stars stand where a style begins, before a word, and it is on already.
    fn opens_again(&self, count: usize) -> bool {
        let is_open = |glyph: Option<&Glyph>| glyph.is_none_or(|glyph| glyph.is_blank() || glyph.letter == '\n');
        let before = self.next.checked_sub(1).and_then(|at| self.glyphs.get(at));
        let is_on = (count != 1 && self.bold.is_some()) || (count != 2 && self.italic.is_some());
        is_on && is_open(before) && !is_open(self.glyphs.get(self.next + count))
    }

    /// Whether the next `count` stars are to be printed: no markup has blanks on both sides of its stars, or
    /// brackets, but for one that closes here since nothing else does; none opens inside a word.
    fn are_letters(&self, count: usize) -> bool {
        let at = |at: Option<usize>| at.and_then(|at| self.glyphs.get(at));
        let (before, behind) = (at(self.next.checked_sub(1)), at(Some(self.next + count)));
        let is_inside = before.zip(behind).is_some_and(|(before, behind)| self.is_inside(count, before, behind));
        let is_open = |glyph: Option<&Glyph>| glyph.is_none_or(|glyph| glyph.is_blank() || glyph.letter == '\n');
        let in_brackets = before.is_some_and(|glyph| glyph.is('(') || glyph.is('['))
            && behind.is_some_and(|glyph| glyph.is(')') || glyph.is(']'));
        let alone = is_open(before) && is_open(behind);
        let is_digit = |glyph: Option<&Glyph>| glyph.is_some_and(|glyph| glyph.letter.is_ascii_digit());
        // "0860****1234", "khách sạn 3* và 4*".
        let is_masked = is_digit(before) && is_digit(behind);
        let is_behind_number = count == 1 && is_digit(before) && is_open(behind) && self.italic.is_none();
        is_masked || count <= 3 && (in_brackets || is_inside || is_behind_number || alone && !self.closes(count))
    }

    /// Whether stars between `before` and `behind` stand inside a word or a sum, where no style begins. Between digits
    /// none ends either; elsewhere one that is on ends.
    fn is_inside(&self, count: usize, before: &Glyph, behind: &Glyph) -> bool {
        if before.letter.is_ascii_digit() && behind.letter.is_ascii_digit() {
            return true;
        }
        let ends_style = (count != 1 && self.bold.is_some()) || (count != 2 && self.italic.is_some());
        let is_text = !behind.is_blank() && behind.letter != '\n';
        let goes_on = behind.letter.is_alphanumeric() || behind.letter == '(';
        let is_value = before.letter.is_alphanumeric() && is_text || ENDS_OF_VALUES.contains(&before.letter) && goes_on;
        is_value && !ends_style
    }

    /// Whether the next `count` stars close a style that no star behind them does.
    fn closes(&self, count: usize) -> bool {
        let is_on = if count == 1 { self.italic.is_some() } else { self.bold.is_some() };
        let rest = self.glyphs.get(self.next + count..).unwrap_or_default();
        let touching = rest
            .windows(2)
            .any(|pair| matches!(pair, [word, star] if star.is('*') && !word.is('*') && !word.is_blank()));
        is_on && !touching
    }

    fn close(&self, faults: &mut Faults) {
        let message = |stars: &str| odd_stars(format!("chữ mở bằng `{stars}` nhưng không đóng"));
        match (self.bold, self.italic) {
            (Some(bold), Some(italic)) if bold == italic => faults.push(bold, message("***")),
            (bold, italic) => {
                bold.into_iter().for_each(|at| faults.push(at, message("**")));
                italic.into_iter().for_each(|at| faults.push(at, message("*")));
            }
        }
    }

    /// Reads `@o_trong{…}`; false when the `@` here is only a letter.
    fn blank(&mut self, faults: &mut Faults) -> bool {
        let rest = self.glyphs.get(self.next..).unwrap_or_default();
        // A word of more letters is none; looking further would cost the square of a line full of `@`.
        let Some(open) = rest.iter().take(WORD).position(|glyph| glyph.is('{')) else {
            return false;
        };
        let word = text(rest.get(1..open).unwrap_or_default());
        let is_word = word.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        if !is_word || nearest(&word, [BLANK]).is_none() {
            return false;
        }
        let at = rest.first().map_or(0, |glyph| glyph.at);
        let Some(close) = rest.iter().position(|glyph| glyph.is('}')) else {
            faults.push(at, bad_blank(format!("`@{word}{{` không có dấu `}}` đóng")));
            self.next += open + 1;
            return true;
        };
        self.next += close + 1;
        if word != BLANK {
            faults.push(at, bad_blank(format!("không có ô trống nào tên `@{word}`")));
            return true;
        }
        let width = text(rest.get(open + 1..close).unwrap_or_default());
        match blank_width(&width) {
            Some(mm) => self.inlines.push(Inline::Blank { mm }),
            None => faults.push(at, bad_blank(format!("`{width}` không phải bề rộng ô trống"))),
        }
        true
    }
}

fn toggle(style: Option<usize>, at: usize) -> Option<usize> {
    match style {
        Some(_) => None,
        None => Some(at),
    }
}

/// `Some(None)` for a blank up to the margin; `None` when `width` is no number of millimetres.
fn blank_width(width: &str) -> Option<Option<f64>> {
    let width = width.trim();
    if width.is_empty() {
        return Some(None);
    }
    millimetres(width).map(Some)
}

/// A length in millimetres, more than 0 and at most a metre; "12,5" and "12.5" are the same.
pub(super) fn millimetres(text: &str) -> Option<f64> {
    let plain = text.chars().all(|letter| letter.is_ascii_digit() || ",.".contains(letter));
    let value: f64 = text.replace(',', ".").parse().ok()?;
    (plain && value > 0.0 && value <= 1000.0).then_some(value)
}

fn odd_stars(message: String) -> Diagnostic {
    Diagnostic::error(Code::VB014, message)
        .hint("viết `\\*` để in một dấu sao; chữ đậm là `**chữ**`, chữ nghiêng là `*chữ*`")
}

fn bad_blank(message: String) -> Diagnostic {
    Diagnostic::error(Code::VB015, message)
        .hint("viết `@o_trong{30}` cho ô trống rộng 30 mm, `@o_trong{}` cho ô trống đến hết dòng, `\\@` để in dấu `@`")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper::document::lines::split;

    fn run(body: &str) -> (Vec<Inline>, Vec<String>) {
        let mut faults = Faults::new(Path::new("a.van"), body, 1);
        let inlines = split(body).first().map(|line| parse(&line.glyphs, &mut faults)).unwrap_or_default();
        let places = faults.report.iter().map(|fault| format!("{} {}", fault.code, fault.place.as_ref().unwrap()));
        (inlines, places.collect())
    }

    fn styled(text: &str, bold: bool, italic: bool) -> Inline {
        Inline::Text(Run { text: text.to_owned(), bold, italic })
    }

    #[test]
    fn stars_make_bold_and_italic() {
        let (inlines, faults) = run("a **b *c*** \\*d ***e***");
        let expected = [
            styled("a ", false, false),
            styled("b ", true, false),
            styled("c", true, true),
            styled(" *d ", false, false),
            styled("e", true, true),
        ];
        assert_eq!(inlines, expected);
        assert!(faults.is_empty());
    }

    #[test]
    fn stars_with_blanks_around_them_or_in_brackets_are_stars() {
        for text in [
            "* Lưu ý",
            "** Lưu ý",
            "Điểm = tỷ lệ * điểm chuẩn.",
            "2 * 3 * 4",
            "a *",
            "*",
            "* * *",
            "(*) Chỉ áp dụng với cá nhân",
            "Nguyễn Văn A (**)",
            "tỷ lệ\u{a0}*\u{a0}điểm",
            "[*] xem dưới",
        ] {
            assert_eq!(run(text), (vec![styled(text, false, false)], Vec::new()), "{text}");
        }
        let italic = vec![styled("điểm = a * b", false, true), styled(" (*)", false, false)];
        assert_eq!(run("*điểm = a * b* (*)"), (italic, Vec::new()));
        let closed = vec![styled("đậm ", true, false), styled(" chữ", false, false)];
        assert_eq!(run("**đậm ** chữ"), (closed, Vec::new()));
    }

    #[test]
    fn stars_inside_words_and_sums_are_stars() {
        for text in [
            "Tiền thưởng: 2*1.520.000*3 = 9.120.000 đồng.",
            "20*30*40 cm; hệ số 0,3*2.530.000 đồng*02 người",
            "(a+b)*c*d",
            "5*(2+3)*4",
            "20%*30%*40",
            "5m²*3*4",
            "2**3**4",
            "Khách sạn 3* và 4*",
            "Số định danh 0860****1234",
            "Họ tên*, chức vụ*: (xem dưới*)",
        ] {
            assert_eq!(run(text), (vec![styled(text, false, false)], Vec::new()), "{text}");
        }
        let bold = vec![styled("Tổng: 2*3*4", true, false), styled(", 5*6", false, false)];
        assert_eq!(run("**Tổng: 2*3*4**, 5*6"), (bold, Vec::new()));
        let italic = vec![styled("2*3*4 = 24", false, true)];
        assert_eq!(run("*2*3*4 = 24*"), (italic, Vec::new()));
    }

    #[test]
    fn styles_begin_and_end_at_the_edges_of_words() {
        let plain = |text: &str| styled(text, false, false);
        let (bold, italic) = (|text: &str| styled(text, true, false), |text: &str| styled(text, false, true));
        for (body, expected) in [
            ("(*a*, \"**b**\")", vec![plain("("), italic("a"), plain(", \""), bold("b"), plain("\")")]),
            ("**a***b* c", vec![bold("a"), italic("b"), plain(" c")]),
            ("*nghi*êng **2**x", vec![italic("nghi"), plain("êng "), bold("2"), plain("x")]),
            ("x:*a*/**b**-*c*", vec![plain("x:"), italic("a"), plain("/"), bold("b"), plain("-"), italic("c")]),
        ] {
            assert_eq!(run(body), (expected, Vec::new()), "{body}");
        }
    }

    #[test]
    fn blanks_have_a_width_or_run_to_the_margin() {
        let (inlines, faults) = run("Từ @o_trong{12,5} đến @o_trong{} a@b.vn @ 5 @x{1}");
        assert_eq!(inlines.get(1), Some(&Inline::Blank { mm: Some(12.5) }));
        assert_eq!(inlines.get(3), Some(&Inline::Blank { mm: None }));
        assert_eq!(inlines.get(4), Some(&styled(" a@b.vn @ 5 @x{1}", false, false)));
        assert!(faults.is_empty());
    }

    #[test]
    fn faults_stand_at_what_opened_them() {
        for (body, expected) in [
            ("đậm **x", vec!["VB014 a.van:1:5"]),
            ("*x **y", vec!["VB014 a.van:1:4", "VB014 a.van:1:1"]),
            ("***x", vec!["VB014 a.van:1:1"]),
            ("Bấm *101# rồi *102#", vec!["VB014 a.van:1:15", "VB014 a.van:1:5"]),
            ("đậm** x", vec!["VB014 a.van:1:4"]),
            ("****", vec!["VB014 a.van:1:1"]),
            ("5đ.*3*2", vec!["VB014 a.van:1:4"]),
            ("chữ*nghiêng*", vec!["VB014 a.van:1:12"]),
            ("a @o_trong{-1}", vec!["VB015 a.van:1:3"]),
            ("a @o_trong{3", vec!["VB015 a.van:1:3"]),
            ("a @o_tron{3}", vec!["VB015 a.van:1:3"]),
        ] {
            assert_eq!(run(body).1, expected, "{body}");
        }
    }
}
