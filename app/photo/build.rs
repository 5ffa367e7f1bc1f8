//! With the feature `model`: takes the face model out of the published source of `rustface` and checks that it is the one we know.
#[cfg(feature = "model")]
mod model {
    use sha2::{Digest, Sha256};
    use std::error::Error;
    use std::path::PathBuf;
    use std::process::Command;

    const CRATE: &str = "rustface-0.1.7/Cargo.toml";
    const FILE: &str = "model/seeta_fd_frontal_v1.0.bin";
    const SHA256: &str = include_str!("model.sha256");

    #[expect(clippy::disallowed_methods, reason = "cargo speaks to build scripts by variables")]
    fn variable(name: &str) -> Result<String, std::env::VarError> {
        std::env::var(name)
    }

    /// Where cargo keeps the source of `rustface`: unpacked from a registry, or wherever its metadata says (mirror, vendored).
    fn source() -> Result<PathBuf, Box<dyn Error>> {
        let home =
            variable("CARGO_HOME").map(PathBuf::from).or_else(|_| variable("HOME").map(|home| PathBuf::from(home).join(".cargo")))?;
        let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
        let mut unpacked = registries.map(|registry| registry.path().join("rustface-0.1.7"));
        unpacked.find(|folder| folder.join(FILE).is_file()).map_or_else(described, Ok)
    }

    fn described() -> Result<PathBuf, Box<dyn Error>> {
        let target = variable("TARGET")?;
        let arguments = ["metadata", "--format-version", "1", "--filter-platform", &target];
        let out = Command::new(variable("CARGO")?).args(arguments).current_dir(variable("CARGO_MANIFEST_DIR")?).output()?;
        let text = String::from_utf8(out.stdout)?;
        let end = text.find(CRATE).ok_or("cargo metadata names no rustface 0.1.7")?;
        let begin = text.get(..end).and_then(|t| t.rfind('"')).ok_or("cargo metadata is garbled")? + 1;
        let manifest = text.get(begin..end + CRATE.len()).ok_or("cargo metadata is garbled")?;
        Ok(PathBuf::from(manifest.replace("\\\\", "/")).with_file_name(""))
    }

    pub fn place() -> Result<(), Box<dyn Error>> {
        let bytes = std::fs::read(source()?.join(FILE))?;
        let found: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        if found != SHA256.trim() {
            return Err(format!("{FILE} has SHA-256 {found}, not {SHA256}").into());
        }
        Ok(std::fs::write(PathBuf::from(variable("OUT_DIR")?).join("face.bin"), bytes)?)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=model.sha256");
    #[cfg(feature = "model")]
    model::place()?;
    Ok(())
}
