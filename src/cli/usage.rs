//! Help, version and wrong calls, in Vietnamese.

use std::error::Error as _;
use std::ffi::OsString;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::arguments::Arguments;
use super::console::Console;
use super::{Exit, quoted};
use crate::base::diag::{Code, Diagnostic};

/// The option that takes any number of words.
const GREEDY: &str = "--only";

/// Prints the help of the whole program.
pub fn print_help(console: &Console) -> Exit {
    console.result(&Arguments::command().render_help().to_string())
}

/// Prints what was asked for (help, version), or what is wrong with the call.
pub fn answer(error: &Error, words: &[OsString], console: &Console) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that hangs up early is no fault.
            let _ = error.print();
            Exit::Fine
        }
        _ => {
            console.finding(&translate(error, words));
            Exit::Unusable
        }
    }
}

fn translate(error: &Error, words: &[OsString]) -> Diagnostic {
    let finding = Diagnostic::error(Code::TL007, message(error));
    if let Some(call) = path_first(error, words) {
        return finding.hint(format!("`{GREEDY}` lấy mọi từ đứng sau nó; ghi đường dẫn trước: `{call}`"));
    }
    match suggestion(error) {
        Some(word) => finding.hint(format!("có phải là `{word}`?")),
        None => finding.hint("gõ `vanthu --help` hoặc `vanthu <LỆNH> --help` để xem cách dùng"),
    }
}

/// The call with its path in front, when [`GREEDY`] seems to have taken the path for a unit.
fn path_first(error: &Error, words: &[OsString]) -> Option<String> {
    let at = words.iter().position(|word| word == GREEDY)?;
    if error.kind() != ErrorKind::MissingRequiredArgument {
        return None;
    }
    let taken = words.iter().skip(at + 1).take_while(|word| !word.as_encoded_bytes().starts_with(b"-"));
    let taken: Vec<String> = taken.map(|word| quoted(&word.to_string_lossy())).collect();
    let (path, units) = taken.split_last()?;
    let units = if units.is_empty() { "<ĐƠN_VỊ>".to_owned() } else { units.join(" ") };
    Some(format!("vanthu render {path} {GREEDY} {units}"))
}

fn message(error: &Error) -> String {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", text(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("không có tùy chọn `{argument}`"),
        ErrorKind::UnknownArgument => format!("thừa tham số `{argument}`"),
        ErrorKind::MissingRequiredArgument => format!("thiếu tham số {argument}"),
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues if value.is_empty() => {
            format!("tùy chọn `{argument}` cần một giá trị")
        }
        ErrorKind::ArgumentConflict => format!("tùy chọn `{argument}` chỉ ghi một lần"),
        ErrorKind::TooManyValues => format!("thừa giá trị `{value}` sau `{argument}`"),
        ErrorKind::InvalidUtf8 => "có tham số không phải chữ UTF-8".to_owned(),
        _ => {
            let reason = error.source().map(|source| format!(": {source}")).unwrap_or_default();
            format!("giá trị `{value}` không dùng được cho `{argument}`{reason}")
        }
    }
}

fn suggestion(error: &Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| text(error, kind))
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => Some(words.join(", ")),
        ContextValue::StyledStr(words) => Some(words.to_string()),
        _ => None,
    }
    .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn wrong_calls_are_told_in_vietnamese() {
        for (call, expected, hint) in [
            ("rendr a", "không có lệnh `rendr`", "có phải là `render`?"),
            ("render", "thiếu tham số <ĐƯỜNG_DẪN>", ""),
            ("render a --form pdf", "không có tùy chọn `--form`", "có phải là `--formats`?"),
            ("render a --out", "tùy chọn `--out <THƯ_MỤC>` cần một giá trị", ""),
            ("render a --jobs 0", "giá trị `0` không dùng được cho `--jobs <SỐ>`: cần một số từ 1 đến 256", ""),
            ("render a --out b --out c", "tùy chọn `--out <THƯ_MỤC>` chỉ ghi một lần", ""),
            (
                "check a --ngay 2022-02-30",
                "giá trị `2022-02-30` không dùng được cho `--ngay <NGÀY>`: cần một ngày có trên lịch, ví dụ 31/3/2022",
                "",
            ),
            ("explain VB001 VB002", "thừa tham số `VB002`", ""),
            ("kinds x y", "thừa tham số `y`", ""),
            (
                "render --only VP NS thu_muc --jobs 2",
                "thiếu tham số <ĐƯỜNG_DẪN>",
                "`vanthu render thu_muc --only VP NS`",
            ),
        ] {
            let words: Vec<OsString> = std::iter::once("vanthu").chain(call.split(' ')).map(OsString::from).collect();
            let finding = translate(&Arguments::try_parse_from(&words).unwrap_err(), &words);
            assert_eq!(finding.message, expected, "{call}");
            assert!(finding.hints[0].text.contains(hint), "{call}: {}", finding.hints[0].text);
        }
    }
}
