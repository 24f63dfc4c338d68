//! `staticwebapp.config.json`: what Azure Static Web Apps reads at the root of what is published.

use serde_json::{Map, Value, json};

use super::{ALWAYS_ASK, HostedSite, TYPES, files_for_hosts, with_charset};

/// The configuration of a site. The file is not served by Azure itself; the files for other hosts are hidden by routes.
pub(super) fn configuration(site: &HostedSite) -> String {
    let mut everywhere: Map<String, Value> =
        site.common_headers().map(|(name, value)| (name.to_owned(), value.into())).collect();
    everywhere.insert("Cache-Control".to_owned(), ALWAYS_ASK.into());
    let special = site.special_headers().map(|(path, headers)| {
        let headers: Map<String, Value> = headers.map(|(name, value)| (name.to_owned(), value.into())).collect();
        json!({"route": format!("{}{path}*", site.base), "headers": headers})
    });
    let hidden = files_for_hosts().filter(|name| *name != super::path(crate::model::Host::Azure));
    let hidden = hidden.map(|name| json!({"route": format!("{}{name}", site.base), "statusCode": 404}));
    let types: Map<String, Value> =
        TYPES.iter().map(|(ending, content_type)| (format!(".{ending}"), with_charset(content_type).into())).collect();
    let configuration = json!({
        "trailingSlash": "auto",
        "globalHeaders": everywhere,
        "routes": special.chain(hidden).collect::<Vec<_>>(),
        "responseOverrides": {"404": {"rewrite": format!("{}404.html", site.base)}},
        "mimeTypes": types,
    });
    format!("{configuration:#}\n")
}
