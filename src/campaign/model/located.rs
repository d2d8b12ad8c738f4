//! A value that remembers where the clerk typed it.
//!
//! Every verdict names the cells it looked at. A campaign has hundreds of thousands of values, so the
//! place is shared: cloning a located value costs no text.

use crate::base::diag::Place;
pub use crate::base::text::fold;

/// A value and its place in the data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Located<T> {
    pub value: T,
    pub place: Place,
}

impl<T> Located<T> {
    /// `value` at `place`.
    pub fn new(value: T, place: &Place) -> Self {
        Located { value, place: place.clone() }
    }

    /// The place, to put into a diagnostic.
    pub fn place(&self) -> Place {
        self.place.clone()
    }
}
