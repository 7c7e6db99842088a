//! Files at addresses: a bucket of a real S3 server that asks for credentials, and pages of a web server.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use serde_json::Value;
use tempfile::TempDir;

use super::{counting, table, values};
use crate::support::Project;

const KEY: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI-hidden";

/// An S3 server over a folder, for as long as it is held. Buckets are folders in it.
struct Buckets {
    folder: TempDir,
    endpoint: String,
    _runtime: tokio::runtime::Runtime,
}

impl Buckets {
    fn with(files: &[(&str, &[u8])]) -> Buckets {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            std::fs::write(path, bytes).expect("a file");
        }
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a file system"));
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("its address"));
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let server = Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Buckets { folder, endpoint, _runtime: runtime }
    }

    /// The program in a project, with the environment that reaches this server.
    fn mando(&self, project: &Project, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mando"));
        command.args(arguments).current_dir(project.folder());
        for name in ["AWS_SESSION_TOKEN", "AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE", "AWS_DEFAULT_REGION"]
        {
            command.env_remove(name);
        }
        command
            .env("AWS_ENDPOINT_URL", &self.endpoint)
            .env("AWS_ALLOW_HTTP", "true")
            .env("AWS_REGION", "eu-central-1")
            .env("AWS_ACCESS_KEY_ID", KEY)
            .env("AWS_SECRET_ACCESS_KEY", SECRET);
        command
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// The results of a run, without its head, and the hashes of the files it read.
fn results(project: &Project, command: &mut Command) -> (Value, Vec<String>) {
    let output = command.output().expect("mando starts");
    assert!(output.status.success(), "{}", said(&output));
    let bytes = std::fs::read(project.folder().join("out/results.json")).expect("results");
    let results: Value = serde_json::from_slice(&bytes).expect("JSON");
    let inputs = results["run"]["inputs"].as_array().expect("inputs");
    let mut hashes: Vec<String> = inputs.iter().map(|input| input["sha256"].to_string()).collect();
    hashes.sort();
    (results["scorecard"].clone(), hashes)
}

/// Sales of two months in partitioned folders, as JSON and in a workbook.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (day, amount)) in [("2026-01-05", 3.0), ("2026-02-05", 4.0)].into_iter().enumerate() {
        sheet.write(row as u32 + 1, 0, day).expect("a cell");
        sheet.write(row as u32 + 1, 1, amount).expect("a cell");
    }
    sheet.write(0, 0, "day").expect("a cell");
    sheet.write(0, 1, "amount").expect("a cell");
    let book = book.save_to_buffer().expect("a workbook");
    vec![
        ("sales/year=2026/month=01/a.csv", b"day,amount\n2026-01-03,10\n2026-01-04,20.5\n".to_vec()),
        ("sales/year=2026/month=02/a.csv", b"day,amount\n2026-02-03,40\n".to_vec()),
        ("sales/year=2026/month=02/notes.txt", b"no sales".to_vec()),
        ("returns.json", b"[{\"day\": \"2026-02-01\", \"amount\": 1.25}]".to_vec()),
        ("other.xlsx", book),
    ]
}

fn scorecard(at: &str) -> String {
    format!(
        "scorecard: s\ntitle: S\nentity: E\ncurrency: EUR\nas_of: 2026-02-28\nsources:\n  \
         sales: {{ path: {at}sales/year=2026/*/*.csv, time: day, columns: {{ day: date, amount: money, month: integer }} }}\n  \
         returns: {{ path: {at}returns.json, time: day, columns: {{ day: date, amount: money }} }}\n  \
         other: {{ path: {at}other.xlsx, time: day, columns: {{ day: date, amount: money }} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         measures:\n  \
         sales: {{ title: Sales, objective: o, source: sales, kind: {{ sum: amount }}, segments: [month] }}\n  \
         returns: {{ title: Returns, objective: o, source: returns, kind: {{ sum: amount }} }}\n  \
         other: {{ title: Other, objective: o, source: other, kind: {{ sum: amount }} }}\n"
    )
}

#[test]
fn a_scorecard_over_a_bucket_has_the_figures_and_the_hashes_of_one_over_the_same_files() {
    let files = files();
    let at_home = files.iter().fold(Project::new(&scorecard("data/"), &[]), |project, (name, bytes)| {
        project.with_bytes(&format!("data/{name}"), bytes)
    });
    let in_bucket: Vec<(String, &[u8])> =
        files.iter().map(|(name, bytes)| (format!("shop/in/{name}"), bytes.as_slice())).collect();
    let in_bucket: Vec<(&str, &[u8])> =
        in_bucket.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let buckets = Buckets::with(&in_bucket);
    let far = Project::new(&scorecard("s3://shop/in/"), &[]);
    let run = ["run", "scorecard.yaml", "--out", "out"];
    let (here, there) = (
        results(&at_home, &mut buckets.mando(&at_home, &run)),
        results(&far, &mut buckets.mando(&far, &run)),
    );
    assert_eq!(here, there);
    assert_eq!(there.1.len(), 4, "two files of the pattern, the objects, the workbook");
    assert!(there.0.to_string().contains("40"), "{}", there.0);
}

#[test]
fn credentials_may_stand_in_a_file_and_are_asked_for() {
    let buckets = Buckets::with(&[("shop/a.csv", b"day,n\n2026-01-01,1\n")]);
    let project = Project::new(&counting("  t: { path: s3://shop/a.csv, columns: { n: integer } }"), &[]);
    let file = buckets.folder.path().join("credentials");
    let text = format!(
        "[default]\naws_access_key_id = nobody\n\n[shop]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n"
    );
    std::fs::write(&file, text).expect("a file");
    let check = |change: &dyn Fn(&mut Command)| {
        let mut command = buckets.mando(&project, &["check", "scorecard.yaml"]);
        change(&mut command);
        command.output().expect("mando starts")
    };
    let by_file = check(&|command| {
        command.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
        command.env("AWS_SHARED_CREDENTIALS_FILE", &file).env("AWS_PROFILE", "shop");
    });
    assert!(by_file.status.success(), "{}", said(&by_file));
    let wrong = check(&|command| {
        command.env("AWS_SECRET_ACCESS_KEY", "some-other-hidden-word");
    });
    let nobody = check(&|command| {
        command.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
    });
    for refused in [wrong, nobody] {
        let said = said(&refused);
        assert!(!refused.status.success(), "{said}");
        assert!(
            said.contains("error[source-unreachable]: cannot open `s3://shop/a.csv`: access is denied"),
            "{said}"
        );
        assert!(!said.contains("hidden") && !said.contains(KEY), "{said}");
    }
}

#[test]
fn keys_and_patterns_that_a_bucket_does_not_have_are_told() {
    let buckets = Buckets::with(&[("shop/in/a.csv", b"day,n\n2026-01-01,1\n")]);
    let check = |path: &str| {
        let project = Project::new(&counting(&format!("  t: {{ path: {path} }}")), &[]);
        said(&buckets.mando(&project, &["check", "scorecard.yaml"]).output().expect("mando starts"))
    };
    let missing = check("s3://shop/in/b.csv");
    assert!(missing.contains("error[missing-file]: no file `s3://shop/in/b.csv`"), "{missing}");
    let nothing = check("s3://shop/in/*.parquet");
    assert!(nothing.contains("error[glob-empty]: `s3://shop/in/*.parquet` matches no file"), "{nothing}");
    assert!(nothing.contains("there are `in/a.csv`"), "{nothing}");
}

/// A web server over a folder, which answers only who says the word.
fn web(folder: &Path, word: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    let folder = folder.to_owned();
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let mut lines = BufReader::new(&socket).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let target = request.split(' ').nth(1).unwrap_or_default();
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            let answer = match std::fs::read(folder.join(path.trim_start_matches('/'))) {
                _ if query != word => ("403 Forbidden", Vec::new()),
                Ok(bytes) => ("200 OK", bytes),
                Err(_) => ("404 Not Found", Vec::new()),
            };
            let (status, bytes) = answer;
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
            let mut socket = &socket;
            let _ = socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(&bytes));
        }
    });
    format!("http://{address}")
}

#[test]
fn the_same_files_are_read_from_the_web() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files() {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }
    let web = web(folder.path(), "key=hidden");
    let read = |path: &str| {
        let keys = format!(
            "  t: {{ path: \"{web}/{path}?key=hidden\", time: day, columns: {{ day: date, amount: money }} }}"
        );
        table(&Project::new(&counting(&keys), &[]))
    };
    let sales = read("sales/year=2026/month=01/a.csv");
    assert_eq!(values(&sales, "amount"), ["10.0", "20.5"]);
    assert_eq!(values(&sales, "month"), ["1", "1"]);
    assert_eq!(values(&read("returns.json"), "amount"), ["1.25"]);
    assert_eq!(values(&read("other.xlsx"), "amount"), ["3.0", "4.0"]);
    assert_eq!(sales.files[0].shown, format!("{web}/sales/year=2026/month=01/a.csv"));
}

#[test]
fn what_the_web_refuses_is_told_without_the_query() {
    let folder = tempfile::tempdir().expect("a folder");
    let web = web(folder.path(), "key=hidden");
    let check = |address: String| {
        let project = Project::new(&counting(&format!("  t: {{ path: \"{address}\" }}")), &[]);
        project.check()
    };
    let refused = check(format!("{web}/a.csv?key=hidden-too"));
    assert!(
        refused.contains(&format!("error[source-unreachable]: cannot open `{web}/a.csv`: access is denied")),
        "{refused}"
    );
    let missing = check(format!("{web}/a.csv?key=hidden"));
    assert!(missing.contains(&format!("error[missing-file]: no file `{web}/a.csv`")), "{missing}");
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    let nobody = check(format!("http://me:hidden@{closed}/a.csv"));
    assert!(
        nobody.contains(&format!("error[source-unreachable]: cannot open `http://{closed}/a.csv`")),
        "{nobody}"
    );
    let many = check(format!("{web}/*.csv"));
    assert!(many.contains("error[glob-empty]"), "{many}");
    for said in [refused, missing, nobody] {
        let message = said.lines().next().unwrap_or_default();
        assert!(!message.contains("hidden"), "{said}");
    }
}
