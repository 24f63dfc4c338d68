//! Builds the crate again when a file of the default theme or of the starter comes or goes, since both are built into the program.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=starter");
}
