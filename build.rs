//! Builds the crate again when a file of the default theme comes or goes, since the theme is built into the program.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
