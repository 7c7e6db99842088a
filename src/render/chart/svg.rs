//! The little of SVG that the charts need.

use std::fmt::Write;

/// Across and down.
pub(super) type Point = (f64, f64);

/// An SVG document under construction.
pub(super) struct Svg {
    width: f64,
    height: f64,
    title: Option<String>,
    body: String,
}

/// Where a text stands relative to its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    /// An empty drawing that assistive technology passes over: the figures stand beside it.
    pub(super) fn decorative(width: f64, height: f64) -> Svg {
        Svg { width, height, title: None, body: String::new() }
    }

    /// An empty drawing with an alternative text.
    pub(super) fn titled(width: f64, height: f64, title: &str) -> Svg {
        Svg { width, height, title: Some(escaped(title)), body: String::new() }
    }

    pub(super) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        self.push(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}"/>"#,
            number(x),
            number(y),
            number(width.max(0.0)),
            number(height.max(0.0)),
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        self.push(format_args!(
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{stroke}" stroke-width="{}"/>"#,
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            number(width),
        ));
    }

    /// A line through points; `dash` is an SVG dash pattern, empty for a solid line.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], stroke: &str, width: f64, dash: &str) {
        let list: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let dash = if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) };
        self.push(format_args!(
            r#"<polyline points="{}" fill="none" stroke="{stroke}" stroke-width="{}" stroke-linejoin="round"{dash}/>"#,
            list.join(" "),
            number(width),
        ));
    }

    /// A filled area within a closed line.
    pub(super) fn area(&mut self, points: &[(f64, f64)], fill: &str) {
        let list: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        self.push(format_args!(r#"<polygon points="{}" fill="{fill}"/>"#, list.join(" ")));
    }

    /// A line bent between points: to each point lead two points of control.
    pub(super) fn curve(
        &mut self,
        start: Point,
        steps: &[([Point; 2], Point)],
        stroke: &str,
        width: f64,
        dash: &str,
    ) {
        let pair = |(x, y): Point| format!("{} {}", number(x), number(y));
        let mut path = format!("M{}", pair(start));
        for ([a, b], to) in steps {
            path.push_str(&format!("C{} {} {}", pair(*a), pair(*b), pair(*to)));
        }
        let dash = if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) };
        self.push(format_args!(
            r#"<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{}"{dash}/>"#,
            number(width),
        ));
    }

    /// A filled rectangle with an edge.
    pub(super) fn frame(&mut self, (x, y): Point, (width, height): Point, fill: &str, stroke: &str) {
        self.push(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}" stroke="{stroke}" stroke-width="0.8"/>"#,
            number(x),
            number(y),
            number(width.max(0.0)),
            number(height.max(0.0)),
        ));
    }

    /// A filled dot.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64, fill: &str) {
        let (x, y, r) = (number(x), number(y), number(radius));
        self.push(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"/>"#));
    }

    /// A hollow dot.
    pub(super) fn ring(&mut self, (x, y): (f64, f64), radius: f64, stroke: &str) {
        let (x, y, r) = (number(x), number(y), number(radius));
        self.push(format_args!(
            r##"<circle cx="{x}" cy="{y}" r="{r}" fill="#FFFFFF" stroke="{stroke}" stroke-width="1"/>"##
        ));
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, style: TextStyle, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        // Inter's bold omega is broken where its weight is varied: Greek is set in Noto Sans.
        let is_greek = text.chars().any(|c| ('\u{370}'..='\u{3FF}').contains(&c));
        let (family, bold) = if is_greek { ("Noto Sans", 700) } else { ("Inter V", 600) };
        let weight = if style.bold { format!(r#" font-weight="{bold}""#) } else { String::new() };
        self.push(format_args!(
            r#"<text x="{}" y="{}" text-anchor="{anchor}" font-family="{family}" font-size="{}"{weight} fill="{}">{}</text>"#,
            number(x),
            number(y),
            number(style.size),
            style.fill,
            escaped(text),
        ));
    }

    /// The finished document.
    pub(super) fn finish(self) -> String {
        let (width, height) = (number(self.width), number(self.height));
        let (role, title) = match self.title {
            Some(title) => (r#"role="img""#, format!("<title>{title}</title>")),
            None => (r#"aria-hidden="true""#, String::new()),
        };
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" {role}>{title}{}</svg>"#,
            self.body
        )
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.body.write_fmt(element);
    }
}

/// Size, weight and colour of a text.
#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) fill: &'static str,
}

impl TextStyle {
    /// The style, smaller where the text would be wider than allowed.
    pub(super) fn within(self, width: f64, text: &str) -> TextStyle {
        let natural = text_width(text, self.size).max(1.0);
        TextStyle { size: self.size * (width / natural).clamp(0.0, 1.0), ..self }
    }
}

/// A coordinate with two decimals at most; what is not finite stands at zero.
fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as XML content; characters XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Width of a text set in Inter with tabular figures, on the generous side.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|c| match c {
            ' ' | ',' | '.' | ':' | 'i' | 'j' | 'l' | '\'' | '|' => 0.32,
            'm' | 'w' | 'M' | 'W' | '%' => 0.95,
            'A'..='Z' => 0.72,
            _ => 0.64,
        })
        .sum();
    ems * size
}
