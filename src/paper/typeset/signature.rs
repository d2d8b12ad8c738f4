//! The foot of a document: Nơi nhận at the left, level with the signature at the right.

use super::Setter;
use super::flow::{Grid, GridCell, Item, Par};
use super::keep_with_next::TAIL_LINES;
use super::metrics::PT_PER_MM;
use super::overflow;
use crate::paper::document::{Signature, Signer};
use crate::paper::norm::{self, Component};

/// Nơi nhận longer than this runs on below the signature, so that the row still fits a page.
const LEVEL_LINES: usize = 24;
/// So many rows of signers stay on one page.
const ROWS_TOGETHER: usize = 4;
/// Gap in points below a row of signers.
const ROW_GAP_PT: f64 = 8.0;
/// Gap in points above the one who confirms.
const CONFIRMATION_GAP_PT: f64 = 18.0;
/// Share of the text width for Nơi nhận beside one signature (diagram of Phụ lục I: ô 9b, 7a).
const RECIPIENTS_SHARE: f64 = 0.45;

/// Sets the foot; several signers stand side by side, with Nơi nhận below them (form 1.9).
pub fn signature(setter: &Setter, signature: &Signature, text_mm: f64) -> Vec<Item> {
    let mut items = match signature.chu_ky.as_slice() {
        [] => recipients(setter, signature),
        [signer] => beside(setter, signature, signer, text_mm),
        signers => below(side_by_side(setter, signers, text_mm), recipients(setter, signature)),
    };
    items.extend(signature.xac_nhan.iter().map(|who| confirmation(setter, who, text_mm)));
    items
}

/// Puts signers, `gap_pt` below, into the grid of those `above` whose columns they fill, a lone one into the last column:
/// one grid stays on one page in every program. False where the foot says more than that, or where a page of `height_mm`
/// does not hold the grid below the end of the text.
pub fn join(setter: &Setter, foot: &Signature, above: Option<&mut Item>, gap_pt: f64, height_mm: f64) -> bool {
    let alone = Signature { chu_ky: foot.chu_ky.clone(), ..Signature::default() };
    let Some(Item::Grid(grid)) = above.filter(|_| *foot == alone) else { return false };
    let mut rows = match foot.chu_ky.as_slice() {
        [signer] => {
            let Some(column_mm) = grid.columns_mm.last() else { return false };
            let mut row = vec![GridCell::default(); grid.columns_mm.len() - 1];
            row.push(cell(signer_lines(setter, signer, *column_mm)));
            vec![row]
        }
        signers => match side_by_side(setter, signers, grid.columns_mm.iter().sum()).as_mut_slice() {
            [Item::Grid(more)] if has_columns(grid, &more.columns_mm) => std::mem::take(&mut more.rows),
            _ => return false,
        },
    };
    for cell in rows.first_mut().into_iter().flatten() {
        if let Some(Item::Par(first)) = cell.items.first_mut() {
            first.before_pt += gap_pt;
        }
    }
    let before = grid.rows.len();
    grid.rows.append(&mut rows);
    let tail_pt = TAIL_LINES as f64 * pitch(setter, Component::NoiDung) + gap_pt;
    let fits = overflow::grid_height_pt(setter, grid) + tail_pt <= height_mm * PT_PER_MM;
    if !fits {
        grid.rows.truncate(before);
    }
    fits
}

fn has_columns(grid: &Grid, columns_mm: &[f64]) -> bool {
    let are_alike = |(one, other): (&f64, &f64)| (one - other).abs() < 0.01;
    grid.columns_mm.len() == columns_mm.len() && grid.columns_mm.iter().zip(columns_mm).all(are_alike)
}

/// Who confirms, at the left below all else, over room for a signature and a stamp (form 1.10).
fn confirmation(setter: &Setter, who: &str, text_mm: f64) -> Item {
    let column_mm = text_mm * RECIPIENTS_SHARE;
    let (mut label, _) = setter.balanced(Component::HoTen, who, column_mm);
    label.before_pt = CONFIRMATION_GAP_PT;
    let mut room = setter.par(Component::HoTen, "");
    room.before_pt = norm::SIGNATURE_SPACE_PT;
    let rows = vec![vec![cell(vec![label, room])]];
    Item::Grid(Grid { columns_mm: vec![column_mm], rows, ..Grid::default() })
}

fn beside(setter: &Setter, signature: &Signature, signer: &Signer, text_mm: f64) -> Vec<Item> {
    let left = text_mm * RECIPIENTS_SHARE;
    let mut listed = recipients(setter, signature);
    let rest = listed.split_off(listed.len().min(LEVEL_LINES));
    if let Some(Item::Par(first)) = listed.first_mut() {
        first.before_pt = norm::ASCENT * (pitch(setter, Component::QuyenHanChucVu) - pitch(setter, Component::NoiNhan));
    }
    let cells =
        vec![GridCell { items: listed, ..GridCell::default() }, cell(signer_lines(setter, signer, text_mm - left))];
    let columns_mm = vec![left, text_mm - left];
    let mut items = vec![Item::Grid(Grid { columns_mm, rows: vec![cells], ..Grid::default() })];
    items.extend(rest.into_iter().map(|item| narrow(item, text_mm - left)));
    items
}

fn narrow(item: Item, right_mm: f64) -> Item {
    match item {
        Item::Par(par) => Item::Par(Par { right_mm, ..par }),
        other => other,
    }
}

fn signer_lines(setter: &Setter, signer: &Signer, column_mm: f64) -> Vec<Par> {
    let mut pars = offices(setter, signer, column_mm);
    pars.extend(name(setter, signer, column_mm));
    pars
}

/// `listed` below the last of `signers` in one grid, so that they stay on one page; below the grid when
/// they are many.
fn below(mut signers: Vec<Item>, mut listed: Vec<Item>) -> Vec<Item> {
    if let Some(Item::Grid(grid)) = signers.last_mut().filter(|_| !listed.is_empty() && listed.len() <= LEVEL_LINES) {
        if let Some(Item::Par(first)) = listed.first_mut() {
            first.before_pt = grid.after_pt;
        }
        let mut row = vec![GridCell::default(); grid.columns_mm.len()];
        if let Some(cell) = row.first_mut() {
            cell.items = std::mem::take(&mut listed);
        }
        grid.rows.push(row);
    }
    signers.append(&mut listed);
    signers
}

/// How many of `signers` stand side by side.
fn columns(signers: &[Signer]) -> usize {
    if signers.len() == 4 { 2 } else { signers.len().min(3) }
}

/// Signers in columns of equal width, at most three to a row; the names of a row are level.
fn side_by_side(setter: &Setter, signers: &[Signer], text_mm: f64) -> Vec<Item> {
    let count = columns(signers);
    let column_mm = text_mm / count as f64;
    let chunk_rows = |chunk: &[Signer]| {
        let part = |part: fn(&Setter, &Signer, f64) -> Vec<Par>| {
            let mut row: Vec<GridCell> = chunk.iter().map(|signer| cell(part(setter, signer, column_mm))).collect();
            row.resize(count, GridCell::default());
            row
        };
        [part(offices), part(name)]
    };
    // One grid stays on one page in every program.
    let together = signers.chunks(count * ROWS_TOGETHER).map(|signers| {
        let mut rows = Vec::new();
        for (at, chunk) in signers.chunks(count).enumerate() {
            let mut pair = chunk_rows(chunk);
            for cell in pair.iter_mut().take(1).flatten().filter(|_| at > 0) {
                if let Some(Item::Par(first)) = cell.items.first_mut() {
                    first.before_pt += ROW_GAP_PT;
                }
            }
            rows.extend(pair);
        }
        Item::Grid(Grid { columns_mm: vec![column_mm; count], rows, after_pt: ROW_GAP_PT, ..Grid::default() })
    });
    together.collect()
}

fn cell(pars: Vec<Par>) -> GridCell {
    GridCell { items: pars.into_iter().map(Item::Par).collect(), ..GridCell::default() }
}

/// Quyền hạn, chức vụ and the note below them.
fn offices(setter: &Setter, signer: &Signer, column_mm: f64) -> Vec<Par> {
    let office = |line: &String| setter.balanced_capitals(Component::QuyenHanChucVu, line, column_mm).0;
    let note = signer.ghi_chu.iter().map(|note| setter.par(Component::GhiChuChuKy, note));
    signer.quyen_han.iter().map(office).chain(note).collect()
}

/// Room for the signature, another chức vụ, họ tên.
fn name(setter: &Setter, signer: &Signer, column_mm: f64) -> Vec<Par> {
    let office = |line: &String| setter.balanced_capitals(Component::QuyenHanChucVu, line, column_mm).0;
    let mut pars: Vec<Par> = signer.chuc_vu_khac.iter().map(office).collect();
    pars.push(setter.par(Component::HoTen, &signer.ho_ten));
    if let Some(first) = pars.first_mut() {
        first.before_pt = norm::SIGNATURE_SPACE_PT;
    }
    pars
}

/// "Nơi nhận:" and its lines; the dash hangs.
fn recipients(setter: &Setter, signature: &Signature) -> Vec<Item> {
    let mut pars = Vec::new();
    if !signature.noi_nhan.is_empty() {
        pars.push(setter.par(Component::NoiNhan, "Nơi nhận:"));
    }
    let dash = setter.width_mm(Component::NoiNhanDong, "- ");
    for line in &signature.noi_nhan {
        let mut par = setter.par(Component::NoiNhanDong, line);
        if line.starts_with("- ") {
            par.left_mm = dash;
            par.first_mm = Some(-dash);
        }
        pars.push(par);
    }
    if let Some(sign) = &signature.nguoi_soan {
        pars.push(setter.par(Component::NguoiSoan, &sign.to_uppercase()));
    }
    pars.into_iter().map(Item::Par).collect()
}

fn pitch(setter: &Setter, component: Component) -> f64 {
    setter.style(component).pitch_pt
}
