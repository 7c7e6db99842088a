//! The answer as a page for a browser.

use super::text::Line;

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%}tbody+tbody{border-top:1.5rem solid transparent}\
th,td{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0;overflow-wrap:anywhere}\
th{font-weight:600;white-space:pre;width:12rem}pre{overflow-x:auto}:root{color-scheme:light dark}";

/// A page of the answer's lines, and below them of what else was asked for.
pub(super) fn page(lines: &[Line], plan: Option<&str>) -> String {
    let Some((head, rest)) = lines.split_first() else { return String::new() };
    let title = format!("{} ({})", escaped(&head.text), escaped(&head.label));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>\n<tbody>\n"
    );
    for line in rest {
        let (label, text) = (escaped(&line.label), escaped(&line.text));
        page.push_str(&match label.is_empty() && text.is_empty() {
            true => "</tbody>\n<tbody>\n".to_owned(),
            false => format!("<tr><th scope=\"row\">{label}</th><td>{text}</td></tr>\n"),
        });
    }
    page.push_str("</tbody>\n</table>\n");
    if let Some(plan) = plan {
        page.push_str(&format!("<pre>{}</pre>\n", escaped(plan)));
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// A text that no browser takes for marks.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
