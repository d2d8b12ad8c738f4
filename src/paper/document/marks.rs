//! Two marks by which whoever writes a text says where its lines end, the same in the front matter, in the body, in
//! cells of tables and between the quotes of a directive.
//!
//! | Viết | Nghĩa |
//! |---|---|
//! | `cải~cách` | một khoảng trắng mà dòng không được ngắt ở đó |
//! | `Sở Nội vụ // tỉnh An Giang` | xuống dòng ở đây |
//!
//! A backslash before either prints it as it is; so does data of a campaign, which is escaped. Between two digits and
//! beside a blank `~` is a sign like others, and so is `//` without blanks.

use super::lines::Glyph;

/// What a text of the front matter has where a line ends: a sign for this program alone, which no face has.
pub const LINE_END: char = '\u{e00a}';
/// A blank at which no line ends.
const BOUND: char = '\u{a0}';

/// Whether `~` between these letters is the mark.
fn joins(before: char, after: char) -> bool {
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    let opens = after.is_alphanumeric() || "(“-–".contains(after);
    let closes = before.is_alphanumeric() || ",;:.)”-–".contains(before);
    opens && closes && !digits
}

/// `glyphs` of one line with the marks in them understood.
pub(super) fn in_line(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    if !glyphs.iter().any(|glyph| glyph.is('~') || glyph.is('/')) {
        return glyphs;
    }
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut index = 0;
    while let Some(glyph) = glyphs.get(index) {
        let next = glyphs.get(index + 1);
        match (out.last(), next) {
            (Some(before), Some(after)) if glyph.is('~') && joins(before.letter, after.letter) => {
                out.push(Glyph { letter: BOUND, ..*glyph });
            }
            _ if glyph.is('/') && next.is_some_and(|next| next.is('/')) && is_line_end(&glyphs, index) => {
                while out.last().is_some_and(Glyph::is_blank) {
                    out.pop();
                }
                out.push(Glyph { letter: '\n', ..*glyph });
                index += 1;
                while glyphs.get(index + 1).is_some_and(Glyph::is_blank) {
                    index += 1;
                }
            }
            _ => out.push(*glyph),
        }
        index += 1;
    }
    out
}

/// Whether the two slashes at `index` stand between blanks.
fn is_line_end(glyphs: &[Glyph], index: usize) -> bool {
    let blank = |index: Option<usize>| index.and_then(|index| glyphs.get(index)).is_some_and(Glyph::is_blank);
    blank(index.checked_sub(1)) && blank(Some(index + 2))
}

/// A string of the front matter with the marks in it understood, but not those inside the tags of a template.
pub(super) fn in_text(text: &str) -> String {
    if !text.contains(['~', '/']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        let close = match rest.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => "#}",
        };
        let end = rest[start..].find(close).map_or(rest.len(), |length| start + length + close.len());
        plain(&rest[..start], &mut out);
        out.push_str(&rest[start..end]);
        rest = &rest[end..];
    }
    plain(rest, &mut out);
    out
}

fn plain(text: &str, out: &mut String) {
    let letters: Vec<char> = text.chars().collect();
    let glyph = |(at, letter): (usize, &char)| {
        let escaped = at > 0 && letters[at - 1] == '\\' && matches!(letter, '~' | '/');
        Glyph { letter: *letter, at, escaped }
    };
    let glyphs: Vec<Glyph> = letters.iter().enumerate().map(glyph).collect();
    let escaping = |index: usize| glyphs.get(index + 1).is_some_and(|next| next.escaped);
    let kept = glyphs.iter().enumerate().filter(|(index, _)| !escaping(*index)).map(|(_, glyph)| *glyph);
    // A line feed that was typed in the string stays one.
    let marked = in_line(kept.map(|glyph| Glyph { escaped: glyph.escaped || glyph.letter == '\n', ..glyph }).collect());
    out.extend(marked.iter().map(|glyph| if glyph.is('\n') { LINE_END } else { glyph.letter }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::lines::split;

    #[test]
    fn marks_are_the_same_in_every_text() {
        for (typed, wanted) in [
            ("cải~cách hành~chính", "cải\u{a0}cách hành\u{a0}chính"),
            ("Sở Nội vụ // tỉnh An Giang", "Sở Nội vụ\u{e00a}tỉnh An Giang"),
            ("1~2, ~5 %, a ~ b, x/~y", "1~2, ~5 %, a ~ b, x/~y"),
            ("https://a.vn//b a/b c / d", "https://a.vn//b a/b c / d"),
            ("a\\~b c \\// d", "a~b c // d"),
        ] {
            assert_eq!(in_text(typed), wanted);
            let line: String = split(typed)[0].glyphs.iter().map(|glyph| glyph.letter).collect();
            assert_eq!(line.replace('\n', "\u{e00a}"), wanted);
        }
    }

    #[test]
    fn tags_of_templates_are_left_alone() {
        assert_eq!(in_text("{{ a~b }} c~d {% if x // y %}"), "{{ a~b }} c\u{a0}d {% if x // y %}");
    }
}
