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
    #[serde(default)]
    pub head: Head,
    #[serde(default)]
    pub roll: Roll,
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
    /// White, light grey or light blue.
    Light,
    Any,
}

impl Ground {
    pub const ALL: [Self; 5] = [Self::White, Self::Blue, Self::WhiteOrBlue, Self::Light, Self::Any];

    /// As it stands in profiles.
    pub const fn code(self) -> &'static str {
        match self {
            Self::White => "white",
            Self::Blue => "blue",
            Self::WhiteOrBlue => "white_or_blue",
            Self::Light => "light",
            Self::Any => "any",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.code() == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    pub kind: Ground,
    /// White: least of R, G, B at the fifth percentile of the ground, 0–255.
    pub min_rgb: u8,
    /// White: greatest chroma at the median of the ground, tenths of C*.
    pub max_chroma: u16,
    /// Unevenness, tenths of ΔE at the ninety-fifth percentile: told to the reviewer above the first, refused above the second.
    #[serde(default = "uneven")]
    pub uneven: [u16; 2],
}

fn uneven() -> [u16; 2] {
    [30, 60]
}

/// Where the head may be. Thousandths of the picture's height, or of its width where said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Crown to chin.
    pub height: [u16; 2],
    /// What the automatic frame aims at.
    pub target: u16,
    /// Space above the crown.
    pub top: [u16; 2],
    /// Eye line from the top.
    pub eyes: [u16; 2],
    /// Distance from the middle, of the width.
    pub centre: u16,
    /// Distance of the eyes, of the width.
    pub eye_distance: [u16; 2],
}

impl Default for Head {
    fn default() -> Self {
        Self { height: [520, 720], target: 620, top: [20, 150], eyes: [300, 500], centre: 80, eye_distance: [170, 300] }
    }
}

/// Crown and chin of an ordinary head around the middle of its eyes, in eye distances.
pub(crate) const HEAD: (f64, f64) = (1.9, 1.85);

/// Where an ordinary head comes to lie when it is cut by a profile. Thousandths of the picture's height; `gap` of its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    pub crown: f64,
    pub eyes: f64,
    pub chin: f64,
    /// Distance of the eyes.
    pub gap: f64,
}

/// Why an ordinary head cannot meet a profile's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    Crown,
    Chin,
    EyeDistance,
}

/// Tilt of the head, tenths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roll {
    pub warn: u16,
    pub hard: u16,
}

impl Default for Roll {
    fn default() -> Self {
        Self { warn: 50, hard: 80 }
    }
}

/// What the tool may do to a picture; what it may not is left to the candidate's camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    pub upscale: bool,
    /// Whitening of the ground, where it is to be white (`whitens`).
    pub bg_edit: bool,
    /// Brightness of the whole picture.
    #[serde(default)]
    pub brightness: bool,
    /// Levelling by the eye line.
    #[serde(default = "yes")]
    pub rotate: bool,
}

fn yes() -> bool {
    true
}

const BUILTIN: [&str; 14] = [
    include_str!("../profiles/cpta-1inch-white.toml"),
    include_str!("../profiles/guokao-white-or-blue.toml"),
    include_str!("../profiles/hunan-2inch-blue.toml"),
    include_str!("../profiles/ga461-id-card.toml"),
    include_str!("../profiles/exit-entry.toml"),
    include_str!("../profiles/ruankao-1inch-white.toml"),
    include_str!("../profiles/audit-large-2inch.toml"),
    include_str!("../profiles/cet-ncre.toml"),
    include_str!("../profiles/preset-1inch.toml"),
    include_str!("../profiles/preset-1inch-small.toml"),
    include_str!("../profiles/preset-1inch-large.toml"),
    include_str!("../profiles/preset-2inch.toml"),
    include_str!("../profiles/preset-2inch-small.toml"),
    include_str!("../profiles/preset-2inch-large.toml"),
];

impl Profile {
    /// 一寸 white at 295 × 413: where nothing is at hand to read a profile from.
    pub fn plain() -> Self {
        Self {
            id: "plain".to_owned(),
            version: 1,
            out: OutSize { w: 295, h: 413, dpi: 300 },
            bytes: BytesRange { min: 5_000, max: 51_200 },
            background: Background { kind: Ground::White, min_rgb: 230, max_chroma: 60, uneven: uneven() },
            head: Head::default(),
            roll: Roll::default(),
            allow: Allow { upscale: false, bg_edit: false, brightness: false, rotate: true },
        }
    }

    /// Errors: what toml says, or which figure cannot be.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        use serde::de::Error;
        let profile: Self = toml::from_str(text)?;
        profile.fault().map_or(Ok(()), |fault| Err(toml::de::Error::custom(fault)))?;
        Ok(profile)
    }

    /// As `parse` reads it: what a file for the command line holds.
    pub fn text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The tool may make the ground white, and white is asked for: where blue may stand as well it would spoil good photos.
    pub fn whitens(&self) -> bool {
        self.allow.bg_edit && matches!(self.background.kind, Ground::White | Ground::Light)
    }

    /// The first figure that no photo could meet.
    pub fn fault(&self) -> Option<&'static str> {
        let ordered = |[low, high]: [u16; 2], most: u16| low < high && high <= most;
        let (out, head) = (self.out, self.head);
        [
            (self.id.is_empty() || !self.id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "id: letters, digits and - only"),
            (
                !(64..=1200).contains(&out.w) || !(64..=1600).contains(&out.h) || out.w > 2 * out.h || out.h > 3 * out.w,
                "out: 64 to 1200 × 1600",
            ),
            (!(72..=1200).contains(&out.dpi), "out.dpi: 72 to 1200"),
            (self.bytes.min >= self.bytes.max || self.bytes.max > 500 * 1024, "bytes: min < max ≤ 500 KiB"),
            (!ordered(head.height, 1000) || !ordered(head.top, 1000) || !ordered(head.eyes, 1000), "head: ranges within 0 to 1000"),
            (!ordered(head.eye_distance, 1000) || head.centre > 500, "head: ranges within 0 to 1000"),
            (head.target < head.height[0] || head.target > head.height[1], "head.target: inside head.height"),
            (self.roll.warn > self.roll.hard || self.roll.hard > 450, "roll: warn ≤ hard ≤ 450"),
            (self.background.uneven[0] > self.background.uneven[1], "background.uneven: first ≤ second"),
        ]
        .into_iter()
        .find_map(|(broken, fault)| broken.then_some(fault))
    }

    /// An ordinary head, cut as `aim` cuts it.
    pub fn pose(&self) -> Pose {
        let head = &self.head;
        let between = f64::from(head.target) / (HEAD.0 + HEAD.1);
        let middle = f64::midpoint(f64::from(head.top[0]), f64::from(head.top[1]));
        let eyes = (middle + HEAD.0 * between).clamp(f64::from(head.eyes[0]), f64::from(head.eyes[1]));
        let gap = between * f64::from(self.out.h) / f64::from(self.out.w);
        Pose { crown: eyes - HEAD.0 * between, eyes, chin: eyes + HEAD.1 * between, gap }
    }

    /// Figures of the head that do not go together.
    pub fn doubts(&self) -> Vec<Doubt> {
        let (pose, head) = (self.pose(), &self.head);
        let outside = |at: f64, [low, high]: [u16; 2]| at < f64::from(low) || at > f64::from(high);
        [
            (outside(pose.crown, head.top), Doubt::Crown),
            (pose.chin > 1000.0, Doubt::Chin),
            (outside(pose.gap, head.eye_distance), Doubt::EyeDistance),
        ]
        .into_iter()
        .filter_map(|(doubtful, doubt)| doubtful.then_some(doubt))
        .collect()
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_parsed_without_harm(text in "[ -~\n]{0,300}") {
            let _ = Profile::parse(&text);
        }

        /// A good profile with one byte changed parses to something that can be met, or not at all.
        #[test]
        fn a_bent_profile_is_refused_or_can_be_met(which in 0..BUILTIN.len(), at in 0usize..900, to in 32u8..127) {
            let mut bytes = BUILTIN.get(which).copied().unwrap_or_default().as_bytes().to_vec();
            let at = at % bytes.len();
            bytes[at] = to;
            if let Some(profile) = String::from_utf8(bytes).ok().and_then(|text| Profile::parse(&text).ok()) {
                prop_assert!(profile.fault().is_none() && profile.out.w <= 1200 && profile.bytes.min < profile.bytes.max);
            }
        }
    }

    #[test]
    fn every_builtin_profile_parses_and_ids_are_unique() {
        for text in BUILTIN {
            let profile = Profile::parse(text).unwrap();
            assert_eq!(Profile::builtin(&profile.id).as_ref(), Some(&profile));
            assert_eq!(profile.doubts(), [], "{}", profile.id);
            assert_eq!(Profile::parse(&profile.text()).as_ref(), Ok(&profile));
            assert_eq!(Ground::from_code(profile.background.kind.code()), Some(profile.background.kind));
        }
        assert!(Ground::ALL.iter().all(|g| serde_json::to_string(g).unwrap() == format!("\"{}\"", g.code())));
        let mut ids = Profile::builtin_ids();
        ids.dedup();
        assert_eq!(ids.len(), BUILTIN.len());
    }

    #[test]
    fn figures_that_no_head_meets_are_doubted() {
        let with = |head: Head| Profile { head, ..Profile::plain() }.doubts();
        let usual = Head::default();
        assert_eq!(with(Head { eyes: [600, 700], ..usual }), [Doubt::Crown]);
        assert_eq!(
            with(Head { eyes: [600, 700], top: [200, 400], height: [700, 900], target: 850, eye_distance: [100, 400], ..usual }),
            [Doubt::Chin]
        );
        assert_eq!(with(Head { eye_distance: [300, 400], ..usual }), [Doubt::EyeDistance]);
    }

    #[test]
    fn refuses_when_a_figure_cannot_be_met() {
        let good = BUILTIN[0];
        for (from, to) in [
            ("w = 295", "w = 2950"),
            ("min = 5000", "min = 60000"),
            ("version = 3", "version = 3\nsurprise = 1"),
            ("cpta-1inch-white\"", "../cpta\""),
        ] {
            assert!(good.contains(from) && Profile::parse(&good.replacen(from, to, 1)).is_err(), "{from}");
        }
    }
}
