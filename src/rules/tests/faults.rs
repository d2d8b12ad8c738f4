//! One fault a case: its code and its place.
