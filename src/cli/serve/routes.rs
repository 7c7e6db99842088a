//! Which address shows which page.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use futures::Stream;
use tokio::sync::watch;

use super::guard::{RequestGuard, Verdict};
use super::pages;
use super::site::{ShownScorecard, Site};

/// What every page may load: from here alone, and no script or style in its text.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
/// What a report may do, which holds all it needs.
const REPORT: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// What requests are answered from.
pub(super) struct AppState {
    pub(super) current: watch::Receiver<Arc<Site>>,
    pub(super) guard: RequestGuard,
}

impl AppState {
    fn site(&self) -> Arc<Site> {
        Arc::clone(&self.current.borrow())
    }
}

/// Every address.
pub(super) fn router(served: Arc<AppState>) -> Router {
    Router::new()
        .route("/", get(overview))
        .route("/problems", get(problems))
        .route("/events", get(events))
        .route("/card/{card}/report/{file}", get(report))
        .route("/card/{card}/file/{file}", get(file))
        .route("/card/{card}/measures", get(measures))
        .route("/card/{card}/measures/{measure}", get(measure))
        .route("/card/{card}/sources", get(sources))
        .route("/card/{card}/sources/{number}", get(source))
        .route("/serve.css", get(|| async { text("text/css", pages::STYLE) }))
        .route("/serve.js", get(|| async { text("text/javascript", pages::SCRIPT) }))
        .fallback(|| async { missing() })
        .layer(middleware::from_fn_with_state(Arc::clone(&served), guarded))
        .with_state(served)
}

/// Lets in whoever may see the pages, and says of each answer what a browser may do with it.
async fn guarded(State(served): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let mut response = match served.guard.verdict(request.uri(), request.headers()) {
        Verdict::Allowed => next.run(request).await,
        Verdict::Refused(why) => (StatusCode::FORBIDDEN, why).into_response(),
        Verdict::AllowedWithCookie(cookie) => {
            let mut response = Redirect::to(request.uri().path()).into_response();
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

async fn overview(State(served): State<Arc<AppState>>) -> Response {
    page(move || Some(pages::overview(&served.site()))).await
}

async fn problems(State(served): State<Arc<AppState>>) -> Response {
    page(move || Some(pages::problems(&served.site()))).await
}

async fn report(State(served): State<Arc<AppState>>, Path((card, file)): Path<(String, String)>) -> Response {
    of_card(&served, &card, move |site, shown| pages::report(site, shown, &file)).await
}

async fn measures(State(served): State<Arc<AppState>>, Path(card): Path<String>) -> Response {
    of_card(&served, &card, |site, shown| Some(pages::measures(site, shown))).await
}

async fn measure(State(served): State<Arc<AppState>>, Path((card, id)): Path<(String, String)>) -> Response {
    of_card(&served, &card, move |site, shown| pages::measure(site, shown, &id)).await
}

async fn sources(State(served): State<Arc<AppState>>, Path(card): Path<String>) -> Response {
    of_card(&served, &card, |site, shown| Some(pages::sources(site, shown))).await
}

async fn source(
    State(served): State<Arc<AppState>>,
    Path((card, number)): Path<(String, usize)>,
) -> Response {
    of_card(&served, &card, move |site, shown| pages::source(site, shown, number)).await
}

/// A file as a run would write it.
async fn file(State(served): State<Arc<AppState>>, Path((card, name)): Path<(String, String)>) -> Response {
    let site = served.site();
    let Some(shown) = site.card(&card).cloned() else { return missing() };
    let kind = match name.rsplit('.').next() {
        Some("pdf") => "application/pdf",
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/json",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    };
    match tokio::task::spawn_blocking(move || shown.card.file(&name)).await {
        Ok(Some(Ok(bytes))) => {
            // A browser's own viewer of other files is no page of ours.
            let policy = if kind.starts_with("text/html") { REPORT } else { "frame-ancestors 'self'" };
            let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, policy)];
            (headers, Body::from(bytes)).into_response()
        }
        Ok(Some(Err(why))) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
        Ok(None) => missing(),
        Err(_) => broken(),
    }
}

/// Tells an open page of every new state of the project.
async fn events(State(served): State<Arc<AppState>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let current = served.current.clone();
    let told = futures::stream::unfold((current, true), |(mut current, is_first)| async move {
        // A page that was away learns at once whether it is old.
        if !is_first && current.changed().await.is_err() {
            return None;
        }
        let version = current.borrow_and_update().version;
        Some((Ok(Event::default().data(version.to_string())), (current, false)))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}

/// A page of a scorecard.
async fn of_card(
    served: &AppState,
    card: &str,
    make: impl FnOnce(&Site, &ShownScorecard) -> Option<pages::Page> + Send + 'static,
) -> Response {
    let site = served.site();
    let Some(shown) = site.card(card).cloned() else { return missing() };
    page(move || make(&site, &shown)).await
}

/// What takes time keeps nobody else waiting.
async fn page(make: impl FnOnce() -> Option<pages::Page> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(make).await {
        Ok(Some(Ok(page))) => text("text/html", page),
        Ok(None) => missing(),
        Ok(Some(Err(_))) | Err(_) => broken(),
    }
}

fn text(kind: &str, text: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text.into()).into_response()
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "there is no such page; the way back is /").into_response()
}

fn broken() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "mando itself is at fault here").into_response()
}
