//! The body of a `.van` text as blocks: one line is one paragraph.
//!
//! This module only decides what each line *is*; the modules it calls know how to read it. What the
//! front matter has to say (số, chữ ký, the place of each part) is added by [`super::assemble`].

use super::directive::{self, Appendix, AttachedText, Directive};
use super::inline;
use super::label::{self, Label};
use super::lines::{Faults, Glyph, Line, split, trim};
use super::numbering::Numbering;
use super::table::{self, Widths};
use super::{Block, Inline, Paragraph, Role, Run, Signature};
use crate::base::diag::{Code, Diagnostic};
use crate::base::limits;

/// How a heading or an article of many pages is mended.
const SPLIT: &str = "rút ngắn đề mục; câu văn dài thì xuống dòng thành đoạn riêng";
const HEADINGS: [Role; 3] = [Role::Muc, Role::Khoan, Role::Diem];

/// The blocks of the main part and of what is attached to it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Body {
    pub main: Vec<Block>,
    pub attachments: Vec<(Attachment, Vec<Block>)>,
}

/// What starts a section of its own.
#[derive(Debug, PartialEq)]
pub(super) enum Attachment {
    Appendix(Appendix),
    Text(AttachedText),
    /// The next of `[[bieu_mau]]`.
    Form,
}

/// Reads `body`; faults are collected.
pub(super) fn parse(body: &str, faults: &mut Faults) -> Body {
    let lines = split(body);
    let mut paragraphs = lines.iter().filter(|line| !line.starts_with('|'));
    let most = usize::try_from(limits::PARAGRAPHS.most()).unwrap_or(usize::MAX);
    if let Some(over) = paragraphs.nth(most) {
        faults.push(over.at, limits::PARAGRAPHS.over());
        return Body::default();
    }
    let (body, numbering) = (Body::default(), Numbering::default());
    let mut parser = Parser { rest: &lines, body, numbering, widths: None, cells: 0, faults };
    while let Some((line, rest)) = parser.rest.split_first() {
        parser.line(line, rest);
    }
    parser.drop_widths();
    parser.body
}

struct Parser<'a, 'f, 'b> {
    rest: &'a [Line],
    body: Body,
    numbering: Numbering,
    /// `@cot` that waits for its table.
    widths: Option<Widths>,
    /// How many cells the tables have so far.
    cells: usize,
    faults: &'f mut Faults<'b>,
}

impl<'a> Parser<'a, '_, '_> {
    fn line(&mut self, line: &'a Line, rest: &'a [Line]) {
        if line.starts_with('|') {
            return self.table();
        }
        self.rest = rest;
        self.drop_widths();
        if line.starts_with('#') {
            if self.is_short(&line.glyphs) {
                self.heading(line);
            }
        } else if directive::starts(line) {
            self.directive(line);
        } else if let Some(label) = label::recognise(&line.glyphs) {
            if self.is_short(&line.glyphs) {
                self.label(line, label);
            }
        } else {
            let inlines = inline::parse(&line.glyphs, self.faults);
            self.paragraph(Role::NoiDung, inlines);
        }
    }

    /// Whether `glyphs` can be a name for a part of the document; if not it is told.
    fn is_short(&mut self, glyphs: &[Glyph]) -> bool {
        let is_short = limits::NAME.allows(glyphs.len());
        if let Some(first) = glyphs.first().filter(|_| !is_short) {
            self.faults.push(first.at, limits::NAME.over_with(SPLIT));
        }
        is_short
    }

    fn push(&mut self, block: Block) {
        match self.body.attachments.last_mut() {
            Some((_, blocks)) => blocks.push(block),
            None => self.body.main.push(block),
        }
    }

    fn paragraph(&mut self, role: Role, inlines: Vec<Inline>) {
        self.push(Block::Paragraph(Paragraph { role, inlines }));
    }

    fn table(&mut self) {
        let (lines, rest) = self.rest.split_at(table::extent(self.rest));
        self.rest = rest;
        let widths = self.widths.take();
        let before = self.cells;
        self.cells += lines.iter().map(|line| table::cells(line).len()).sum::<usize>();
        if !limits::TABLE_CELLS.allows(self.cells) {
            let first = lines.first().filter(|_| limits::TABLE_CELLS.allows(before));
            return first.into_iter().for_each(|first| self.faults.push(first.at, limits::TABLE_CELLS.over()));
        }
        if let Some(table) = table::parse(lines, widths, self.faults) {
            self.push(Block::Table(table));
        }
    }

    fn drop_widths(&mut self) {
        if let Some(widths) = self.widths.take() {
            let fault = Diagnostic::error(Code::VB020, "`@cot` không đứng ngay trước một bảng")
                .hint("đặt `@cot` ở dòng ngay trên đầu bảng");
            self.faults.push(widths.at, fault);
        }
    }

    fn heading(&mut self, line: &Line) {
        let level = line.glyphs.iter().take_while(|glyph| glyph.is('#')).count();
        let automatic = line.glyphs.get(level).is_some_and(|glyph| glyph.is('.'));
        let rest = line.glyphs.get(level + usize::from(automatic)..).unwrap_or_default();
        let title = trim(rest);
        let spaced = rest.first().is_none_or(Glyph::is_blank);
        let Some(role) = HEADINGS.get(level - 1).copied().filter(|_| spaced && !title.is_empty()) else {
            let message = match (level > HEADINGS.len(), spaced) {
                (true, _) => "đề mục chỉ có ba cấp: `#`, `##`, `###`",
                (false, false) => "sau dấu `#` của đề mục phải có khoảng trắng",
                (false, true) => "đề mục không có chữ",
            };
            let fault = Diagnostic::error(Code::VB021, message)
                .hint("viết `# I. TIÊU ĐỀ`, hoặc `#. TIÊU ĐỀ` để tự đánh số")
                .hint("dòng bắt đầu bằng dấu `#` thật thì viết `\\#`");
            return self.faults.push(line.at, fault);
        };
        if role == Role::Muc
            && let Some(small) = label::small_letters(title, automatic)
        {
            self.faults.push(line.at, not_in_capitals(&small));
        }
        let mut inlines = Vec::new();
        if automatic {
            let label = self.numbering.next(level);
            inlines.push(Inline::Text(Run::plain(format!("{label} "))));
        } else {
            self.numbering.below(level);
        }
        append(&mut inlines, inline::parse(title, self.faults));
        self.paragraph(role, inlines);
    }

    fn directive(&mut self, line: &Line) {
        match directive::parse(line, self.faults) {
            None => {}
            Some(Directive::Appendix(appendix)) => self.attach(Attachment::Appendix(appendix)),
            Some(Directive::AttachedText(text)) => self.attach(Attachment::Text(text)),
            Some(Directive::Form) => self.attach(Attachment::Form),
            Some(Directive::PageBreak) => self.push(Block::PageBreak),
            Some(Directive::Columns(columns_mm)) => {
                let at = line.at;
                self.widths = Some(Widths { at, columns_mm });
            }
            Some(Directive::Signature(chu_ky)) => {
                self.push(Block::Signature(Signature { chu_ky, ..Signature::default() }))
            }
            Some(Directive::WritingLines(count)) => self.push(Block::WritingLines(count)),
            Some(Directive::Line(role, inlines)) => self.paragraph(role, inlines),
        }
    }

    fn attach(&mut self, attachment: Attachment) {
        self.numbering.below(0);
        self.body.attachments.push((attachment, Vec::new()));
    }

    fn label(&mut self, line: &Line, label: Label<'a>) {
        self.numbering.below(0);
        match label {
            Label::Dieu { label, rest } => {
                let inlines = article(label, rest, self.faults);
                self.paragraph(Role::Dieu, inlines);
            }
            Label::OwnLine { label, role, title_role, title } => {
                self.paragraph(role, vec![Inline::Text(Run::plain(label.as_str()))]);
                match title.or_else(|| self.next_title()) {
                    Some(title) if self.is_short(title) => {
                        let inlines = inline::parse(title, self.faults);
                        self.paragraph(title_role, inlines);
                    }
                    Some(_) => {}
                    None => self.faults.push(line.at, untitled(&label)),
                }
            }
        }
    }

    /// The next line, when it is plain text that can be the title of the label above it.
    fn next_title(&mut self) -> Option<&'a [Glyph]> {
        let (line, rest) = self.rest.split_first()?;
        let marked = ['#', '|'].iter().any(|sign| line.starts_with(*sign)) || directive::starts(line);
        if marked || label::recognise(&line.glyphs).is_some() || !label::is_title(&line.glyphs) {
            return None;
        }
        self.rest = rest;
        Some(&line.glyphs)
    }
}

fn not_in_capitals(title: &str) -> Diagnostic {
    Diagnostic::warning(Code::VB033, format!("đề mục `{title}` phải in hoa"))
        .hint(format!("viết `{}`; chương trình in đúng như gõ", title.to_uppercase()))
}

fn untitled(label: &str) -> Diagnostic {
    Diagnostic::warning(Code::VB027, format!("`{label}` không có tên"))
        .hint("viết tên ở dòng ngay dưới; nếu dòng này là câu văn thì viết `\\` trước chữ đầu dòng")
}

/// "Điều 1." in bold; what follows too when it is a title and not the text of the điều.
fn article(label: String, rest: &[Glyph], faults: &mut Faults) -> Vec<Inline> {
    let is_title = label::is_title(rest);
    let mut rest_inlines = inline::parse(rest, faults);
    let title = rest.is_empty() || (is_title && !rest_inlines.iter().any(is_to_fill_in));
    let mut inlines = vec![Inline::Text(Run { text: label, bold: true, italic: false })];
    if !rest.is_empty() {
        let space = Run { text: " ".to_owned(), bold: title, italic: false };
        inline::push_run(&mut inlines, space);
    }
    if title {
        rest_inlines.iter_mut().for_each(embolden);
    }
    append(&mut inlines, rest_inlines);
    inlines
}

/// A text with a blank is no title, though it ends without a mark.
fn is_to_fill_in(inline: &Inline) -> bool {
    match inline {
        Inline::Blank { .. } => true,
        Inline::Text(run) => ["……", "...."].iter().any(|dots| run.text.contains(dots)),
        Inline::Break => false,
    }
}

fn embolden(inline: &mut Inline) {
    if let Inline::Text(run) = inline {
        run.bold = true;
    }
}

fn append(inlines: &mut Vec<Inline>, more: Vec<Inline>) {
    for inline in more {
        match inline {
            Inline::Text(run) => inline::push_run(inlines, run),
            other => inlines.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::diag::Place;

    fn shown(body: &str) -> Vec<String> {
        let mut faults = Faults::new(Path::new("a.van"), body, 1);
        let body = parse(body, &mut faults);
        assert!(!faults.report.has_errors(), "{:?}", faults.report);
        let attached = body.attachments.into_iter().flat_map(|(_, blocks)| blocks);
        let blocks = body.main.into_iter().chain(attached);
        blocks.map(|block| show(&block)).collect()
    }

    fn show(block: &Block) -> String {
        let Block::Paragraph(paragraph) = block else {
            return format!("{block:?}");
        };
        let inline = |inline: &Inline| match inline {
            Inline::Text(run) if run.bold => format!("<{}>", run.text),
            Inline::Text(run) => run.text.clone(),
            other => format!("{other:?}"),
        };
        let text: String = paragraph.inlines.iter().map(inline).collect();
        format!("{:?} {text}", paragraph.role)
    }

    #[test]
    fn an_article_is_bold_as_far_as_it_is_a_title() {
        let lines = shown("Điều 1. Tiền thưởng: ……\nĐiều 2. Thưởng @o_trong{20}");
        assert_eq!(lines, ["Dieu <Điều 1.> Tiền thưởng: ……", "Dieu <Điều 2.> Thưởng Blank { mm: Some(20.0) }"]);
        let lines = shown("Điều 1. Phạm vi\nĐiều 2. Giao **Sở** làm.\nĐiều 3.");
        assert_eq!(lines, ["Dieu <Điều 1. Phạm vi>", "Dieu <Điều 2.> Giao <Sở> làm.", "Dieu <Điều 3.>"]);
    }

    #[test]
    fn titles_may_stand_below_their_label() {
        let lines = shown("Chương I\n\nQUY ĐỊNH CHUNG\nMục 1. PHẠM VI\nNội dung.");
        assert_eq!(
            lines,
            [
                "PhanChuong Chương I",
                "TenPhanChuong QUY ĐỊNH CHUNG",
                "MucCuaChuong Mục 1",
                "TenMucCuaChuong PHẠM VI",
                "NoiDung Nội dung."
            ]
        );
    }

    #[test]
    fn numbers_are_automatic_and_restart() {
        let lines = shown("#. A\n##. B\n###. C\n###. D\n##. E\n#. F\n##. G\n@phu_luc \"X\"\n#. H");
        assert_eq!(
            lines,
            ["Muc I. A", "Khoan 1. B", "Diem a) C", "Diem b) D", "Khoan 2. E", "Muc II. F", "Khoan 1. G", "Muc I. H"]
        );
    }

    #[test]
    fn a_muc_in_small_letters_is_told() {
        let told = |body: &str| {
            let mut faults = Faults::new(Path::new("a.van"), body, 1);
            parse(body, &mut faults);
            faults.report.iter().map(|finding| (finding.code, finding.place.clone())).collect::<Vec<_>>()
        };
        let at = |line| vec![(Code::VB033, Some(Place::line(Path::new("a.van"), line, 1)))];
        assert_eq!(told("Mở đầu.\n# I. Mục đích"), at(2));
        assert_eq!(told("#. Mục đích"), at(1));
        assert_eq!(told("# XIV. **MỤC đích**"), at(1));
        for right in ["# I. MỤC ĐÍCH, YÊU CẦU (2022)", "#. MỤC ĐÍCH", "## 1. Mục đích", "# 1. Mục đích", "# II. 2022"]
        {
            assert_eq!(told(right), [], "{right}");
        }
    }

    #[test]
    fn a_blank_starts_a_paragraph() {
        assert_eq!(shown("@o_trong{30} x"), ["NoiDung Blank { mm: Some(30.0) } x"]);
        assert_eq!(shown("@ 5 giờ"), ["NoiDung @ 5 giờ"]);
        assert_eq!(shown("@o_trong \"Họ tên:\""), ["NoiDung Họ tên: Blank { mm: None }"]);
    }

    #[test]
    fn text_of_a_line_is_as_typed() {
        let line = "- a)  {{ x }} <w:t> &amp; ]]> #let $a$ “x”";
        assert_eq!(shown(line), [format!("NoiDung {line}")]);
    }
}
