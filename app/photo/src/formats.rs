//! PNG, WebP and BMP, where no browser is at hand to decode them.
use crate::container::Kind;
use crate::raster::Rgb;
use image::ImageDecoder;
use std::io::Cursor;

/// Size a PNG, WebP or BMP claims, read from its header alone.
pub(crate) fn size(bytes: &[u8], kind: Kind) -> Option<(u32, u32)> {
    reader(bytes, kind)?.into_dimensions().ok()
}

fn reader(bytes: &[u8], kind: Kind) -> Option<image::ImageReader<Cursor<&[u8]>>> {
    let format = match kind {
        Kind::Png => image::ImageFormat::Png,
        Kind::WebP => image::ImageFormat::WebP,
        Kind::Bmp => image::ImageFormat::Bmp,
        _ => return None,
    };
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    Some(reader)
}

pub(crate) fn decode(bytes: &[u8], kind: Kind) -> Option<Rgb> {
    let decoder = reader(bytes, kind)?.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let rgba = image::DynamicImage::from_decoder(decoder).ok()?.into_rgba8();
    Rgb::over_white(width, height, &rgba)
}
