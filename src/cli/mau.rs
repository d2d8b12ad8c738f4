//! `vanthu mau`: the templates, to be looked at and to be changed.

use std::collections::BTreeSet;
use std::path::Path;

use super::arguments::Templates;
use super::console::Console;
use super::{Exit, quoted};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files, Memory};
use crate::campaign::template::files::with_components;
use crate::campaign::template::filters::FILTERS;
use crate::campaign::template::{Kind, Kinds};
use crate::campaign::{self, CampaignFolder, Opening, open_as};
use crate::law::Law;
use crate::make::output::whole::write_file;
use crate::make::starter::{self, office::Office};

const OPTION: &str = "--ra";

pub fn run(arguments: &Templates, console: &Console) -> Exit {
    match answer(arguments) {
        Ok(text) => console.result(&text),
        Err(report) => {
            console.report(&report);
            Exit::Unusable
        }
    }
}

fn answer(arguments: &Templates) -> Result<String, Report> {
    let law = Law::builtin()?;
    let (kinds, _) = campaign::kinds(None, &law.form_sets)?;
    let Some(name) = &arguments.kind else { return Ok(list(&kinds)) };
    let name = crate::base::text::ascii_key(name);
    let Some(kind) = kinds.find(&name) else { return Err(kinds.unknown(&name).into()) };
    match &arguments.out {
        Some(folder) => write(kind, folder),
        None if arguments.variables => variables(kind),
        None => Ok(next_steps(kind)),
    }
}

fn list(kinds: &Kinds) -> String {
    let width = kinds.iter().map(|kind| kind.name.len()).max().unwrap_or_default();
    let row = |name: &str, words: &str| format!("  {name:width$}  {words}\n");
    let mut text = "Mẫu của các loại văn bản (mỗi … một văn bản):\n".to_owned();
    for kind in kinds {
        text.push_str(&row(&kind.name, &format!("{} (mỗi {})", kind.ten, kind.pham_vi.label())));
    }
    text.push_str(
        "\nThêm tên mẫu:\n  vanthu mau dang_ky --ra \"An Giang 2026/mau\"   chép mẫu và các thành phần ra để sửa\n  \
         vanthu mau dang_ky --bien                     các biến, bộ lọc dùng được trong mẫu, kèm ví dụ\n",
    );
    text
}

fn next_steps(kind: &Kind) -> String {
    let name = &kind.name;
    format!(
        "{name}: {} (mỗi {} một văn bản)\n  cần: {}\n  sửa câu chữ: vanthu mau {name} --ra THƯ_MỤC_PHONG_TRÀO/mau\n  biến: vanthu mau {name} --bien\n",
        kind.ten,
        kind.pham_vi.label(),
        kind.needs_text()
    )
}

fn write(kind: &Kind, folder: &Path) -> Result<String, Report> {
    let files = with_components(&kind.template());
    let differs = |name: &str, text: &str| Disk.read(&folder.join(name)).is_ok_and(|there| there != text.as_bytes());
    let taken: Report =
        files.iter().filter(|(name, text)| differs(name, text)).map(|(name, _)| taken(&folder.join(name))).collect();
    if taken.has_errors() {
        return Err(taken);
    }
    let mut text = String::new();
    for (name, content) in &files {
        let target = folder.join(name);
        write_file(&target, content.as_bytes(), OPTION)?;
        text.push_str(&format!("Đã ghi {}\n", super::shown(&target)));
    }
    let shown = quoted(&folder.display().to_string());
    text.push_str(&format!(
        "Sửa câu chữ trong các tệp ấy; thư mục {shown} là `mau` của phong trào thì mẫu ở đó được dùng thay mẫu có sẵn.\n\
         Đặt cho tệp một tên mới là thêm một loại văn bản mới. Các biến dùng được: vanthu mau {} --bien\n",
        kind.name
    ));
    Ok(text)
}

fn taken(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::TL012, "tệp này đã có và đã được sửa, không ghi đè lên")
        .at(Place::file(path))
        .hint("chọn thư mục khác, hoặc tự chuyển tệp ấy đi trước")
}

/// The variables as the campaign of `vanthu new` fills them, and the filters.
fn variables(kind: &Kind) -> Result<String, Report> {
    let folder = example()?;
    let variables = folder.variables(&kind.name);
    let width = variables.iter().map(|it| it.path.chars().count()).max().unwrap_or_default();
    let mut text = format!(
        "Biến của mẫu `{}` (mỗi {} một văn bản), với giá trị trong phong trào ví dụ của `vanthu new`.\n\
         `[]`: danh sách, dùng {{% for dong in … %}}{{{{ dong.ten }}}}{{% endfor %}}.\n",
        kind.name,
        kind.pham_vi.label()
    );
    let mut seen = BTreeSet::new();
    for variable in variables {
        let group = variable.path.split(['.', '[']).next().unwrap_or_default().to_owned();
        if seen.insert(group) {
            text.push('\n');
        }
        text.push_str(&format!("  {:width$}  {}\n", variable.path, variable.example));
    }
    text.push_str("\nBộ lọc:\n");
    let longest = FILTERS.iter().map(|filter| filter.name.len()).max().unwrap_or_default();
    for filter in FILTERS {
        let (from, to) = filter.example;
        text.push_str(&format!("  {:longest$}  {}\n  {:longest$}    {from} → {to}\n", filter.name, filter.help, ""));
    }
    Ok(text)
}

/// The campaign that `vanthu new` makes, opened in memory.
fn example() -> Result<CampaignFolder, Report> {
    let files: Memory = starter::files(&Office::default())?.into_iter().map(|file| (file.path, file.bytes)).collect();
    open_as(Path::new(""), &Opening { files: &files, ..Opening::default() })
}
