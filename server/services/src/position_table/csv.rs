//! CSV as spreadsheet programs write it: RFC 4180, UTF-8 or (on Chinese systems) GB 18030.
use std::borrow::Cow;
use std::path::Path;

use super::error::TableError;
use super::grid::{Budget, Cell, Grid, Stored};

pub(super) fn read(path: &Path) -> Result<Grid, TableError> {
    let bytes = std::fs::read(path)?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    parse(&decode(&bytes)?, name)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TableError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or(TableError::UnknownFormat)
}

fn parse(text: &str, name: String) -> Result<Grid, TableError> {
    let mut grid = Grid { name, ..Grid::default() };
    let mut writer = Writer { grid: &mut grid, budget: Budget::default(), field: String::new(), row: 0, column: 0 };
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                writer.field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if writer.field.is_empty() => quoted = true,
            ',' if !quoted => writer.end_field()?,
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => writer.end_row()?,
            other => writer.field.push(other),
        }
    }
    writer.end_row()?;
    if quoted {
        return Err(TableError::Broken("quote not closed".into()));
    }
    Ok(grid)
}

struct Writer<'a> {
    grid: &'a mut Grid,
    budget: Budget,
    field: String,
    row: u32,
    column: u32,
}

impl Writer<'_> {
    fn end_field(&mut self) -> Result<(), TableError> {
        let text = std::mem::take(&mut self.field);
        if !text.is_empty() {
            self.budget.put(self.grid, (self.row, self.column), Cell { text, stored: Stored::Text })?;
        }
        self.column += 1;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), TableError> {
        self.end_field()?;
        self.row += 1;
        self.column = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(grid: &Grid) -> Vec<(u32, u32, String)> {
        grid.rows.iter().flat_map(|(row, cells)| cells.iter().map(|(column, cell)| (*row, *column, cell.text.clone()))).collect()
    }

    #[test]
    fn quotes_line_breaks_and_commas_inside_a_field_belong_to_it() {
        let grid = parse("a,\"b,\"\"c\"\"\r\nd\",\r\n,e", String::new()).unwrap();
        assert_eq!(texts(&grid), [(0, 0, "a".into()), (0, 1, "b,\"c\"\r\nd".into()), (1, 1, "e".into())]);
    }

    #[test]
    fn a_file_of_a_chinese_system_is_read() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("职位代码,考区");
        assert_eq!(decode(&bytes).unwrap(), "职位代码,考区");
    }

    #[test]
    fn refuses_when_a_quote_is_never_closed() {
        assert!(matches!(parse("a,\"b", String::new()), Err(TableError::Broken(_))));
    }
}
