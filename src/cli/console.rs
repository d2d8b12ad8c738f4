//! Talk on stderr: diagnostics, the progress bar, the last line.

use std::io::{BufWriter, ErrorKind, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Exit;
use crate::base::diag::{Code, Diagnostic, Report, Severity, Told};
use crate::base::text::quantity::grouped;
use crate::base::text::visible::visible_lines;
use crate::make::output::reason;

/// The most bytes of findings that are printed at once.
const LONGEST: usize = 400_000;

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const PLAIN: &str = "\u{1b}[0m";

/// Where the talk goes.
pub struct Console {
    terminal: bool,
    colour: bool,
}

impl Console {
    /// Looks at stderr and at `NO_COLOR`.
    pub fn detect() -> Self {
        let terminal = std::io::stderr().is_terminal();
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        // The old console of Windows prints colour codes as rubbish; the new one makes itself known.
        let able = !cfg!(windows) || std::env::var_os("WT_SESSION").is_some();
        Console { terminal, colour: terminal && !refused && able }
    }

    /// Prints one line.
    pub fn line(&self, text: &str) {
        self.raw(&visible_lines(text));
    }

    /// Prints text of which the parts are shown already, and in which colours are orders that we mean.
    fn raw(&self, text: &str) {
        // Nobody is left to tell when stderr is closed.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Prints a result on stdout; a reader that hangs up early is no fault.
    pub fn result(&self, text: &str) -> Exit {
        self.results([text.to_owned()])
    }

    /// The same of `texts`, each of which is gone once it is printed.
    pub fn results(&self, texts: impl IntoIterator<Item = String>) -> Exit {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let printed = texts.into_iter().try_for_each(|text| out.write_all(visible_lines(&text).as_bytes()));
        match printed.and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.finding(&Diagnostic::error(Code::GF005, format!("không in được kết quả: {}", reason(&error))));
                Exit::Unusable
            }
            _ => Exit::Fine,
        }
    }

    /// Prints one finding.
    pub fn finding(&self, finding: &Diagnostic) {
        self.raw(&coloured(finding, finding.to_string(), self.colour));
    }

    /// Prints the findings of `report`, those of one cause once.
    pub fn report(&self, report: &Report) {
        self.told(&report.told(), |_| None);
    }

    /// Prints findings, each with what is told with it and with what `note` says of it; those that are too many to be
    /// read are counted.
    pub fn told(&self, all: &[Told], note: impl Fn(&Told) -> Option<String>) {
        let mut printed = 0_usize;
        for (at, told) in in_order(all).into_iter().enumerate() {
            let text = told.to_string();
            printed += text.len();
            if at > 0 && printed > LONGEST {
                let more = grouped(u64::try_from(all.len() - at).unwrap_or(u64::MAX));
                let ways =
                    "xem đủ bằng `vanthu check` với `--bao-cao` hoặc `--json`; của từng văn bản: `manifest.json`";
                return self.line(&format!("… và {more} phát hiện nữa không in ở đây: {ways}"));
            }
            self.raw(&coloured(told.finding, text, self.colour));
            note(told).iter().for_each(|line| self.line(line));
        }
    }

    /// A bar for `length` documents, silent when stderr is no terminal.
    pub fn progress(&self, length: usize) -> ProgressBar {
        let target = if self.terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(length as u64), target);
        match ProgressStyle::with_template("[{bar:30}] {pos}/{len} văn bản") {
            Ok(style) => bar.with_style(style.progress_chars("=> ")),
            Err(_) => bar,
        }
    }
}

/// The findings of `all` as they are printed: where not all can be, no error gives way to a warning.
fn in_order<'a, 'b>(all: &'a [Told<'b>]) -> Vec<&'a Told<'b>> {
    let mut order: Vec<&Told> = all.iter().collect();
    let mut room = LONGEST;
    let fits = |told: &Told| {
        let left = room.checked_sub(told.to_string().len());
        room = left.unwrap_or_default();
        left.is_some()
    };
    if !all.iter().all(fits) {
        order.sort_by_key(|told| told.finding.severity);
    }
    order
}

/// The `text` of `finding`, its head in the colour of its severity.
fn coloured(finding: &Diagnostic, text: String, colour: bool) -> String {
    let head = format!("{}[{}]", finding.severity.label(), finding.code);
    match text.strip_prefix(&head) {
        Some(rest) if colour => {
            let paint = if finding.severity == Severity::Error { RED } else { YELLOW };
            format!("{paint}{head}{PLAIN}{rest}")
        }
        _ => text,
    }
}

/// Says in Vietnamese where the program stumbled; the run goes on or ends as its caller decides.
pub fn speak_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(std::io::stderr().lock(), "lỗi trong chương trình tại {place}");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_not_all_can_be_printed_no_error_is_left_out() {
        let report = |warnings: usize| -> Report {
            let warnings = (0..warnings).map(|at| Diagnostic::warning(Code::GF012, format!("tệp {at} đã được sửa")));
            warnings.chain([Diagnostic::error(Code::GF005, "hỏng")]).collect()
        };
        for (count, at) in [(10, 10), (LONGEST / 10, 0)] {
            let report = report(count);
            let told = report.told();
            let order = in_order(&told);
            assert_eq!(order.iter().position(|told| told.finding.code == Code::GF005), Some(at));
            assert_eq!(order.len(), count + 1);
        }
    }

    #[test]
    fn only_severity_and_code_are_coloured() {
        let finding = Diagnostic::error(Code::GF005, "hỏng").hint("sửa");
        let text = finding.to_string();
        assert_eq!(coloured(&finding, text.clone(), false), text);
        assert_eq!(coloured(&finding, text, true), "\u{1b}[1;31mlỗi[GF005]\u{1b}[0m: hỏng\ngợi ý: sửa");
    }
}
