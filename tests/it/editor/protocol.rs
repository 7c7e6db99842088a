//! The built program, spoken to as an editor speaks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use super::{CARD, ROWS, at, shop};
use crate::binary::mando;
use crate::support::Project;

/// An editor with a server of its own, which ends with the test.
pub(super) struct Editor {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    /// What was told beside answers.
    told: Vec<Value>,
    asked: i64,
    folder: PathBuf,
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Editor {
    pub(super) fn start(folder: &Path, abilities: Value) -> Editor {
        let mut command = mando();
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let to = child.stdin.take().expect("its input");
        let from = BufReader::new(child.stdout.take().expect("its output"));
        let mut editor = Editor { child, to, from, told: Vec::new(), asked: 0, folder: folder.to_owned() };
        let answer = editor
            .ask("initialize", json!({ "processId": null, "rootUri": null, "capabilities": abilities }));
        assert_eq!(answer["serverInfo"]["name"], "mando");
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server listens");
        self.to.flush().expect("the server listens");
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn next(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).expect("a line") > 0, "the server ended");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(written) => length = written.parse().expect("a length"),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).expect("a message");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// The whole answer to a request.
    pub(super) fn answer(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            if message["id"] == id && message["method"].is_null() {
                return message;
            }
            self.told.push(message);
        }
    }

    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].clone()
    }

    pub(super) fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.join(name).display())
    }

    /// The next marks of a file.
    pub(super) fn marks(&mut self, name: &str) -> Vec<Value> {
        let uri = self.uri(name);
        let is_of = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str()
        };
        loop {
            let found = self.told.iter().position(is_of).map(|at| self.told.remove(at));
            let message = found.unwrap_or_else(|| self.next());
            match is_of(&message) {
                true => return message["params"]["diagnostics"].as_array().expect("a list").clone(),
                false => self.told.push(message),
            }
        }
    }

    pub(super) fn open(&mut self, name: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(super) fn edit(&mut self, name: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "version": 2 });
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
        );
    }

    pub(super) fn place(&self, name: &str, text: &str, offset: usize) -> Value {
        let line = text[..offset].matches('\n').count();
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let character = text[start..offset].encode_utf16().count();
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }
}

const FILE: &str = "scorecard.yaml";

fn codes(marks: &[Value]) -> Vec<&str> {
    marks.iter().map(|mark| mark["code"].as_str().expect("a code")).collect()
}

#[test]
fn an_editor_is_served_from_the_first_mark_to_the_end() {
    let project = shop();
    let mut editor = Editor::start(project.folder(), json!({}));
    editor.open(FILE, CARD);
    // At once what the definition tells, then what rows and figures tell beside.
    assert_eq!(codes(&editor.marks(FILE)), [""; 0]);
    let later = editor.marks(FILE);
    assert!(codes(&later).contains(&"owner-missing"), "{later:?}");

    let wrong = CARD.replace("kind: { share: back }", "kind: { shar: back }");
    editor.edit(FILE, &wrong);
    let marks = editor.marks(FILE);
    let mark = marks.iter().find(|mark| mark["code"] == "unknown-kind").expect("the fault");
    assert_eq!((&mark["severity"], &mark["source"]), (&json!(1), &json!("mando")));
    assert_eq!(mark["message"], "no kind `shar`\ndid you mean `share`?");
    assert_eq!(mark["range"]["start"], json!({ "line": 30, "character": 12 }));
    // What rows told stays marked until they are looked at again.
    assert!(codes(&marks).contains(&"owner-missing"), "{marks:?}");
    let document = json!({ "uri": editor.uri(FILE) });
    let asked = json!({ "textDocument": document, "range": mark["range"], "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", asked);
    let change = &actions[0]["edit"]["changes"][editor.uri(FILE)][0];
    assert_eq!((&actions[0]["title"], &change["newText"]), (&json!("write `share`"), &json!("share")));
    assert_eq!(change["range"], mark["range"]);

    let (text, offset) = at(&CARD.replace("{ sum: amount }", "{ sum: am| }"));
    editor.edit(FILE, &text);
    let place = editor.place(FILE, &text, offset);
    let items = editor.ask("textDocument/completion", place);
    assert_eq!(items[0]["label"], "amount");
    assert_eq!(items[0]["textEdit"]["newText"], "amount");

    // While a bracket is still open, the columns of the last text that could be read are known.
    let (text, offset) = at(&CARD.replace("{ sum: amount }", "{ sum: sh|"));
    editor.edit(FILE, &text);
    let place = editor.place(FILE, &text, offset);
    let items = editor.ask("textDocument/completion", place);
    assert!(items.as_array().is_some_and(|all| all.iter().any(|item| item["label"] == "shop")), "{items}");

    editor.edit(FILE, CARD);
    let place = |editor: &Editor, word: &str| editor.place(FILE, CARD, CARD.find(word).expect("a word") + 10);
    let asked = place(&editor, "drives: [total]");
    let definition = editor.ask("textDocument/definition", asked.clone());
    assert_eq!(definition["uri"], editor.uri(FILE).as_str());
    assert_eq!(definition["range"]["start"], json!({ "line": 18, "character": 2 }));
    let mut rename = asked.clone();
    rename["newName"] = json!("all_sold");
    let edit = editor.ask("textDocument/rename", rename.clone());
    assert_eq!(edit["changes"][editor.uri(FILE)].as_array().map(Vec::len), Some(4));
    rename["newName"] = json!("returns");
    let refused = editor.answer("textDocument/rename", rename);
    assert_eq!(refused["error"]["message"], "`returns` is taken by another measure");
    let hover = editor.ask("textDocument/hover", asked);
    let text = hover["contents"]["value"].as_str().expect("text");
    assert!(
        text.starts_with("**measure** `total`: Total") && text.contains("2026-01: **30.00 EUR**"),
        "{text}"
    );
    let document = json!({ "textDocument": { "uri": editor.uri(FILE) } });
    let symbols = editor.ask("textDocument/documentSymbol", document.clone());
    assert!(symbols.as_array().is_some_and(|all| all.iter().any(|symbol| symbol["name"] == "measures")));
    let mut asked = document;
    asked["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    assert_eq!(editor.ask("textDocument/formatting", asked), json!([]));
    assert_eq!(editor.answer("workspace/unknown", json!({}))["error"]["code"], -32601);

    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    assert!(editor.child.wait().expect("it ends").success());
}

#[test]
fn figures_of_the_last_run_are_told_where_rows_are_many() {
    // More rows than checking looks at.
    let mut rows = String::from(ROWS);
    (0..200_000).for_each(|n| rows.push_str(&format!("2026-01-{:02},north,10,no\n", n % 28 + 1)));
    let project = Project::new(CARD, &[("sales.csv", &rows)]);
    let current = json!({
        "period": { "label": "2026-01" }, "value": 30.0, "interval": { "low": 20.0, "high": 40.0 },
        "target": { "value": { "value": 35.0 } }, "status": "watch", "absent": null,
    });
    let measures = json!([{ "id": "total", "periods": [current] }]);
    let results = json!({ "scorecard": { "perspectives": [{ "objectives": [{ "measures": measures }] }] } });
    let folder = project.folder().join("out/shop/2026-01");
    fs::create_dir_all(&folder).expect("a folder of a run");
    fs::write(folder.join("results.json"), results.to_string()).expect("results");
    let mut editor = Editor::start(project.folder(), json!({}));
    editor.open(FILE, CARD);
    editor.marks(FILE);
    editor.marks(FILE);
    let place = editor.place(FILE, CARD, CARD.find("  total:").expect("a measure") + 3);
    let hover = editor.ask("textDocument/hover", place);
    let text = hover["contents"]["value"].as_str().expect("text");
    let said = "2026-01: **30.00 EUR**, interval 20.00 EUR to 40.00 EUR, target 35.00 EUR, watch";
    assert!(text.contains(said) && text.contains("(from out/shop/2026-01/results.json)"), "{text}");
}

#[test]
fn a_yaml_file_of_something_else_is_left_alone() {
    let project = Project::new(CARD, &[("sales.csv", ROWS), ("docker.yaml", "services: {}\n")]);
    let mut editor =
        Editor::start(project.folder(), json!({ "general": { "positionEncodings": ["utf-8"] } }));
    editor.open("docker.yaml", "services: { web: }\n");
    let place = editor.place("docker.yaml", "services: {}\n", 2);
    assert_eq!(editor.ask("textDocument/hover", place.clone()), Value::Null);
    assert_eq!(editor.ask("textDocument/completion", place), Value::Null);
    assert!(
        editor.told.iter().all(|told| told["method"] != "textDocument/publishDiagnostics"),
        "{:?}",
        editor.told
    );
}

#[test]
fn a_fault_of_another_file_is_marked_in_that_file() {
    let project = Project::new(CARD, &[("sales.csv", ROWS), ("mando.yaml", "data_folder: [.]\n")]);
    let mut editor = Editor::start(project.folder(), json!({}));
    editor.open(FILE, CARD);
    assert_eq!(codes(&editor.marks("mando.yaml")), ["unknown-key"]);
    // Its mending is marked before it is saved.
    editor.open("mando.yaml", "data_folders: [.]\n");
    while !editor.marks("mando.yaml").is_empty() {}
}
