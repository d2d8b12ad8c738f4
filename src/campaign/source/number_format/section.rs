//! A format code taken apart: its sections, and which of them shows a number.

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Letters that stand in the cell as they are.
    Literal(String),
    /// A place of a digit: `0`, `#` or `?`.
    Digit(char),
    Point,
    /// Between digits it groups thousands, behind them it divides by a thousand.
    Comma,
    Percent,
    /// The rest of a number in powers of ten, such as `E+00`.
    Exponent,
    /// The stroke of a fraction.
    Stroke,
    /// The text of the cell, or its number as typed.
    Text,
    General,
    /// `y`, `m`, `d`, `h` or `s`, so many times; minutes are `n`.
    Date(char, usize),
    /// Hours, minutes or seconds that may pass their day: `[h]`.
    Elapsed(char),
    /// `AM/PM`.
    HalfDay,
}

/// Which numbers a section with a condition is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Condition {
    Less(f64),
    LessOrEqual(f64),
    Equal(f64),
    NotEqual(f64),
    More(f64),
    MoreOrEqual(f64),
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        let end = text.find(|letter| !"<>=".contains(letter))?;
        let (sign, number) = text.split_at(end);
        let number = number.trim().parse().ok()?;
        Some(match sign {
            "<" => Condition::Less(number),
            "<=" => Condition::LessOrEqual(number),
            "=" => Condition::Equal(number),
            "<>" => Condition::NotEqual(number),
            ">" => Condition::More(number),
            ">=" => Condition::MoreOrEqual(number),
            _ => return None,
        })
    }

    fn holds(self, number: f64) -> bool {
        match self {
            Condition::Less(limit) => number < limit,
            Condition::LessOrEqual(limit) => number <= limit,
            Condition::Equal(limit) => number == limit,
            Condition::NotEqual(limit) => number != limit,
            Condition::More(limit) => number > limit,
            Condition::MoreOrEqual(limit) => number >= limit,
        }
    }

    /// Whether it holds for negative numbers alone: they are shown without their sign.
    fn is_for_negative(self) -> bool {
        match self {
            Condition::Less(limit) => limit <= 0.0,
            Condition::LessOrEqual(limit) | Condition::Equal(limit) => limit < 0.0,
            _ => false,
        }
    }
}

/// One section of a format code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub tokens: Vec<Token>,
    condition: Option<Condition>,
    /// Whether it names a colour, which by itself shows a number as typed.
    is_colored: bool,
}

/// Whether a number is shown with its own sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Shown,
    /// The section is for negative numbers and brings what it needs.
    Dropped,
}

/// The sections of `code`, at least one.
pub(super) fn split(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = code;
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        if letter == ';' {
            sections.push(Section::default());
        } else if let Some(section) = sections.last_mut() {
            rest = section.take(letter, rest);
        }
    }
    sections.iter_mut().for_each(Section::tell_minutes);
    sections
}

/// The section of `sections` that shows `number`, and whether with its sign.
pub(super) fn select(sections: &[Section], number: f64) -> (&Section, Sign) {
    const GENERAL: &Section = &Section { tokens: Vec::new(), condition: None, is_colored: false };
    // The last of four, and one with `@` behind others, are for text.
    let numeric = match sections {
        [first @ .., last] if first.len() == 3 || (!first.is_empty() && last.is_for_text()) => first,
        all => all,
    };
    if numeric.iter().any(|section| section.condition.is_some()) {
        let holds = |section: &&Section| section.condition.is_none_or(|condition| condition.holds(number));
        let found = numeric.iter().find(holds).or(numeric.last()).unwrap_or(GENERAL);
        let dropped = found.condition.is_some_and(Condition::is_for_negative);
        return (found, if dropped { Sign::Dropped } else { Sign::Shown });
    }
    match numeric {
        [_, negative, ..] if number < 0.0 => (negative, Sign::Dropped),
        [_, _, zero] if number == 0.0 => (zero, Sign::Shown),
        [first, ..] => (first, Sign::Shown),
        [] => (GENERAL, Sign::Shown),
    }
}

impl Section {
    /// Takes what `letter` begins; gives back what follows it in the code.
    fn take<'a>(&mut self, letter: char, rest: &'a str) -> &'a str {
        let after = |count: usize| rest.char_indices().nth(count).map_or("", |(at, _)| &rest[at..]);
        let (token, rest) = match letter {
            '"' => {
                let (text, rest) = rest.split_once('"').unwrap_or((rest, ""));
                (Token::Literal(text.to_owned()), rest)
            }
            '\\' => (Token::Literal(rest.chars().take(1).collect()), after(1)),
            // A blank as wide as the next letter.
            '_' => (Token::Literal(" ".to_owned()), after(1)),
            // The next letter fills the cell.
            '*' => return after(1),
            '[' => {
                let (text, rest) = rest.split_once(']').unwrap_or((rest, ""));
                let Some(token) = self.bracket(text) else { return rest };
                (token, rest)
            }
            '0' | '#' | '?' => (Token::Digit(letter), rest),
            '.' => (Token::Point, rest),
            ',' => (Token::Comma, rest),
            '%' => (Token::Percent, rest),
            '/' => (Token::Stroke, rest),
            '@' => (Token::Text, rest),
            'E' | 'e' if rest.starts_with(['+', '-']) => (Token::Exponent, after(1)),
            'G' | 'g' if begins(rest, "eneral") => (Token::General, after(6)),
            'A' | 'a' if begins(rest, "M/PM") => (Token::HalfDay, after(4)),
            'A' | 'a' if begins(rest, "/P") => (Token::HalfDay, after(2)),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let more = rest.chars().take_while(|next| next.eq_ignore_ascii_case(&letter)).count();
                (Token::Date(letter.to_ascii_lowercase(), more + 1), after(more))
            }
            other => (Token::Literal(other.to_string()), rest),
        };
        self.tokens.push(token);
        rest
    }

    /// What stands in brackets: a condition, a currency, hours beyond a day, a colour.
    fn bracket(&mut self, text: &str) -> Option<Token> {
        if let Some(condition) = Condition::parse(text) {
            self.condition = Some(condition);
            return None;
        }
        if let Some(currency) = text.strip_prefix('$') {
            let sign = currency.split('-').next().unwrap_or_default();
            return Some(Token::Literal(sign.to_owned())).filter(|_| !sign.is_empty());
        }
        let unit = text.chars().next()?.to_ascii_lowercase();
        let alone = text.chars().all(|letter| letter.eq_ignore_ascii_case(&unit));
        let elapsed = (alone && matches!(unit, 'h' | 'm' | 's')).then_some(Token::Elapsed(unit));
        self.is_colored |= elapsed.is_none();
        elapsed
    }

    /// An `m` beside hours or seconds is minutes.
    fn tell_minutes(&mut self) {
        let times = self.tokens.iter().enumerate().filter_map(|(at, token)| match token {
            Token::Date(unit, _) | Token::Elapsed(unit) => Some((at, *unit)),
            _ => None,
        });
        let times: Vec<(usize, char)> = times.collect();
        for (number, (at, _)) in times.iter().enumerate().filter(|(_, (_, unit))| *unit == 'm') {
            let before = number.checked_sub(1).and_then(|before| times.get(before));
            let beside = before.is_some_and(|(_, unit)| *unit == 'h')
                || times.get(number + 1).is_some_and(|(_, unit)| *unit == 's');
            if let Some(Token::Date(unit, _)) = self.tokens.get_mut(*at).filter(|_| beside) {
                *unit = 'n';
            }
        }
    }

    pub(super) fn is_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Date(..) | Token::Elapsed(_)))
    }

    /// Whether it shows a number as typed; one without anything in it shows nothing.
    pub(super) fn is_general(&self) -> bool {
        let is_plain = match self.tokens.as_slice() {
            [] => self.is_colored,
            tokens => matches!(tokens, [Token::General | Token::Text]),
        };
        is_plain && self.condition.is_none()
    }

    pub(super) fn is_for_text(&self) -> bool {
        self.tokens.contains(&Token::Text)
    }

    /// The section with `text` in the place of `@`.
    pub(super) fn with_text(&self, text: &str) -> String {
        let parts = self.tokens.iter().filter_map(|token| match token {
            Token::Literal(letters) => Some(letters.as_str()),
            Token::Text | Token::General => Some(text),
            _ => None,
        });
        parts.collect::<String>().trim().to_owned()
    }
}

/// Whether `text` begins with `word` in any case.
fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
