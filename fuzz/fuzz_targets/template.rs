//! Templates: parsing one as the theme does, and rendering it with a few values.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tera::{Context, Kwargs, State, Tera};

fuzz_target!(|text: &str| {
    let mut engine = Tera::default();
    engine.register_function("asset", |arguments: Kwargs, _: &State| arguments.must_get::<String>("name"));
    engine.register_function("text", |arguments: Kwargs, _: &State| arguments.must_get::<String>("id"));
    let base = ("base.html", "<main>{% block main %}{% endblock main %}</main>");
    match engine.add_raw_templates([base, ("page.html", text)]) {
        Err(error) => place(&error, text),
        Ok(()) => {
            let mut context = Context::new();
            context.insert("title", "A <title> of \"one\"");
            context.insert("records", &[("a", 1), ("b", 2)]);
            context.insert("number", &12.5);
            if let Err(error) = engine.render("page.html", &context) {
                place(&error, text);
            }
        }
    }
});

/// The error can be shown, and its place lies in the template that it names.
fn place(error: &tera::Error, text: &str) {
    let _ = error.to_string();
    if let tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) = error.kind()
        && report.filename() == "page.html"
    {
        let range = report.span().range.clone();
        assert!(range.start <= range.end && range.end <= text.len(), "{range:?}");
    }
}
