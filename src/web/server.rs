//! Connections: each is one request, answered on a thread of its own, and none can take more than its share.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::App;
use super::guard::Verdict;
use super::http::{PATIENCE, Request, Response, Unread, farewell};
use super::views::layout::Tab;
use super::waiting::{Ticket, Waiting};
use super::watch::watch;
use super::{routes, views};
use crate::base::diag::{Code, Diagnostic};
use crate::make::batch::panic_reason;
use crate::paper::STACK;

/// Connections that are answered at the same time: a browser has six of each page.
const MOST_CONNECTIONS: usize = 64;
/// With so many of them a head is waited for no longer than [`HASTE`].
const CROWD: usize = 32;
const HASTE: Duration = Duration::from_secs(1);
/// How often it is looked whether the program is to end.
const GLANCE: Duration = Duration::from_millis(50);
/// How long answers that are being written are waited for at the end.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// A port of this machine at which nobody from elsewhere can ask.
pub struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Listens at a free port.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        Ok(Server { listener, port })
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers for `app` until it is over or `stop` is set; `ready` is called once it does.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn run(self, app: &Arc<App>, stop: &AtomicBool, ready: impl FnOnce()) -> io::Result<()> {
        let port = self.port;
        let (is_over, busy) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let accept = {
            let (app, is_over, busy) = (Arc::clone(app), Arc::clone(&is_over), Arc::clone(&busy));
            move || self.accept(&app, &is_over, &busy)
        };
        let watched = Arc::clone(app);
        let watching = thread::Builder::new().stack_size(STACK).spawn(move || watch(&watched))?;
        let accepting = thread::Builder::new().spawn(accept)?;
        ready();
        while !stop.load(Ordering::SeqCst)
            && (!app.life.is_over(Instant::now()) || app.life.waits_for(app.work.is_busy()))
        {
            thread::sleep(GLANCE);
        }
        app.work.finish();
        app.session.end();
        is_over.store(true, Ordering::SeqCst);
        let begin = Instant::now();
        while busy.load(Ordering::SeqCst) > 0 && begin.elapsed() < LAST_WORDS {
            thread::sleep(GLANCE);
        }
        // One more connection wakes who waits for connections; refused, nobody waits.
        let is_woken = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        let is_well = (!is_woken || accepting.join().is_ok()) && watching.join().is_ok();
        if is_well { Ok(()) } else { Err(io::Error::other("một luồng của trang bị hỏng")) }
    }

    fn accept(&self, app: &Arc<App>, is_over: &AtomicBool, busy: &Arc<AtomicUsize>) {
        let waiting = Arc::new(Waiting::default());
        for stream in self.listener.incoming() {
            if is_over.load(Ordering::SeqCst) {
                return;
            }
            let Ok(stream) = stream else {
                // Too many open files, most likely: some are closed soon.
                thread::sleep(GLANCE);
                continue;
            };
            let others = busy.fetch_add(1, Ordering::SeqCst);
            // Who has said nothing for longest gives way.
            let is_full = others >= MOST_CONNECTIONS && !waiting.close_oldest();
            let ticket = if is_full { None } else { waiting.enter(&stream) };
            let (app, ours, line) = (Arc::clone(app), Arc::clone(busy), Arc::clone(&waiting));
            let answer = move || {
                let patience = if others >= CROWD { HASTE } else { PATIENCE };
                serve(&app, stream, (&line, ticket), patience);
                ours.fetch_sub(1, Ordering::SeqCst);
            };
            if thread::Builder::new().stack_size(STACK).spawn(answer).is_err() {
                busy.fetch_sub(1, Ordering::SeqCst);
                // Held by the line alone, it would stay open with nobody to answer.
                ticket.map(|ticket| waiting.leave(ticket));
            }
        }
    }
}

/// Answers the request on `stream`, which has a `ticket` to be waited for with so much `patience`, or no place.
fn serve(app: &Arc<App>, mut stream: TcpStream, (waiting, ticket): (&Waiting, Option<Ticket>), patience: Duration) {
    let read = match ticket {
        None => Err(Unread::Refused(503)),
        Some(ticket) => {
            let read = Request::read(&mut stream, patience);
            // Who had to give way is cut off already.
            if waiting.leave(ticket) { read } else { Err(Unread::Gone) }
        }
    };
    let answer = read.and_then(|request| respond(app, &mut stream, request));
    let (response, is_read) = match answer {
        Ok(response) => (response, true),
        Err(Unread::Gone) => return,
        Err(Unread::Refused(status)) => (views::refusal::page(status, words(status)), false),
    };
    // Who has gone needs no answer.
    if response.write(&mut stream).is_ok() && !is_read {
        farewell(&mut stream);
    }
}

fn respond(app: &Arc<App>, stream: &mut TcpStream, mut request: Request) -> Result<Response, Unread> {
    match app.guard.judge(&request) {
        Verdict::Pass => {}
        Verdict::LetIn(cookie) => {
            let first = if app.session.current().is_some() { Tab::Overview } else { Tab::Start };
            return Ok(Response::see(first.path()).with("Set-Cookie", &cookie));
        }
        Verdict::Refused(status, words) => {
            let response = views::refusal::page(status, words);
            return response.write(stream).map_err(|_| Unread::Gone).and_then(|()| {
                farewell(stream);
                Err(Unread::Gone)
            });
        }
    }
    request.read_body(stream, routes::most_body(&request.path))?;
    if request.path != routes::GOODBYE {
        app.life.ask();
    }
    Ok(guarded(app, &request))
}

/// The answer, also when the program stumbles over it.
fn guarded(app: &Arc<App>, request: &Request) -> Response {
    catch_unwind(AssertUnwindSafe(|| routes::answer(app, request))).unwrap_or_else(|payload| {
        let message = format!("lỗi trong chương trình: {}", panic_reason(payload.as_ref()));
        let hint = "hãy gửi thông báo này kèm dữ liệu cho người phát triển; các trang khác vẫn dùng được";
        views::refusal::of(500, &Diagnostic::error(Code::GF006, message).hint(hint).into())
    })
}

/// What a refusal of a request that is not read says.
fn words(status: u16) -> &'static str {
    match status {
        405 => "trang này chỉ nhận GET và POST",
        408 => "yêu cầu gửi dở dang quá lâu",
        411 => "yêu cầu không nói độ dài",
        413 => "nội dung gửi lên lớn hơn mức cho phép; không đọc và không ghi gì",
        431 => "phần đầu của yêu cầu quá lớn",
        503 => "đang có quá nhiều kết nối; đóng bớt trang rồi thử lại",
        _ => "yêu cầu không đúng cách viết",
    }
}
