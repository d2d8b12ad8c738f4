//! The papers that a campaign needs: one row a kind, with its template.

/// What a paper is about, and so how many there are of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    PhongTrao,
    DonVi,
    CaNhan,
}

impl Scope {
    /// Each of them.
    pub const ALL: [Scope; 3] = [Scope::PhongTrao, Scope::DonVi, Scope::CaNhan];

    /// The Vietnamese word.
    pub fn label(self) -> &'static str {
        match self {
            Scope::PhongTrao => "phong trào",
            Scope::DonVi => "đơn vị",
            Scope::CaNhan => "cá nhân",
        }
    }
}

/// A kind of paper.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The key in commands and folders (`dang_ky`).
    pub name: &'static str,
    pub label: &'static str,
    pub scope: Scope,
    /// Which law or plan fixes the form.
    pub form_set: &'static str,
    /// What the campaign folder must hold for it.
    pub needs: &'static str,
    /// The file of the template.
    pub template: &'static str,
}

/// All kinds of paper of a campaign.
pub const FORMS: &[Form] = &[Form {
    name: "dang_ky",
    label: "Đăng ký thi đua",
    scope: Scope::DonVi,
    form_set: "mẫu kèm theo kế hoạch (luật không quy định mẫu)",
    needs: "phong_trao.toml; bảng Đơn vị; bảng Đăng ký (không có dòng nào: in mẫu trống)",
    template: "dang_ky.van.tera",
}];

/// The templates that are part of the program, by file name.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("_dang_ky.tera", include_str!("../../templates/_dang_ky.tera")),
    ("dang_ky.van.tera", include_str!("../../templates/dang_ky.van.tera")),
];

impl Form {
    /// The form called `name`.
    pub fn find(name: &str) -> Option<&'static Form> {
        FORMS.iter().find(|form| form.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_template() {
        for form in FORMS {
            assert!(EMBEDDED.iter().any(|(name, _)| *name == form.template), "{}", form.name);
        }
    }

    #[test]
    fn scopes_are_named_as_on_paper() {
        for scope in Scope::ALL {
            let name = format!("{scope:?}");
            assert_eq!(crate::text::ascii_key(scope.label()).replace('_', ""), name.to_lowercase());
        }
    }
}
