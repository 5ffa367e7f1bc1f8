//! A sheet of examples, to look at.
use crate::cases;
use std::error::Error;
use std::path::Path;

/// Six columns of the first cases of every check, at a third of their size.
pub fn write(file: &Path) -> Result<(), Box<dyn Error>> {
    let pictures: Vec<_> = cases::checks()
        .into_iter()
        .flat_map(|check| check.cases)
        .enumerate()
        .map(|(at, (_, _, spoil))| spoil(&cases::portrait(at as u64)))
        .collect();
    const COLUMNS: u32 = 12;
    let (w, h) = (148, 207);
    let rows = (pictures.len() as u32).div_ceil(COLUMNS);
    let mut sheet = image::RgbImage::new(COLUMNS * w, rows * h);
    for (at, picture) in (0..).zip(&pictures) {
        let (left, top) = (at % COLUMNS * w, at / COLUMNS * h);
        for y in 0..h - 2 {
            for x in 0..w - 2 {
                sheet.put_pixel(left + x, top + y, image::Rgb(picture.pixel(x as i32 * 2, y as i32 * 2)));
            }
        }
    }
    Ok(sheet.save(file)?)
}
