//! The look of reports: a logo, a colour and a line at the foot.

use std::fmt;
use std::sync::Arc;

/// The look of a project's reports.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brand {
    /// At the top of the first page.
    pub logo: Option<Arc<Logo>>,
    /// Of headings and of the line above them.
    pub colour: Option<Colour>,
    /// Before what stands at the foot of every page.
    pub footer: Option<String>,
}

/// A picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Logo {
    /// How it is written.
    pub format: LogoFormat,
    /// Its file.
    pub bytes: Vec<u8>,
}

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFormat {
    /// Dots.
    Png,
    /// Lines.
    Svg,
}

impl LogoFormat {
    /// The format of a file's content: of an SVG the text has to say that it is one.
    pub fn detect(bytes: &[u8]) -> Option<LogoFormat> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(LogoFormat::Png);
        }
        let text = std::str::from_utf8(bytes).ok()?;
        text.contains("<svg").then_some(LogoFormat::Svg)
    }

    /// Its word, as in names of files.
    pub fn word(self) -> &'static str {
        match self {
            LogoFormat::Png => "png",
            LogoFormat::Svg => "svg",
        }
    }
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// Least contrast of text with its ground.
    pub const LEAST: f64 = 4.5;

    /// The colour of `#0072b2`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Colour { red: channel(0)?, green: channel(2)?, blue: channel(4)? })
    }

    /// Contrast with white, 1 to 21.
    ///
    /// - Source: WCAG 2.2, *contrast ratio* and *relative luminance*.
    pub fn contrast(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue);
        1.05 / (luminance + 0.05)
    }

    /// The lightest colour of the same hue that has contrast enough.
    pub fn readable(self) -> Colour {
        let darker = |share: u16| {
            let of = |channel: u8| u8::try_from(u16::from(channel) * share / 255).unwrap_or(channel);
            Colour { red: of(self.red), green: of(self.green), blue: of(self.blue) }
        };
        (0..=255).rev().map(darker).find(|colour| colour.contrast() >= Colour::LEAST).unwrap_or(self)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}
