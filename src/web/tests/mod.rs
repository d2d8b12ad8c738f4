//! The server asked over a real socket, as a browser or somebody else asks it.

mod answers;
mod browser;
mod compose;
mod papers;
mod previews;
mod refused;
mod texts;
mod views;

use browser::Served;

#[test]
fn the_address_lets_in_and_every_view_answers() {
    let served = Served::nothing();
    let door = served.send(&format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", served.door(), served.host()), &[]);
    assert_eq!((door.status, door.header("location")), (303, Some("/")));
    let cookie = door.header("set-cookie").unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
    for (path, heading) in
        [("/", "Bắt đầu"), ("/tong-quan", "Tổng quan"), ("/loi", "Lỗi và cảnh báo"), ("/van-ban", "Văn bản")]
    {
        let page = served.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains(&format!("<h1>{heading}</h1>")), "{path}");
        assert!(page.text().contains("lang=\"vi\""));
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(!page.text().contains("<script>") && !page.text().contains(" style="), "{path}");
    }
    for (path, kind) in [("/tai-san/trang.css", "text/css"), ("/tai-san/trang.js", "text/javascript")] {
        assert!(served.get(path).header("content-type").unwrap().starts_with(kind));
    }
}

#[test]
fn it_ends_when_told_and_says_so_to_the_pages_that_wait() {
    let served = Served::nothing();
    let version = served.get("/su-kien?tu=none").json()["so"].as_u64().unwrap();
    let told = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| served.get(&format!("/su-kien?tu={version}")).json());
        let last = served.post("/ket-thuc", "");
        assert!(last.text().contains("Đã kết thúc") && !last.text().contains("<script"));
        waiting.join().unwrap()
    });
    assert_eq!(told["het"], true);
    assert!(served.has_ended());
}
