//! `vanthu mo` as it is called: what it prints, how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::program::{run, sample};

/// The program with its address.
struct Running {
    child: Child,
    address: String,
}

/// Starts `vanthu mo` with `arguments`; what it remembers is kept in `home`.
fn start(home: &Path, arguments: &[&str]) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vanthu"))
        .args([&["mo", "--khong-mo"], arguments].concat())
        .env("XDG_CONFIG_HOME", home)
        .env("APPDATA", home)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
    Running { child, address: address.trim_end().to_owned() }
}

impl Running {
    /// What is answered to a request for `path` with the key.
    fn ask(&self, method: &str, path: &str) -> String {
        let (host, door) = self.address.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let key = door.split_once('=').unwrap().1;
        let port = host.split_once(':').unwrap().1;
        let mut stream = TcpStream::connect(host).unwrap();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: vanthu_{port}={key}\r\nContent-Length: 0\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// The exit code, which comes soon.
    fn ended(mut self) -> Option<i32> {
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.child.kill().unwrap();
        panic!("it goes on");
    }
}

#[test]
fn the_address_is_the_first_line_and_the_campaign_is_open() {
    let (home, folder) = (tempfile::tempdir().unwrap(), sample("kien_giang_2022", |facts| facts));
    let page = start(home.path(), &[folder.path().to_str().unwrap()]);
    assert!(page.address.starts_with("http://127.0.0.1:"), "{}", page.address);
    let begin = Instant::now();
    while !page.ask("GET", "/tong-quan").contains("Từng đơn vị") {
        assert!(begin.elapsed() < Duration::from_secs(20), "the campaign is not shown");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(page.ask("POST", "/ket-thuc").contains("Đã kết thúc"));
    assert_eq!(page.ended(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    for signal in ["-INT", "-TERM"] {
        let home = tempfile::tempdir().unwrap();
        let page = start(home.path(), &[]);
        let number = page.child.id().to_string();
        assert!(Command::new("kill").args([signal, &number]).status().unwrap().success());
        assert_eq!(page.ended(), Some(0), "{signal}");
    }
}

#[test]
fn a_bare_call_is_still_help() {
    let place = tempfile::tempdir().unwrap();
    let (code, out, _) = run(place.path(), &[]);
    assert!(code == 0 && out.contains("mo ") && out.contains("render "), "{out}");
    let (code, out, _) = run(place.path(), &["mo", "--help"]);
    assert!(code == 0 && out.contains("--khong-mo") && out.contains("127.0.0.1"), "{out}");
}
