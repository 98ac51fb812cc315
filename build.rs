//! Builds the program anew when a file of the base was added, changed or taken away.

fn main() {
    println!("cargo::rerun-if-changed=knowledge");
}
