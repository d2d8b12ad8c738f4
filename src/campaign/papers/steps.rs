//! Which papers wait for a step: a kind that a bước names (`van_ban`) is made once this step is open.

use std::collections::HashSet;

use super::needs::Lack;
use crate::campaign::model::stage::Stage;
use crate::campaign::opened::Shared;
use crate::campaign::rules::Assessed;
use crate::campaign::template::Kind;

impl Shared {
    /// The steps that name `kind`.
    fn stages_of(&self, kind: &Kind) -> Vec<&Stage> {
        let stages = self.facts.quy_dinh.buoc.iter();
        stages.filter(|stage| stage.van_ban.iter().any(|name| name.value == kind.name)).collect()
    }

    /// Whether papers of `kind` may be made about `item`.
    pub(super) fn is_open_for(&self, kind: &Kind, item: &Assessed) -> bool {
        let stages = self.stages_of(kind);
        stages.is_empty() || stages.iter().any(|stage| item.buoc_mo.contains(&stage.ma))
    }

    /// Whether they may be made about somebody of whom `is_one` holds, or about everybody.
    pub(super) fn is_open_for_one(&self, kind: &Kind, is_one: impl Fn(&Assessed) -> bool) -> bool {
        let stages = self.stages_of(kind);
        let is_open = |codes: &[String]| stages.iter().any(|stage| codes.contains(&stage.ma));
        let items = || self.judgement.de_nghi.iter().filter(|item| is_one(item));
        stages.is_empty() || is_open(&self.judgement.buoc_mo) || items().any(|item| is_open(&item.buoc_mo))
    }

    /// The positions of the units of which somebody is proposed about whom papers of `kind` may be made; nothing where
    /// no step holds them up.
    pub(super) fn units_open_for(&self, kind: &Kind) -> Option<HashSet<usize>> {
        let stages = self.stages_of(kind);
        let for_all = stages.iter().any(|stage| self.judgement.buoc_mo.contains(&stage.ma));
        let open = || self.judgement.de_nghi.iter().filter(|item| self.is_open_for(kind, item));
        (!stages.is_empty() && !for_all).then(|| open().map(|item| item.unit).collect())
    }

    /// What is lacking while no step that names `kind` is open.
    pub(super) fn missing_step(&self, kind: &Kind) -> Option<Lack> {
        let stages = self.stages_of(kind);
        let names: Vec<String> = stages.iter().map(|stage| format!("“{}”", stage.ten)).collect();
        (!self.is_open_for_one(kind, |_| true)).then(|| Lack {
            what: format!("bước {} đã mở", names.join(" hoặc ")),
            hint: "ghi bước trước của nó vào bảng `Bước`, hoặc chờ đến ngày bắt đầu; xem từng đối tượng ở bước nào: \
                   `vanthu check`"
                .to_owned(),
        })
    }
}
