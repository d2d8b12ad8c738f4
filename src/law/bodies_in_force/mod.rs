//! Bodies that act in a document on a day on which they don't exist.
//!
//! Since 1/7/2025 there is no huyện and 29 tỉnh are merged, but old papers are copied all the time. A
//! paper that is issued, signed or decided by such a body has no effect. Here the finished
//! [`Document`], of a campaign or by itself, is read against the [`Registry`] on its own date. Names in
//! căn cứ, in tables (award history) and in citations are left alone: they tell the past.

mod mention;
mod names;
mod roles;
mod words;

use chrono::{Datelike, NaiveDate};

use crate::base::diag::{Code, Diagnostic, Report};
use crate::law::Law;
use crate::law::registry::Registry;
use crate::paper::document::date::short_date;
use crate::paper::document::{Block, CopyHead, Document, Inline, Letterhead, Role as TextRole};
use mention::{Mention, Wrong};
pub use names::Names;
use names::Paper;
use roles::{acts, issues};
use words::Words;

/// What a body does in a document, and so which code its finding has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Letterhead and địa danh.
    Issues,
    Signs,
    /// Thẩm quyền ban hành.
    Decides,
    /// In the text: it is to decide, to appraise, to do something.
    Acts,
    /// Kính gửi and Nơi nhận.
    Receives,
}

impl Role {
    fn label(self) -> &'static str {
        match self {
            Role::Issues => "phần đầu văn bản (tên cơ quan, địa danh)",
            Role::Signs => "chữ ký",
            Role::Decides => "thẩm quyền ban hành",
            Role::Acts => "nội dung",
            Role::Receives => "nơi nhận",
        }
    }
}

/// Warnings for every body that acts in `document` on a day on which it doesn't exist: `TC001` where it
/// issues or signs, `TC003` where the text gives it something to do, `TC004` where it is written to;
/// `TC002` when it does any of that before it came into being.
pub fn check(document: &Document, law: &Law) -> Report {
    let mut report = Report::new();
    let Some(date) = document.ngay.earliest() else { return report };
    let blocks: Vec<&Block> = document.sections.iter().flat_map(|section| &section.blocks).collect();
    let running: Vec<Words> = blocks.iter().map(|block| Words::new(&running(block))).collect();
    let everything = running.iter().fold(Words::new(""), Words::and);
    let paper = Paper::of_nobody(law, date, everything).from(&head_words(document), &receivers(document));
    let scan = Scan { paper };
    let mut found: Vec<(Role, Mention)> = Vec::new();
    for (block, words) in blocks.into_iter().zip(&running) {
        scan.block(block, words, &mut found);
    }
    let mut told: Vec<(Code, &str)> = Vec::new();
    for (role, mention) in &found {
        let code = code(*role, mention);
        if told.contains(&(code, mention.name())) {
            continue;
        }
        told.push((code, mention.name()));
        let mut roles: Vec<Role> = found
            .iter()
            .filter(|(other, same)| same.name() == mention.name() && self::code(*other, same) == code)
            .map(|(role, _)| *role)
            .collect();
        roles.sort_unstable();
        roles.dedup();
        report.push(finding(code, &roles, mention, date, &law.registry));
    }
    report
}

fn code(role: Role, mention: &Mention) -> Code {
    match (&mention.wrong, role) {
        (Wrong::NotYet(_), _) => Code::TC002,
        (Wrong::Gone(_), Role::Acts) => Code::TC003,
        (Wrong::Gone(_), Role::Receives) => Code::TC004,
        (Wrong::Gone(_), _) => Code::TC001,
    }
}

fn finding(code: Code, roles: &[Role], mention: &Mention, date: NaiveDate, registry: &Registry) -> Diagnostic {
    let name = mention.name();
    let places: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    let places = places.join(", ");
    let paper = short_date(date);
    let (day, message) = match mention.wrong {
        Wrong::Gone(last) => {
            let day = last.succ_opt().unwrap_or(last);
            (day, format!("từ ngày {} không còn {name}, mà văn bản ngày {paper} còn ghi ở {places}", short_date(day)))
        }
        Wrong::NotYet(first) => {
            (first, format!("{name} chỉ có từ ngày {}, mà văn bản ngày {paper} đã ghi ở {places}", short_date(first)))
        }
    };
    let finding = Diagnostic::warning(code, message);
    if matches!(mention.wrong, Wrong::NotYet(_)) {
        let before: Vec<&str> = registry.predecessors(name).iter().map(|place| place.ten.as_str()).collect();
        return finding.hint(match before.is_empty() {
            true => format!("sửa ngày của văn bản, hoặc dùng tên trước ngày {}", short_date(day)),
            false => format!("trước ngày {} là {}", short_date(day), before.join(", ")),
        });
    }
    let source = if mention.chua_kiem_chung { "; chưa kiểm chứng" } else { "" };
    let finding = finding.hint(format!("nay là: {} ({}{source})", mention.successors(registry, date), mention.nguon));
    match code {
        Code::TC003 => finding.hint("khi kể việc đã qua, viết rõ năm, hoặc số, ngày của văn bản cũ"),
        _ => finding,
    }
}

/// One document being read.
struct Scan<'a> {
    paper: Paper<'a>,
}

impl<'a> Scan<'a> {
    fn mentions(&self, words: &Words) -> Vec<Mention<'a>> {
        words.mentions(&self.paper)
    }

    /// What is found in a block, whose [`running`] words are made already.
    fn block(&self, block: &Block, words: &Words, found: &mut Vec<(Role, Mention<'a>)>) {
        let mut put = |role, mentions: Vec<Mention<'a>>| found.extend(mentions.into_iter().map(|one| (role, one)));
        match block {
            Block::Letterhead(letterhead) | Block::CopyHead(CopyHead { letterhead, .. }) => {
                put(Role::Issues, self.letterhead(letterhead));
            }
            Block::Certificate(certificate) => {
                put(Role::Decides, self.mentions(&Words::new(&certificate.tham_quyen)));
                put(Role::Signs, self.mentions(&Words::new(&certificate.chu_ky.quyen_han.join(" "))));
            }
            Block::Authority(_) => put(Role::Decides, self.mentions(words)),
            Block::Recipients(lines) => put(Role::Receives, self.lines(lines)),
            Block::Title(title) => put(Role::Acts, self.text(&Words::new(&title.trich_yeu.join(" ")), false)),
            Block::Paragraph(paragraph) => {
                let is_heading = matches!(paragraph.role, TextRole::Muc | TextRole::Khoan | TextRole::Diem);
                put(Role::Acts, self.text(words, is_heading));
            }
            Block::Signature(signature) => {
                put(Role::Receives, self.lines(&signature.noi_nhan));
                for signer in &signature.chu_ky {
                    let other = signer.chuc_vu_khac.iter();
                    let lines: Vec<&str> = signer.quyen_han.iter().chain(other).map(String::as_str).collect();
                    put(Role::Signs, self.mentions(&Words::new(&lines.join(" "))));
                }
            }
            Block::Marks(_)
            | Block::LegalBasis(_)
            | Block::Enacting(_)
            | Block::Table(_)
            | Block::WritingLines(_)
            | Block::Appendix(_)
            | Block::PageBreak => {}
        }
    }

    fn lines(&self, lines: &[String]) -> Vec<Mention<'a>> {
        lines.iter().flat_map(|line| self.mentions(&Words::new(line))).collect()
    }

    /// Mentions in running text of bodies that are to act.
    fn text(&self, words: &Words, is_heading: bool) -> Vec<Mention<'a>> {
        let mut mentions = self.mentions(words);
        mentions.retain(|mention| acts(words, mention, self.paper.date.year(), is_heading));
        mentions
    }

    /// Names of bodies, and names of places that stand alone as in "SỞ TÀI CHÍNH KIÊN GIANG".
    fn letterhead(&self, letterhead: &Letterhead) -> Vec<Mention<'a>> {
        let bodies = [Words::new(&letterhead.co_quan_chu_quan.join(" ")), Words::new(&letterhead.co_quan.join(" "))];
        let place = letterhead.dia_danh_ngay.as_deref().unwrap_or_default();
        let place = place.rsplit_once(", ngày").map_or("", |(place, _)| place);
        let place = Words::new(place);
        let mut mentions: Vec<Mention> = bodies.iter().flat_map(|body| self.mentions(body)).collect();
        mentions.extend(self.mentions(&place));
        for (names, tinh) in self.paper.places().filter(|(_, place)| !place.exists(self.paper.date)) {
            let Some(name) = &names.bare else { continue };
            let is_issuer = || bodies.iter().any(|body| issues(body, name));
            let is_commune = || bodies.iter().any(|body| names.is_commune_in(body));
            if (place == *name || is_issuer()) && !is_commune() {
                mentions.extend(Mention::of(tinh, self.paper.date));
            }
        }
        mentions
    }
}

fn plain(inlines: &[Inline]) -> String {
    let texts = inlines.iter().map(|inline| match inline {
        Inline::Text(run) => run.text.as_str(),
        Inline::Break | Inline::Blank { .. } => " ",
    });
    texts.collect()
}

/// The words of the letterhead: who issues the paper, and where.
fn head_words(document: &Document) -> Words {
    let heads = document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Letterhead(head) | Block::CopyHead(CopyHead { letterhead: head, .. }) => Some(head),
        _ => None,
    });
    let lines = heads.flat_map(|head| head.co_quan_chu_quan.iter().chain(&head.co_quan).chain(&head.dia_danh_ngay));
    Words::new(&lines.map(String::as_str).collect::<Vec<_>>().join(" ; "))
}

/// The words of Kính gửi and Nơi nhận.
fn receivers(document: &Document) -> Words {
    let lines = document.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| match block {
        Block::Recipients(lines) => lines.as_slice(),
        Block::Signature(signature) => signature.noi_nhan.as_slice(),
        _ => &[],
    });
    Words::new(&lines.map(String::as_str).collect::<Vec<_>>().join(" ; "))
}

/// The text of a block for names that need others beside them: letterhead, căn cứ, thẩm quyền, paragraph.
fn running(block: &Block) -> String {
    match block {
        Block::Letterhead(head) => {
            let lines = head.co_quan_chu_quan.iter().chain(&head.co_quan).chain(&head.dia_danh_ngay);
            lines.map(String::as_str).collect::<Vec<_>>().join(" ; ")
        }
        Block::LegalBasis(line) | Block::Authority(line) => line.clone(),
        Block::Paragraph(paragraph) => plain(&paragraph.inlines),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
