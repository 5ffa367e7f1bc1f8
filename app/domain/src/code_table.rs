//! Code tables as data: what is stored is the code, what is shown the standard's own Chinese word (domain.md §3.1).
mod life;
mod people;
mod study;

pub use life::{
    CANDIDATE_KINDS, CandidateKind, CandidateKindCode, EMPLOYER_KINDS, EmployerKind, EmployerKindCode, FIVE_YEARS_IN_THE_ARMY,
    LANGUAGE_CERTS, LanguageCert, LanguageCertCode, RELATIONS, SERVICE_PROJECTS,
};
pub use people::{ETHNIC_GROUPS, HEALTH_STATES, MARITAL_STATES, POLITICAL_STATES, PROVINCES, SEXES};
pub use study::{
    DEGREES, Degree, DegreeCode, DegreeLevel, Level, SCHOOLINGS, STUDY_MODES, Schooling, SchoolingCode, StudyMode, StudyModeCode,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::ops::Deref;

/// A code and the word its standard gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    pub code: &'static str,
    pub zh: &'static str,
}

/// The entry of `table` with this code.
pub fn find(table: &'static [CodeEntry], code: &str) -> Option<&'static CodeEntry> {
    table.iter().find(|entry| entry.code == code)
}

/// Entries that carry more than a word.
pub trait Table: Sized + 'static {
    const ALL: &'static [Self];
    fn code(&self) -> &'static str;
}

/// A code that stands in its table; serialised as the code, so nothing unknown is ever read back.
pub struct Listed<T: 'static>(&'static T);

impl<T: Table> Listed<T> {
    pub fn find(code: &str) -> Option<Self> {
        T::ALL.iter().find(|entry| entry.code() == code).map(Self)
    }
}

impl<T> Clone for Listed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Listed<T> {}

impl<T> Deref for Listed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0
    }
}

impl<T: Table> PartialEq for Listed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.code() == other.0.code()
    }
}

impl<T: Table> Eq for Listed<T> {}

impl<T: Table> fmt::Debug for Listed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

impl<T: Table> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, T: Table> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::find(&code).ok_or_else(|| de::Error::custom("a code that is not in its table"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn codes<T: Table>() -> Vec<&'static str> {
        T::ALL.iter().map(Table::code).collect()
    }

    #[test]
    fn no_code_stands_twice() {
        let plain = [SEXES, MARITAL_STATES, HEALTH_STATES, POLITICAL_STATES, ETHNIC_GROUPS, PROVINCES, SERVICE_PROJECTS, RELATIONS];
        let mut tables: Vec<Vec<&str>> = plain.iter().map(|t| t.iter().map(|e| e.code).collect()).collect();
        tables.extend([codes::<Schooling>(), codes::<Degree>(), codes::<StudyMode>()]);
        tables.extend([codes::<CandidateKind>(), codes::<EmployerKind>(), codes::<LanguageCert>()]);
        for table in tables {
            assert_eq!(table.iter().collect::<BTreeSet<_>>().len(), table.len(), "{table:?}");
        }
    }

    #[test]
    fn known_codes_have_their_words() {
        for (table, code, zh) in [
            (ETHNIC_GROUPS, "01", "汉族"),
            (ETHNIC_GROUPS, "04", "藏族"),
            (ETHNIC_GROUPS, "15", "土家族"),
            (ETHNIC_GROUPS, "56", "基诺族"),
            (PROVINCES, "42", "湖北省"),
            (PROVINCES, "82", "澳门特别行政区"),
            (POLITICAL_STATES, "13", "群众"),
        ] {
            assert_eq!(find(table, code).map(|e| e.zh), Some(zh));
        }
        assert_eq!(DegreeCode::find("412").map(|d| d.zh), Some("管理学学士"));
    }

    #[test]
    fn only_finished_schooling_holds_its_level() {
        let holds = |code: &str| SchoolingCode::find(code).map(|s| s.holds());
        assert_eq!(holds("11"), Some(Level::Doctor));
        assert_eq!(holds("12"), Some(Level::Master));
        assert_eq!(holds("17"), Some(Level::Master));
        assert_eq!(holds("23"), Some(Level::College));
        assert_eq!(holds("28"), Some(Level::College));
        assert_eq!(holds("61"), Some(Level::Secondary));
        assert_eq!(holds("42"), Some(Level::Primary));
        assert_eq!([Level::Primary, Level::Secondary, Level::Doctor].map(Level::rank), [-1, 0, 4]);
    }

    #[test]
    fn entries_say_what_follows_from_them() {
        let of = |holds: fn(&CandidateKind) -> bool| CANDIDATE_KINDS.iter().filter(|k| holds(k)).map(|k| k.code).collect::<Vec<_>>();
        assert_eq!(of(|k| k.employed), ["06", "07", "08", "09", "10"]);
        let not_counted: Vec<_> = EMPLOYER_KINDS.iter().filter(|k| !k.grassroots).map(|k| k.code).collect();
        assert_eq!(not_counted, ["11", "12"]);
        let unscored: Vec<_> = LANGUAGE_CERTS.iter().filter(|c| c.scores.is_none()).map(|c| c.zh).collect();
        assert_eq!(unscored, ["其他"]);
        assert!(find(SERVICE_PROJECTS, FIVE_YEARS_IN_THE_ARMY).is_some_and(|p| p.zh.contains("5年")));
    }

    #[test]
    fn refuses_when_a_stored_code_is_unknown() {
        assert_eq!(serde_json::to_string(&SchoolingCode::find("21")).unwrap(), "\"21\"");
        assert_eq!(serde_json::from_str::<SchoolingCode>("\"21\"").unwrap().level, Level::Bachelor);
        assert!(serde_json::from_str::<SchoolingCode>("\"20\"").is_err());
    }
}
