//! Any bytes, read as a term list of any format: entries and a message, never a panic; what was read is
//! a glossary after import.
#![no_main]

use drogman::exchange::{Import, LIST_FORMATS, Wanted, read_all};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let format = LIST_FORMATS[usize::from(choice) % LIST_FORMATS.len()];
    let wanted = Wanted::default();
    let Ok((list, _)) = read_all(format, bytes, &wanted) else { return };
    let mut import = Import::new(wanted.languages, None, |_, _| ());
    for entry in list.entries {
        import.add(entry);
    }
    import.write_yaml(&mut std::io::sink()).expect("a sink takes everything");
});
