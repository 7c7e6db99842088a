//! What an editor asks, and its answers.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use lsp_server::{ErrorCode, Request, RequestId, Response};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CompletionItem, CompletionItemKind, CompletionTextEdit,
    DocumentSymbol, Documentation, Hover, HoverContents, InsertTextFormat, Location, MarkupContent,
    MarkupKind, Position, PrepareRenameResponse, Range, SymbolKind, TextDocumentPositionParams, TextEdit,
    Uri, WorkspaceEdit,
};
use mando::editor::{self, Proposal, ProposalKind, Sort, Symbol};
use mando::model::FileKind;
use mando::problem::{FileId, Span};
use serde::Serialize;
use serde_json::Value;

use super::desk::OpenDocuments;
use super::paths;
use super::project::Project;

/// The answer to a request.
pub(super) fn answer(desk: &mut OpenDocuments, request: Request) -> Response {
    // Edits that came before it count.
    desk.refresh_edited_projects();
    let Request { id, method, params } = request;
    match method.as_str() {
        request::Completion::METHOD => {
            respond(id, params, |p: lsp_types::CompletionParams| completion(desk, &p.text_document_position))
        }
        request::HoverRequest::METHOD => {
            respond(id, params, |p: lsp_types::HoverParams| hover(desk, &p.text_document_position_params))
        }
        request::GotoDefinition::METHOD => respond(id, params, |p: lsp_types::GotoDefinitionParams| {
            let at = RequestPosition::new(desk, &p.text_document_position_params)?;
            at.location(editor::defined(&at.project.draft, at.file, at.offset)?)
        }),
        request::References::METHOD => respond(id, params, |p: lsp_types::ReferenceParams| {
            let at = RequestPosition::new(desk, &p.text_document_position)?;
            let (named, _) = editor::named_at(&at.project.draft, at.file, at.offset)?;
            let places = editor::occurrences(&at.project.draft, &named).into_iter();
            let places = places.filter(|span| p.context.include_declaration || *span != named.defined);
            Some(places.filter_map(|span| at.location(span)).collect::<Vec<Location>>())
        }),
        request::PrepareRenameRequest::METHOD => respond(id, params, |p: TextDocumentPositionParams| {
            let at = RequestPosition::new(desk, &p)?;
            let (_, span) = editor::named_at(&at.project.draft, at.file, at.offset)?;
            Some(PrepareRenameResponse::Range(at.range(span)))
        }),
        request::Rename::METHOD => match serde_json::from_value::<lsp_types::RenameParams>(params) {
            Ok(params) => match rename(desk, &params) {
                Ok(edit) => Response::new_ok(id, edit),
                Err(why) => Response::new_err(id, ErrorCode::InvalidParams as i32, why),
            },
            Err(error) => unread(id, &error),
        },
        request::DocumentSymbolRequest::METHOD => {
            respond(id, params, |p: lsp_types::DocumentSymbolParams| {
                let at = RequestPosition::whole(desk, &p.text_document.uri)?;
                let symbols = editor::symbols(&at.project.draft, at.file);
                Some(symbols.iter().map(|symbol| at.symbol(symbol)).collect::<Vec<DocumentSymbol>>())
            })
        }
        request::Formatting::METHOD => respond(id, params, |p: lsp_types::DocumentFormattingParams| {
            let at = RequestPosition::whole(desk, &p.text_document.uri)?;
            let changes = editor::formatting_edits(&at.project.draft, at.file).into_iter();
            let edit = |change: editor::TextReplacement| TextEdit {
                range: at.range(change.span),
                new_text: change.text,
            };
            Some(changes.map(edit).collect::<Vec<TextEdit>>())
        }),
        request::CodeActionRequest::METHOD => {
            respond(id, params, |p: lsp_types::CodeActionParams| actions(desk, &p))
        }
        _ => Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("no answer to {method}")),
    }
}

/// The answer of a function to what was asked; null where it has none.
fn respond<P: serde::de::DeserializeOwned, A: Serialize>(
    id: RequestId,
    params: Value,
    answer: impl FnOnce(P) -> Option<A>,
) -> Response {
    match serde_json::from_value(params) {
        Ok(params) => Response::new_ok(id, answer(params)),
        Err(error) => unread(id, &error),
    }
}

fn unread(id: RequestId, error: &serde_json::Error) -> Response {
    Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string())
}

/// A place of an open file.
struct RequestPosition<'d> {
    desk: &'d OpenDocuments,
    project: &'d Project,
    path: PathBuf,
    file: FileId,
    offset: usize,
}

impl<'d> RequestPosition<'d> {
    fn new(desk: &'d OpenDocuments, place: &TextDocumentPositionParams) -> Option<RequestPosition<'d>> {
        let whole = RequestPosition::whole(desk, &place.text_document.uri)?;
        let offset = desk.encoding.byte(whole.text(whole.file), place.position);
        Some(RequestPosition { offset, ..whole })
    }

    fn whole(desk: &'d OpenDocuments, uri: &Uri) -> Option<RequestPosition<'d>> {
        let path = paths::path(uri)?;
        let project = desk.project(&path)?;
        let file = project.file(&path)?;
        Some(RequestPosition { desk, project, path, file, offset: 0 })
    }

    fn text(&self, file: FileId) -> &'d str {
        self.project.draft.files.text(file)
    }

    fn range(&self, span: Span) -> Range {
        self.desk.encoding.range(self.text(span.file), span.start..span.end)
    }

    fn position(&self, byte: usize) -> Position {
        self.desk.encoding.position(self.text(self.file), byte)
    }

    fn place(&self, file: FileId) -> PathBuf {
        self.project.draft.root.join(self.project.draft.files.name(file))
    }

    fn location(&self, span: Span) -> Option<Location> {
        Some(Location { uri: self.desk.uri(&self.place(span.file))?, range: self.range(span) })
    }

    #[allow(deprecated, reason = "the protocol's struct has a field that it no longer names")]
    fn symbol(&self, symbol: &Symbol) -> DocumentSymbol {
        let within: Vec<DocumentSymbol> = symbol.within.iter().map(|inner| self.symbol(inner)).collect();
        DocumentSymbol {
            name: symbol.name.clone(),
            detail: symbol.title.clone(),
            kind: symbol.sort.map_or(SymbolKind::NAMESPACE, kind_of_symbol),
            tags: None,
            deprecated: None,
            range: self.range(symbol.whole),
            selection_range: self.range(symbol.key),
            children: Some(within).filter(|within| !within.is_empty()),
        }
    }
}

fn kind_of_symbol(sort: Sort) -> SymbolKind {
    match sort {
        Sort::Source => SymbolKind::INTERFACE,
        Sort::Perspective => SymbolKind::PACKAGE,
        Sort::Objective => SymbolKind::CLASS,
        Sort::Measure => SymbolKind::FUNCTION,
        Sort::Initiative => SymbolKind::EVENT,
        Sort::Report => SymbolKind::FILE,
        Sort::Lexicon => SymbolKind::CONSTANT,
    }
}

/// Files of a project that hold rows, as its paths name them: those of its folder and of folders in it.
fn files_of_rows(root: &Path) -> Vec<String> {
    const DEEP: usize = 3;
    const MOST: usize = 200;
    let mut found = Vec::new();
    let mut folders = vec![(root.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let is_own = depth == 0 && name == "out";
            if name.starts_with(['.', '~']) || is_own || found.len() >= MOST {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) && depth < DEEP {
                folders.push((path, depth + 1));
                continue;
            }
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            if ending.is_some_and(|ending| {
                FileKind::of_ending(&ending).is_some() && name != "scorecard.schema.json"
            }) {
                let inside = path.strip_prefix(root).unwrap_or(&path);
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn completion(desk: &OpenDocuments, place: &TextDocumentPositionParams) -> Option<Vec<CompletionItem>> {
    let at = RequestPosition::new(desk, place)?;
    let none = editor::Headers::new();
    let headers =
        at.project.headers.get(&at.file).or_else(|| at.project.headers.values().next()).unwrap_or(&none);
    let draft = &at.project.draft;
    let proposals = editor::complete(draft, at.file, at.offset, headers, &|| files_of_rows(&draft.root));
    let item = |(order, proposal): (usize, Proposal)| {
        let range =
            Range { start: at.position(proposal.replace.start), end: at.position(proposal.replace.end) };
        let (new_text, format) = as_snippet(&proposal.insert, desk.knows_blanks);
        let about = proposal
            .about
            .map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }));
        CompletionItem {
            label: proposal.label,
            kind: Some(match proposal.offered {
                ProposalKind::Required | ProposalKind::Key => CompletionItemKind::PROPERTY,
                ProposalKind::Word => CompletionItemKind::ENUM_MEMBER,
                ProposalKind::Id(_) => CompletionItemKind::REFERENCE,
                ProposalKind::Column => CompletionItemKind::FIELD,
                ProposalKind::Person => CompletionItemKind::TEXT,
            }),
            detail: proposal.detail,
            documentation: about,
            sort_text: Some(format!("{order:05}")),
            insert_text_format: Some(format),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
            ..CompletionItem::default()
        }
    };
    Some(proposals.into_iter().enumerate().map(item).collect())
}

/// A text whose `…` are places to fill in, for an editor that knows them.
fn as_snippet(text: &str, knows_blanks: bool) -> (String, InsertTextFormat) {
    if !knows_blanks || !text.contains('…') {
        return (text.to_owned(), InsertTextFormat::PLAIN_TEXT);
    }
    let mut filled = String::new();
    let escaped = text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    for (number, part) in escaped.split('…').enumerate() {
        if number > 0 {
            filled.push_str(&format!("${{{number}:…}}"));
        }
        filled.push_str(part);
    }
    (filled, InsertTextFormat::SNIPPET)
}

fn hover(desk: &OpenDocuments, place: &TextDocumentPositionParams) -> Option<Hover> {
    let at = RequestPosition::new(desk, place)?;
    let none = editor::Headers::new();
    let headers = at.project.headers.get(&at.file).unwrap_or(&none);
    let figures = |file: FileId, measure: &str| {
        let key = (at.place(file), measure.to_owned());
        at.project.figures.get(&key).cloned().unwrap_or_default()
    };
    let (value, span) = editor::describe(&at.project.draft, at.file, at.offset, headers, &figures)?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(at.range(span)) })
}

#[allow(clippy::mutable_key_type, reason = "the protocol's map of addresses")]
fn edits(of: Vec<(Uri, TextEdit)>) -> WorkspaceEdit {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    of.into_iter().for_each(|(uri, edit)| changes.entry(uri).or_default().push(edit));
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

fn rename(desk: &OpenDocuments, asked: &lsp_types::RenameParams) -> Result<WorkspaceEdit, String> {
    let nothing = || editor::NotRenamed::NoId.to_string();
    let at = RequestPosition::new(desk, &asked.text_document_position).ok_or_else(nothing)?;
    let draft = &at.project.draft;
    let spans = editor::renamed(draft, at.file, at.offset, &asked.new_name).map_err(|why| why.to_string())?;
    let edit = |span: Span| {
        let new_text = asked.new_name.clone();
        Some((desk.uri(&at.place(span.file))?, TextEdit { range: at.range(span), new_text }))
    };
    Ok(edits(spans.into_iter().filter_map(edit).collect()))
}

/// What mends the marks of a stretch.
fn actions(desk: &OpenDocuments, asked: &lsp_types::CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let at = RequestPosition::whole(desk, &asked.text_document.uri)?;
    let meets = |range: Range| range.start <= asked.range.end && asked.range.start <= range.end;
    let marks = at.project.marks().into_iter().filter(|mark| mark.path == at.path && meets(mark.shown.range));
    let action = |mark: &super::marks::Mark| {
        let (bytes, new_text) = mark.fix.clone()?;
        let range = Range { start: at.position(bytes.start), end: at.position(bytes.end) };
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: format!("write `{new_text}`"),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![mark.shown.clone()]),
            edit: Some(edits(vec![(asked.text_document.uri.clone(), TextEdit { range, new_text })])),
            is_preferred: Some(true),
            ..CodeAction::default()
        }))
    };
    Some(marks.filter_map(action).collect())
}
