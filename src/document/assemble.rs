//! Puts front matter and body together: every part in its place on the paper, from the letterhead to
//! the last phụ lục.

use super::body::Body;
use super::directive::Appendix;
use super::front::Front;
use super::letterhead::{attached_to, check_code, in_brackets, letterhead, number_line};
use super::numbering::roman;
use super::{AppendixHeader, Block, Document, DocumentKind, Section, Signature, Title, endings, requirements};
use crate::diag::Report;

/// The document of `front` and `body`; warnings are added to `report`.
pub(super) fn document(front: Front, body: Body, report: &mut Report) -> Document {
    let signed_in_body = body.main.iter().any(|block| matches!(block, Block::Signature(_)));
    requirements::check(&front, signed_in_body, report);
    check_code(&front, report);
    let mut sections = vec![main_section(&front, body.main, !body.appendices.is_empty())];
    sections.extend(appendices(&front, body.appendices));
    Document {
        ten_loai: printed_kind(&front),
        loai: front.loai,
        trich_yeu: front.trich_yeu,
        co_chu: front.co_chu,
        ngay: front.ngay.unwrap_or_default(),
        sections,
    }
}

/// The name of the kind as it is printed: a form brings its own, a công văn and a thư công have none.
fn printed_kind(front: &Front) -> String {
    match front.loai {
        DocumentKind::BieuMau => front.ten_loai.clone().unwrap_or_default(),
        DocumentKind::CongVan | DocumentKind::ThuCong => String::new(),
        kind => kind.label().to_owned(),
    }
}

fn main_section(front: &Front, mut text: Vec<Block>, has_appendices: bool) -> Section {
    if front.dau_ket_thuc {
        endings::close(&mut text);
    }
    let mut blocks = vec![Block::Letterhead(letterhead(front))];
    if !front.marks.is_empty() {
        blocks.push(Block::Marks(front.marks.clone()));
    }
    blocks.extend(title(front, has_appendices).map(Block::Title));
    blocks.extend(front.tham_quyen.clone().map(Block::Authority));
    if !front.kinh_gui.is_empty() {
        blocks.push(Block::Recipients(endings::recipients(&front.kinh_gui)));
    }
    blocks.extend(endings::legal_bases(&front.can_cu).into_iter().map(Block::LegalBasis));
    blocks.extend(enacting(front).map(|word| Block::Enacting(word.to_owned())));
    blocks.append(&mut text);
    blocks.extend(signature(front).map(Block::Signature));
    Section { orientation: front.kho_giay, luu_hanh: front.luu_hanh.clone(), dia_chi: front.dia_chi.clone(), blocks }
}

/// Tên loại and trích yếu of all kinds but công văn. "(Kèm theo …)" stands here when this document is
/// itself attached to another, which shows in its having no số; else it speaks of the phụ lục.
fn title(front: &Front, has_appendices: bool) -> Option<Title> {
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

fn enacting(front: &Front) -> Option<&'static str> {
    let word = match front.loai {
        DocumentKind::QuyetDinh => "QUYẾT ĐỊNH:",
        DocumentKind::NghiQuyet => "QUYẾT NGHỊ:",
        _ => return None,
    };
    (front.tham_quyen.is_some() || !front.can_cu.is_empty()).then_some(word)
}

fn signature(front: &Front) -> Option<Signature> {
    let signature = Signature {
        noi_nhan: endings::copies(&front.noi_nhan, front.luu.as_deref()),
        nguoi_soan: front.nguoi_soan.clone(),
        chu_ky: front.chu_ky.clone(),
    };
    (signature != Signature::default()).then_some(signature)
}

fn appendices(front: &Front, appendices: Vec<(Appendix, Vec<Block>)>) -> Vec<Section> {
    let numbered = appendices.iter().filter(|(appendix, _)| !appendix.khong_so).count();
    let mut number = 0;
    let mut sections = Vec::new();
    for (appendix, mut text) in appendices {
        if front.dau_ket_thuc {
            endings::close(&mut text);
        }
        number += usize::from(!appendix.khong_so);
        let so = match &appendix.so {
            _ if appendix.khong_so => None,
            Some(so) => Some(format!("Phụ lục {so}")),
            None if numbered > 1 => Some(format!("Phụ lục {}", roman(number))),
            None => Some("Phụ lục".to_owned()),
        };
        let note = appendix.kem_theo.as_deref().or(front.kem_theo.as_deref());
        let mut blocks = vec![Block::Appendix(AppendixHeader {
            so,
            ten: appendix.ten,
            kem_theo: note.map(in_brackets).or_else(|| attached_to(front)),
        })];
        blocks.append(&mut text);
        sections.push(Section { orientation: appendix.orientation, blocks, ..Section::default() });
    }
    sections
}
