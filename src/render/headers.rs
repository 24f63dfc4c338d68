//! The headers that a host sends with the site: said once, for the file that hosts read, and for the server of the preview.

use crate::model::Settings;

/// What is sent with the answers at some addresses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeaderRule {
    /// The beginning of the paths that it holds for, such as `/plan/assets/`.
    pub path: String,
    /// The names and values of the headers.
    pub headers: Vec<(&'static str, String)>,
}

/// The directives of the Content-Security-Policy (CSP Level 3) under which every page works, before the site adds to them.
const POLICY: [(&str, &str); 10] = [
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("frame-ancestors", "'none'"),
];

/// The rules of a site: all of those whose path an address begins with hold for it.
pub(super) fn rules(settings: &Settings) -> Vec<HeaderRule> {
    let base = settings.base_path();
    vec![
        HeaderRule {
            path: base.to_owned(),
            headers: vec![
                ("Content-Security-Policy", policy(settings)),
                ("X-Content-Type-Options", "nosniff".to_owned()),
                ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
            ],
        },
        HeaderRule {
            path: format!("{base}assets/"),
            headers: vec![("Cache-Control", "public, max-age=31536000, immutable".to_owned())],
        },
    ]
}

/// `_headers`, as Netlify and Cloudflare Pages read it.
pub(super) fn file(settings: &Settings) -> String {
    let rules = rules(settings).into_iter().map(|rule| {
        let headers: String = rule.headers.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
        format!("{}*\n{headers}", rule.path)
    });
    rules.collect::<Vec<_>>().join("\n")
}

fn policy(settings: &Settings) -> String {
    let additions = &settings.csp;
    let known = POLICY.iter().map(|(name, sources)| {
        let added = additions.get(&(*name).to_owned()).map(|sources| sources.join(" ")).unwrap_or_default();
        // The search runs as WebAssembly (CSP Level 3, section 4.4); nothing else of the site does.
        let is_for_search = *name == "script-src" && settings.outputs.search;
        let added = if is_for_search { format!("'wasm-unsafe-eval' {added}") } else { added };
        // 'none' stands alone or not at all.
        let sources = if *sources == "'none'" && !added.is_empty() { "" } else { sources };
        format!("{name} {sources} {added}").split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let own = additions.iter().filter(|(name, _)| POLICY.iter().all(|(known, _)| known != name));
    let own = own.map(|(name, sources)| format!("{name} {}", sources.join(" ")));
    known.chain(own).collect::<Vec<_>>().join("; ")
}
