//! A server in a thread, and who asks it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::base::diag::Diagnostic;
use crate::web::Wanted;

/// A server that runs until this goes.
pub struct Served {
    address: String,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<Result<(), Diagnostic>>>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Served {
    /// Without a campaign.
    pub fn nothing() -> Self {
        Self::start(None, None)
    }

    /// With the campaign in `folder`, which has been checked.
    pub fn campaign(folder: &Path) -> Self {
        let served = Self::start(Some(folder), None);
        served.until("/loi", |page| !page.contains("Đang đọc số liệu"));
        served
    }

    /// Without a campaign; what is remembered is kept in `memory`.
    pub fn remembering(memory: &Path) -> Self {
        Self::start(None, Some(memory))
    }

    /// The view at `path` as soon as `is_there` holds of it.
    pub fn until(&self, path: &str, is_there: impl Fn(&str) -> bool) -> String {
        let begin = Instant::now();
        loop {
            let page = self.get(path);
            if is_there(page.text()) {
                return page.text().to_owned();
            }
            assert!(begin.elapsed() < Duration::from_secs(60), "{}", page.text());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// With the campaign in `folder` open.
    pub fn opened(folder: &Path) -> Self {
        Self::start(Some(folder), None)
    }

    fn start(folder: Option<&Path>, memory: Option<&Path>) -> Self {
        let (stop, folder) = (Arc::new(AtomicBool::new(false)), folder.map(Path::to_path_buf));
        let memory = memory.map(Path::to_path_buf);
        let (send, receive) = mpsc::channel();
        let stopping = Arc::clone(&stop);
        let serve = move || {
            let wanted = Wanted { folder: folder.as_deref(), memory };
            crate::web::run(wanted, &stopping, |address| send.send(address.to_owned()).unwrap())
        };
        let thread = Some(thread::spawn(serve));
        let address = receive.recv_timeout(Duration::from_secs(20)).unwrap();
        Served { address, stop, thread }
    }

    /// "127.0.0.1:40123"
    pub fn host(&self) -> &str {
        self.address.strip_prefix("http://").unwrap().split('/').next().unwrap()
    }

    /// The path of the address, with the key.
    pub fn door(&self) -> &str {
        self.address.strip_prefix("http://").unwrap().split_once(self.host()).unwrap().1
    }

    /// The cookie that the door gives.
    pub fn cookie(&self) -> String {
        let (_, port) = self.host().split_once(':').unwrap();
        format!("vanthu_{port}={}", self.address.split_once('=').unwrap().1)
    }

    /// Sends `head` and `body` as they are.
    pub fn send(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // Refused, it may not be read to its end.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        let body = bytes.split_off(end);
        let head = String::from_utf8(bytes).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body }
    }

    /// What a page of ours gets at `path`.
    pub fn get(&self, path: &str) -> Answer {
        self.send(
            &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: a=b; {}\r\n\r\n", self.host(), self.cookie()),
            &[],
        )
    }

    /// What a form of ours that says `fields` gets at `path`.
    pub fn post(&self, path: &str, fields: &str) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\nContent-Length: {}\r\n\r\n",
            self.cookie(),
            fields.len(),
            host = self.host()
        );
        self.send(&head, fields.as_bytes())
    }

    /// Whether it ends by itself, soon.
    pub fn has_ended(mut self) -> bool {
        let begin = Instant::now();
        let thread = self.thread.take().unwrap();
        while !thread.is_finished() && begin.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(20));
        }
        thread.is_finished() && thread.join().unwrap().is_ok()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Answer {
    /// The header called `name`, which is in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        pairs.filter(|(known, _)| known.to_ascii_lowercase() == name).map(|(_, value)| value).next()
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}
