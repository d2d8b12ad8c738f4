//! `vanthu luoc_do`: the JSON Schema of `phong_trao.toml`.

use std::path::Path;

use super::arguments::Schema;
use super::console::Console;
use super::{Exit, shown};
use crate::base::diag::Report;
use crate::campaign;
use crate::law::Law;
use crate::make::output::whole::write_file;
use crate::make::starter::schema;

const OPTION: &str = "--ra";

/// Prints the schema, or writes it, with the kinds of the campaign that is named.
pub fn run(arguments: &Schema, console: &Console) -> Exit {
    match answer(arguments) {
        Ok(text) => console.result(&text),
        Err(report) => {
            console.report(&report);
            Exit::Unusable
        }
    }
}

fn answer(arguments: &Schema) -> Result<String, Report> {
    let law = Law::builtin()?;
    let (kinds, _) = campaign::kinds(arguments.path.as_deref(), &law.form_sets)?;
    let text = format!("{:#}\n", schema::schema(&campaign::shape(&kinds)));
    let Some(file) = &arguments.out else { return Ok(text) };
    write_file(file, text.as_bytes(), OPTION)?;
    Ok(format!("đã ghi {}\n{}", shown(file), used(file)))
}

/// How an editor is told of it.
fn used(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    format!("đặt tệp ấy cạnh phong_trao.toml và thêm dòng đầu vào phong_trao.toml: #:schema ./{name}\n")
}
