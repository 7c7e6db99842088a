//! The language server: what an editor asks by the protocol is answered by the plain functions of [`mando::editor`].
//!
//! Edits are read on the thread that hears of them, with headers that are known; what takes longer, rows and figures, is looked at
//! by the [`checker`] once edits rest.

mod answers;
mod checker;
mod desk;
mod figures;
mod headers;
mod job;
mod marks;
mod paths;
mod positions;
mod project;
mod wire;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use lsp_server::{Connection, ErrorCode, Message, Notification, Response};
use lsp_types::{
    CodeActionProviderCapability, CompletionOptions, HoverProviderCapability, InitializeParams, OneOf,
    PositionEncodingKind, RenameOptions, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
};
use serde_json::json;

use super::exit_status::ExitStatus;
use desk::OpenDocuments;
use positions::Encoding;

/// Serves an editor until it ends.
pub(super) fn lsp() -> io::Result<ExitStatus> {
    let (connection, threads) = wire::connection()?;
    let ended = serve(&connection);
    drop(connection);
    threads.join()?;
    ended.map_err(io::Error::other)?;
    Ok(ExitStatus::Fine)
}

fn serve(connection: &Connection) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let (id, params) = connection.initialize_start()?;
    let client: InitializeParams = serde_json::from_value(params)?;
    let encoding = Encoding::from_client(&client.capabilities);
    let server = json!({ "name": "mando", "version": env!("CARGO_PKG_VERSION") });
    connection.initialize_finish(
        id,
        json!({ "capabilities": server_capabilities(encoding), "serverInfo": server }),
    )?;
    let sender = connection.sender.clone();
    // An editor that is gone hears nothing.
    let say = Box::new(move |message| _ = sender.send(message));
    let desk = Arc::new(Mutex::new(OpenDocuments::new(say, &client.capabilities, encoding)));
    let jobs = checker::start(&desk)?;
    lock(&desk).begin(jobs);
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    break;
                }
                let id = request.id.clone();
                // A fault of one answer is none of the next.
                let answer = catch_unwind(AssertUnwindSafe(|| answers::answer(&mut lock(&desk), request)));
                let fault =
                    || Response::new_err(id, ErrorCode::InternalError as i32, "mando broke off".to_owned());
                connection.sender.send(answer.unwrap_or_else(|_| fault()).into())?;
            }
            Message::Notification(told) => {
                // What broke off is read again with the next edit.
                let _ = catch_unwind(AssertUnwindSafe(|| handle_notification(&mut lock(&desk), told)));
            }
            Message::Response(_) => {}
        }
        // Of edits that came together, the last is read.
        if connection.receiver.is_empty() {
            let _ = catch_unwind(AssertUnwindSafe(|| lock(&desk).refresh_edited_projects()));
        }
    }
    Ok(())
}

/// What is behind a lock, also where somebody broke off who held it.
fn lock(desk: &Mutex<OpenDocuments>) -> std::sync::MutexGuard<'_, OpenDocuments> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

fn server_capabilities(encoding: Encoding) -> ServerCapabilities {
    let encoding = match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
    };
    let plain = WorkDoneProgressOptions::default();
    let letters = [" ", "{", "[", ":", "\""].map(str::to_owned).to_vec();
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(letters),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: plain,
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
        ..ServerCapabilities::default()
    }
}

/// What an editor tells of its texts.
fn handle_notification(desk: &mut OpenDocuments, told: Notification) {
    use lsp_types::notification::{
        DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
        DidSaveTextDocument, Notification as _,
    };
    let Notification { method, params } = told;
    // What cannot be read is nothing that this server knows.
    match method.as_str() {
        DidOpenTextDocument::METHOD => {
            if let Ok(told) = serde_json::from_value::<lsp_types::DidOpenTextDocumentParams>(params) {
                desk.open(told.text_document.uri, told.text_document.text);
            }
        }
        DidChangeTextDocument::METHOD => {
            if let Ok(told) = serde_json::from_value::<lsp_types::DidChangeTextDocumentParams>(params)
                && let Some(whole) = told.content_changes.into_iter().last()
            {
                desk.edit(&told.text_document.uri, whole.text);
            }
        }
        DidSaveTextDocument::METHOD => {
            if let Ok(told) = serde_json::from_value::<lsp_types::DidSaveTextDocumentParams>(params) {
                desk.saved(&told.text_document.uri);
            }
        }
        DidCloseTextDocument::METHOD => {
            if let Ok(told) = serde_json::from_value::<lsp_types::DidCloseTextDocumentParams>(params) {
                desk.close(&told.text_document.uri);
            }
        }
        DidChangeWatchedFiles::METHOD => desk.files_changed(),
        _ => {}
    }
}
