//! Puts front matter and body together: every part in its place on the paper, from the letterhead to
//! the last phụ lục.

use super::body::{Attachment, Body};
use super::directive::{Appendix, AttachedText};
use super::front_matter::FrontMatter;
use super::letterhead::{attached_to, check_code, copy_head, in_brackets, letterhead, number_line, of_attached_text};
use super::numbering::roman;
use super::{
    AppendixHeader, Block, Document, DocumentKind, Section, Signature, Title, certificate, punctuation, recipients,
    requirements,
};
use crate::base::diag::Report;
use crate::base::text::ascii_key;

/// The document of `front` and `body`; warnings are added to `report`.
pub(super) fn document(front: FrontMatter, body: Body, report: &mut Report) -> Document {
    let signed_in_body = body.main.iter().any(|block| matches!(block, Block::Signature(_)));
    requirements::check(&front, signed_in_body, report);
    recipients::check(&front, report);
    check_code(&front, report);
    if front.loai == DocumentKind::GiayKhen {
        return certificate_of(front, body, report);
    }
    let subject = appendix_as_subject(&front, &body);
    requirements::check_forms(&front, &body, report);
    let mut sections = Vec::new();
    if front.loai == DocumentKind::PhuLuc {
        requirements::check_appendix(&front, &body, report);
    } else {
        sections.push(main_section(&front, body.main, !body.attachments.is_empty()));
    }
    sections.extend(attachments(&front, body.attachments));
    if let Some(first) = sections.first_mut() {
        first.luu_hanh = front.luu_hanh.clone();
        first.chu_ky_so = front.chu_ky_so.clone();
        first.mau_so = front.mau_so.clone();
    }
    if let (Some(copy), Some(last)) = (&front.ban_sao, sections.last_mut()) {
        requirements::check(copy, false, report);
        check_code(copy, report);
        last.blocks.extend(copy_blocks(copy));
    }
    Document {
        ten_loai: printed_kind(&front),
        loai: front.loai,
        trich_yeu: subject.unwrap_or(front.trich_yeu),
        co_chu: front.co_chu,
        ngay: front.ngay.unwrap_or_default(),
        sections,
    }
}

/// A giấy khen is its front matter; it has no body.
fn certificate_of(front: FrontMatter, body: Body, report: &mut Report) -> Document {
    if !body.main.is_empty() || !body.attachments.is_empty() {
        report.push(certificate::body_fault().at(front.place("loai")));
    }
    Document {
        ten_loai: printed_kind(&front),
        loai: front.loai,
        trich_yeu: certificate::subject(&front),
        co_chu: front.co_chu,
        ngay: front.ngay.unwrap_or_default(),
        sections: vec![certificate::section(&front)],
    }
}

/// A phụ lục in a file of its own has its name for a title.
fn appendix_as_subject(front: &FrontMatter, body: &Body) -> Option<Vec<String>> {
    match body.attachments.first() {
        Some((Attachment::Appendix(appendix), _)) if front.loai == DocumentKind::PhuLuc => {
            Some(vec![appendix.ten.clone()])
        }
        _ => None,
    }
}

/// The name of the kind as it is printed: a form brings its own, a công văn and a thư công have none.
fn printed_kind(front: &FrontMatter) -> String {
    match front.loai {
        DocumentKind::BieuMau => front.ten_loai.clone().unwrap_or_default(),
        DocumentKind::CongVan | DocumentKind::ThuCong => String::new(),
        kind => kind.label().to_owned(),
    }
}

fn main_section(front: &FrontMatter, mut text: Vec<Block>, has_appendices: bool) -> Section {
    if front.dau_ket_thuc {
        punctuation::close(&mut text);
    }
    if front.loai.is_copy() {
        text.extend(copy_blocks(front));
        return Section { dia_chi: front.dia_chi.clone(), blocks: text, ..Section::default() };
    }
    let mut blocks = vec![Block::Letterhead(letterhead(front))];
    if !front.marks.is_empty() {
        blocks.push(Block::Marks(front.marks.clone()));
    }
    blocks.extend(title(front, has_appendices).map(Block::Title));
    blocks.extend(front.tham_quyen.clone().map(Block::Authority));
    if !front.kinh_gui.is_empty() {
        blocks.push(Block::Recipients(punctuation::recipients(&front.kinh_gui)));
    }
    blocks.extend(punctuation::legal_bases(&front.can_cu).into_iter().map(Block::LegalBasis));
    blocks.extend(enacting(front).map(|word| Block::Enacting(word.to_owned())));
    blocks.append(&mut text);
    blocks.extend(signature(front).map(Block::Signature));
    Section { orientation: front.kho_giay, dia_chi: front.dia_chi.clone(), blocks, ..Section::default() }
}

/// The head of a copy, its Nơi nhận and its signature (form 3.1).
fn copy_blocks(copy: &FrontMatter) -> Vec<Block> {
    let head = Block::CopyHead(copy_head(copy));
    std::iter::once(head).chain(signature(copy).map(Block::Signature)).collect()
}

/// Tên loại and trích yếu of all kinds but công văn. "(Kèm theo …)" stands here when this document is
/// itself attached to another, which shows in its having no số; else it speaks of the phụ lục.
fn title(front: &FrontMatter, has_appendices: bool) -> Option<Title> {
    let ten_loai = printed_kind(front);
    let trich_yeu = match front.loai {
        DocumentKind::CongVan => Vec::new(),
        _ => front.trich_yeu.clone(),
    };
    let attached = number_line(front).is_none() || !has_appendices;
    let kem_theo = front.kem_theo.as_deref().filter(|_| attached).map(in_brackets);
    let is_empty = ten_loai.is_empty() && trich_yeu.is_empty() && kem_theo.is_none();
    (!is_empty).then_some(Title { ten_loai, trich_yeu, kem_theo })
}

fn enacting(front: &FrontMatter) -> Option<&'static str> {
    let word = match front.loai {
        DocumentKind::QuyetDinh => "QUYẾT ĐỊNH:",
        DocumentKind::NghiQuyet => "QUYẾT NGHỊ:",
        _ => return None,
    };
    (front.tham_quyen.is_some() || !front.can_cu.is_empty()).then_some(word)
}

fn signature(front: &FrontMatter) -> Option<Signature> {
    let signature = Signature {
        noi_nhan: punctuation::copies(&front.noi_nhan, front.luu.as_deref()),
        nguoi_soan: front.nguoi_soan.clone(),
        chu_ky: front.chu_ky.clone(),
        xac_nhan: front.xac_nhan.clone(),
    };
    (signature != Signature::default()).then_some(signature)
}

/// One section for each phụ lục and each attached text, in the order of the body.
fn attachments(front: &FrontMatter, attachments: Vec<(Attachment, Vec<Block>)>) -> Vec<Section> {
    let is_numbered = |(part, _): &&(Attachment, _)| matches!(part, Attachment::Appendix(it) if !it.khong_so);
    let several = attachments.iter().filter(is_numbered).count() > 1;
    let mut number = 0;
    let mut forms = front.bieu_mau.iter();
    let mut sections = Vec::new();
    for (attachment, mut text) in attachments {
        if front.dau_ket_thuc && attachment != Attachment::Form {
            punctuation::close(&mut text);
        }
        let mut section = match attachment {
            Attachment::Appendix(appendix) => {
                number += usize::from(!appendix.khong_so);
                appendix_section(front, appendix, several.then_some(number))
            }
            Attachment::Text(attached) => text_section(front, attached),
            Attachment::Form => {
                sections.extend(forms.next().map(|form| main_section(form, text, false)));
                continue;
            }
        };
        section.blocks.append(&mut text);
        sections.push(section);
    }
    sections
}

/// "(Kèm theo …)": what the directive says, what the front matter says, this document's own facts.
fn note(front: &FrontMatter, own: Option<&str>) -> Option<String> {
    own.or(front.kem_theo.as_deref()).map(in_brackets).or_else(|| attached_to(front))
}

/// Whether what stands for the number of an annex says what it is: "Mẫu số 01", "Biểu 02", "BM.10", "Phụ lục II".
fn names_itself(so: &str) -> bool {
    const WORDS: [&str; 10] =
        ["mau", "bieu", "bm", "phu_luc", "phu_bieu", "danh_sach", "bang", "danh_muc", "phieu", "so_do"];
    let key = ascii_key(so);
    WORDS.iter().any(|word| key.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('_')))
}

fn appendix_section(front: &FrontMatter, appendix: Appendix, number: Option<usize>) -> Section {
    let so = match &appendix.so {
        _ if appendix.khong_so => None,
        Some(so) if names_itself(so) => Some(so.clone()),
        Some(so) => Some(format!("Phụ lục {so}")),
        None => Some(number.map_or("Phụ lục".to_owned(), |number| format!("Phụ lục {}", roman(number)))),
    };
    let kem_theo = note(front, appendix.kem_theo.as_deref());
    let head = AppendixHeader { so, ten: appendix.ten, kem_theo };
    Section { orientation: appendix.orientation, blocks: vec![Block::Appendix(head)], ..Section::default() }
}

fn text_section(front: &FrontMatter, attached: AttachedText) -> Section {
    let kem_theo = note(front, attached.kem_theo.as_deref());
    let title = Title { ten_loai: attached.ten_loai, trich_yeu: attached.trich_yeu, kem_theo };
    let blocks = vec![Block::Letterhead(of_attached_text(front)), Block::Title(title)];
    Section { blocks, ..Section::default() }
}
