//! Everything the checks look at, worked out once for one picture.
use crate::colour::luma;
use crate::face::{Face, Finder, Search};
use crate::mask::{Mask, Part};
use crate::plane::{Plane, Rect, round};
use crate::raster::Rgb;

/// Distance from the eye line to the chin, in eye distances (adults, 1.7 to 2.1).
const CHIN: f32 = 1.85;
/// The same up to the crown, where the silhouette does not tell.
const CROWN: f32 = 1.85;

/// How a final picture is searched for faces.
pub(crate) const FINAL: Search = Search { side: 300, step: 4, others: true, lean: true };

pub(crate) struct Scene<'a> {
    pub rgb: &'a Rgb,
    pub luma: Plane<u8>,
    pub mask: Mask,
    pub parts: Vec<Part>,
    /// Number of the person's part, 0 where no face is.
    pub person: u16,
    pub numbers: Plane<u16>,
    /// Best first.
    pub faces: Vec<Face>,
    pub head: Option<Head>,
}

/// Extent of the head in the picture's rows and columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Head {
    pub crown: i32,
    /// The crown was seen as the silhouette's upper end, not only guessed.
    pub crown_seen: bool,
    pub chin: i32,
    /// Silhouette at the height of the eyes; the columns `left..right`.
    pub left: i32,
    pub right: i32,
}

impl<'a> Scene<'a> {
    /// Looks for faces itself.
    pub fn found(rgb: &'a Rgb, finder: &Finder) -> Self {
        let plane = rgb.plane(luma);
        let faces = Face::all(&finder.find(&plane, FINAL), &plane);
        Self::with(rgb, plane, faces)
    }

    /// Takes faces that are known already.
    pub fn of(rgb: &'a Rgb, faces: Vec<Face>) -> Self {
        let plane = rgb.plane(luma);
        Self::with(rgb, plane, faces)
    }

    fn with(rgb: &'a Rgb, luma: Plane<u8>, faces: Vec<Face>) -> Self {
        let mask = Mask::of(rgb);
        let (parts, numbers) = mask.parts();
        let person = faces.first().map_or(0, |face| person(face, &numbers));
        let mut scene = Self { rgb, luma, mask, parts, person, numbers, faces, head: None };
        scene.head = scene.faces.first().map(|face| scene.measure(face));
        scene
    }

    pub fn face(&self) -> Option<&Face> {
        self.faces.first()
    }

    pub fn size(&self) -> (i32, i32) {
        (self.luma.width, self.luma.height)
    }

    pub fn is_person(&self, x: i32, y: i32) -> bool {
        self.person > 0 && self.numbers.get(x, y) == Some(self.person)
    }

    fn measure(&self, face: &Face) -> Head {
        let between = face.between();
        let (mx, my) = face.middle();
        let chin = round(face.place(0.0, CHIN).1);
        let guess = round(my - CROWN * between);
        let seen = self.crown(face).filter(|row| (round(my - 3.5 * between)..round(my - between)).contains(row));
        let (left, right) = self.span(round(mx), round(my));
        Head { crown: seen.unwrap_or(guess), crown_seen: seen.is_some(), chin, left, right }
    }

    /// First row where the silhouette is wider than 12 % of the face's box around the face's middle.
    fn crown(&self, face: &Face) -> Option<i32> {
        let r = face.rect;
        let (mx, my) = face.middle();
        let (x0, x1) = (round(mx) - r.w / 2, round(mx) + r.w / 2);
        let least = (r.w * 12 / 100).max(2);
        let wide = |y: i32| (x0..x1).filter(|x| self.is_person(*x, y)).count() as i32 >= least;
        // Upwards from the eyes, so that things floating above the head do not count.
        let mut top = None;
        for y in (0..round(my)).rev() {
            if !wide(y) {
                return top;
            }
            top = Some(y);
        }
        None
    }

    /// The run of the person around a place in one row.
    fn span(&self, x: i32, y: i32) -> (i32, i32) {
        let left = (0..x).rev().take_while(|at| self.is_person(*at, y)).last().unwrap_or(x);
        let right = (x..self.luma.width).take_while(|at| self.is_person(*at, y)).last().unwrap_or(x);
        (left, right + 1)
    }
}

/// The part most of the face's box belongs to.
#[inline(never)]
fn person(face: &Face, numbers: &Plane<u16>) -> u16 {
    let r = face.rect;
    let inner = Rect { x: r.x + r.w / 4, y: r.y + r.h / 4, w: r.w / 2, h: r.h / 2 };
    let mut seen = vec![0u32; usize::from(u16::MAX) + 1];
    for number in numbers.inside(inner).filter(|n| *n > 0) {
        if let Some(count) = seen.get_mut(usize::from(number)) {
            *count += 1;
        }
    }
    let most = seen.iter().enumerate().filter(|(_, count)| **count > 0).max_by_key(|(_, count)| **count);
    most.map_or(0, |(number, _)| number as u16)
}
