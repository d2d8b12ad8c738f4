//! The program as other programs see it: output, files and exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::program::MARKS;

const CONG_VAN: &str = r#"+++
loai = "cong_van"
co_quan = "Sở Tài chính"
ky_hieu = "STC-VP"
dia_danh = "Kiên Giang"
ngay = "2022-03-25"
trich_yeu = "Đăng ký thi đua năm 2022"
kinh_gui = ["Các phòng thuộc Sở"]
noi_nhan = ["Như trên"]
luu = "VT"
[[chu_ky]]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Trần Minh Khoa"
+++
Đề nghị các phòng đăng ký trước ngày 30/3/2022.
"#;

fn vanthu(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR").output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Runs, expects `code`, gives stdout and stderr.
#[track_caller]
fn expect(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let output = vanthu(folder, arguments);
    let (out, talk) = (text(&output.stdout).to_owned(), text(&output.stderr).to_owned());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}{talk}");
    (out, talk)
}

/// A folder with `cong_van.van` in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cong_van.van"), CONG_VAN).unwrap();
    folder
}

/// The names in `folder` but for the journal and its like, which every folder has that documents came into.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != ".nhat_ky_vanthu.jsonl" && name != MARKS);
    names.sort();
    names
}

#[test]
fn help_is_vietnamese_all_through() {
    let folder = folder();
    for arguments in [
        &[][..],
        &["--help"],
        &["render", "--help"],
        &["check", "--help"],
        &["kinds", "-h"],
        &["explain", "--help"],
        &["ghep", "--help"],
    ] {
        let (out, talk) = expect(folder.path(), arguments, 0);
        assert!(out.contains("Cách dùng: vanthu"), "{out}");
        assert_eq!(talk, "");
        for english in ["Usage", "Options", "Arguments", "Commands", "Print", "default", "possible"] {
            assert!(!out.contains(english), "{english} in {out}");
        }
    }
}

#[test]
fn version_is_that_of_the_package() {
    let (out, _) = expect(folder().path(), &["--version"], 0);
    assert_eq!(out.trim(), concat!("vanthu ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_calls_end_with_two_and_a_reason() {
    let folder = folder();
    fs::write(folder.path().join("a.txt"), "").unwrap();
    for (arguments, reason) in [
        (&["render"][..], "lỗi[TL007]: thiếu tham số"),
        (&["rendr"], "gợi ý: có phải là `render`?"),
        (&["render", "nowhere.van"], "lỗi[TL001]"),
        (&["render", "a.txt"], "lỗi[TL002]"),
        (&["render", "."], "lỗi[TL002]: thư mục không có tệp `phong_trao.toml`"),
        (&["render", "cong_van.van", "ke_hoac"], "gợi ý: có phải là `ke_hoach`?"),
        (&["render", "cong_van.van", "ke-hoach"], "lỗi[TL009]: tệp này là `cong_van`"),
        (&["render", "cong_van.van", "--only", "a"], "lỗi[TL009]"),
        (&["render", "cong_van.van", "--formats", "pdf,dcox"], "gợi ý: có phải là `docx`?"),
        (&["render", "cong_van.van", "--out", "a.txt"], "lỗi[GF001]"),
        (&["render", "cong_van.van", "--out", "a.txt/b"], "lỗi[GF001]"),
        (&["explain", "TL00"], "gợi ý: có phải là `TL001`?"),
    ] {
        let (out, talk) = expect(folder.path(), arguments, 2);
        assert!(talk.contains(reason), "{arguments:?}: {talk}");
        assert_eq!(out, "");
    }
    assert_eq!(names(folder.path()), ["a.txt", "cong_van.van"]);
}

#[test]
fn all_faults_of_a_call_are_told_at_once() {
    let (_, talk) = expect(folder().path(), &["render", "nowhere.van", "--formats", "odt"], 2);
    assert!(talk.contains("lỗi[TL001]") && talk.contains("lỗi[TL004]"), "{talk}");
}

#[test]
fn a_document_comes_out_in_every_format_with_a_manifest() {
    let folder = folder();
    let arguments = ["render", "cong_van.van", "--out", "ra", "--formats", "pdf,docx,native"];
    let (out, talk) = expect(folder.path(), &arguments, 0);
    assert_eq!(out, "");
    assert_eq!(talk, "Đã tạo 3 tệp cho 1 văn bản trong ra\n");
    let made = folder.path().join("ra");
    assert_eq!(names(&made), ["cong_van.docx", "cong_van.pdf", "cong_van.txt", "manifest.json"]);
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(made.join("manifest.json")).unwrap()).unwrap();
    let document = &manifest["documents"][0];
    assert_eq!(document["kind"], "cong_van");
    assert_eq!(document["status"], "ok");
    assert_eq!(document["pages"], 1);
    assert_eq!(document["native"]["path"], "cong_van.txt");
    assert_eq!(document["pdf"]["sha256"].as_str().map(str::len), Some(64));

    let before: Vec<_> = names(&made).iter().map(|name| fs::read(made.join(name)).unwrap()).collect();
    expect(folder.path(), &arguments, 0);
    let after: Vec<_> = names(&made).iter().map(|name| fs::read(made.join(name)).unwrap()).collect();
    assert!(before == after, "the second run gave other bytes");
}

#[test]
fn the_folder_is_ket_qua_and_the_formats_are_two() {
    let folder = folder();
    expect(folder.path(), &["render", "cong_van.van"], 0);
    assert_eq!(names(&folder.path().join("ket_qua")), ["cong_van.docx", "cong_van.pdf", "manifest.json"]);
}

#[test]
fn names_that_windows_keeps_are_none_of_ours() {
    let folder = folder();
    fs::copy(folder.path().join("cong_van.van"), folder.path().join("Con.van")).unwrap();
    expect(folder.path(), &["render", "Con.van", "--formats", "native"], 0);
    assert_eq!(names(&folder.path().join("ket_qua")), ["manifest.json", "van_ban_Con.txt"]);
}

#[test]
fn an_accented_name_becomes_plain() {
    let folder = folder();
    fs::copy(folder.path().join("cong_van.van"), folder.path().join("Công văn số 5.van")).unwrap();
    expect(folder.path(), &["render", "Công văn số 5.van", "--formats", "native"], 0);
    assert_eq!(names(&folder.path().join("ket_qua")), ["Cong van so 5.txt", "manifest.json"]);
}

#[test]
fn a_bad_document_leaves_nothing_behind() {
    let folder = folder();
    let bad = CONG_VAN.replace("2022-03-25", "2022-02-30").replace("loai =", "loia =");
    fs::write(folder.path().join("bad.van"), bad).unwrap();
    fs::write(folder.path().join("empty.van"), "").unwrap();
    fs::write(folder.path().join("bytes.van"), b"+++\nloai = \"\xff\"\n+++\n").unwrap();
    for name in ["bad.van", "empty.van", "bytes.van"] {
        let (_, talk) = expect(folder.path(), &["render", name], 2);
        assert!(talk.contains("lỗi[VB") && talk.contains(name), "{talk}");
    }
    assert!(!folder.path().join("ket_qua").exists());
}

#[test]
fn a_read_only_target_is_kept() {
    let folder = folder();
    let target = folder.path().join("cong_van.docx");
    fs::write(&target, "old").unwrap();
    let mut permissions = fs::metadata(&target).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&target, permissions).unwrap();
    let (_, talk) = expect(folder.path(), &["render", "cong_van.van", "--out", "."], 2);
    assert!(talk.contains("lỗi[GF002]") && talk.contains("cong_van.docx"), "{talk}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    assert_eq!(names(folder.path()), ["cong_van.docx", "cong_van.van"]);
}

#[test]
fn kinds_of_no_campaign_are_not_listed() {
    let folder = folder();
    for (path, words) in
        [("khong_co", "không"), (".", "không có tệp `phong_trao.toml`"), ("cong_van.van", "là một tệp")]
    {
        let (out, said) = expect(folder.path(), &["kinds", path], 2);
        assert!(out.is_empty() && said.contains(words), "{path}: {out}{said}");
    }
}

#[test]
fn kinds_and_codes_are_listed() {
    let folder = folder();
    let (out, _) = expect(folder.path(), &["kinds"], 0);
    assert!(out.lines().any(|line| line.split_whitespace().eq(["quy_dinh", "Quy", "định", "QyĐ"])), "{out}");
    let (out, _) = expect(folder.path(), &["explain"], 0);
    assert!(out.contains("GF001  Không tạo được thư mục kết quả\n"), "{out}");
    let (out, _) = expect(folder.path(), &["explain", "gf001"], 0);
    assert!(out.starts_with("# GF001 — ") && out.contains("## Cách sửa"), "{out}");
}

#[test]
fn a_reader_that_hangs_up_is_no_fault() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let mut child = command.arg("kinds").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stderr), "");
}
