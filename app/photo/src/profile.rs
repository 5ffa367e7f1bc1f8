//! What an exam asks of a photo. Data, one file a profile, versioned.
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub id: String,
    pub version: u32,
    pub out: OutSize,
    pub bytes: BytesRange,
    pub background: Background,
    pub allow: Allow,
}

/// Pixels of the final file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutSize {
    pub w: u32,
    pub h: u32,
    pub dpi: u16,
}

/// Bytes of the final file, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BytesRange {
    pub min: u32,
    pub max: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    White,
    Blue,
    WhiteOrBlue,
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    pub kind: Ground,
    /// White: least of R, G, B at the tenth percentile of the zone, 0–255.
    pub min_rgb: u8,
    /// White: greatest difference between R, G and B at the median of the zone.
    pub max_chroma: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    pub upscale: bool,
    pub bg_edit: bool,
}

const BUILTIN: [&str; 2] = [include_str!("../profiles/cpta-1inch-white.toml"), include_str!("../profiles/guokao-white-or-blue.toml")];

impl Profile {
    /// Errors: what toml says.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Ids of the profiles that come with the program.
    pub fn builtin_ids() -> Vec<String> {
        BUILTIN.iter().filter_map(|t| Self::parse(t).ok()).map(|p| p.id).collect()
    }

    pub fn builtin(id: &str) -> Option<Self> {
        BUILTIN.iter().filter_map(|t| Self::parse(t).ok()).find(|p| p.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_profile_parses() {
        for text in BUILTIN {
            let profile = Profile::parse(text).unwrap();
            assert_eq!(Profile::builtin(&profile.id), Some(profile));
        }
    }
}
