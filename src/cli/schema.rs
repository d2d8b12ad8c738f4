//! `vanthu luoc_do`: the JSON Schema of `phong_trao.toml`, and the folder of settings for VS Code.

use std::path::Path;

use super::arguments::Schema;
use super::console::Console;
use super::{Exit, shown};
use crate::base::data::decode;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files};
use crate::campaign::{self, FILE};
use crate::law::Law;
use crate::make::input::Input;
use crate::make::output::whole::write_file;
use crate::make::starter::{editor, schema};

const OPTION: &str = "--ra";
const EDITOR: &str = "--vscode";

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
    let schema = schema::schema(&campaign::shape(&kinds));
    if let Some(folder) = arguments.path.as_deref().filter(|_| arguments.vscode) {
        return set_up(folder, &editor::schema_file(&schema));
    }
    let text = format!("{schema:#}\n");
    let Some(file) = &arguments.out else { return Ok(text) };
    write_file(file, text.as_bytes(), OPTION)?;
    Ok(format!("đã ghi {}\n{}", shown(file), used(file)))
}

/// How an editor is told of it.
fn used(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    format!("đặt tệp ấy cạnh phong_trao.toml và thêm dòng đầu vào phong_trao.toml: #:schema ./{name}\n")
}

/// Writes what VS Code reads in the campaign `folder`; settings and tasks that are there stay as they are.
fn set_up(folder: &Path, schema: &[u8]) -> Result<String, Report> {
    let facts = folder.join(FILE);
    if Input::of(&Disk, folder)? != Input::Campaign {
        let finding = Diagnostic::error(Code::TL002, format!("`{EDITOR}` dùng cho thư mục của một phong trào"));
        return Err(finding.at(Place::file(folder)).hint(format!("nêu thư mục có tệp `{FILE}`")).into());
    }
    let unread = |_| Diagnostic::error(Code::DL001, "không đọc được tệp").at(Place::file(&facts));
    let bytes = Disk.read(&facts).map_err(unread)?;
    decode(&bytes, &facts, Code::DL002)?;
    let mut written = vec![folder.join(editor::SCHEMA)];
    write_file(&written[0], schema, EDITOR)?;
    for (path, content) in editor::OWN {
        let path = folder.join(path);
        if !Disk.is_file(&path) {
            write_file(&path, content.as_bytes(), EDITOR)?;
            written.push(path);
        }
    }
    if let Some(text) = editor::named(&String::from_utf8_lossy(&bytes)) {
        write_file(&facts, text.as_bytes(), EDITOR)?;
        written.push(facts);
    }
    let lines: String = written.iter().map(|path| format!("đã ghi {}\n", shown(path))).collect();
    Ok(format!("{lines}Mở thư mục ấy bằng VS Code; Ctrl+Shift+B kiểm tra phong trào, lỗi hiện ở đúng dòng.\n"))
}
