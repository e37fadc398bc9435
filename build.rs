//! Lists the files of `glossary/` for the program to embed, with a fingerprint of them all.

use std::{env, error::Error, fs, path::Path};

/// The FNV-1a hash: it must be the same on every machine.
fn fingerprint(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes
        .into_iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=glossary");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("glossary");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().into_string().map_err(|name| format!("{name:?} is not UTF-8"))?;
        if name.ends_with(".yaml") {
            names.push(name);
        }
    }
    names.sort();
    let (mut list, mut all) = (String::from("&[\n"), Vec::new());
    for name in names {
        let path = folder.join(&name);
        all.extend(name.bytes());
        all.extend(fs::read(&path)?);
        list += &format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string());
    }
    list += "]\n";
    fs::write(Path::new(&env::var("OUT_DIR")?).join("shipped_glossary.rs"), list)?;
    println!("cargo::rustc-env=DROGMAN_GLOSSARY={:016x}", fingerprint(all));
    Ok(())
}
