//! Ids that cannot be mistaken for one another. Values come from the generator made in `boot`.
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        #[cfg(feature = "orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// A candidate's account.
    CandidateId,
    /// A staff account.
    StaffId,
    /// An exam.
    ExamId,
    /// A position within an exam.
    PositionId,
    /// One candidate's application to one exam.
    ApplicationId,
    /// A document of an exam, one version.
    DocumentId,
    /// A stored photo.
    PhotoId,
    /// A position table that was read and waits to be taken over.
    ImportId,
    /// A catalogue of majors that an exam's administrator imported.
    CatalogueId,
    /// A record of the integrity register.
    RecordId,
    /// A failed form kept for its page (15 min).
    AttemptId,
}
