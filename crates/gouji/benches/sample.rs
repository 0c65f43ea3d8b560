//! Reading and checking the bundled example, and the sample where it is at hand.
fn main() {
    divan::main();
}
