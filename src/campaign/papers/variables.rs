//! What the template of a kind can print, told by what one of its papers is given.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::campaign::about::About;
use crate::campaign::opened::{CampaignFolder, Shared};
use crate::campaign::story::sample::sample;
use crate::campaign::template::Kind;
use crate::campaign::template::variables::{Variable, variables};

impl CampaignFolder {
    /// Every variable of the papers of the kind called `name`, with its value in the first of them; none for an
    /// unknown kind. A variable that is only about other things (a unit, a hình thức …) is left out.
    pub fn variables(&self, name: &str) -> Vec<Variable> {
        let shared = &self.shared;
        let Some(kind) = shared.kinds.find(name) else { return Vec::new() };
        let usual = shared.shown(kind, About::Campaign);
        let mut shown = shared.first(kind).unwrap_or_else(|| shared.shown(kind, About::Blank));
        let differ = |of_kind: &Map<String, Value>| -> BTreeSet<String> {
            usual.keys().filter(|key| of_kind.get(*key) != usual.get(*key)).cloned().collect()
        };
        let own = differ(&shown);
        let others = shared.kinds.iter().filter_map(|kind| shared.first(kind));
        let about: BTreeSet<String> = others.flat_map(|of_kind| differ(&of_kind)).collect();
        shown.retain(|key, _| own.contains(key) || !about.contains(key));
        variables(&shown, &fields(&sample(&shared.law, &shared.kinds, &[])))
    }
}

impl Shared {
    /// What the first paper of `kind` shows, where there is one.
    fn first(&self, kind: &Kind) -> Option<Map<String, Value>> {
        let first = self.items(kind, None).into_iter().find(|item| item.wanted)?;
        Some(self.shown(kind, first.about))
    }

    fn shown(&self, kind: &Kind, about: About) -> Map<String, Value> {
        fields(&self.story_of(kind, about))
    }
}

fn fields(story: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(story) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}
