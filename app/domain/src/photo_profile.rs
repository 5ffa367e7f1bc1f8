//! An organiser's own photo profile, as its administrator types it; what it becomes is `photo::Profile`.
use crate::measure::{Scale, Tenths};
use crate::problem::{Faults, FieldCode, FieldName, FieldProblem};
use crate::{reading, text_input};
use photo::{Allow, Background, BytesRange, Ground, Head, OutSize, Profile, Roll};
use serde::{Deserialize, Serialize};

/// What the tool may do to a picture, one box each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    Level,
    Whiten,
    Brighten,
    Enlarge,
}

impl Edit {
    pub const ALL: [Self; 4] = [Self::Level, Self::Whiten, Self::Brighten, Self::Enlarge];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Whiten => "whiten",
            Self::Brighten => "brighten",
            Self::Enlarge => "enlarge",
        }
    }

    fn of(self, allow: Allow) -> bool {
        match self {
            Self::Level => allow.rotate,
            Self::Whiten => allow.bg_edit,
            Self::Brighten => allow.brightness,
            Self::Enlarge => allow.upscale,
        }
    }
}

/// Lengths in per cent of the photo's height, across in per cent of its width, angles in degrees, files in KB of 1024 bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhotoProfileForm {
    pub photo_title: String,
    pub photo_width: String,
    pub photo_height: String,
    pub dpi: String,
    pub least_kb: String,
    pub most_kb: String,
    pub ground: String,
    pub ground_light: String,
    pub ground_chroma: String,
    pub uneven_told: String,
    pub uneven_most: String,
    pub head_least: String,
    pub head_most: String,
    pub head_aim: String,
    pub top_least: String,
    pub top_most: String,
    pub eyes_least: String,
    pub eyes_most: String,
    pub centre: String,
    pub gap_least: String,
    pub gap_most: String,
    pub tilt_told: String,
    pub tilt_most: String,
    /// Codes of `Edit`.
    pub edits: Vec<String>,
    /// Version that the page was shown with; empty for a new one.
    pub version: String,
}

const KB: u32 = 1024;
const WIDTH: Scale = Scale::whole(64, 1200);
const HEIGHT: Scale = Scale::whole(64, 1600);
const SHARE: Scale = Scale { least: Tenths(0), most: Tenths::whole(100), step: Tenths(1) };
const HALF: Scale = Scale { least: Tenths(0), most: Tenths::whole(50), step: Tenths(1) };
const SIZE: Scale = Scale { least: Tenths(0), most: Tenths::whole(500), step: Tenths(1) };
const TILT: Scale = Scale { least: Tenths(0), most: Tenths::whole(45), step: Tenths(1) };

impl PhotoProfileForm {
    /// What the form of a copy of `profile` begins with.
    pub fn of(title: &str, profile: &Profile) -> Self {
        let tenths = |figure: u16| Tenths(u32::from(figure)).to_string();
        let kb = |bytes: u32| Tenths((bytes * 10 + KB / 2) / KB).to_string();
        let (out, ground, head) = (profile.out, profile.background, profile.head);
        Self {
            photo_title: title.to_owned(),
            photo_width: out.w.to_string(),
            photo_height: out.h.to_string(),
            dpi: out.dpi.to_string(),
            least_kb: kb(profile.bytes.min),
            most_kb: kb(profile.bytes.max),
            ground: ground.kind.code().to_owned(),
            ground_light: ground.min_rgb.to_string(),
            ground_chroma: tenths(ground.max_chroma),
            uneven_told: tenths(ground.uneven[0]),
            uneven_most: tenths(ground.uneven[1]),
            head_least: tenths(head.height[0]),
            head_most: tenths(head.height[1]),
            head_aim: tenths(head.target),
            top_least: tenths(head.top[0]),
            top_most: tenths(head.top[1]),
            eyes_least: tenths(head.eyes[0]),
            eyes_most: tenths(head.eyes[1]),
            centre: tenths(head.centre),
            gap_least: tenths(head.eye_distance[0]),
            gap_most: tenths(head.eye_distance[1]),
            tilt_told: tenths(profile.roll.warn),
            tilt_most: tenths(profile.roll.hard),
            edits: Edit::ALL.into_iter().filter(|e| e.of(profile.allow)).map(|e| e.code().to_owned()).collect(),
            version: String::new(),
        }
    }

    /// Its name, and the profile under `id` and `version`. Every fault at once.
    pub fn parse(&self, id: &str, version: u32) -> Result<(String, Profile), Vec<FieldProblem>> {
        let mut faults = Faults::default();
        let title = faults.take(FieldName::PhotoTitle, text_input::text(&self.photo_title, 40));
        let profile = self.profile(&mut faults, id, version);
        match (title, profile) {
            (Some(title), Some(profile)) if faults.0.is_empty() => Ok((title, profile)),
            _ => Err(faults.0),
        }
    }

    fn profile(&self, faults: &mut Faults, id: &str, version: u32) -> Option<Profile> {
        use FieldName as F;
        let out = self.out(faults);
        let bytes = range(faults, SIZE, (F::LeastKb, &self.least_kb), (F::MostKb, &self.most_kb), 1);
        let background = self.background(faults);
        let height = range(faults, SHARE, (F::HeadLeast, &self.head_least), (F::HeadMost, &self.head_most), 1);
        let between = height.map_or(SHARE, |[least, most]| Scale { least, most, step: Tenths(1) });
        let target = faults.take(F::HeadAim, between.read(&self.head_aim)).map(short);
        let top = range(faults, SHARE, (F::TopLeast, &self.top_least), (F::TopMost, &self.top_most), 1);
        let eyes = range(faults, SHARE, (F::EyesLeast, &self.eyes_least), (F::EyesMost, &self.eyes_most), 1);
        let centre = faults.take(F::Centre, HALF.read(&self.centre)).map(short);
        let gap = range(faults, SHARE, (F::GapLeast, &self.gap_least), (F::GapMost, &self.gap_most), 1);
        let roll = range(faults, TILT, (F::TiltTold, &self.tilt_told), (F::TiltMost, &self.tilt_most), 0);
        let may = |edit: Edit| self.edits.iter().any(|e| e == edit.code());
        if self.edits.iter().any(|e| !Edit::ALL.iter().any(|known| known.code() == e)) {
            faults.add(F::Edits, FieldCode::NotOffered);
        }
        let bytes = bytes?.map(|kb| (kb.0 * KB + 5) / 10);
        let [warn, hard] = roll?.map(short);
        Some(Profile {
            id: id.to_owned(),
            version,
            out: out?,
            bytes: BytesRange { min: bytes[0], max: bytes[1] },
            background: background?,
            head: Head {
                height: height?.map(short),
                target: target?,
                top: top?.map(short),
                eyes: eyes?.map(short),
                centre: centre?,
                eye_distance: gap?.map(short),
            },
            roll: Roll { warn, hard },
            allow: Allow {
                upscale: may(Edit::Enlarge),
                bg_edit: may(Edit::Whiten),
                brightness: may(Edit::Brighten),
                rotate: may(Edit::Level),
            },
        })
    }

    /// At most twice as wide as high, and three times as high as wide.
    fn out(&self, faults: &mut Faults) -> Option<OutSize> {
        let w = faults.take(FieldName::PhotoWidth, WIDTH.read(&self.photo_width)).map(whole);
        let shape = w.map_or(HEIGHT, |w| Scale::whole(w.div_ceil(2).max(64), (3 * w).min(1600)));
        let h = faults.take(FieldName::PhotoHeight, shape.read(&self.photo_height)).map(whole);
        let dpi = faults.take(FieldName::Dpi, Scale::whole(72, 1200).read(&self.dpi)).map(whole);
        Some(OutSize { w: w?, h: h?, dpi: u16::try_from(dpi?).ok()? })
    }

    fn background(&self, faults: &mut Faults) -> Option<Background> {
        use FieldName as F;
        let kind = faults.take(F::Ground, reading::chosen(&self.ground, Ground::from_code));
        let light = faults.take(F::GroundLight, Scale::whole(0, 255).read(&self.ground_light)).map(whole);
        let chroma = faults.take(F::GroundChroma, SHARE.read(&self.ground_chroma)).map(short);
        let uneven = range(faults, SHARE, (F::UnevenTold, &self.uneven_told), (F::UnevenMost, &self.uneven_most), 0);
        Some(Background { kind: kind?, min_rgb: u8::try_from(light?).ok()?, max_chroma: chroma?, uneven: uneven?.map(short) })
    }
}

/// Two figures of which the second is at least `apart` tenths more.
fn range(faults: &mut Faults, scale: Scale, low: (FieldName, &str), high: (FieldName, &str), apart: u32) -> Option<[Tenths; 2]> {
    let least = faults.take(low.0, scale.read(low.1));
    let above = least.map_or(scale.least, |least| Tenths((least.0 + apart).min(scale.most.0)));
    let most = faults.take(high.0, Scale { least: above, ..scale }.read(high.1));
    let (least, most) = (least?, most?);
    if least.0 + apart > most.0 {
        faults.add(low.0, FieldCode::OutOfRange { least: scale.least, most: Tenths(scale.most.0 - apart) });
        return None;
    }
    Some([least, most])
}

const fn whole(figure: Tenths) -> u32 {
    figure.0 / 10
}

/// Figures of these scales are far below its end.
fn short(figure: Tenths) -> u16 {
    u16::try_from(figure.0).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn builtin() -> Vec<Profile> {
        Profile::builtin_ids().iter().map(|id| Profile::builtin(id).unwrap()).collect()
    }

    fn faulty(change: impl Fn(&mut PhotoProfileForm)) -> Vec<FieldProblem> {
        let mut form = PhotoProfileForm::of("一寸", &Profile::plain());
        change(&mut form);
        form.parse("own", 1).err().unwrap_or_default()
    }

    #[test]
    fn every_profile_that_comes_with_the_program_can_be_copied_and_edited() {
        for profile in builtin() {
            let form = PhotoProfileForm::of("规格", &profile);
            let (title, copy) = form.parse(&profile.id, profile.version).unwrap();
            // Bytes are typed in tenths of a KB.
            let near = |a: u32, b: u32| a.abs_diff(b) <= 52;
            assert!(near(copy.bytes.min, profile.bytes.min) && near(copy.bytes.max, profile.bytes.max), "{}", profile.id);
            assert_eq!((title.as_str(), &copy), ("规格", &Profile { bytes: copy.bytes, ..profile.clone() }));
            assert_eq!(PhotoProfileForm::of("规格", &copy), form, "a form saved and opened again is the same form");
        }
    }

    #[test]
    fn refuses_when_a_figure_cannot_be_met() {
        use FieldName as F;
        type Change = fn(&mut PhotoProfileForm);
        let cases: [(F, Change); 12] = [
            (F::PhotoTitle, |f| f.photo_title = " ".into()),
            (F::PhotoWidth, |f| f.photo_width = "2950".into()),
            (F::PhotoHeight, |f| f.photo_height = "100".into()),
            (F::MostKb, |f| f.most_kb = "4".into()),
            (F::MostKb, |f| f.most_kb = "501".into()),
            (F::Ground, |f| f.ground = "green".into()),
            (F::HeadMost, |f| f.head_most = "50".into()),
            (F::HeadAim, |f| f.head_aim = "80".into()),
            (F::TopMost, |f| f.top_most = f.top_least.clone()),
            (F::Centre, |f| f.centre = "51".into()),
            (F::TiltMost, |f| f.tilt_most = "2".into()),
            (F::Edits, |f| f.edits.push("paint".into())),
        ];
        for (field, change) in cases {
            let found = faulty(change);
            assert_eq!(found.iter().map(|p| p.field.name).collect::<Vec<_>>(), [field], "{found:?}");
        }
        assert_eq!(faulty(|f| f.top_least = "100".into()).first().map(|p| p.field.name), Some(F::TopMost));
    }

    proptest! {
        /// Whatever is typed: refused with a reason, or a profile that can be met.
        #[test]
        fn what_parses_can_be_met(which in 0usize..23, typed in "[0-9.]{0,6}|white|any") {
            let mut form = PhotoProfileForm::of("规格", &Profile::plain());
            let f = &mut form;
            let fields = [
                &mut f.photo_width, &mut f.photo_height, &mut f.dpi, &mut f.least_kb, &mut f.most_kb, &mut f.ground, &mut f.ground_light,
                &mut f.ground_chroma, &mut f.uneven_told, &mut f.uneven_most, &mut f.head_least, &mut f.head_most, &mut f.head_aim,
                &mut f.top_least, &mut f.top_most, &mut f.eyes_least, &mut f.eyes_most, &mut f.centre, &mut f.gap_least, &mut f.gap_most,
                &mut f.tilt_told, &mut f.tilt_most, &mut f.photo_title,
            ];
            if let Some(field) = fields.into_iter().nth(which) {
                *field = typed;
            }
            match form.parse("own-1", 3) {
                Ok((_, profile)) => prop_assert_eq!(profile.fault(), None),
                Err(faults) => prop_assert!(!faults.is_empty()),
            }
        }
    }
}
