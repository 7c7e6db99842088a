//! A PostgreSQL server of a test's own: its data in a temporary folder, its port a free one, gone with the test.

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

use super::Sample;

pub(super) const USER: &str = "reader_of_books";
pub(super) const PASSWORD: &str = "s3cret/of?books";

/// A running server.
pub(super) struct Server {
    process: Child,
    pub(super) port: u16,
    _folder: TempDir,
}

impl Server {
    pub(super) fn start() -> Server {
        let programs = programs();
        let folder = tempfile::tempdir().expect("a folder");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).expect("its permissions");
        let (data, password) = (folder.path().join("data"), folder.path().join("password"));
        fs::write(&password, PASSWORD).expect("a password");
        let mut create = as_nobody(&programs.join("initdb"));
        create.args(["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        create.args(["--username", USER, "--pwfile"]).arg(&password).arg("-D").arg(&data);
        let created = create.output().expect("initdb starts");
        assert!(created.status.success(), "{}", String::from_utf8_lossy(&created.stderr));
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let mut serve = as_nobody(&programs.join("postgres"));
        serve.arg("-D").arg(&data).args(["-p", &port.to_string(), "-h", "127.0.0.1", "-F"]);
        serve.arg("-k").arg(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = serve.spawn().expect("postgres starts");
        let mut server = Server { process, port, _folder: folder };
        server.wait();
        server
    }

    fn wait(&mut self) {
        for _ in 0..600 {
            if self.run(async |_| ()).is_some() {
                return;
            }
            if let Some(ended) = self.process.try_wait().expect("its state") {
                panic!("postgres ended: {ended}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("postgres does not answer");
    }

    /// Does something with a connection; nothing when there is none yet.
    fn run<T>(&self, act: impl AsyncFnOnce(&Client) -> T) -> Option<T> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut config = tokio_postgres::Config::new();
            config.host("127.0.0.1").port(self.port).user(USER).password(PASSWORD).dbname("postgres");
            let (client, connection) = config.connect(NoTls).await.ok()?;
            let ended = tokio::spawn(connection);
            let done = act(&client).await;
            drop(client);
            ended.await.expect("the connection's end").expect("a proper end");
            Some(done)
        })
    }

    pub(super) fn script(&self, sql: &str) {
        self.run(async |client| client.batch_execute(sql).await.expect("the script")).expect("a connection");
    }

    /// Fills the database with tables.
    pub(super) fn fill(&self, samples: &[Sample]) {
        for sample in samples {
            let columns: Vec<String> =
                sample.columns.iter().map(|(name, kind)| format!("\"{name}\" {kind}")).collect();
            self.script(&format!("CREATE TABLE {} ({})", sample.name, columns.join(", ")));
            let cell = |cell: &Option<String>| match cell {
                None => "NULL".to_owned(),
                Some(text) => format!("'{}'", text.replace('\'', "''")),
            };
            for rows in sample.rows.chunks(500) {
                let row = |row: &Vec<Option<String>>| {
                    format!("({})", row.iter().map(cell).collect::<Vec<_>>().join(", "))
                };
                let rows: Vec<String> = rows.iter().map(row).collect();
                self.script(&format!("INSERT INTO {} VALUES {}", sample.name, rows.join(", ")));
            }
        }
    }

    /// Where it is, its password written as an address writes it.
    pub(super) fn address(&self) -> String {
        let password = PASSWORD.replace('/', "%2F").replace('?', "%3F");
        format!("postgres://{USER}:{password}@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT ends all sessions and then the server.
        let _ = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status();
        let _ = self.process.wait();
    }
}

/// The folder of the server's programs.
fn programs() -> PathBuf {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = installed.map(|version| version.path().join("bin")).collect();
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    let found = folders.into_iter().find(|f| f.join("initdb").is_file() && f.join("postgres").is_file());
    found.expect("no PostgreSQL server on this machine: install postgresql")
}

/// A program as a user without rights, for a server refuses to run as root.
fn as_nobody(program: &Path) -> Command {
    let id = Command::new("id").arg("-u").output().expect("id starts");
    if String::from_utf8_lossy(&id.stdout).trim() != "0" {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--pdeathsig", "INT", "--"])
        .arg(program);
    command
}
