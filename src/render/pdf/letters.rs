//! How wide texts are, by the letters of a font that ships: programs that set a workbook have others, few of them wider.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations};

/// Noto Sans in bold: a seventh wider than Calibri, as wide as what stands in for it.
static BOLD: LazyLock<Option<FontInstance>> = LazyLock::new(|| {
    let font = Font::new(Bytes::new(notosans::BOLD_TTF), 0)?;
    Some(font.instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default()))
});

/// Width of a letter that the font does not hold, in ems.
const OTHER: f64 = 0.7;

/// Width of a text in bold, in ems.
pub(in crate::render) fn bold_width_in_ems(text: &str) -> f64 {
    let advance = |c: char| {
        let font = BOLD.as_ref()?;
        let glyph = font.ttf().glyph_index(c)?;
        Some(font.x_advance(glyph.0)?.get())
    };
    text.chars().map(|c| advance(c).unwrap_or(OTHER)).sum()
}
