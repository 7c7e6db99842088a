//! The look of a document.

use std::sync::Arc;

use serde::Serialize;

use crate::model::{Brand, Logo};

/// A logo, a colour and a line at the foot.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BrandView {
    /// Colour of headings, `#0a4d8c`; `None` where it is ink.
    pub colour: Option<String>,
    /// Format of the logo; `None` without one.
    pub logo: Option<&'static str>,
    /// Before what stands at the foot of every page; empty when nothing does.
    pub footer: String,
    /// The logo's file.
    #[serde(skip)]
    pub picture: Option<Arc<Logo>>,
}

impl From<&Brand> for BrandView {
    fn from(brand: &Brand) -> BrandView {
        BrandView {
            colour: brand.colour.map(|colour| colour.to_string()),
            logo: brand.logo.as_ref().map(|logo| logo.format.word()),
            footer: brand.footer.clone().unwrap_or_default(),
            picture: brand.logo.clone(),
        }
    }
}
