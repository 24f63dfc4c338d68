//! `.htaccess`: what Apache reads in the folder of the site, where `AllowOverride` lets it.

use super::{ALWAYS_ASK, HostedSite, TYPES, files_for_hosts, literal, quoted};

/// The directives of a site for Apache 2.4. Headers take `mod_headers`; a server without it still shows the site.
///
/// Apache keeps two tables of headers, one for answers that succeed and one for all, and sends both (`mod_headers`, `always`): what is to
/// replace a header has to stand in the same table. A page for a missing address is asked for anew, at its own.
pub(super) fn htaccess(site: &HostedSite) -> String {
    let base = &site.decoded_base;
    let common: String =
        site.common_headers().map(|(name, value)| format!("  Header always set {name} {}\n", header(value))).collect();
    let special = site.special_headers().map(|(path, headers)| {
        let headers: String =
            headers.map(|(name, value)| format!("    Header always set {name} {}\n", header(value))).collect();
        format!("  <If \"%{{REQUEST_URI}} =~ m#^{}#\">\n{headers}  </If>\n", expression(&format!("{base}{path}")))
    });
    let special: String = special.collect();
    let types: String =
        TYPES.iter().map(|(ending, content_type)| format!("AddType {content_type} .{ending}\n")).collect();
    let text_endings = TYPES.iter().filter(|(_, content_type)| super::with_charset(content_type) != *content_type);
    let text_endings: String = text_endings.map(|(ending, _)| format!(" .{ending}")).collect();
    let hidden: Vec<_> = files_for_hosts().map(literal).collect();
    format!(
        "# For Apache 2.4, in the folder that is {base} on the host. It takes `AllowOverride All`, or at least\n\
         # `AllowOverride AuthConfig FileInfo Indexes`, and `mod_headers` for the headers.\n\
         DirectoryIndex index.html\n\
         ErrorDocument 404 {not_found}\n\n\
         AddDefaultCharset utf-8\n\
         {types}\
         AddCharset utf-8{text_endings}\n\n\
         <IfModule mod_headers.c>\n\
         {common}  \
           Header always set Cache-Control \"{ALWAYS_ASK}\"\n\
         {special}\
         </IfModule>\n\n\
         # What is for hosts alone is not published.\n\
         <FilesMatch \"^(?:{hidden})$\">\n  \
           Require all denied\n\
         </FilesMatch>\n",
        not_found = format_args!("{}404.html", site.base),
        hidden = hidden.join("|"),
    )
}

/// The value of a header; a percent sign begins a variable unless it is written twice (`mod_headers`).
fn header(value: &str) -> String {
    quoted(&value.replace('%', "%%"))
}

/// A path in an expression of Apache's (`ap_expr`), between `m#` and `#` in quotation marks.
fn expression(path: &str) -> String {
    literal(path).replace('"', "\\x22").replace('#', "x23")
}
