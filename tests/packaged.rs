//! `vanthu dong_goi`: completions and man pages know every command that the help lists.

use std::fs;

use crate::program::{run, tree};

const ENGLISH: [&str; 7] = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "SUBCOMMANDS", "EXTRA", "VERSION"];

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let (_, help, _) = run(&std::env::temp_dir(), &["--help"]);
    let listed = help.split("\nLệnh:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_command_is_completed_and_has_a_page() {
    let place = tempfile::tempdir().unwrap();
    let (code, out, talk) = run(place.path(), &["dong_goi", "kèm theo"]);
    assert_eq!((code, talk.as_str()), (0, ""), "{out}");
    let made = place.path().join("kèm theo");
    let names = commands();
    assert!(names.len() > 8 && !names.contains(&"dong_goi".to_owned()), "{names:?}");
    let pages = fs::read_dir(made.join("man")).unwrap().count();
    assert_eq!(pages, names.len() + 1);
    for name in &names {
        let page = fs::read_to_string(made.join(format!("man/vanthu-{name}.1"))).unwrap();
        assert!(page.contains(".TH ") && page.contains(".SH \"CÁCH DÙNG\""), "{page}");
        let headings = page.lines().filter_map(|line| line.strip_prefix(".SH "));
        assert!(headings.clone().all(|word| !ENGLISH.contains(&word)), "{:?}", headings.collect::<Vec<_>>());
    }
    for (shell, file) in [("bash", "vanthu"), ("zsh", "_vanthu"), ("fish", "vanthu.fish"), ("powershell", "vanthu.ps1")]
    {
        let text = fs::read_to_string(made.join(shell).join(file)).unwrap();
        assert!(names.iter().all(|name| text.contains(name.as_str())), "{shell}: {text}");
    }
    assert_eq!(run(place.path(), &["dong_goi", "lại"]).0, 0);
    assert_eq!(tree(&made), tree(&place.path().join("lại")));
}
