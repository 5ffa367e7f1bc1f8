//! Handles are the guard: a use case is a method of the handle of whoever may do it, and handles come from the doors below alone.
//!
//! Doors: the session layer (`Services::visitor`, `Services::resolve`), the job loop (`Services::system`), and the command line
//! (`Services::operator`). Fields are private to this crate, so nobody else can make one.
use crate::{Result, Services};
use domain::staff::Role;
use domain::{CandidateId, StaffId};

/// A browser before (and beside) any session: the random id in the signed `__Host-pre` cookie. No row is kept for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BrowserId(pub [u8; 16]);

/// Anybody.
#[derive(Clone)]
pub struct Visitor {
    pub(crate) services: Services,
    pub(crate) browser: BrowserId,
    /// Key of the network the request came from; no address is kept.
    pub(crate) network: Option<Vec<u8>>,
    /// Tells whose forms these are, without saying who: empty for nobody who is logged in.
    pub(crate) owner: String,
}

impl Visitor {
    /// Says who is logged in beside: what they typed and could not send is shown to nobody else at the same computer.
    #[must_use]
    pub fn beside(mut self, candidate: Option<&Session>, staff: Option<&Session>) -> Self {
        if candidate.is_some() || staff.is_some() {
            let name = |session: Option<&Session>| session.map(Session::name).unwrap_or_default();
            let both = format!("owner/{}/{}", name(candidate), name(staff));
            self.owner = hex::encode(self.services.0.keys.mac(crate::seal::Purpose::Idempotency, both.as_bytes()));
            self.owner.truncate(16);
        }
        self
    }

    /// Says where the request came from: whole networks that ask for much get harder proofs of work, never a closed door.
    #[must_use]
    pub fn at(mut self, address: std::net::IpAddr) -> Self {
        self.network = Some(crate::proof::network(&self.services, address));
        self
    }
}

macro_rules! candidate_handle {
    ($($(#[$doc:meta])* $name:ident { $id:ident: $ty:ty $(, $extra:ident: $extra_ty:ty)* }),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            pub(crate) services: Services,
            pub(crate) $id: $ty,
            /// SHA-256 of the session's token.
            pub(crate) session: Vec<u8>,
            $(pub(crate) $extra: $extra_ty,)*
        }
    )+};
}

candidate_handle! {
    /// A candidate who is logged in.
    Candidate { id: CandidateId, browser: BrowserId },
    /// Decides applications of one unit.
    Reviewer { id: StaffId, unit: String },
    /// Makes exams and imports positions.
    ExamAdmin { id: StaffId },
    /// Users and configuration.
    SysAdmin { id: StaffId },
    /// Looks at photos.
    PhotoReviewer { id: StaffId },
    /// Reads the audit log.
    Auditor { id: StaffId },
}

/// Whoever a session token stands for.
#[derive(Clone)]
pub enum Session {
    Candidate(Candidate),
    Reviewer(Reviewer),
    ExamAdmin(ExamAdmin),
    SysAdmin(SysAdmin),
    PhotoReviewer(PhotoReviewer),
    Auditor(Auditor),
}

impl Session {
    fn name(&self) -> String {
        match self {
            Self::Candidate(me) => me.actor(),
            Self::Reviewer(me) => me.actor(),
            Self::ExamAdmin(me) => me.actor(),
            Self::SysAdmin(me) => me.actor(),
            Self::PhotoReviewer(me) => me.actor(),
            Self::Auditor(me) => me.actor(),
        }
    }

    pub const fn role(&self) -> Option<Role> {
        match self {
            Self::Candidate(_) => None,
            Self::Reviewer(_) => Some(Role::Reviewer),
            Self::ExamAdmin(_) => Some(Role::ExamAdmin),
            Self::SysAdmin(_) => Some(Role::SysAdmin),
            Self::PhotoReviewer(_) => Some(Role::PhotoReviewer),
            Self::Auditor(_) => Some(Role::Auditor),
        }
    }
}

/// A job of the outbox at work.
#[derive(Clone)]
pub struct System {
    pub(crate) services: Services,
}

/// Whoever runs the program on the machine itself.
#[derive(Clone)]
pub struct Operator {
    pub(crate) services: Services,
    pub(crate) user: String,
}

impl Services {
    pub fn visitor(&self, browser: BrowserId) -> Visitor {
        Visitor { services: self.clone(), browser, network: None, owner: String::new() }
    }

    /// The session a cookie's token stands for, if it lives; its last use is noted at most once a minute.
    pub async fn resolve(&self, token: &str, browser: BrowserId) -> Result<Option<Session>> {
        crate::session::resolve(self, token, browser).await
    }

    pub fn system(&self) -> System {
        System { services: self.clone() }
    }

    pub fn operator(&self, user: impl Into<String>) -> Operator {
        Operator { services: self.clone(), user: user.into() }
    }
}

/// The name an audit row gives an actor.
pub(crate) trait Named {
    fn actor(&self) -> String;
}

macro_rules! named {
    ($($ty:ident => $kind:literal . $id:ident),+ $(,)?) => {$(
        impl Named for $ty {
            fn actor(&self) -> String { format!(concat!($kind, ":{}"), self.$id) }
        }
    )+};
}

named! {
    Candidate => "candidate".id, Reviewer => "reviewer".id, ExamAdmin => "exam_admin".id,
    SysAdmin => "sys_admin".id, PhotoReviewer => "photo_reviewer".id, Auditor => "auditor".id, Operator => "operator".user,
}

/// A visitor is told apart by browser, so that form keys of two browsers never meet.
impl Named for Visitor {
    fn actor(&self) -> String {
        format!("visitor:{}", hex::encode(self.browser.0))
    }
}

impl System {
    /// As events and the audit log name it.
    pub(crate) const NAME: &str = "system";
}

impl Named for System {
    fn actor(&self) -> String {
        Self::NAME.to_owned()
    }
}
