//! Who may ask: only a browser that was shown the address with its key, on this machine, from these very pages.
//!
//! Any program and any web page that is open can send requests to 127.0.0.1. So the address has a random key, which
//! becomes a cookie that other sites can't send (`SameSite=Strict`); the name of the host must be ours, so that no
//! foreign name that is made to point here gets in (DNS rebinding); and what is to be done must come from our pages.

use super::http::{Method, Request};

/// Bytes of the key.
const KEY: usize = 24;
/// Where the address that is printed leads.
const DOOR: &str = "/vao";
/// The name of the key in it.
const NAME: &str = "khoa";

/// The key, and what our pages are called.
pub struct Guard {
    /// "127.0.0.1:40123"
    host: String,
    key: String,
    cookie: String,
}

/// What becomes of a request.
#[derive(Debug)]
pub enum Verdict {
    /// It may pass.
    Pass,
    /// It has the key, and gets this cookie for it.
    LetIn(String),
    /// It is refused with this status and these words.
    Refused(u16, &'static str),
}

impl Guard {
    /// A guard with a new key for what listens at `port`.
    ///
    /// # Errors
    /// When the system gives no random numbers; why.
    pub fn new(port: u16) -> Result<Self, String> {
        let mut bytes = [0; KEY];
        getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
        let key = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        // Cookies are shared by all ports of a machine: each of ours has a name of its own.
        Ok(Guard { host: format!("127.0.0.1:{port}"), key, cookie: format!("vanthu_{port}") })
    }

    /// The address that opens the page.
    pub fn address(&self) -> String {
        format!("http://{}{DOOR}?{NAME}={}", self.host, self.key)
    }

    /// What becomes of `request`, of which only the head is known.
    pub fn judge(&self, request: &Request) -> Verdict {
        if request.header("host") != Some(self.host.as_str()) {
            return Verdict::Refused(403, "trang này chỉ trả lời ở địa chỉ mà chương trình in ra");
        }
        let origin = format!("http://{}", self.host);
        let is_ours = request.header("origin").map_or(request.method == Method::Get, |named| named == origin);
        if !is_ours {
            return Verdict::Refused(403, "yêu cầu này không đến từ trang của chương trình");
        }
        if request.method == Method::Get && request.path == DOOR {
            let is_right = request.query.get(NAME).is_some_and(|key| is_same(key, &self.key));
            return if is_right { Verdict::LetIn(self.pass()) } else { Verdict::Refused(403, WRONG_KEY) };
        }
        let cookies = request.header("cookie").unwrap_or_default().split(';').filter_map(|pair| pair.split_once('='));
        let mut keys = cookies.filter(|(name, _)| name.trim() == self.cookie).map(|(_, value)| value.trim());
        if keys.any(|key| is_same(key, &self.key)) { Verdict::Pass } else { Verdict::Refused(403, WRONG_KEY) }
    }

    /// The cookie of those who have the key.
    fn pass(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie, self.key)
    }
}

const WRONG_KEY: &str = "chưa có khóa, hoặc khóa của lần chạy khác: mở lại bằng địa chỉ mà chương trình in ra";

/// Whether two keys are the same, in a time that does not tell how much of them is.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |differs, (one, other)| differs | (one ^ other)) == 0
}
