//! What one paper is about.

/// What one paper is about.
#[derive(Clone, Copy, Debug)]
pub enum About {
    Campaign,
    /// Position among the parties.
    Unit(usize),
    /// Position in `xet.hinh_thuc`.
    Award(usize),
    /// Position in `xet.ho_so_trinh`.
    Submission(usize),
    /// Position in `xet.de_nghi`.
    Nomination(usize),
    /// Position in the table of the kind.
    Row(usize),
    /// Nothing: an empty form to be filled in by hand.
    Blank,
}
