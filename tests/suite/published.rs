//! What is published once a site, and that it is published the same each time.

use std::fs;

use crate::site::{Site, repository};

fn site() -> Site {
    Site::new()
        .setting("plan: {agreed: 2007-08-21}")
        .file("content/areas/a.yaml", "title: {en: Area, es: Área}\nchanged: 2007-09-15\n")
        .file("content/areas/a.en.md", "English.\n")
        .file("content/areas/b.yaml", "title: {en: Other, es: Otra}\n")
}

/// Rule 31.
#[test]
fn rule_31_the_same_input_gives_the_same_bytes_in_any_folder() {
    let (one, other) = (site(), site());
    assert_ne!(one.root(), other.root());
    assert_eq!(one.outputs(), other.outputs());
    let root = one.root().to_string_lossy().into_owned();
    assert!(!one.outputs().values().any(|text| text.contains(&root)));
}

/// Rule 31, on the repository's own site: nothing depends on the order in which threads finish.
#[test]
fn rule_31_every_output_can_be_rendered_alone_and_again() {
    let renderer = crate::site::read(repository(), false, None).renderer.unwrap();
    for output in renderer.outputs() {
        let (once, again) = (renderer.render(output).unwrap(), renderer.render(output).unwrap());
        assert_eq!(once, again, "{}", output.path);
    }
}

#[test]
fn the_sitemap_lists_real_translations_with_their_alternates() {
    let sitemap = &site().outputs()["sitemap.xml"];
    assert!(
        sitemap.contains("<loc>https://plan.example.org/en/areas/area/</loc><lastmod>2007-09-15</lastmod></url>"),
        "{sitemap}"
    );
    assert!(!sitemap.contains("es/areas/area/"), "{sitemap}");
    assert!(sitemap.contains(
        "<loc>https://plan.example.org/es/areas/otra/</loc>\
         <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://plan.example.org/en/areas/other/\"/>\
         <xhtml:link rel=\"alternate\" hreflang=\"es\" href=\"https://plan.example.org/es/areas/otra/\"/>"
    ));
    assert!(sitemap.contains("hreflang=\"x-default\" href=\"https://plan.example.org/\""));
    assert!(!sitemap.contains("404"));
}

#[test]
fn the_sitemap_says_when_a_page_changed_where_that_is_known_to_the_day() {
    let facts = "month: {title: Month, changed: 2007-09}\n\
                 time: {title: Time, changed: \"2007-10-15T09:00[America/Toronto]\"}\n";
    let sitemap = &Site::new().file("content/areas.yaml", facts).outputs()["sitemap.xml"];
    assert!(sitemap.contains("/en/areas/month/</loc><xhtml:link"), "{sitemap}");
    assert!(sitemap.contains("/en/areas/time/</loc><lastmod>2007-10-15T09:00:00-04:00</lastmod>"), "{sitemap}");
}

#[test]
fn robots_headers_and_the_mark_for_pages_are_there() {
    let outputs = site()
        .setting("csp: {script-src: ['https://stats.example.org'], frame-src: ['https://maps.example.org']}")
        .outputs();
    assert_eq!(outputs["robots.txt"], "User-agent: *\nAllow: /\n\nSitemap: https://plan.example.org/sitemap.xml\n");
    assert_eq!(outputs[".nojekyll"], "");
    let headers = &outputs["_headers"];
    assert!(headers.starts_with("/*\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval' https://stats.example.org; style-src 'self';"), "{headers}");
    assert!(headers.contains("; frame-src https://maps.example.org\n"), "{headers}");
    assert!(headers.contains("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
}

#[test]
fn a_search_has_an_index_a_language_that_is_published_with_the_site_and_kept() {
    let site = site();
    site.publish();
    let folders = || {
        let folders = fs::read_dir(site.output().join("assets/search")).unwrap();
        let mut names: Vec<_> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let before = folders();
    assert!(before.len() == 2 && before[0].starts_with("en.") && before[1].starts_with("es."), "{before:?}");
    assert!(site.output().join("assets/search").join(&before[1]).join("wasm.es.pagefind").exists());
    let page = fs::read_to_string(site.output().join("es/buscar/index.html")).unwrap();
    assert!(page.contains(&format!("data-index=\"../../assets/search/{}/\"", before[1])), "{page}");
    assert!(site.root().join(".tratado/search/es").exists());

    // The index of a language is another where its text is, and only there.
    site.write("content/areas/a.en.md", "Changed.\n");
    site.publish();
    let after = folders();
    assert!(before[0] != after[0] && before[1] == after[1], "{before:?} {after:?}");
}

#[test]
fn a_record_that_is_not_translated_is_found_in_its_own_language_alone() {
    let site = site();
    let renderer = crate::site::read(site.root(), false, None).renderer.unwrap();
    let found: Vec<Vec<&str>> =
        renderer.searches().map(|search| search.pages.iter().map(|page| page.path.as_str()).collect()).collect();
    assert_eq!(found, [vec!["en/areas/area/", "en/areas/other/"], vec!["es/areas/otra/"]]);
}

#[test]
fn a_site_without_a_search_has_no_page_and_no_index_and_a_stricter_policy() {
    let site = site().setting("outputs: {search: false}");
    let outputs = site.outputs();
    assert!(!outputs.contains_key("en/search/index.html") && !outputs["en/index.html"].contains("search"));
    assert!(!outputs["_headers"].contains("wasm"));
    site.publish();
    assert!(!site.output().join("assets/search").exists());
}

#[test]
fn a_host_has_its_own_file_where_the_site_names_it() {
    let names = ["staticwebapp.config.json", "nginx.conf", ".htaccess"];
    let outputs = site().outputs();
    assert!(names.iter().all(|name| !outputs.contains_key(*name)));

    let policy = "script-src 'self' 'wasm-unsafe-eval' https://stats.example.org;";
    let site = site().at("https://example.org/plans/north").setting("hosts: [azure, nginx, apache, nginx]");
    let outputs = site.setting("csp: {script-src: ['https://stats.example.org']}").outputs();
    for name in names {
        let text = &outputs[name];
        for said in
            [policy, "/plans/north/404.html", "/plans/north/assets/", "text/calendar", "max-age=31536000, immutable"]
        {
            assert!(text.contains(said), "{name} does not say {said}: {text}");
        }
    }
    let azure: serde_json::Value = serde_json::from_str(&outputs["staticwebapp.config.json"]).unwrap();
    assert_eq!(azure["responseOverrides"]["404"]["rewrite"], "/plans/north/404.html");
}

/// A dollar sign would begin a variable in the file of nginx, a percent sign in that of Apache.
#[test]
fn a_source_of_the_policy_means_the_same_in_the_file_of_every_host() {
    let site = site().setting("hosts: [nginx, apache]").setting("csp: {frame-src: ['https://a.example/$b/%C3%B1']}");
    let outputs = site.outputs();
    assert!(outputs["nginx.conf"].contains("frame-src https://a.example/%24b/%C3%B1\" always;"));
    assert!(outputs[".htaccess"].contains("frame-src https://a.example/$b/%%C3%%B1\"\n"));
}

#[test]
fn the_page_for_missing_addresses_links_from_the_path_of_the_site() {
    let outputs = site().at("https://example.org/plans/north").outputs();
    let page = &outputs["404.html"];
    assert!(page.contains("href=\"/plans/north/en/\"") && page.contains("href=\"/plans/north/assets/style."), "{page}");
    assert!(outputs["_headers"].contains("/plans/north/assets/*"));
    assert!(outputs["en/index.html"].contains("<link rel=\"canonical\" href=\"https://example.org/plans/north/en/\">"));
    assert!(!outputs["en/index.html"].contains("href=\"/"));
}

#[test]
fn assets_carry_a_fingerprint_of_what_is_in_them() {
    let name = |accent: &str| {
        let site = site().setting(&format!("theme_options: {{accent: '{accent}'}}"));
        site.outputs().into_keys().find(|path| path.starts_with("assets/options.")).unwrap()
    };
    assert_eq!(name("#123456"), name("#123456"));
    assert_ne!(name("#123456"), name("#654321"));
    let outputs = site().setting("theme_options: {accent: '#123456'}").outputs();
    assert!(outputs[&name("#123456")].contains("#123456"));
}

#[test]
fn a_change_rewrites_what_it_changes_and_keeps_the_rest() {
    let site = site();
    let first = site.publish();
    assert_eq!((first.unchanged, first.removed), (0, 0));
    let style = site.outputs().into_keys().find(|path| path.contains("style")).unwrap();
    let modified = |path: &str| fs::metadata(site.output().join(path)).unwrap().modified().unwrap();
    let before = modified(&style);
    site.write("content/areas/a.en.md", "Changed.\n");
    fs::remove_file(site.root().join("content/areas/b.yaml")).unwrap();
    let second = site.publish();
    assert!(second.written > 0 && second.unchanged > 0 && second.removed >= 2, "{second:?}");
    assert_eq!(modified(&style), before);
    assert!(!site.output().join("en/areas/other").exists());
    assert!(fs::read_to_string(site.output().join("en/areas/area/index.html")).unwrap().contains("Changed."));
}

#[test]
fn the_theme_in_the_folder_and_the_one_in_the_program_are_the_same() {
    let built_in = site().outputs();
    let folder = repository().join("themes/default");
    let mut with_folder = site();
    for entry in
        walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let path = format!("themes/default/{}", entry.path().strip_prefix(&folder).unwrap().display());
        with_folder = with_folder.file(&path, fs::read(entry.path()).unwrap());
    }
    assert_eq!(with_folder.outputs(), built_in);
}

#[test]
fn next_and_last_depend_on_the_plans_own_date_and_never_on_the_clock() {
    let events = "past: {title: {en: Past, es: Pasado}, start: 2006}\nnext: {title: {en: Coming, es: Próximo}, start: 2007-10}\nlater: {title: {en: Later, es: Después}, start: 2009}\n";
    let home = site().file("content/events.yaml", events).page("en/");
    assert!(home.contains(">Past</a>") && home.contains(">Coming</a>") && !home.contains(">Later</a>"), "{home}");
}

#[test]
fn the_whole_plan_has_unique_ids_and_headings_in_order() {
    let site = site()
        .file("content/areas/a.en.md", "## Steps {#steps}\n\n### More\n\nA note[^1].\n\n[^1]: Here.\n")
        .file(
            "content/commitments.yaml",
            "c: {title: {en: One, es: Uno}, area: a, status: agreed}\nloose: {title: {en: Loose, es: Suelto}}\n",
        )
        .file("content/commitments/c.en.md", "## Steps {#steps}\n\n[up](#steps)\n");
    let page = site.page("en/whole-plan/");
    for part in [
        "<h3 id=\"areas--a--steps\">Steps <a class=\"heading-anchor\" href=\"#areas--a--steps\"",
        "<h4 id=\"areas--a--more\">",
        "<h5 id=\"commitments--c--steps\">",
        "<a href=\"#commitments--c--steps\">up</a>",
        "href=\"#areas--a--fn--1\"",
        ">Loose</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn a_long_list_is_parted_and_leaves_summaries_out() {
    let areas = |count: usize| -> String {
        (1..=count)
            .map(|number| format!("a{number}: {{title: Area {number}, number: {number}, summary: In short}}\n"))
            .collect()
    };
    let short = Site::new().file("content/areas.yaml", areas(500)).page("en/areas/");
    assert!(short.contains("In short") && !short.contains("<h2>"));
    let long = Site::new().file("content/areas.yaml", areas(501)).page("en/areas/");
    assert!(!long.contains("In short"));
    assert!(long.contains("<h2>1–100</h2>") && long.contains("<h2>501–501</h2>"), "{}", &long[..4000]);
}

#[test]
fn values_of_templates_keep_the_order_in_which_they_were_written() {
    let site = Site::new()
        .setting("theme: own")
        .file("themes/own/theme.yaml", "parent: default\n")
        .file(
            "themes/own/templates/page.html",
            "{% for key, value in record.extra %}{{ key }} {{ value }}, {% endfor %}",
        )
        .file("content/pages/about.yaml", "title: About\nextra: {zulu: 1, alpha: 2, mike: 3, bravo: 4}\n");
    assert_eq!(site.page("en/about/"), "zulu 1, alpha 2, mike 3, bravo 4, ");
}

#[test]
fn addresses_of_files_are_encoded() {
    let site = site()
        .file("content/areas/a.en.md", "[file](a%20file%231.txt)\n")
        .file("content/areas/a/a file#1.txt", "x")
        .file("content/areas/c.yaml", "title: {en: Qualité, es: Calidad}\nslug: {en: qualité}\n");
    let outputs = site.outputs();
    assert!(outputs.contains_key("en/areas/area/a file#1.txt"));
    assert!(outputs["en/areas/area/index.html"].contains("href=\"../../../en/areas/area/a%20file%231.txt\""));
    assert!(outputs["sitemap.xml"].contains("<loc>https://plan.example.org/en/areas/qualit%C3%A9/</loc>"));
}

/// What every reader loads with the first page, in bytes.
#[test]
fn the_default_theme_is_light() {
    let length = |name: &str| {
        let file = tratado::source::FilePath::new(format!("themes/default/assets/{name}"));
        tratado::theme::builtin_text(&file).unwrap().len()
    };
    assert!(length("style.css") <= 30_000, "{}", length("style.css"));
    assert!(length("filters.js") <= 6_000, "{}", length("filters.js"));
}
