//! A sheet of examples, to look at: a row for each check, in a frame the colour of what the engine said of it.
use crate::cases;
use crate::tables::{QUALITY, said};
use photo::sample::Picture;
use photo::{Class, Finder, Profile};
use std::error::Error;
use std::path::Path;

/// Pictures are shown at a third of their size, larger ones smaller, with room for the frame.
const WIDE: u32 = 99;
const CELL: (u32, u32) = (106, 146);
const FRAME: u32 = 3;

pub fn write(file: &Path, finder: &Finder) -> Result<(), Box<dyn Error>> {
    let checks = cases::checks();
    let columns = checks.iter().map(|check| check.cases.len() as u32).max().unwrap_or(1);
    let (width, height) = (columns * CELL.0, checks.len() as u32 * CELL.1);
    let mut sheet = Picture { width, height, data: vec![255; (width * height * 3) as usize] };
    println!("\n| row | pictures from the left |\n|---|---|");
    for (row, check) in (0..).zip(&checks) {
        let profile = Profile::builtin(check.profile).ok_or("profile")?;
        let names: Vec<&str> = check.cases.iter().map(|(name, ..)| *name).collect();
        println!("| {} | {} |", check.name, names.join(", "));
        for (column, (_, _, spoil)) in (0..).zip(&check.cases) {
            // The portraits of the first figures of the report half, one tone after another.
            let portrait = cases::portrait(u64::from(2 * (column + row) + 1), (profile.out.w, profile.out.h));
            let picture = spoil(&portrait, &cases::drawn(&portrait));
            let report = photo::judge_final(&picture.jpeg(QUALITY), &profile, finder);
            let frame = match said(&report, check) {
                Some(Class::Hard) => [200, 40, 40],
                Some(Class::Warn | Class::Fix) => [230, 150, 20],
                _ => [40, 150, 90],
            };
            paste(&mut sheet, (column * CELL.0, row * CELL.1), &picture, frame);
        }
    }
    Ok(std::fs::write(file, sheet.jpeg(72))?)
}

fn paste(sheet: &mut Picture, (left, top): (u32, u32), picture: &Picture, frame: [u8; 3]) {
    let times = picture.width.div_ceil(WIDE);
    let (w, h) = (picture.width / times + 2 * FRAME, picture.height / times + 2 * FRAME);
    for y in 0..h.min(CELL.1 - 1) {
        for x in 0..w.min(CELL.0 - 1) {
            let inside = (FRAME..w - FRAME).contains(&x) && (FRAME..h - FRAME).contains(&y);
            let colour = if inside { mean(picture, (x - FRAME, y - FRAME), times) } else { frame };
            let at = (((top + y) * sheet.width + left + x) * 3) as usize;
            if let Some(place) = sheet.data.get_mut(at..at + 3) {
                place.copy_from_slice(&colour);
            }
        }
    }
}

fn mean(picture: &Picture, (x, y): (u32, u32), times: u32) -> [u8; 3] {
    let mut sums = [0u32; 3];
    for (dx, dy) in (0..times).flat_map(|dy| (0..times).map(move |dx| (dx, dy))) {
        sums.iter_mut().zip(picture.pixel((x * times + dx) as i32, (y * times + dy) as i32)).for_each(|(sum, v)| *sum += u32::from(v));
    }
    sums.map(|sum| (sum / (times * times)) as u8)
}
