//! Rows of a form that are added, removed and moved by submit buttons, so that they also work without scripts.
use crate::problem::FieldName;

/// What a row button does.
enum Edit {
    Add,
    Remove(usize),
    Up(usize),
    Down(usize),
}

/// `education.add`, `education.remove.N`, `education.up.N`, `education.down.N`; N from 0. `None` for another group.
fn parse(text: &str, group: FieldName) -> Option<Edit> {
    let rest = text.strip_prefix(group.key())?.strip_prefix('.')?;
    if rest == "add" {
        return Some(Edit::Add);
    }
    let (verb, row) = rest.split_once('.')?;
    let row = row.parse().ok()?;
    match verb {
        "remove" => Some(Edit::Remove(row)),
        "up" => Some(Edit::Up(row)),
        "down" => Some(Edit::Down(row)),
        _ => None,
    }
}

/// Does what the button `pressed` says, if it is one of `group`. Never leaves fewer than `least` rows, never adds beyond `most`.
pub fn edit<T: Default>(rows: &mut Vec<T>, group: FieldName, pressed: &str, least: usize, most: usize) {
    match parse(pressed, group) {
        Some(Edit::Add) if rows.len() < most => rows.push(T::default()),
        Some(Edit::Remove(row)) if rows.len() > least && row < rows.len() => {
            rows.remove(row);
        }
        Some(Edit::Up(row)) if (1..rows.len()).contains(&row) => rows.swap(row - 1, row),
        Some(Edit::Down(row)) if rows.len().checked_sub(1).is_some_and(|last| row < last) => rows.swap(row, row + 1),
        _ => {}
    }
    while rows.len() < least {
        rows.push(T::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(rows: &[&str], pressed: &str) -> String {
        let mut rows: Vec<String> = rows.iter().map(|r| (*r).to_owned()).collect();
        edit(&mut rows, FieldName::Education, pressed, 1, 3);
        rows.join("")
    }

    #[test]
    fn buttons_do_what_they_say_within_their_bounds() {
        for (rows, pressed, want) in [
            (&["a", "b"][..], "education.add", "ab"),
            (&["a", "b"], "education.remove.0", "b"),
            (&["a", "b"], "education.up.1", "ba"),
            (&["a", "b"], "education.down.0", "ba"),
            (&["a", "b"], "education.down.1", "ab"),
            (&["a", "b"], "education.up.0", "ab"),
            (&["a", "b"], "education.remove.7", "ab"),
            (&["a"], "education.remove.0", "a"),
            (&["a", "b"], "work.remove.0", "ab"),
            (&["a", "b", "c"], "education.add", "abc"),
            (&["a", "b"], "education.remove.-1", "ab"),
        ] {
            assert_eq!(after(rows, pressed), want, "{pressed}");
        }
        let mut none: Vec<String> = Vec::new();
        edit(&mut none, FieldName::Education, "", 1, 3);
        assert_eq!(none.len(), 1);
    }
}
