//! Every embedded file loads and proves itself.

use std::collections::BTreeMap;

use gouji_standard::Standard;

#[test]
fn every_embedded_profile_verifies() {
    match Standard::with_overrides(&BTreeMap::new()) {
        Ok(standard) => assert!(standard.profiles().count() >= 2, "a base and its extensions"),
        Err(errors) => {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"));
        }
    }
}
