//! A project in a browser while it is being written: its reports, what is wrong with it, how each measure comes to its value, and
//! what is in its files. Every page follows the files of the project.

mod address;
mod guard;
mod pages;
mod routes;
mod site;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::console::tell;
use super::exit_status::ExitStatus;
use super::period_options::PeriodOptions;
use super::threads::runtime;
use guard::RequestGuard;
use routes::{AppState, router};
use site::Site;

/// The port where none is named.
const PORT: u16 = 4680;

/// Where the pages are.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct SiteAddress {
    /// Port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Address to listen on, so that others can reach it: they need the token that is printed, or the one in MANDO_TOKEN.
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<IpAddr>,
}

/// Shows a project until it is interrupted.
pub(super) fn serve(path: &Path, when: PeriodOptions, at: SiteAddress) -> io::Result<ExitStatus> {
    let address = at.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let guard = match address.is_loopback() {
        true => RequestGuard::here(),
        false => RequestGuard::with_token(std::env::var("MANDO_TOKEN").ok())?,
    };
    let path = path.to_path_buf();
    let first = Arc::new(Site::load(&path, &when, None));
    // One thread listens; what is computed has threads of its own.
    runtime(Some(2))?.block_on(async {
        let listener = tokio::net::TcpListener::bind(SocketAddr::new(address, at.port)).await;
        let listener = listener.map_err(|error| {
            let why = match error.kind() {
                io::ErrorKind::AddrInUse => {
                    "something else listens there; name another by `--port`".to_owned()
                }
                _ => error.to_string(),
            };
            io::Error::new(error.kind(), format!("cannot listen at {address}, port {}: {why}", at.port))
        })?;
        let own = listener.local_addr()?;
        tell(&site::status_line(&first));
        tell(&format!("at {}; Ctrl-C ends it", guard.address(own)));
        let current = watch::watch_project(path, when, first)?;
        axum::serve(listener, router(Arc::new(AppState { current, guard }))).await
    })?;
    Ok(ExitStatus::Fine)
}
