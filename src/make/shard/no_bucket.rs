//! Buckets in a build without the feature `s3`: there are none, and an address of one is told as such.

use std::path::Path;

use super::shelf::scheme;
use crate::base::diag::{Code, Diagnostic, Place};

/// There is none.
#[derive(Debug)]
pub enum Bucket {}

impl Bucket {
    /// `None` for what is no address of a bucket.
    ///
    /// # Errors
    /// `TL022` for one that is.
    pub fn at(path: &Path) -> Result<Option<Self>, Diagnostic> {
        match scheme(path) {
            Some(_) => Err(Diagnostic::error(
                Code::TL022,
                "bản này không gửi gì ra ngoài, cũng không lấy gì từ ngoài về",
            )
            .at(Place::file(path))
            .hint("chọn một thư mục trên máy hay ổ đĩa chung; để dùng kho S3 thì dựng bản có thêm `--features s3`")),
            None => Ok(None),
        }
    }

    pub(super) fn name(&self) -> &Path {
        match *self {}
    }

    pub(super) fn names(&self) -> Result<Vec<String>, Diagnostic> {
        match *self {}
    }

    pub(super) fn bring(&self, _: &str, _: &Path) -> Result<bool, Diagnostic> {
        match *self {}
    }

    pub(super) fn put(&self, _: &str, _: &Path) -> Result<bool, Diagnostic> {
        match *self {}
    }
}
