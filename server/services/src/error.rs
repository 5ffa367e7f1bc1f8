//! What can go wrong: a problem the user can act on, or a fault of ours with its source.
use crate::db::DbError;
use crate::port::PortError;
use domain::{Code, FieldProblem, Problem};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// `Display` names the kind of fault alone; sources are walked where it is logged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("refused: {:?}", .0.code)]
    Problem(Problem),
    #[error("database")]
    Db(#[from] DbError),
    #[error("outside service")]
    Port(#[from] PortError),
    #[error("object store")]
    Files(#[from] object_store::Error),
    #[error("sealed data does not open")]
    Sealed,
    #[error("stored data does not parse")]
    Stored(#[from] serde_json::Error),
    #[error("position table")]
    Table(#[from] crate::position_table::TableError),
    #[error("{0}")]
    Internal(&'static str),
}

impl Error {
    /// What the user is told.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Problem(p) => p.clone(),
            Self::Db(DbError::Busy) => Code::Busy(2).into(),
            Self::Db(DbError::Timeout | DbError::Closed) => Code::Busy(5).into(),
            Self::Port(_) => Code::Unavailable.into(),
            _ => Code::Internal.into(),
        }
    }

    /// True when somebody has to look at it.
    pub fn is_fault(&self) -> bool {
        !matches!(self, Self::Problem(_))
    }
}

/// A statement's error is judged like any other of the database: a full pool or a time limit asks to come back.
impl From<sea_orm::DbErr> for Error {
    fn from(e: sea_orm::DbErr) -> Self {
        Self::Db(DbError::from(e))
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Problem(code.into())
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Vec<FieldProblem>> for Error {
    fn from(fields: Vec<FieldProblem>) -> Self {
        Self::Problem(fields.into())
    }
}
