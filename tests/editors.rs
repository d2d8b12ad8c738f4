//! `vanthu luoc_do --vscode`: what an editor is given, and that it finds in the output of `check` what `check` found.

use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::Value;

use crate::program::{check, run, sample};

const TASKS: &str = ".vscode/tasks.json";
const SCHEMA: &str = ".vscode/phong_trao.schema.json";

/// Campaigns with findings of each sort of place: lines and a whole file, and cells.
fn found_in() -> [tempfile::TempDir; 2] {
    let place = sample("soc_trang_2022", |facts| facts.replacen("[co_quan]", "[co_quan]\nkhong_co = 1", 1));
    fs::write(place.path().join("don_vi.csv"), "Tên đơn vị,Loại đơn vị\n,Phòng\n").unwrap();
    fs::write(place.path().join("noi_dung/muc_dich.van"), "@phuluc \"Danh sách\"\n").unwrap();
    [place, sample("kien_giang_2022", |facts| facts)]
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What an editor shows of `output`: severity, file, line and message of each. It tries each matcher on lines that
/// follow each other, and joins the parts of a message.
fn problems(matchers: &[Value], output: &str) -> Vec<(String, String, Option<usize>, String)> {
    let lines: Vec<&str> = output.lines().collect();
    let mut found = Vec::new();
    for matcher in matchers {
        let patterns: Vec<&Value> = matcher["pattern"].as_array().unwrap().iter().collect();
        let regexes: Vec<Regex> =
            patterns.iter().map(|part| Regex::new(part["regexp"].as_str().unwrap()).unwrap()).collect();
        for window in lines.windows(patterns.len()) {
            let caught: Option<Vec<_>> = regexes.iter().zip(window).map(|(regex, line)| regex.captures(line)).collect();
            let Some(caught) = caught else { continue };
            let part = |key: &str| -> Vec<&str> {
                let groups = patterns.iter().zip(&caught);
                let texts = groups.filter_map(|(part, groups)| groups.get(part[key].as_u64()? as usize));
                texts.map(|group| group.as_str()).collect()
            };
            let line = part("line").first().map(|number| number.parse().unwrap());
            let severity = matcher["severity"].as_str().unwrap().to_owned();
            found.push((severity, part("file").concat(), line, part("message").join("\n")));
        }
    }
    found
}

#[test]
fn an_editor_finds_what_check_found() {
    let mut sorts = Vec::new();
    for place in found_in() {
        let (code, _, talk) = run(place.path(), &["luoc_do", ".", "--vscode"]);
        assert_eq!((code, talk.as_str()), (0, ""));
        let tasks = json(&place.path().join(TASKS));
        let task = &tasks["tasks"][0];
        let arguments: Vec<&str> = task["args"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        let (_, out, talk) = run(place.path(), &arguments);
        let problems = problems(task["problemMatcher"].as_array().unwrap(), &format!("{out}{talk}"));
        let places = talk.lines().filter(|line| line.starts_with("  --> ")).count();
        assert!(places > 2 && problems.len() == places, "{problems:#?}\n{talk}");
        let (_, known, _) = check(place.path(), &[".", "--json"]);
        let known: Vec<Value> = known.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for (severity, file, line, message) in &problems {
            let is_it = |finding: &&Value| {
                let number = finding["line"].as_u64().map(|line| line as usize);
                finding["file"] == file.as_str()
                    && finding["severity"] == severity.as_str()
                    && message.starts_with(finding["message"].as_str().unwrap())
                    && number == *line
            };
            let finding = known.iter().find(is_it).unwrap_or_else(|| panic!("{severity} {file} {line:?} {message}"));
            // A cell has no line: it is told in the message.
            let cell = finding["column_letter"].as_str();
            assert!(cell.is_none_or(|letter| message.contains(&format!("!{letter}"))), "{message}");
            sorts.push((severity.clone(), line.is_some(), cell.is_some()));
        }
    }
    for (severity, has_line, has_cell) in [("error", true, false), ("error", false, false), ("warning", false, true)] {
        assert!(sorts.contains(&(severity.to_owned(), has_line, has_cell)), "{severity} {sorts:?}");
    }
}

#[test]
fn a_folder_is_set_up_again_and_again_and_stays_the_same_campaign() {
    let place = sample("soc_trang_2022", |facts| facts);
    let before = check(place.path(), &["."]);
    let facts = fs::read_to_string(place.path().join("phong_trao.toml")).unwrap();
    let (code, out, _) = run(place.path(), &["luoc_do", ".", "--vscode"]);
    assert!(code == 0 && out.contains("phong_trao.toml"), "{out}");
    let named = fs::read_to_string(place.path().join("phong_trao.toml")).unwrap();
    assert_eq!(named, format!("#:schema ./{SCHEMA}\n{facts}"));
    let lines =
        |talk: &str| talk.lines().filter(|line| !line.contains("phong_trao.toml:")).map(str::to_owned).collect();
    let after = check(place.path(), &["."]);
    let of = |(code, out, talk): &(i32, String, String)| (*code, out.clone(), lines(talk));
    let (before, after): ((_, _, Vec<String>), (_, _, Vec<String>)) = (of(&before), of(&after));
    assert_eq!(before, after);

    // The schema is renewed, with the campaign's own kinds; what the user may have changed is not.
    fs::write(place.path().join(SCHEMA), "{}").unwrap();
    fs::write(place.path().join(TASKS), "mine").unwrap();
    assert_eq!(run(place.path(), &["mau", "to_trinh", "--ra", "mau"]).0, 0);
    let mau = place.path().join("mau");
    fs::rename(mau.join("to_trinh.van.tera"), mau.join("trinh_them.van.tera")).unwrap();
    assert_eq!(run(place.path(), &["luoc_do", ".", "--vscode"]).0, 0);
    assert_eq!(fs::read_to_string(place.path().join(TASKS)).unwrap(), "mine");
    assert_eq!(fs::read_to_string(place.path().join("phong_trao.toml")).unwrap(), named);
    assert!(json(&place.path().join(SCHEMA))["properties"]["van_ban"]["properties"]["trinh_them"].is_object());
    let settings = json(&place.path().join(".vscode/settings.json"));
    assert_eq!(settings["vanthu.program"], "vanthu");
}

#[test]
fn only_a_campaign_is_set_up() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("a.van"), "").unwrap();
    for (arguments, reason) in [
        (&["luoc_do", ".", "--vscode"][..], "TL002"),
        (&["luoc_do", "a.van", "--vscode"], "TL"),
        (&["luoc_do", "--vscode"], "TL007"),
    ] {
        let (code, out, talk) = run(place.path(), arguments);
        assert!(code == 2 && out.is_empty() && talk.contains(reason), "{arguments:?} {talk}");
    }
    assert!(!place.path().join(".vscode").exists());
    let place = sample("soc_trang_2022", |facts| facts);
    fs::write(place.path().join("phong_trao.toml"), b"ten = \"\xe1\"\n").unwrap();
    let (code, _, talk) = run(place.path(), &["luoc_do", ".", "--vscode"]);
    assert!(code == 2 && talk.contains("DL002"), "{talk}");
    assert!(!place.path().join(".vscode").exists());
}
