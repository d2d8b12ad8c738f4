//! One request read from a connection, one answer written to it.
//!
//! Every connection carries one request: on the same machine a new one costs nothing, and a body that is refused need
//! not be read to its end. All sizes have a limit, and all that is waited for.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use form_urlencoded::parse;
use maud::Markup;

/// The most bytes of a head.
const MOST_HEAD: usize = 16 << 10;
/// The most headers; a browser sends about twenty.
const MOST_HEADERS: usize = 64;
/// How long a head, or the next piece of a body, is waited for at most.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// How long a browser that is still sending is listened to after it was refused, so that it reads why.
const FAREWELL: Duration = Duration::from_secs(2);

/// What a request wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To see something.
    Get,
    /// To have something done.
    Post,
}

/// The names and values of a query or a form, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// What `bytes` say, in the notation of forms.
    pub fn read(bytes: &[u8]) -> Self {
        Form(parse(bytes).into_owned().collect())
    }

    /// The first value called `name`, without blanks around it; nothing when nothing is left.
    pub fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// All names and values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value called `name` just as it was sent: a text keeps its blanks.
    pub fn whole<'a>(&'a self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values called `name` that are not blank.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.0.iter().filter(move |(known, _)| known == name);
        values.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// A request; its body is read when it is known to be allowed.
#[derive(Debug)]
pub struct Request {
    pub method: Method,
    /// As it was sent, without the query.
    pub path: String,
    pub query: Form,
    headers: Vec<(String, String)>,
    /// What was sent after the head, as far as it is read.
    pub body: Vec<u8>,
}

/// Why a request can't be read.
#[derive(Debug)]
pub enum Unread {
    /// Nobody is left to answer.
    Gone,
    /// It is told with this status.
    Refused(u16),
}

impl Request {
    /// Reads a head from `stream`, which must be whole after so much `patience`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(stream: &mut TcpStream, patience: Duration) -> Result<Self, Unread> {
        let begin = Instant::now();
        let mut bytes = Vec::new();
        let mut piece = [0; 4096];
        loop {
            let left = patience.saturating_sub(begin.elapsed());
            if left.is_zero() {
                return Err(Unread::Refused(408));
            }
            stream.set_read_timeout(Some(left)).map_err(|_| Unread::Gone)?;
            let count = match stream.read(&mut piece) {
                Ok(0) => return Err(Unread::Gone),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) if is_late(&error) => return Err(Unread::Refused(408)),
                Err(_) => return Err(Unread::Gone),
            };
            bytes.extend(piece.iter().take(count));
            match head(&bytes)? {
                Some((request, length)) => return Ok(Request { body: bytes.split_off(length), ..request }),
                None if bytes.len() > MOST_HEAD => return Err(Unread::Refused(431)),
                None => {}
            }
        }
    }

    /// Reads the rest of the body, which may have `most` bytes.
    ///
    /// # Errors
    /// 413 when it is longer, before it is read; 411 when its length is not told; 408 when it does not come.
    pub fn read_body(&mut self, stream: &mut TcpStream, most: u64) -> Result<(), Unread> {
        let length = match (self.header("transfer-encoding"), self.header("content-length")) {
            (Some(_), _) => return Err(Unread::Refused(411)),
            (None, None) if self.method == Method::Post => return Err(Unread::Refused(411)),
            (None, None) => 0,
            (None, Some(length)) => length.parse::<u64>().map_err(|_| Unread::Refused(400))?,
        };
        if length > most {
            return Err(Unread::Refused(413));
        }
        self.body.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        let rest = length.saturating_sub(self.body.len() as u64);
        stream.set_read_timeout(Some(PATIENCE)).map_err(|_| Unread::Gone)?;
        let read = stream.take(rest).read_to_end(&mut self.body);
        match read {
            Ok(count) if count as u64 == rest => Ok(()),
            Err(error) if is_late(&error) => Err(Unread::Refused(408)),
            _ => Err(Unread::Gone),
        }
    }

    /// The header called `name`, which is in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The fields of a form that was sent.
    pub fn form(&self) -> Form {
        Form::read(&self.body)
    }
}

/// The request whose head is whole in `bytes`, and the length of this head.
fn head(bytes: &[u8]) -> Result<Option<(Request, usize)>, Unread> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Unread::Refused(431)),
        Err(_) => return Err(Unread::Refused(400)),
    };
    let method = match parsed.method {
        Some("GET") => Method::Get,
        Some("POST") => Method::Post,
        _ => return Err(Unread::Refused(405)),
    };
    let (path, query) = parsed.path.map_or(("", ""), |target| target.split_once('?').unwrap_or((target, "")));
    let text = |header: &httparse::Header| {
        (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).trim().to_owned())
    };
    let headers: Vec<(String, String)> = parsed.headers.iter().map(text).collect();
    // Told twice, these could be taken for one thing here and for another elsewhere.
    let once = ["host", "origin", "content-length", "transfer-encoding"];
    if once.iter().any(|name| headers.iter().filter(|(known, _)| known == name).count() > 1) {
        return Err(Unread::Refused(400));
    }
    let query = Form::read(query.as_bytes());
    Ok(Some((Request { method, path: path.to_owned(), query, headers, body: Vec::new() }, length)))
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// It is a file of the user, shown by the browser itself: the policy of pages is not for it.
    is_file: bool,
    headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Response {
    /// `bytes` of the media type `kind`.
    pub fn of(kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type", kind.to_owned())];
        Response { status: 200, is_file: false, headers, body: bytes.into() }
    }

    /// The file called `name` of the media type `kind`: shown where the browser can show it (`is_shown`), else saved.
    pub fn file(kind: &str, name: &str, is_shown: bool, bytes: Vec<u8>) -> Self {
        let how = if is_shown { "inline" } else { "attachment" };
        let encoded: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
        let disposition = format!("{how}; filename*=UTF-8''{}", encoded.replace('+', "%20"));
        Response { is_file: true, ..Response::of(kind, bytes) }.with("Content-Disposition", &disposition)
    }

    /// A page.
    pub fn page(page: Markup) -> Self {
        Response::of("text/html; charset=utf-8", page.into_string())
    }

    /// JSON, for the script of the pages.
    pub fn json(value: &serde_json::Value) -> Self {
        Response::of("application/json", value.to_string())
    }

    /// The browser is to look at `path` instead: after something was done, so that a reload does not do it again.
    pub fn see(path: &str) -> Self {
        Response { status: 303, is_file: false, headers: Vec::new(), body: Vec::new() }.with("Location", path)
    }

    /// Nothing to show.
    pub fn nothing() -> Self {
        Response { status: 204, is_file: false, headers: Vec::new(), body: Vec::new() }
    }

    /// The same with another status.
    pub fn status(self, status: u16) -> Self {
        Response { status, ..self }
    }

    /// The same with a header more; what would begin another is left out.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.chars().filter(|letter| !letter.is_control()).collect()));
        self
    }

    /// Writes it to `stream`.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub fn write(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason_phrase(self.status));
        let policy = (!self.is_file).then_some(POLICY);
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in own.chain(ALWAYS).chain(policy) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", self.body.len()));
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

/// What every answer says: nothing is kept, nothing from elsewhere may show it.
const ALWAYS: [(&str, &str); 6] = [
    ("Connection", "close"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
];

/// What every page says besides: nothing from elsewhere is run or shown in it.
const POLICY: (&str, &str) = (
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         object-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
);

/// Listens to what is still being sent to `stream` for a while, and drops it.
pub fn farewell(stream: &mut TcpStream) {
    let begin = Instant::now();
    let mut piece = vec![0; 64 << 10];
    // It is on its way out: whatever fails, the connection ends.
    let _ = stream.shutdown(std::net::Shutdown::Write);
    while let Some(left) = FAREWELL.checked_sub(begin.elapsed()).filter(|left| !left.is_zero()) {
        if stream.set_read_timeout(Some(left)).is_err() || stream.read(&mut piece).map_or(true, |count| count == 0) {
            return;
        }
    }
}

fn reason_phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        303 => "See Other",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fuzz_requests() {
        let seeds = [
            "GET /?khoa=a%20b&x=%ff HTTP/1.1\r\nHost: 127.0.0.1:1\r\nCookie: a=b\r\n\r\n",
            "POST /luu HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nOrigin: http://a\r\n\r\nten=C%C3%A1i&a",
        ];
        crate::tests::fuzz::fuzz(&seeds.map(|text| text.as_bytes().to_vec()), |bytes| {
            if let Ok(Some((request, length))) = head(bytes) {
                assert!(length <= bytes.len() && !request.path.contains(['\r', '\n']));
            }
            assert!(Form::read(bytes).pairs().count() <= bytes.len());
        });
    }
}
