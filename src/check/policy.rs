//! What a page asks for and the site's Content-Security-Policy does not let through (CSP Level 3).
//!
//! The policy is judged by the crate that a browser judges it by. What every policy of a site lets through, its own images, style sheets
//! and scripts, is not asked about.

use content_security_policy::{
    CheckResult, CspList, Destination as Wanted, Directive, Element, Initiator, InlineCheckType, ParserMetadata,
    PolicyDisposition, PolicySource, Request, Violates,
};
use url::Url;

use super::address::{Base, Destination};
use super::elements::{Piece, StartTag};
use super::fault::{Fault, Trace};
use super::links::each_url;
use crate::diagnostic::Code;
use crate::render::HeaderRule;

/// The policy of a site.
pub(super) struct SitePolicy {
    list: CspList,
    site: Option<Url>,
}

impl SitePolicy {
    /// As the headers of the site state it.
    pub(super) fn new(rules: &[HeaderRule], base: &Base) -> Self {
        let headers = rules.iter().flat_map(|rule| &rule.headers);
        let policy = headers.filter(|(name, _)| *name == "Content-Security-Policy").map(|(_, value)| value.as_str());
        let policy = policy.collect::<Vec<_>>().join(", ");
        Self {
            list: CspList::parse(&policy, PolicySource::Header, PolicyDisposition::Enforce),
            site: base.url().cloned(),
        }
    }

    /// The directive that does not let a request through.
    fn refuses(&self, url: Url, wanted: Wanted) -> Option<String> {
        let site = self.site.as_ref()?;
        let request = Request {
            current_url: url.clone(),
            url,
            origin: site.origin(),
            redirect_count: 0,
            destination: wanted,
            initiator: Initiator::None,
            nonce: String::new(),
            integrity_metadata: String::new(),
            parser_metadata: ParserMetadata::ParserInserted,
        };
        self.list.0.iter().find_map(|policy| match policy.does_request_violate_policy(&request) {
            Violates::Directive(directive) => Some(named(&directive)),
            Violates::DoesNotViolate => None,
        })
    }

    /// The directive that does not let something through that stands in the page itself.
    fn refuses_inline(&self, kind: InlineCheckType, source: &str) -> Option<String> {
        let element = Element { nonce: None };
        let (result, violations) = self.list.should_elements_inline_type_behavior_be_blocked(&element, kind, source);
        (result == CheckResult::Blocked)
            .then(|| violations.first().map(|violation| named(&violation.directive)).unwrap_or_default())
    }
}

fn named(directive: &Directive) -> String {
    format!("{} {}", directive.name, directive.value.join(" "))
}

/// What one page asks for.
pub(super) struct Policy<'check> {
    policy: &'check SitePolicy,
    base: &'check Base,
    page: &'check str,
    /// The script or style that is open, with what stands in it.
    inline: Option<(InlineCheckType, Trace, String)>,
    /// Whether a film is open, and not a piece of sound: both hold `source`.
    is_film: bool,
}

impl<'check> Policy<'check> {
    pub(super) fn new(policy: &'check SitePolicy, base: &'check Base, page: &'check str) -> Self {
        Self { policy, base, page, inline: None, is_film: false }
    }

    pub(super) fn see(&mut self, piece: &Piece<'_>, found: &mut Vec<Fault>) {
        match piece {
            Piece::Start(tag) => self.start(tag, found),
            Piece::Text(text) => {
                if let Some((_, _, source)) = &mut self.inline {
                    source.push_str(&text.resolved());
                }
            }
            Piece::End("script" | "style") => {
                if let Some((kind, trace, source)) = self.inline.take()
                    && let Some(directive) = self.policy.refuses_inline(kind, &source)
                {
                    let (what, file) = match kind {
                        InlineCheckType::Style => ("style sheet", "style sheet"),
                        _ => ("script", "script"),
                    };
                    found.push(blocked(format!("a {what} stands in the page itself"), &directive, trace).help(
                        format!("put it into a file, and name the file: a {file} of the theme stands in its `assets/`"),
                    ));
                }
            }
            Piece::End(_) => {}
        }
    }

    fn start(&mut self, tag: &StartTag<'_>, found: &mut Vec<Fault>) {
        self.attributes(tag, found);
        match tag.name {
            "script" if tag.get("src").is_none() && is_script(tag.get("type")) => {
                self.inline = Some((InlineCheckType::Script, Trace::of(tag), String::new()));
            }
            "style" => self.inline = Some((InlineCheckType::Style, Trace::of(tag), String::new())),
            "base" => found.push(
                blocked("a page changes what its links are relative to".to_owned(), "base-uri 'none'", Trace::of(tag))
                    .help("remove `<base>`: links are relative to their page"),
            ),
            "video" => self.is_film = true,
            "audio" => self.is_film = false,
            _ => {}
        }
        // Of what a reader follows nothing is asked for.
        if matches!(tag.name, "a" | "area" | "form" | "use") {
            return;
        }
        each_url(tag, |attribute, url| {
            if let Some(wanted) = self.wanted(tag, attribute) {
                self.request(tag, url, wanted, found);
            }
        });
    }

    /// Styles and scripts in attributes.
    fn attributes(&self, tag: &StartTag<'_>, found: &mut Vec<Fault>) {
        for (name, value) in tag.attributes() {
            let trace = || Trace::of(tag).text(format!("{name}=\"{value}\""));
            let is_script_url = || {
                const SCRIPT: &str = "javascript:";
                // Nearly all values are told from one by their first letter.
                let may_be = value.starts_with(|first: char| matches!(first, 'j' | 'J') || first.is_whitespace());
                may_be
                    && value.trim_start().get(..SCRIPT.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCRIPT))
            };
            if name == "style" {
                if let Some(directive) = self.policy.refuses_inline(InlineCheckType::StyleAttribute, value) {
                    found.push(
                        blocked("an element has a style of its own".to_owned(), &directive, trace())
                            .help("give it a class, and the class its style in a style sheet"),
                    );
                }
            } else if name.starts_with("on") {
                if let Some(directive) = self.policy.refuses_inline(InlineCheckType::ScriptAttribute, value) {
                    found.push(
                        blocked(format!("a script stands in the attribute `{name}`"), &directive, trace())
                            .help("let a script of the theme listen for it"),
                    );
                }
            } else if is_script_url()
                && let Some(directive) = self.policy.refuses_inline(InlineCheckType::Navigation, value)
            {
                found.push(
                    blocked(format!("the attribute `{name}` runs a script"), &directive, trace())
                        .help("link to a page, or let a script of the theme listen for a click"),
                );
            }
        }
    }

    /// What kind of thing the URL of an attribute is asked for; none where a reader follows it, or may not.
    fn wanted(&self, tag: &StartTag<'_>, attribute: &str) -> Option<Wanted> {
        Some(match (tag.name, attribute) {
            ("script", _) => Wanted::Script,
            ("img" | "image" | "input", _) | (_, "poster") => Wanted::Image,
            ("iframe", _) => Wanted::IFrame,
            ("embed", _) => Wanted::Embed,
            ("object", _) => Wanted::Object,
            ("track", _) => Wanted::Track,
            ("video", _) => Wanted::Video,
            ("audio", _) => Wanted::Audio,
            ("source", "srcset") => Wanted::Image,
            ("source", _) if self.is_film => Wanted::Video,
            ("source", _) => Wanted::Audio,
            ("link", _) => {
                let relations = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
                relations.split_whitespace().find_map(|relation| match relation {
                    "stylesheet" => Some(Wanted::Style),
                    "icon" | "apple-touch-icon" | "mask-icon" => Some(Wanted::Image),
                    "manifest" => Some(Wanted::Manifest),
                    "modulepreload" => Some(Wanted::Script),
                    "preload" => tag.get("as")?.parse().ok(),
                    _ => None,
                })?
            }
            _ => return None,
        })
    }

    fn request(&self, tag: &StartTag<'_>, url: &str, wanted: Wanted, found: &mut Vec<Fault>) {
        let asked = match self.base.destination(self.page, url) {
            Destination::Inside { .. } if matches!(wanted, Wanted::Image | Wanted::Script | Wanted::Style) => return,
            Destination::Inside { path, .. } => {
                self.base.url().and_then(|base| base.join(&crate::url::encoded(&path)).ok())
            }
            Destination::Outside(url) => Some(url),
            Destination::Elsewhere => Url::parse(url.trim()).ok(),
            Destination::Unreadable => None,
        };
        let Some(asked) = asked else { return };
        let source = match asked.scheme() {
            "http" | "https" => asked.origin().ascii_serialization(),
            scheme => format!("{scheme}:"),
        };
        let is_own = self.base.url().is_some_and(|base| base.origin() == asked.origin());
        let Some(directive) = self.policy.refuses(asked, wanted) else { return };
        let shown = if url.starts_with("data:") { "data:…" } else { url };
        let name = directive.split(' ').next().unwrap_or_default();
        let name = if name == "default-src" { directive_for(wanted) } else { name };
        let source = if is_own { "'self'".to_owned() } else { source };
        let trace = Trace::of(tag).text(url);
        let fault = blocked(format!("browsers do not load `{shown}`"), &directive, trace);
        let allow = format!("allow it in `content/site.yaml`: `csp: {{{name}: [\"{source}\"]}}`");
        found.push(fault.help(match home_of(wanted).filter(|_| !is_own) {
            Some(home) => format!("put it into {home}, or {allow}"),
            None => allow,
        }));
    }
}

/// Where a copy of such a thing stands in a site; none of what has to stay where it is.
fn home_of(wanted: Wanted) -> Option<&'static str> {
    match wanted {
        Wanted::Script | Wanted::Style | Wanted::Font | Wanted::Manifest => Some("the theme's `assets/`"),
        Wanted::Image | Wanted::Video | Wanted::Audio | Wanted::Track | Wanted::Object | Wanted::Embed => {
            Some("the folder of the record")
        }
        _ => None,
    }
}

/// Whether a browser runs a script of this type (HTML, 'The script element'); data blocks are not run.
fn is_script(kind: Option<&str>) -> bool {
    let Some(kind) = kind else { return true };
    let kind = kind.trim().to_ascii_lowercase();
    matches!(kind.as_str(), "" | "module" | "importmap" | "speculationrules")
        || kind.ends_with("/javascript")
        || kind.ends_with("/ecmascript")
}

/// The directive that says from where such a thing may come (CSP Level 3, 6.1).
fn directive_for(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Script => "script-src",
        Wanted::Style => "style-src",
        Wanted::Font => "font-src",
        Wanted::IFrame | Wanted::Frame => "frame-src",
        Wanted::Object | Wanted::Embed => "object-src",
        Wanted::Video | Wanted::Audio | Wanted::Track => "media-src",
        Wanted::Manifest => "manifest-src",
        Wanted::Image => "img-src",
        _ => "connect-src",
    }
}

fn blocked(what: String, directive: &str, trace: Trace) -> Fault {
    Fault::new(
        Code::BlockedByPolicy,
        format!("{what}, which the site's policy forbids (`{}`)", directive.trim_end()),
        trace,
    )
}
