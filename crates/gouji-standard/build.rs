//! Tells cargo that the embedded files are a source: also of new files it would not know.

fn main() {
    println!("cargo::rerun-if-changed=../../standards");
}
