//! The faces that ship inside the program, so that no page depends on what a machine has installed.
//!
//! Tinos has the widths of Times New Roman, which the DOCX names; the fallbacks only serve signs that
//! Tinos lacks.

/// Regular, bold, italic and bold italic of the text face, in this order.
pub static TINOS: [&[u8]; 4] = [
    include_bytes!("../../fonts/Tinos-Regular.ttf"),
    include_bytes!("../../fonts/Tinos-Bold.ttf"),
    include_bytes!("../../fonts/Tinos-Italic.ttf"),
    include_bytes!("../../fonts/Tinos-BoldItalic.ttf"),
];

/// Faces asked for signs that Tinos lacks, in this order.
pub static FALLBACKS: [&[u8]; 2] =
    [include_bytes!("../../fonts/NotoSansSymbols-Regular.ttf"), include_bytes!("../../fonts/NotoEmoji-Regular.ttf")];
