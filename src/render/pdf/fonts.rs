//! The fonts every document is set in, and what they can show.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;
use typst_kit::fonts::FontStore;

/// Drawn in place of a character that no font can show.
pub(super) const REPLACEMENT: char = '□';

/// Inter for text, Noto Sans for scripts it lacks, Typst's own for mathematics. Nothing of the machine's.
pub(super) static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut store = FontStore::new();
    let own = [ttf_inter::REGULAR, notosans::REGULAR_TTF, notosans::BOLD_TTF];
    for font in own.into_iter().flat_map(|data| Font::iter(Bytes::new(data))) {
        let info = font.info().clone();
        store.push((font, info));
    }
    store.extend(typst_kit::fonts::embedded());
    store
});

/// Places in [`FONTS`] of the fonts that set text. Other fonts may know more characters, but Typst's search among
/// them can end without a glyph; only what these two families hold is certain to be printed.
const INTER: &[usize] = &[0];
const NOTO: &[usize] = &[1, 2];

/// Characters that were replaced, in order of their code points.
#[derive(Default)]
pub(super) struct ReplacedCharacters(BTreeSet<char>);

impl ReplacedCharacters {
    /// The text with every character that cannot be printed replaced by [`REPLACEMENT`].
    ///
    /// PDF/A fails as a whole over a single character without a glyph, and PDF/A-3a over any private-use character.
    /// Joiners and variation selectors have no picture of their own and are left out.
    pub(super) fn in_text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut base = ' ';
        for c in text.chars() {
            match c {
                ' '..='~' | '\n' => out.push(c),
                '\r' => {}
                '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
                '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => {}
                '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}' => {}
                c if printable(c, base) => out.push(c),
                c => {
                    self.0.insert(c);
                    out.push(REPLACEMENT);
                }
            }
            if !combining(c) {
                base = c;
            }
        }
        out
    }

    /// The same for every text inside a value; keys are ours.
    pub(super) fn in_value(&mut self, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => *text = self.in_text(text),
            serde_json::Value::Array(items) => items.iter_mut().for_each(|item| self.in_value(item)),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(|field| self.in_value(field)),
            _ => {}
        }
    }

    /// The replaced characters.
    pub(super) fn into_vec(self) -> Vec<char> {
        self.0.into_iter().collect()
    }
}

/// Whether a character can be set; a combining mark needs a font that also holds its base.
fn printable(c: char, base: char) -> bool {
    let private = matches!(u32::from(c), 0xE000..=0xF8FF | 0xF0000..);
    let held = |family: &[usize], c: char| {
        family.iter().all(|i| FONTS.book().info(*i).is_some_and(|info| info.coverage.contains(u32::from(c))))
    };
    let set_in = |family| held(family, c) && (!combining(c) || held(family, base));
    !c.is_control() && !private && (set_in(INTER) || set_in(NOTO))
}

/// The blocks of combining marks.
fn combining(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}
