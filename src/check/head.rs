//! What the head of a page says: its title, its description, and its translations.

use super::elements::{Piece, StartTag};

/// What the head of one page says.
#[derive(Default)]
pub(super) struct Head {
    is_over: bool,
    is_in_title: bool,
    pub(super) title: String,
    pub(super) description: Option<String>,
    /// The translations, itself among them: each with its language, and its URL.
    pub(super) alternates: Vec<(String, String)>,
    /// Whether search engines are to leave the page out.
    pub(super) is_unlisted: bool,
}

impl Head {
    pub(super) fn see(&mut self, piece: &Piece<'_>) {
        match piece {
            // Pictures have titles as well.
            _ if self.is_over => {}
            Piece::Start(tag) => self.start(tag),
            Piece::Text(text) if self.is_in_title => self.title.push_str(&text.resolved()),
            Piece::End("title") => self.is_in_title = false,
            Piece::End("head") => self.is_over = true,
            Piece::Text(_) | Piece::End(_) => {}
        }
    }

    fn start(&mut self, tag: &StartTag<'_>) {
        match (tag.name, tag.get("name"), tag.get("rel")) {
            ("title", ..) => self.is_in_title = true,
            ("meta", Some("description"), _) => self.description = tag.get("content").map(str::to_owned),
            ("meta", Some("robots"), _) => {
                self.is_unlisted = tag.get("content").is_some_and(|content| content.contains("noindex"));
            }
            ("link", _, Some("alternate")) => {
                if let (Some(language), Some(url)) = (tag.get("hreflang"), tag.get("href")) {
                    self.alternates.push((language.to_owned(), url.to_owned()));
                }
            }
            _ => {}
        }
    }
}
