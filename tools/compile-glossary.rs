//! Compiles the shipped glossary: `cargo run --example compile-glossary`, after the YAML files of `glossary/` or what is
//! kept of them in memory have changed.

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/glossary/compiled");
    fs::create_dir_all(&folder)?;
    for (name, bytes) in drogman::matching::compile_embedded()? {
        println!("{name}: {} bytes", bytes.len());
        fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
