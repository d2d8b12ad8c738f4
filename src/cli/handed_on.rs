//! `vanthu render --gop`, `--theo-don-vi`: what is handed on of the papers.

use std::collections::HashMap;

use super::arguments::Render;
use super::console::Console;
use super::input::Input;
use crate::base::diag::{Code, Diagnostic};
use crate::make::batch::Outcome;
use crate::make::delivery::Delivery;
use crate::make::handout::{self, Names, Product, Wanted};
use crate::paper::job::Job;
use crate::paper::writer::Format;

/// The format that files to print are made of.
const PDF: &str = "pdf";

/// What the files made of papers are called.
#[derive(Default)]
pub struct Naming {
    /// The names of the kinds, by key.
    pub kinds: HashMap<String, String>,
    /// The campaign; empty of a merge.
    pub of: String,
    /// The body that announces it; empty of a merge.
    pub body: String,
}

/// `--gop` without the format that it needs.
pub fn misplaced(arguments: &Render, formats: &[&Format]) -> Option<Diagnostic> {
    let lacks = arguments.print && !formats.is_empty() && !formats.iter().any(|format| format.name == PDF);
    lacks.then(|| {
        Diagnostic::error(Code::TL009, "`--gop` ghép các tệp PDF, nhưng `--formats` không có pdf")
            .hint("thêm pdf vào `--formats`, hoặc bỏ `--gop`")
    })
}

/// `--gop` where there is one document only.
pub fn of_one(arguments: &Render, input: Input) -> Option<Diagnostic> {
    (arguments.print && input == Input::Single).then(|| {
        Diagnostic::error(Code::TL009, "`--gop` nối nhiều văn bản; tệp .van chỉ là một văn bản").hint("bỏ `--gop`")
    })
}

/// Makes what is asked for of the papers of `jobs`, of which `outcomes` came.
pub fn make(
    arguments: &Render,
    naming: &Naming,
    jobs: &[Job<'_>],
    outcomes: &[Outcome],
    delivery: &Delivery,
    console: &Console,
) -> Vec<Product> {
    let wanted = Wanted { print: arguments.print, two_sided: arguments.two_sided, parcels: arguments.parcels };
    let Naming { kinds, of, body } = naming;
    let kind = |kind: &str| kinds.get(kind).cloned().unwrap_or_else(|| kind.to_owned());
    let names = Names { kind: &kind, of, body };
    let (products, report) = handout::make(wanted, &handout::papers(jobs, outcomes), &names, delivery.folder());
    console.report(&report);
    products
}
