//! All kinds of paper that there are: those of the program, and those of a campaign.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::kind::Kind;
use crate::base::diag::{Code, Diagnostic};
use crate::paper::document::DocumentKind;

/// The kinds in the order in which they are made and listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kinds {
    all: Vec<Arc<Kind>>,
}

impl Kinds {
    /// `kinds` in their order; those of one place in it by their names.
    pub fn new(kinds: impl IntoIterator<Item = Kind>) -> Self {
        let mut all: Vec<Arc<Kind>> = kinds.into_iter().map(Arc::new).collect();
        all.sort_by(|left, right| (left.thu_tu, &left.name).cmp(&(right.thu_tu, &right.name)));
        Kinds { all }
    }

    /// Each kind.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<Kind>> {
        self.all.iter()
    }

    /// The kind called `name`.
    pub fn find(&self, name: &str) -> Option<&Arc<Kind>> {
        self.all.iter().find(|kind| kind.name == name)
    }

    /// The kinds of each group of `[van_ban]`, in their order.
    pub fn groups(&self) -> BTreeMap<&str, Vec<&Kind>> {
        let mut groups: BTreeMap<&str, Vec<&Kind>> = BTreeMap::new();
        self.all.iter().for_each(|kind| groups.entry(&kind.nhom).or_default().push(kind));
        groups
    }

    /// The type of document of the papers of the group `name`.
    pub fn type_of(&self, name: &str) -> DocumentKind {
        self.all.iter().find(|kind| kind.nhom == name).map_or(DocumentKind::BieuMau, |kind| kind.loai)
    }

    /// The word for it.
    pub fn label_of(&self, name: &str) -> &'static str {
        self.type_of(name).label()
    }

    /// The finding for a `name` that no kind has.
    pub fn unknown(&self, name: &str) -> Diagnostic {
        let names = || self.all.iter().map(|kind| kind.name.as_str());
        let finding = Diagnostic::error(Code::TL003, format!("không có loại văn bản `{name}` của phong trào"));
        finding.did_you_mean(name, names(), || format!("chọn trong: {}", names().collect::<Vec<_>>().join(", ")))
    }
}

impl<'a> IntoIterator for &'a Kinds {
    type Item = &'a Arc<Kind>;
    type IntoIter = std::slice::Iter<'a, Arc<Kind>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
