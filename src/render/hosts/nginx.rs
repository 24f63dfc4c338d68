//! `nginx.conf`: what the `server` block of nginx includes.

use super::{ALWAYS_ASK, HostedSite, TYPES, files_for_hosts, literal, quoted};

/// The part of a `server` block that is this site.
///
/// `add_header` is inherited only by a location that has none of its own (`ngx_http_headers_module`), so that one with headers repeats those
/// of all. An address that does not exist is answered in the outer location, with its headers.
pub(super) fn snippet(site: &HostedSite) -> String {
    let base = quoted(&site.decoded_base);
    let not_found = quoted(&format!("{}404.html", site.decoded_base));
    let common: Vec<_> = site.common_headers().collect();
    let common_lines = |indent: &str| -> String {
        common.iter().map(|(name, value)| format!("{indent}add_header {name} {} always;\n", header(value))).collect()
    };
    let mut text = format!(
        "# For nginx: include this file in the `server` block whose `root` is the folder that the site is published in,\n\
         # so that `{root}index.html` below that folder is this site's first page.\n\
         location {base} {{\n    \
             index index.html;\n    \
             absolute_redirect off;\n    \
             error_page 404 {not_found};\n    \
             error_page 403 =404 {not_found};\n    \
             charset utf-8;\n    \
             charset_types {charset_types};\n\n\
         {common}    \
             add_header Cache-Control \"{ALWAYS_ASK}\" always;\n",
        root = site.decoded_base,
        charset_types = charset_types(),
        common = common_lines("    "),
    );
    for (path, headers) in site.special_headers() {
        let location = quoted(&format!("{}{path}", site.decoded_base));
        let headers: String =
            headers.map(|(name, value)| format!("        add_header {name} {};\n", header(value))).collect();
        text.push_str(&format!(
            "\n    location ^~ {location} {{\n{}{headers}{}    }}\n",
            common_lines("        "),
            types("        "),
        ));
    }
    let names: Vec<_> = files_for_hosts().map(literal).collect();
    let hidden = quoted_expression(&format!("^{}(?:{})$", literal(&site.decoded_base), names.join("|")));
    text.push_str(&format!(
        "\n    # What is for hosts alone is not published.\n    location ~ {hidden} {{\n        return 404;\n    }}\n"
    ));
    let endings: Vec<_> = TYPES.iter().map(|(ending, _)| *ending).collect();
    let typed = quoted_expression(&format!("\\.(?:{})$", endings.join("|")));
    text.push_str(&format!("\n    location ~ {typed} {{\n{}    }}\n}}\n", types("        ")));
    text
}

/// The value of a header. nginx takes a dollar sign for the beginning of a variable, and has no way to write one; in a policy a
/// percent-encoded one says the same (CSP Level 3, section 6.7.2.12).
fn header(value: &str) -> String {
    quoted(&value.replace('$', "%24"))
}

/// A regular expression between quotation marks, where nginx leaves all but these as they are.
fn quoted_expression(expression: &str) -> String {
    format!("\"{}\"", expression.replace('"', "\\\""))
}

fn types(indent: &str) -> String {
    let types: String =
        TYPES.iter().map(|(ending, content_type)| format!("{indent}    {content_type} {ending};\n")).collect();
    format!("{indent}types {{\n{types}{indent}}}\n")
}

/// The types whose text says that it is UTF-8, besides HTML.
fn charset_types() -> String {
    let types = TYPES.iter().map(|(_, content_type)| *content_type);
    let text = types.filter(|content_type| super::with_charset(content_type) != *content_type);
    text.collect::<Vec<_>>().join(" ")
}
