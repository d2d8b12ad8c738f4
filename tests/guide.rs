//! The guide (`guide/`): its chapters and pictures are there, and every command in it does what the page shows.
//!
//! A fence says what becomes of it. `toml,tep=NAME`: the file NAME in the folder of the chapter; `console`: commands
//! that are run there one after the other, `console,ma=1` when they end with 1. A line of a console that begins with
//! `vanthu ` is a command; the lines below it are among what it prints, those that end with `…` from there on left
//! out. Each chapter has a folder of its own, with the samples in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{run, tree};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const COMMAND: &str = "vanthu ";
/// The mark of what is left out.
const LEFT_OUT: char = '…';

fn source() -> PathBuf {
    Path::new(ROOT).join("guide/src")
}

/// The names and texts of the pages.
fn pages() -> Vec<(String, String)> {
    let names = tree(&source()).into_iter().filter(|(name, _)| name.extension().is_some_and(|end| end == "md"));
    names.map(|(name, bytes)| (name.to_str().unwrap().to_owned(), String::from_utf8(bytes).unwrap())).collect()
}

/// What stands between round brackets behind a text in square ones: the ways to elsewhere.
fn links(text: &str) -> Vec<&str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

struct Fence<'a> {
    words: Vec<&'a str>,
    text: &'a str,
}

impl Fence<'_> {
    fn word(&self, key: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }
}

fn fences(page: &str) -> Vec<Fence<'_>> {
    let inside = page.split("```").skip(1).step_by(2);
    inside.map(|text| text.split_once('\n').unwrap()).map(|(head, text)| fence(head, text)).collect()
}

fn fence<'a>(head: &'a str, text: &'a str) -> Fence<'a> {
    Fence { words: head.split(',').collect(), text }
}

/// The words of a command as a shell takes them: blanks part them outside of quotation marks.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (number, part) in command.split('"').enumerate() {
        let mut pieces = if number % 2 == 1 { vec![part] } else { part.split(' ').collect() }.into_iter();
        words.last_mut().unwrap().push_str(pieces.next().unwrap());
        words.extend(pieces.map(str::to_owned));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether `line` of a page is among the lines `printed`.
fn is_printed(line: &str, printed: &str) -> bool {
    match line.split_once(LEFT_OUT) {
        Some((before, _)) => printed.lines().any(|known| known.trim_start().starts_with(before.trim_start())),
        None => printed.lines().any(|known| known.trim() == line.trim()),
    }
}

/// Runs the commands of `fence` in `folder`; how many there were.
fn carry_out(fence: &Fence, folder: &Path, page: &str) -> usize {
    let wanted = fence.word("ma").map_or(0, |code| code.parse().unwrap());
    let mut printed = None;
    let mut commands = 0;
    for line in fence.text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(command) = line.strip_prefix(COMMAND) {
            let words = words(command);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let (code, out, talk) = run(folder, &words);
            assert_eq!(code, wanted, "{page}: {line}\n{out}{talk}");
            printed = Some(format!("{out}{talk}"));
            commands += 1;
        } else {
            let printed = printed.as_deref().unwrap_or_else(|| panic!("{page}: no command above: {line}"));
            assert!(is_printed(line, printed), "{page}: {line}\nis not among\n{printed}");
        }
    }
    commands
}

#[test]
fn every_command_does_what_the_page_shows() {
    let mut commands = 0;
    for (name, page) in pages() {
        let place = tempfile::tempdir().unwrap();
        let samples = place.path().join("samples");
        for (path, bytes) in tree(&Path::new(ROOT).join("samples")) {
            let path = samples.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if !bytes.is_empty() {
                fs::write(path, bytes).unwrap();
            }
        }
        for fence in fences(&page) {
            if let Some(file) = fence.word("tep") {
                let file = place.path().join(file);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, fence.text).unwrap();
            }
            match fence.words[0] {
                "console" => commands += carry_out(&fence, place.path(), &name),
                _ => assert!(!fence.text.lines().any(|line| line.starts_with(COMMAND)), "{name}: {}", fence.text),
            }
        }
    }
    assert!(commands > 20, "{commands}");
}

#[test]
fn every_page_is_in_the_summary_and_every_way_leads_somewhere() {
    let pages = pages();
    let summary = &pages.iter().find(|(name, _)| name == "SUMMARY.md").unwrap().1;
    let listed = links(summary);
    let mut pictures = Vec::new();
    for (name, page) in &pages {
        assert!(name == "SUMMARY.md" || listed.contains(&name.as_str()), "{name} is not in the summary");
        for way in links(page).into_iter().filter(|way| !way.starts_with("https://")) {
            let (file, title) = way.split_once('#').map_or((way, None), |(file, title)| (file, Some(title)));
            let file = if file.is_empty() { name } else { file };
            assert!(source().join(file).is_file(), "{name}: {way}");
            if let Some(title) = title {
                let text = &pages.iter().find(|(known, _)| known == file).unwrap().1;
                let titles: Vec<String> = text.lines().filter_map(anchor).collect();
                assert!(titles.iter().any(|known| known == title), "{name}: {way} of {titles:?}");
            }
            pictures.extend(file.strip_prefix("anh/").map(str::to_owned));
        }
    }
    for (picture, bytes) in tree(&source().join("anh")) {
        assert!(pictures.iter().any(|used| Path::new(used) == picture), "{} is shown nowhere", picture.display());
        assert!(bytes.len() < 100_000, "{} is large", picture.display());
    }
}

/// The anchor of the heading in `line`: small letters, blanks as dashes, no points.
fn anchor(line: &str) -> Option<String> {
    let title = line.strip_prefix('#')?.trim_start_matches('#').trim().to_lowercase();
    let letters = title.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    Some(letters.map(|letter| if letter == ' ' { '-' } else { letter }).collect())
}

#[test]
fn every_code_that_is_named_has_its_page() {
    for (name, page) in pages() {
        for code in page.split('`').filter(|word| is_code(word)) {
            assert_eq!(run(&source(), &["explain", code]).0, 0, "{name}: {code}");
        }
    }
}

/// `TD030`
fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 5 && bytes[..2].iter().all(u8::is_ascii_uppercase) && bytes[2..].iter().all(u8::is_ascii_digit)
}

#[test]
fn every_view_of_the_page_is_told_of() {
    let source = fs::read_to_string(Path::new(ROOT).join("src/web/views/layout.rs")).unwrap();
    let labels = source.lines().filter(|line| line.trim_start().starts_with("Tab::"));
    let labels: Vec<&str> = labels.filter_map(|line| line.split_once("=> \"")?.1.strip_suffix("\",")).collect();
    let labels: Vec<&&str> = labels.iter().filter(|label| !label.starts_with('/')).collect();
    assert!(labels.len() > 4, "{labels:?}");
    let page = fs::read_to_string(self::source().join("trang_lam_viec.md")).unwrap();
    for label in labels {
        assert!(page.contains(&format!("| **{label}** |")), "{label}");
    }
}

/// What the guide has pressed in Windows and in the installer.
const ELSEWHERE: [&str; 2] = ["Cài đặt", "Thông tin thêm"];

#[test]
fn what_the_guide_has_pressed_stands_on_the_page() {
    let views = tree(&Path::new(ROOT).join("src/web/views")).into_iter();
    let views: String = views.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
    let mut pressed = 0;
    for (name, page) in pages() {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in page.split("ấm **").skip(1).filter_map(|rest| rest.split("**").next()) {
            let is_there = ELSEWHERE.contains(&words) || views.contains(&format!("\"{words}\""));
            assert!(is_there, "{name}: {words}");
            pressed += 1;
        }
    }
    assert!(pressed > 15, "{pressed}");
}

#[test]
fn a_line_that_is_not_printed_is_found() {
    let printed = "Đã tạo 2 tệp cho 1 văn bản trong ra\n  vanthu check a\n";
    assert!(is_printed("Đã tạo 2 tệp cho 1 văn bản trong ra", printed) && is_printed("Đã tạo 2 tệp …", printed));
    assert!(!is_printed("Đã tạo 2 tệp", printed) && !is_printed("Đã tạo 3 tệp …", printed));
    assert_eq!(words("new \"An Giang 2026\" --ten=\"Sở Y tế\""), ["new", "An Giang 2026", "--ten=Sở Y tế"]);
}
