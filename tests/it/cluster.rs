//! A real cluster on this machine: a scheduler and two executors in processes of their own.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use tempfile::TempDir;

use crate::binary::{Written, different, ended, example, mando, run};

/// What a process of the cluster is, and where it and its scheduler listen.
const ROLE: &str = "MANDO_TEST_ROLE";
const PATIENCE: Duration = Duration::from_secs(40);
const PUSH: &str = "push-staged";
const PULL: &str = "pull-staged";
const EXAMPLES: [&str; 4] = ["airport", "gift-wholesaler", "northwind", "telco"];

/// Not a test: what the processes of the cluster run. They end with the process that began them.
#[test]
#[ignore = "the other processes of the tests of clusters"]
fn serve() {
    let Ok(role) = std::env::var(ROLE) else { return };
    std::thread::spawn(|| {
        // Whoever began this process holds the other end.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::abort();
    });
    let words: Vec<&str> = role.split(' ').collect();
    let port = |at: usize| words[at].parse::<u16>().expect("a port");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    match words[0] {
        "scheduler" => runtime.block_on(scheduler(policy(words[1]), port(2))),
        "executor" => runtime.block_on(executor(policy(words[1]), [port(2), port(3), port(4)], words[5])),
        other => panic!("no role {other}"),
    }
}

/// Who moves first: the scheduler, as it does by default, or executors that ask for work.
fn policy(word: &str) -> TaskSchedulingPolicy {
    match word {
        PULL => TaskSchedulingPolicy::PullStaged,
        _ => TaskSchedulingPolicy::PushStaged,
    }
}

async fn scheduler(policy: TaskSchedulingPolicy, port: u16) {
    let config = SchedulerConfig {
        external_host: "127.0.0.1".to_owned(),
        bind_host: "127.0.0.1".to_owned(),
        bind_port: port,
        executor_timeout_seconds: 4,
        expire_dead_executor_interval_seconds: 1,
        no_executors_grace_period_seconds: 600,
        min_ready_executors: 2,
        scheduling_policy: policy,
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.expect("a cluster");
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    start_server(cluster, address, Arc::new(config)).await.expect("a scheduler that runs");
}

async fn executor(policy: TaskSchedulingPolicy, [scheduler, port, grpc]: [u16; 3], folder: &str) {
    let config = ExecutorProcessConfig {
        bind_host: "127.0.0.1".to_owned(),
        external_host: Some("127.0.0.1".to_owned()),
        port,
        grpc_port: grpc,
        scheduler_host: "127.0.0.1".to_owned(),
        scheduler_port: scheduler,
        scheduler_connect_timeout_seconds: 30,
        vcores: 2,
        work_dir: Some(folder.to_owned()),
        executor_heartbeat_interval_seconds: 1,
        task_scheduling_policy: policy,
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await.expect("an executor that runs");
}

/// A process that ends with its owner, also when that panics.
struct Process(Child);

impl Process {
    fn begin(role: &str) -> Process {
        let own = std::env::current_exe().expect("this program");
        let child = Command::new(own)
            .args(["--exact", "cluster::serve", "--ignored", "--nocapture"])
            .env(ROLE, role)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Process(child.expect("a process of the cluster"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Cluster {
    folder: TempDir,
    port: u16,
    _scheduler: Process,
    executors: Vec<Process>,
}

impl Cluster {
    fn begin(executors: usize, policy: &str) -> Cluster {
        let folder = tempfile::tempdir().expect("a folder");
        let port = free();
        let scheduler = Process::begin(&format!("scheduler {policy} {port}"));
        let mut cluster = Cluster { folder, port, _scheduler: scheduler, executors: Vec::new() };
        wait("a scheduler", || cluster.get("/healthz").is_some());
        for at in 0..executors {
            let work = cluster.work(at);
            fs::create_dir(&work).expect("an executor's folder");
            let (flight, grpc) = (free(), free());
            let role = format!("executor {policy} {port} {flight} {grpc} {}", text(&work));
            cluster.executors.push(Process::begin(&role));
        }
        if executors > 0 {
            wait("executors", || cluster.get("/readyz").is_some_and(|said| said.contains(" 200 ")));
        }
        cluster
    }

    /// Where an executor keeps what it hands on.
    fn work(&self, executor: usize) -> PathBuf {
        self.folder.path().join(format!("executor{executor}"))
    }

    fn staging(&self) -> PathBuf {
        self.folder.path().join("staging")
    }

    fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
        stream
            .write_all(format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes())
            .ok()?;
        let mut said = String::new();
        stream.read_to_string(&mut said).ok()?;
        Some(said)
    }

    /// An example that asks this cluster.
    fn project(&self, name: &str, more: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        copy(&example(name), &folder);
        self.asked_by(&folder, more);
        folder
    }

    /// Lets a project ask this cluster.
    fn asked_by(&self, folder: &Path, more: &str) {
        let engine = format!(
            "engine: {{ kind: cluster, scheduler: df://127.0.0.1:{}, staging: {}{more} }}\n",
            self.port,
            text(&self.staging())
        );
        let file = folder.join("scorecard.yaml");
        let yaml = fs::read_to_string(&file).expect("a scorecard");
        fs::write(file, yaml + &engine).expect("a scorecard");
    }
}

fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port()
}

#[track_caller]
fn wait(what: &str, mut is: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < PATIENCE, "no {what} after {PATIENCE:?}");
        sleep(Duration::from_millis(20));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of files") {
        let path = entry.expect("a file").path();
        let into = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &into);
        } else {
            fs::copy(&path, &into).expect("a copy");
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

#[test]
fn every_example_is_the_same_from_a_cluster_in_every_digit() {
    let cluster = Cluster::begin(2, PUSH);
    for name in EXAMPLES {
        let here = run(mando().arg("run").arg(example(name)));
        let there = run(mando().arg("run").arg(cluster.project(name, "")));
        assert!(here.results() == there.results(), "{name}: figures differ");
        assert_eq!(different(&here, &there), Vec::<&str>::new(), "{name}");
    }
    for executor in 0..2 {
        assert!(files(&cluster.work(executor)) > 0, "executor {executor} did nothing");
    }
    let staged: Vec<String> = fs::read_dir(cluster.staging())
        .expect("the shared folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(staged.iter().all(|name| name.ends_with(".parquet")), "nothing half written: {staged:?}");
}

#[test]
fn rows_that_a_join_repeats_count_once_from_a_cluster_too() {
    const PRODUCTS: &str = "scorecard: products
title: Products
entity: { name: Northwind, by: product_id }
currency: USD
as_of: 1998-05-06
defaults: { source: sold }
sources:
  orders:
    path: data/orders.csv
    time: order_date
    customer: customer_id
    columns: { order_id: integer, order_date: date, freight_usd: money }
  lines: { path: data/order_details.csv, columns: { order_id: integer, unit_price: money, quantity: integer } }
  sold:
    join: orders
    with:
      - { source: lines, key: order_id, match: many, rows: [product_id], take: { revenue: sum(unit_price * quantity) } }
perspectives: { financial: { objectives: { sell: { title: Sell } } } }
measures:
  orders: { title: Orders, objective: sell, kind: count, segments: [product_id] }
  freight: { title: Freight, objective: sell, kind: { sum: freight_usd }, where: revenue > 500 }
  median: { title: Median freight, objective: sell, kind: { median: freight_usd } }
  each: { title: Freight of each, objective: sell, kind: { revenue_per_customer: { revenue: freight_usd } } }
  value: { title: Order value, objective: sell, kind: { order_value: { revenue: revenue, order: order_id } } }
";
    let cluster = Cluster::begin(2, PUSH);
    let folder = cluster.folder.path().join("products");
    copy(&example("northwind").join("data"), &folder.join("data"));
    fs::write(folder.join("scorecard.yaml"), PRODUCTS).expect("a scorecard");
    let figures = || -> Vec<String> {
        let entity = |id: Option<&str>| {
            let out = tempfile::tempdir().expect("a folder");
            let entity = id.map(|id| ["--entity", id]);
            let mut command = mando();
            command.arg("run").arg(&folder).args(["--formats", "json", "--out"]).arg(out.path());
            let end = command.args(entity.iter().flatten()).output().expect("the program starts");
            assert!(end.status.success(), "{:?}", ended(&end));
            let file = found(out.path(), "results.json").pop().expect("results");
            fs::read_to_string(file).expect("results")
        };
        [None, Some("11"), Some("42")].map(entity).to_vec()
    };
    let here = figures();
    cluster.asked_by(&folder, "");
    assert!(here == figures(), "figures differ");
    assert!(here[0] != here[1] && here[1] != here[2], "each has its own");
}

fn found(folder: &Path, name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.ends_with(name));
    files.chain(folders.iter().flat_map(|folder| found(folder, name))).collect()
}

#[test]
fn an_executor_that_dies_in_the_middle_costs_time_and_no_figure() {
    // Where the scheduler hands work out, places of the executors that live may stay taken in its books for ever.
    let mut cluster = Cluster::begin(2, PULL);
    let here = run(mando().arg("run").arg(example("gift-wholesaler")));
    // Now and then the scheduler forgets a question whose executor died: it is asked again after a fifteenth of this time.
    let project = cluster.project("gift-wholesaler", ", timeout: 6 minutes");
    let out = cluster.folder.path().join("out");
    let mut command = mando();
    let child = command.arg("run").arg(&project).arg("--out").arg(&out).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the program starts");
    wait("work of the first executor", || files(&cluster.work(0)) > 0);
    drop(cluster.executors.remove(0));
    assert!(child.try_wait().expect("its state").is_none(), "the run was over before the executor died");
    let end: Output = child.wait_with_output().expect("its end");
    assert!(end.status.success(), "{:?}", ended(&end));
    assert_eq!(different(&here, &Written::read(&out)), Vec::<&str>::new());
}

#[test]
fn a_cluster_without_executors_is_given_up_after_the_time_a_source_may_take() {
    let cluster = Cluster::begin(0, PUSH);
    let project = cluster.project("northwind", ", timeout: 2 seconds");
    let end = mando().arg("run").arg(&project).output().expect("the program starts");
    let (code, words) = ended(&end);
    assert_eq!(code, Some(3), "{words}");
    assert!(
        words.contains("error[source-unreachable]: ") && words.contains("`timeout: 2 seconds`"),
        "{words}"
    );
}

#[test]
fn an_address_where_nobody_answers_is_named() {
    let address = format!("df://127.0.0.1:{}", free());
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = mando();
    command.arg("run").arg(example("northwind")).args(["--engine", &address]);
    let end = command.arg("--out").arg(folder.path()).output().expect("the program starts");
    let (code, words) = ended(&end);
    assert_eq!(code, Some(3), "{words}");
    assert!(words.contains(&format!("nobody answers at `{address}`")), "{words}");
    assert!(words.contains("--engine embedded"), "{words}");
}
