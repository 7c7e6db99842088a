//! Pages that follow a project, asked as a browser asks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::binary::mando;
use crate::safety::{project, put, run_in, scorecard};

/// A running `mando serve`, which ends with the test.
struct Server {
    child: Child,
    /// Host and port.
    host: String,
    /// The token of its address, if it has one.
    token: Option<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(folder: &Path, more: &[&str]) -> Server {
        let mut command = mando();
        command.args(["serve", "--port", "0", "--no-cache"]).arg(folder).args(more).env_remove("MANDO_TOKEN");
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stderr.take().expect("what it says")).lines();
        let mut said = Vec::new();
        let address = loop {
            let line = lines.next().unwrap_or_else(|| panic!("no address: {said:?}")).expect("text");
            match line.strip_prefix("at http://") {
                Some(rest) => break rest.split(';').next().expect("an address").to_owned(),
                None => said.push(line),
            }
        };
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let (host, rest) = address.split_once('/').expect("a path");
        Server { child, host: host.to_owned(), token: rest.strip_prefix("?token=").map(str::to_owned) }
    }

    fn open(&self, path: &str, headers: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a bound");
        let request = format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        stream
    }

    /// Head and body of an answer.
    fn asked(&self, path: &str, headers: &str) -> (String, Vec<u8>) {
        let mut answer = Vec::new();
        self.open(path, headers).read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        (head, answer[end + 4..].to_vec())
    }

    fn get(&self, path: &str) -> (String, String) {
        let (head, body) = self.asked(path, &format!("Host: {}\r\n", self.host));
        (head, String::from_utf8_lossy(&body).into_owned())
    }

    /// A page that is there.
    fn page(&self, path: &str) -> String {
        let (head, body) = self.get(path);
        assert!(head.starts_with("http/1.1 200"), "{path}: {head}\n{body}");
        // As a browser reads it.
        body.replace("&#x2f;", "/")
    }

    /// Versions of the project, from now on.
    fn versions(&self) -> impl Iterator<Item = u64> + use<> {
        let stream = self.open("/events", &format!("Host: {}\r\n", self.host));
        let lines = BufReader::new(stream).lines().map(|line| line.expect("an event in time"));
        lines.filter_map(|line| {
            line.strip_prefix("data: ").or(line.strip_prefix("data:"))?.trim().parse().ok()
        })
    }
}

const FIRST: &str = "/card/t/file/strategic.html";

#[test]
fn every_page_of_a_project_is_shown() {
    let folder = project(&scorecard(""));
    let server = Server::start(folder.path(), &[]);
    let overview = server.page("/");
    for to in [
        "/card/t/report/strategic.html",
        "/card/t/measures",
        "/card/t/sources",
        "/card/t/file/scorecard.xlsx",
        "/problems",
    ] {
        assert!(overview.contains(&format!("href=\"{to}\"")), "{to}: {overview}");
    }
    assert!(server.page("/card/t/report/operational.pdf").contains("src=\"/card/t/file/operational.pdf\""));
    assert!(server.page(FIRST).contains("Total"));
    assert!(server.page("/card/t/measures").contains("<a href=\"/card/t/measures/total\">Total</a>"));
    assert!(server.page("/card/t/measures/total").contains("sum of amount"));
    assert!(server.page("/card/t/sources").contains("href=\"/card/t/sources/0#file\""));
    assert!(server.page("/card/t/sources/0").contains("3 rows"));
    for (file, start) in [("strategic.pdf", "%PDF-"), ("scorecard.xlsx", "PK"), ("results.json", "{")] {
        assert!(server.page(&format!("/card/t/file/{file}")).starts_with(start), "{file}");
    }
    for path in [
        "/card/x/measures",
        "/card/t/measures/x",
        "/card/t/file/x.pdf",
        "/card/t/sources/9",
        "/x",
        "/card/t/file/..%2f..%2fscorecard.yaml",
    ] {
        assert!(server.get(path).0.starts_with("http/1.1 404"), "{path}");
    }
    let head = server.get("/").0;
    assert!(
        head.contains("content-security-policy: default-src 'none'")
            && head.contains("cache-control: no-store"),
        "{head}"
    );
}

#[test]
fn the_list_of_problems_is_that_of_check_and_what_a_run_tells_stands_below_it() {
    let folder = project(&scorecard(""));
    let rows = "day,amount,seg\n2026-01-05,10,a\n2026-02-05,11,b\n2026-03-05,12,a\n";
    put(folder.path(), "data/a.csv", rows);
    let server = Server::start(folder.path(), &[]);
    let codes = |text: &str| -> Vec<String> {
        let of = |line: &str| {
            line.split_once('[')
                .map(|(level, rest)| (level.to_owned(), rest.split(']').next().map(str::to_owned)))
        };
        let graded = text.lines().filter(|line| {
            ["error[", "data[", "finding[", "warning[", "note["].iter().any(|level| line.contains(level))
        });
        graded.filter_map(of).filter_map(|(_, code)| code).collect()
    };
    let (_, checked) = run_in(folder.path(), &["check"]);
    let page = server.page("/problems");
    let (list, beside) = page.split_once("<h2>").unwrap_or((page.as_str(), ""));
    assert!(!codes(&checked).is_empty(), "{checked}");
    assert_eq!(codes(list), codes(&checked), "{page}");
    let total = checked.lines().rfind(|line| !line.is_empty()).expect("a closing line");
    assert!(list.contains(total), "{total}: {page}");
    assert!(codes(beside).iter().all(|code| !codes(list).contains(code)), "{page}");
    // A page that is left behind keeps no stream open.
    let script = server.page("/serve.js");
    assert!(script.contains("pagehide") && script.contains("visibilitychange"), "{script}");
}

#[test]
fn pages_follow_every_edit() {
    let folder = project(&scorecard(""));
    let server = Server::start(folder.path(), &[]);
    let mut versions = server.versions();
    assert_eq!(versions.next(), Some(0));
    put(folder.path(), "scorecard.yaml", &scorecard("").replace("title: Total", "title: Turnover"));
    assert_eq!(versions.next(), Some(1));
    assert!(server.page(FIRST).contains("Turnover"));

    put(folder.path(), "scorecard.yaml", &scorecard("").replace("kind: count", "kind: cuont"));
    assert_eq!(versions.next(), Some(2));
    let problems = server.page("/problems");
    assert!(problems.contains("did you mean `count`?") && problems.contains("scorecard.yaml:"), "{problems}");
    assert!(problems.contains("1 error") && server.page("/").contains("Figures from before the last edit"));
    assert!(server.page(FIRST).contains("Turnover"), "what stood before is shown still");

    put(folder.path(), "scorecard.yaml", &scorecard(""));
    assert_eq!(versions.next(), Some(3));
    assert!(!server.page("/").contains("Figures from before"));
    put(folder.path(), "data/a.csv", "day,amount,seg\n2026-03-01,4711,a\n");
    assert_eq!(versions.next(), Some(4));
    assert!(server.page("/card/t/file/results.json").contains("4711"));

    // What a run writes is no edit: the next event is that of the edit after it.
    fs::create_dir_all(folder.path().join("out/t")).expect("a folder");
    put(folder.path(), "out/t/results.json", "{}");
    put(folder.path(), ".mando/cache/x", "x");
    // Nor is a log that it writes itself.
    for log in ["serve.out", "serve.log", "serve.txt", "data/log"] {
        put(folder.path(), log, "text\n");
    }
    std::thread::sleep(Duration::from_millis(300));
    put(folder.path(), "scorecard.yaml", &scorecard("").replace("title: T\n", "title: At last\n"));
    assert_eq!(versions.next(), Some(5));
    assert!(server.page("/").contains("At last"));
}

#[test]
fn what_cannot_be_read_yet_is_followed_too() {
    let folder = project("scorecard: t\n");
    let server = Server::start(folder.path(), &[]);
    let mut versions = server.versions();
    assert_eq!(versions.next(), Some(0));
    assert!(server.page("/").contains("There is no figure to show yet"));
    assert!(server.page("/problems").contains("error"));
    put(folder.path(), "scorecard.yaml", &scorecard(""));
    assert_eq!(versions.next(), Some(1));
    assert!(server.page(FIRST).contains("Total"));
}

#[test]
fn requests_for_other_hosts_see_nothing() {
    let folder = project(&scorecard(""));
    let server = Server::start(folder.path(), &[]);
    assert!(server.host.starts_with("127.0.0.1:"), "{}", server.host);
    for headers in [
        "Host: evil.example\r\n",
        "Host: 127.0.0.1.evil.example\r\n",
        "Host: localhost.evil.example:80\r\n",
        "Host: 127.0.0.1:80@evil.example\r\n",
        "Host: 127.0.0.1\r\nHost: evil.example\r\n",
        "",
    ] {
        let (head, body) = server.asked("/problems", headers);
        assert!(
            !head.starts_with("http/1.1 200") && !String::from_utf8_lossy(&body).contains("Problems"),
            "{headers}: {head}"
        );
    }
    for host in ["localhost", "127.0.0.1:1", "[::1]:9"] {
        assert!(
            server.asked("/problems", &format!("Host: {host}\r\n")).0.starts_with("http/1.1 200"),
            "{host}"
        );
    }
}

#[test]
fn another_address_needs_a_token() {
    let folder = project(&scorecard(""));
    let server = Server::start(folder.path(), &["--bind", "0.0.0.0"]);
    let token = server.token.clone().expect("a token");
    assert!(token.len() >= 32 && server.host.split(':').next().expect("a host").parse::<IpAddr>().is_ok());
    for path in ["/", "/problems", FIRST, "/events", "/?token=", "/?token=0123456789abcdef0123456789abcdef"] {
        assert!(server.get(path).0.starts_with("http/1.1 403"), "{path}");
    }
    let (head, _) = server.get(&format!("/problems?token={token}"));
    assert!(head.starts_with("http/1.1 303") && head.contains("location: /problems\r\n"), "{head}");
    assert!(head.contains(&format!("set-cookie: mando={token}; httponly; samesite=strict")), "{head}");
    let with =
        |cookie: &str| server.asked("/problems", &format!("Host: {}\r\nCookie: {cookie}\r\n", server.host)).0;
    assert!(with(&format!("a=b; mando={token}")).starts_with("http/1.1 200"));
    assert!(with("mando=; mandox=1").starts_with("http/1.1 403"));
}
