//! Who is not let in, and what is not read.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::browser::Served;

/// The head of a request for `path` with these headers.
fn head(method: &str, path: &str, headers: &[(&str, &str)]) -> String {
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("{method} {path} HTTP/1.1\r\n{lines}\r\n")
}

#[test]
fn nobody_gets_in_without_the_key() {
    let served = Served::nothing();
    let (host, cookie) = (served.host().to_owned(), served.cookie());
    let wrong = cookie.replace('=', "=0");
    let other = cookie.replace("vanthu_", "vanthu");
    let half = &cookie[..cookie.len() - 1];
    for path in ["/", "/loi", "/su-kien", "/tai-san/trang.js", "/khong-co", "/vao", "/vao?khoa=", "/vao?khoa=0123"] {
        for cookie in ["", wrong.as_str(), other.as_str(), half] {
            let answer = served.send(&head("GET", path, &[("Host", &host), ("Cookie", cookie)]), &[]);
            assert_eq!(answer.status, 403, "{path} {cookie}");
            assert!(answer.text().contains("mở lại bằng địa chỉ mà chương trình in ra"), "{path}");
            assert!(answer.header("set-cookie").is_none());
        }
    }
}

#[test]
fn foreign_hosts_and_origins_are_refused_even_with_the_key() {
    let served = Served::nothing();
    let (host, cookie) = (served.host().to_owned(), served.cookie());
    let (_, port) = host.split_once(':').unwrap();
    let named = format!("localhost:{port}");
    let rebound = format!("evil.example:{port}");
    for foreign in ["evil.example", "127.0.0.1", named.as_str(), rebound.as_str(), ""] {
        for path in ["/", served.door()] {
            let answer = served.send(&head("GET", path, &[("Host", foreign), ("Cookie", &cookie)]), &[]);
            assert_eq!(answer.status, 403, "{foreign} {path}");
        }
    }
    assert_eq!(served.send(&head("GET", "/", &[("Cookie", &cookie)]), &[]).status, 403, "no host");
    let twice = head("GET", "/", &[("Host", &host), ("Host", "evil.example"), ("Cookie", &cookie)]);
    assert_eq!(served.send(&twice, &[]).status, 400);
    let ours = format!("http://{host}");
    let secure = format!("https://{host}");
    for (origin, status) in
        [("http://evil.example", 403), ("null", 403), (secure.as_str(), 403), ("http://127.0.0.1", 403), (&ours, 404)]
    {
        for method in ["GET", "POST"] {
            let headers = [("Host", host.as_str()), ("Origin", origin), ("Cookie", &cookie), ("Content-Length", "0")];
            assert_eq!(served.send(&head(method, "/khong-co", &headers), &[]).status, status, "{method} {origin}");
        }
    }
    let silent = head("POST", "/ket-thuc", &[("Host", &host), ("Cookie", &cookie), ("Content-Length", "0")]);
    assert_eq!(served.send(&silent, &[]).status, 403, "who has something done says from where");
    assert_eq!(served.get("/").status, 200, "it goes on");
}

#[test]
fn what_is_too_large_or_not_well_formed_is_refused_unread() {
    let served = Served::nothing();
    let (host, cookie) = (served.host().to_owned(), served.cookie());
    let origin = format!("http://{host}");
    let with = |more: &[(&str, &str)]| {
        let usual = [("Host", host.as_str()), ("Origin", &origin), ("Cookie", &cookie)];
        head("POST", "/ket-thuc", &[&usual, more].concat())
    };
    let begun = std::time::Instant::now();
    let large = served.send(&with(&[("Content-Length", "1073741824")]), &vec![b'x'; 4 << 20]);
    assert_eq!(large.status, 413);
    assert!(large.text().contains("không đọc và không ghi gì"));
    assert!(begun.elapsed().as_secs() < 10, "it is refused before it is read");
    for (more, status) in [
        (&[("Content-Length", "99999999999999999999999")][..], 400),
        (&[("Content-Length", "-1")], 400),
        (&[("Content-Length", "1"), ("Content-Length", "2")], 400),
        (&[("Transfer-Encoding", "chunked")], 411),
        (&[("Transfer-Encoding", "chunked"), ("Content-Length", "0")], 411),
        (&[], 411),
    ] {
        assert_eq!(served.send(&with(more), &[]).status, status, "{more:?}");
    }
    let long = "x".repeat(20 << 10);
    for (request, status) in [
        (head("GET", &format!("/{long}"), &[("Host", &host)]), 431),
        (head("GET", "/", &vec![("A", "b"); 80]), 431),
        (head("GET", "/", &[("Host", &host), ("A", &long)]), 431),
        (head("PUT", "/", &[("Host", &host)]), 405),
        ("xin chào\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/9\r\n\r\n".to_owned(), 400),
    ] {
        assert_eq!(served.send(&request, &[]).status, status, "{}", request.chars().take(60).collect::<String>());
    }
    assert_eq!(served.get("/").status, 200, "it goes on");
}

#[test]
fn who_is_slow_takes_no_place_from_who_is_not() {
    let served = Served::nothing();
    let begun = Instant::now();
    let slow: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = TcpStream::connect(served.host()).unwrap();
            // Refused, it is cut.
            let _ = stream.write_all(b"GET / HT");
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(served.get("/").status, 200, "who asks gets an answer");
    }
    assert!(begun.elapsed() < Duration::from_secs(8), "the page is not there for anybody else");
    drop(slow);
}
