//! Lines that start with `@`: what a document needs beyond paragraphs, headings and tables.
//!
//! Each name is Vietnamese without accents, because it is typed into the document. A line that must
//! begin with a real `@` begins with `\@`. Texts stand in quotes, straight or curly; a quote inside
//! them is `\"`.
//!
//! | Viết | Nghĩa |
//! |---|---|
//! | `@phu_luc "Tên"` | bắt đầu một phụ lục, sang trang mới, đánh số trang lại từ 1 |
//! | `@phu_luc "Tên" ngang` | như trên, khổ giấy nằm ngang |
//! | `@phu_luc "Tên" so "II"` | số phụ lục định sẵn; không ghi thì tự đánh số La Mã khi có từ hai phụ lục |
//! | `@phu_luc "Tên" khong_so` | danh sách kèm theo, không có dòng "Phụ lục" |
//! | `@phu_luc "Tên" kem_theo "…"` | dòng "(Kèm theo …)" riêng của phụ lục này |
//! | `@kem_theo "Quy chế" "Trích yếu"` | bắt đầu văn bản ban hành kèm theo (mẫu 1.3): trang mới, tên cơ quan, Quốc hiệu, không số, không ngày |
//! | `@kem_theo "Quy chế" "Trích yếu" cua "…"` | dòng "(Kèm theo …)" riêng của văn bản này |
//! | `@bieu_mau` | bắt đầu biểu mẫu kèm theo: trang mới, đầu trang và chữ ký riêng, khai báo ở `[[bieu_mau]]` theo thứ tự |
//! | `@ngat_trang` | sang trang mới |
//! | `@cot 10 40 30` | bề rộng các cột, tính bằng mm, của bảng ngay bên dưới |
//! | `@chu_ky "THƯ KÝ" "Nguyễn A" \| "CHỦ TỌA" "Trần B"` | các chữ ký ngang hàng, từ trái sang phải |
//! | `@chu_ky "TM. ĐOÀN / TRƯỞNG ĐOÀN" "" "(Ký, ghi rõ họ tên)"` | ` / ` xuống dòng trong chức vụ; chuỗi thứ hai là họ tên, thứ ba là ghi chú |
//! | `@o_trong` | một dòng kẻ chấm để viết tay |
//! | `@o_trong 4` | bốn dòng kẻ chấm |
//! | `@o_trong "Họ và tên:"` | nhãn rồi ô trống đến hết dòng |
//! | `@o_trong{30}` (trong một dòng) | ô trống rộng 30 mm; `@o_trong{}` kéo đến hết dòng |
//! | `@giua …` | một dòng đặt giữa trang |
//! | `@trai …` | một dòng không thụt đầu dòng |
//! | `@phai …` | một dòng đặt bên phải |
//!
//! In any of them, as in every other text, `~` is a blank at which no line ends and ` // ` ends a line, see
//! [`super::marks`].
//!
//! A giấy khen has no body and so no directive: `loai = "giay_khen"` and the table `[giay_khen]` of the
//! front matter say all of it, see [`super::certificate`].

use super::arguments::{self, Argument, Value, lines, one_line};
use super::lines::{Faults, Glyph, Line, text, trim};
use super::{Inline, Orientation, Role, Run, Signer, inline};
use crate::base::diag::{Code, Diagnostic};

const NAMES: &[&str] =
    &["phu_luc", "kem_theo", "bieu_mau", "ngat_trang", "cot", "chu_ky", "o_trong", "giua", "trai", "phai"];
const APPENDIX_WORDS: &[&str] = &["ngang", "doc", "so", "khong_so", "kem_theo"];
/// More dotted lines than two pages hold are a slip of the keyboard.
const MAX_WRITING_LINES: usize = 60;

/// What `@phu_luc` asks for.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Appendix {
    pub ten: String,
    pub so: Option<String>,
    pub khong_so: bool,
    pub kem_theo: Option<String>,
    pub orientation: Orientation,
}

/// What `@kem_theo` asks for.
#[derive(Debug, Default, PartialEq)]
pub(super) struct AttachedText {
    pub ten_loai: String,
    pub trich_yeu: Vec<String>,
    /// "Kèm theo …", when it is not said by the facts of the document.
    pub kem_theo: Option<String>,
}

/// A directive that was understood.
#[derive(Debug, PartialEq)]
pub(super) enum Directive {
    Appendix(Appendix),
    AttachedText(AttachedText),
    Form,
    PageBreak,
    Columns(Vec<f64>),
    Signature(Vec<Signer>),
    WritingLines(usize),
    Line(Role, Vec<Inline>),
}

/// Whether `line` is a directive: `@` and a word, but not a blank inside a line (`@o_trong{30}`).
pub(super) fn starts(line: &Line) -> bool {
    let length = name_length(line);
    let blank = line.glyphs.get(length + 1).is_some_and(|glyph| glyph.is('{'));
    line.starts_with('@') && length > 0 && !blank
}

fn name_length(line: &Line) -> usize {
    let in_name = |glyph: &&Glyph| !glyph.escaped && (glyph.letter.is_alphanumeric() || glyph.letter == '_');
    line.glyphs.iter().skip(1).take_while(in_name).count()
}

/// Reads the directive in `line`; `None` when it is at fault.
pub(super) fn parse(line: &Line, faults: &mut Faults) -> Option<Directive> {
    let length = name_length(line);
    let name = text(line.glyphs.get(1..=length)?);
    let rest = trim(line.glyphs.get(length + 1..)?);
    let role = match name.as_str() {
        "giua" => Some(Role::Giua),
        "trai" => Some(Role::Trai),
        "phai" => Some(Role::Phai),
        _ => None,
    };
    if let Some(role) = role {
        return aligned(role, line, rest, faults);
    }
    if !NAMES.contains(&name.as_str()) {
        faults.push(line.at, unknown(&name));
        return None;
    }
    let arguments = arguments::parse(rest, faults)?;
    let directive = match name.as_str() {
        "phu_luc" => appendix(&arguments).map(Directive::Appendix),
        "kem_theo" => attached_text(&arguments).map(Directive::AttachedText),
        "cot" => columns(&arguments),
        "chu_ky" => signature(&arguments),
        "o_trong" => blank(&arguments),
        "bieu_mau" => alone(&arguments, "@bieu_mau", Directive::Form),
        _ => alone(&arguments, "@ngat_trang", Directive::PageBreak),
    };
    directive.map_err(|fault| faults.push(fault.at.unwrap_or(line.at), fault.diagnostic)).ok()
}

/// What is wrong with the arguments, and where when it is not the whole line.
struct Fault {
    at: Option<usize>,
    diagnostic: Diagnostic,
}

fn fault(at: Option<usize>, message: impl Into<String>, example: &str) -> Fault {
    let diagnostic = Diagnostic::error(Code::VB017, message).hint(format!("viết đúng: `{example}`"));
    Fault { at, diagnostic }
}

fn unknown(name: &str) -> Diagnostic {
    let fault = Diagnostic::error(Code::VB016, format!("không có chỉ thị `@{name}`"));
    let fault = fault.did_you_mean(name, NAMES.iter().copied(), || format!("các chỉ thị: @{}", NAMES.join(", @")));
    fault.hint("dòng bắt đầu bằng dấu `@` thật thì viết `\\@`")
}

fn aligned(role: Role, line: &Line, rest: &[Glyph], faults: &mut Faults) -> Option<Directive> {
    if rest.is_empty() {
        let name = text(&line.glyphs);
        let fault = fault(None, format!("`{name}` không có chữ"), &format!("{name} Chữ của dòng"));
        faults.push(line.at, fault.diagnostic);
        return None;
    }
    Some(Directive::Line(role, inline::parse(rest, faults)))
}

fn appendix(arguments: &[Argument]) -> Result<Appendix, Fault> {
    const EXAMPLE: &str = "@phu_luc \"Tên phụ lục\" ngang";
    let mut appendix = Appendix::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let at = Some(argument.at);
        match &argument.value {
            Value::Quoted(name) if appendix.ten.is_empty() => appendix.ten = one_line(name),
            Value::Word(word) => match word.as_str() {
                "ngang" => appendix.orientation = Orientation::Ngang,
                "doc" => appendix.orientation = Orientation::Doc,
                "khong_so" => appendix.khong_so = true,
                "so" => appendix.so = Some(option(word, at, arguments.next())?),
                "kem_theo" => appendix.kem_theo = Some(option(word, at, arguments.next())?),
                _ => {
                    let Fault { at, diagnostic } = fault(at, format!("`@phu_luc` không hiểu `{word}`"), EXAMPLE);
                    let all = || format!("các từ được dùng: {}", APPENDIX_WORDS.join(", "));
                    let diagnostic = diagnostic.did_you_mean(word, APPENDIX_WORDS.iter().copied(), all);
                    return Err(Fault { at, diagnostic });
                }
            },
            _ => return Err(fault(at, "`@phu_luc` chỉ có một tên", EXAMPLE)),
        }
    }
    if appendix.ten.is_empty() {
        return Err(fault(None, "phụ lục không có tên", EXAMPLE));
    }
    Ok(appendix)
}

fn attached_text(arguments: &[Argument]) -> Result<AttachedText, Fault> {
    const EXAMPLE: &str = "@kem_theo \"Quy chế\" \"Trích yếu của quy chế\"";
    let mut attached = AttachedText::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match &argument.value {
            Value::Quoted(name) if attached.ten_loai.is_empty() => attached.ten_loai = one_line(name),
            Value::Quoted(subject) if attached.trich_yeu.is_empty() => attached.trich_yeu = lines(subject),
            Value::Word(word) if word == "cua" => {
                attached.kem_theo = Some(option(word, Some(argument.at), arguments.next())?);
            }
            _ => {
                let message = format!("`@kem_theo` không hiểu `{}`", argument.shown());
                return Err(fault(Some(argument.at), message, EXAMPLE));
            }
        }
    }
    if attached.ten_loai.is_empty() {
        return Err(fault(None, "văn bản kèm theo không có tên loại", EXAMPLE));
    }
    Ok(attached)
}

/// The value after `so`, `kem_theo` or `cua`.
fn option(word: &str, at: Option<usize>, value: Option<&Argument>) -> Result<String, Fault> {
    match value.map(|argument| &argument.value) {
        Some(Value::Quoted(value) | Value::Word(value)) if !value.trim().is_empty() => Ok(one_line(value)),
        _ => {
            let example = match word {
                "cua" => "@kem_theo \"Quy chế\" \"Trích yếu\" cua \"Quyết định số …\"".to_owned(),
                _ => format!("@phu_luc \"Tên phụ lục\" {word} \"…\""),
            };
            Err(fault(at, format!("`{word}` thiếu giá trị"), &example))
        }
    }
}

/// A directive without arguments.
fn alone(arguments: &[Argument], name: &str, directive: Directive) -> Result<Directive, Fault> {
    match arguments.first() {
        None => Ok(directive),
        Some(extra) => Err(fault(Some(extra.at), format!("`{name}` đứng một mình trên dòng"), name)),
    }
}

fn columns(arguments: &[Argument]) -> Result<Directive, Fault> {
    const EXAMPLE: &str = "@cot 10 40 30";
    let width = |argument: &Argument| inline::millimetres(&argument.shown());
    let wrong: Vec<&Argument> = arguments.iter().filter(|argument| width(argument).is_none()).collect();
    if let Some(first) = wrong.first() {
        let shown: Vec<String> = wrong.iter().map(|argument| format!("`{}`", argument.shown())).collect();
        let message = format!("{} không phải bề rộng cột, tính bằng mm, lớn hơn 0", shown.join(", "));
        return Err(fault(Some(first.at), message, EXAMPLE));
    }
    if arguments.is_empty() {
        return Err(fault(None, "`@cot` không có bề rộng nào", EXAMPLE));
    }
    Ok(Directive::Columns(arguments.iter().filter_map(width).collect()))
}

fn signature(arguments: &[Argument]) -> Result<Directive, Fault> {
    let groups = arguments.split(|argument| argument.value == Value::Bar);
    let signers: Result<Vec<Signer>, Fault> = groups.map(signer).collect();
    signers.map(Directive::Signature)
}

fn signer(group: &[Argument]) -> Result<Signer, Fault> {
    const EXAMPLE: &str = "@chu_ky \"THƯ KÝ\" \"Nguyễn A\" | \"CHỦ TỌA\" \"Trần B\"";
    let mut texts = Vec::new();
    for argument in group {
        match &argument.value {
            Value::Quoted(text) if texts.len() < 3 => texts.push(text.as_str()),
            Value::Quoted(_) => {
                let message = "mỗi chữ ký chỉ có ba chuỗi: chức vụ, họ tên, ghi chú";
                return Err(fault(Some(argument.at), message, EXAMPLE));
            }
            _ => {
                let message = format!("`{}` phải đặt trong ngoặc kép", argument.shown());
                return Err(fault(Some(argument.at), message, EXAMPLE));
            }
        }
    }
    let text = |index: usize| texts.get(index).copied().unwrap_or_default();
    let signer = Signer {
        quyen_han: lines(text(0)),
        ho_ten: one_line(text(1)),
        ghi_chu: Some(one_line(text(2))).filter(|note| !note.is_empty()),
        chuc_vu_khac: None,
    };
    if signer.quyen_han.is_empty() && signer.ho_ten.is_empty() {
        let at = group.first().map(|argument| argument.at);
        return Err(fault(at, "chữ ký không có chức vụ và không có họ tên", EXAMPLE));
    }
    Ok(signer)
}

fn blank(arguments: &[Argument]) -> Result<Directive, Fault> {
    let Some((first, rest)) = arguments.split_first() else {
        return Ok(Directive::WritingLines(1));
    };
    if let Some(extra) = rest.first() {
        let message = format!("`@o_trong` thừa `{}`", extra.shown());
        return Err(fault(Some(extra.at), message, "@o_trong \"Họ và tên:\""));
    }
    if let Value::Quoted(label) = &first.value {
        let label = Inline::Text(Run::plain(format!("{} ", one_line(label))));
        return Ok(Directive::Line(Role::NoiDung, vec![label, Inline::Blank { mm: None }]));
    }
    let shown = first.shown();
    match shown.parse() {
        Ok(count) if (1..=MAX_WRITING_LINES).contains(&count) => Ok(Directive::WritingLines(count)),
        _ => {
            let message = format!("`{shown}` không phải số dòng kẻ từ 1 đến {MAX_WRITING_LINES}");
            Err(fault(Some(first.at), message, "@o_trong 4"))
        }
    }
}
