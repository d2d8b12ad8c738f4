//! Addresses of other machines where a path of this one is asked for.
//!
//! The system would take `https://kho/ket_qua` for a folder named `https:` and make it. Only shards go to a bucket of
//! S3 and come from there, and only they may be given such an address.

use std::path::Path;

use super::arguments::Command;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::make::shard::scheme;

/// The addresses in `command` that stand where only a path may (`TL022`).
pub fn refused(command: &Command) -> Report {
    let strange = paths(command).into_iter().filter(|path| scheme(path).is_some());
    strange.map(finding).collect()
}

/// The paths in `command` that must be paths of this machine.
fn paths(command: &Command) -> Vec<&Path> {
    let paths = match command {
        Command::Render(render) => {
            let out = render.out.as_ref().filter(|_| render.shard.is_none());
            vec![Some(&render.path), out, render.data.as_ref()]
        }
        Command::Check(check) => vec![Some(&check.path), check.bao_cao.as_ref(), check.data.as_ref()],
        Command::New(new) => vec![Some(&new.dir)],
        #[cfg(feature = "web")]
        Command::Mo(page) => vec![page.dir.as_ref()],
        Command::Phieu(requests) => vec![Some(&requests.path), Some(&requests.out)],
        Command::Ghep(gather) => vec![gather.out.as_ref()],
        Command::Kinds(kinds) => vec![kinds.path.as_ref()],
        Command::Mau(templates) => vec![templates.out.as_ref()],
        Command::LuocDo(schema) => vec![schema.path.as_ref(), schema.out.as_ref()],
        Command::Explain(_) => Vec::new(),
        Command::DongGoi(packaged) => vec![Some(&packaged.out)],
    };
    paths.into_iter().flatten().map(|path| path.as_path()).collect()
}

fn finding(path: &Path) -> Diagnostic {
    Diagnostic::error(Code::TL022, "ở đây cần một đường dẫn trên máy này, không phải địa chỉ mạng")
        .at(Place::file(path))
        .hint("tải về máy trước, hoặc chọn một thư mục trên máy rồi tự chép đi; kho S3 chỉ nhận các mảnh: `vanthu render … --manh I/N`")
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::arguments::Arguments;
    use super::*;

    fn findings(words: &str) -> usize {
        let words = ["vanthu"].into_iter().chain(words.split(' '));
        refused(&Arguments::try_parse_from(words).unwrap().command.unwrap()).iter().count()
    }

    #[test]
    fn an_address_is_no_folder() {
        for (call, count) in [
            ("render a --out s3://kho/a", 1),
            ("render s3://kho/a --out https://kho/b --du-lieu ftp://c", 3),
            ("render a --out s3://kho/a --manh 1/2", 0),
            ("check a --bao-cao s3://kho/a.xlsx", 1),
            ("new s3://kho/a", 1),
            ("phieu a --out sftp://kho", 1),
            ("ghep s3://kho/a --ra s3://kho/b", 1),
            ("ghep s3://kho/a", 0),
            ("mau dang_ky --ra s3://kho", 1),
            ("luoc_do --ra s3://kho/a.json", 1),
            ("kinds s3://kho", 1),
            ("explain s3://kho", 0),
        ] {
            assert_eq!(findings(call), count, "{call}");
        }
    }

    #[test]
    fn paths_of_a_machine_are_taken_as_they_are() {
        for path in ["ket_qua", "../a", "/a/b:c", "C:\\a", "C://a", "./s3://a", "s3:/a", "s3:", "a/b://c", "://a"] {
            assert_eq!(findings(&format!("render a --out {path}")), 0, "{path}");
        }
    }
}
