//! Recognition and checking: any document, of any format, by any profile.
#![no_main]

use gouji_fuzz::{blocks, hold};
use gouji_read::recognise;
use gouji_standard::Standard;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Ok((document, profile)) = blocks::decode(input) else { return };
    let standard = Standard::embedded();
    let Ok(chosen) = recognise::choose_profile(&document, standard, profile) else { return };
    hold::disclosure(&recognise::recognise(&document, Vec::new(), &chosen, standard));
});
