//! Settings: defaults < file < environment `BAOKAO_SECTION__NAME`. Unknown keys are refused; `baokao config` prints where each came from.
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub http: Http,
    pub database: Database,
    pub files: Files,
    pub keys: KeysFile,
    pub sms: Sms,
    pub hashing: Hashing,
    pub proof: Proof,
    pub session: SessionTimes,
    /// The program that reads position tables and judges photos in child processes; this one where it is left out.
    pub reader: Option<PathBuf>,
    /// Allows a provider on this machine: demonstrations and tests.
    pub demo: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    pub address: SocketAddr,
    /// Scheme, host and port as browsers see them.
    pub public_origin: String,
    /// A proxy in front ends TLS and appends the client's address to X-Forwarded-For.
    pub behind_proxy: bool,
    pub max_connections: usize,
    pub header_seconds: u64,
    pub request_seconds: u64,
    /// How long a public page rendered for nobody in particular is sent again; 0 renders each.
    pub page_millis: u64,
    /// Folder of hashed assets with manifest.json.
    pub assets: PathBuf,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite://PATH?mode=rwc` or `postgres://…`
    pub url: String,
    pub read_connections: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// `file:///PATH`, `s3://bucket/prefix` or `memory:///`
    pub url: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeysFile {
    /// At least 32 bytes, readable by its owner alone.
    pub file: PathBuf,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sms {
    pub base_url: String,
    pub account: String,
    pub secret: String,
    pub hourly_budget: u64,
}

impl std::fmt::Debug for Sms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sms").field("base_url", &self.base_url).field("account", &self.account).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hashing {
    pub memory_kib: u32,
    pub passes: u32,
    pub permits: usize,
    pub queue: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub bits: u8,
    pub release_seconds: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionTimes {
    pub candidate_idle: i64,
    pub candidate_whole: i64,
    pub staff_idle: i64,
    pub staff_whole: i64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            http: Http {
                address: SocketAddr::from(([127, 0, 0, 1], 8080)),
                public_origin: "http://localhost:8080".into(),
                behind_proxy: false,
                max_connections: 4096,
                header_seconds: 10,
                request_seconds: 20,
                page_millis: 1000,
                assets: "pkg".into(),
            },
            database: Database { url: "sqlite://data/baokao.db?mode=rwc".into(), read_connections: 4 },
            files: Files { url: "file:///var/lib/baokao".into() },
            keys: KeysFile { file: "data/key".into() },
            sms: Sms { base_url: String::new(), account: "baokao".into(), secret: String::new(), hourly_budget: 20_000 },
            hashing: Hashing { memory_kib: 19_456, passes: 2, permits: 2, queue: 200 },
            proof: Proof { bits: 18, release_seconds: 5 },
            session: SessionTimes { candidate_idle: 1800, candidate_whole: 43_200, staff_idle: 900, staff_whole: 28_800 },
            reader: None,
            demo: false,
        }
    }
}

/// What is wrong with the settings; the words name the key and where it stands.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{0}")]
    Read(Box<figment::Error>),
    #[error("{0}")]
    Refused(String),
}

pub fn figment(file: Option<&Path>) -> Figment {
    let file = file.unwrap_or(Path::new("baokao.toml"));
    Figment::from(Serialized::defaults(Config::default()))
        .merge(Toml::file(file))
        .merge(Env::prefixed("BAOKAO_").ignore(&["test_postgres", "test_database", "target_dir"]).split("__"))
}

/// Reads and judges. Errors name the key.
pub fn load(figment: &Figment) -> Result<Config, ConfigError> {
    let config: Config = figment.extract().map_err(|e| ConfigError::Read(Box::new(e)))?;
    judge(&config)?;
    Ok(config)
}

fn judge(config: &Config) -> Result<(), ConfigError> {
    let refuse = |words: String| Err(ConfigError::Refused(words));
    let origin = &config.http.public_origin;
    let local = origin.strip_prefix("http://localhost:").is_some_and(|p| p.parse::<u16>().is_ok());
    if !local && !origin.starts_with("https://") {
        return refuse(format!("http.public_origin: \"{origin}\" is plain http; only http://localhost:PORT may be"));
    }
    if origin.starts_with("https://") && !config.http.behind_proxy {
        return refuse("http.public_origin is https, but http.behind_proxy is false: TLS is ended by a proxy in front".into());
    }
    if origin.ends_with('/') {
        return refuse("http.public_origin: without a slash at the end".into());
    }
    if !config.demo && is_local(&config.sms.base_url) {
        return refuse(format!("sms.base_url: \"{}\" is a sandbox on this machine; allowed with demo = true only", config.sms.base_url));
    }
    if config.sms.base_url.is_empty() {
        return refuse("sms.base_url is not set".into());
    }
    Ok(())
}

/// True for addresses of this machine.
pub fn is_local(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?']).next().unwrap_or("");
    let host = authority.rsplit_once('@').map_or(authority, |(_, h)| h);
    let host = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}

/// Every value in force with its source: `http.address = 127.0.0.1:8080   (default)`. Secrets are never printed.
pub fn provenance(figment: &Figment) -> Result<String, ConfigError> {
    let value: figment::value::Value = figment.extract().map_err(|e| ConfigError::Read(Box::new(e)))?;
    let mut out = String::new();
    walk(figment, &value, String::new(), &mut out);
    Ok(out)
}

fn walk(figment: &Figment, value: &figment::value::Value, path: String, out: &mut String) {
    use figment::value::Value;
    if let Value::Dict(_, dict) = value {
        for (key, inner) in dict {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            walk(figment, inner, path, out);
        }
        return;
    }
    let shown = match value {
        _ if path.ends_with("secret") => "***".to_owned(),
        Value::String(_, s) if s.contains("://") && s.contains('@') => "*** (address with a password)".to_owned(),
        Value::String(_, s) => s.clone(),
        Value::Num(_, n) => n.to_i128().map(|n| n.to_string()).or_else(|| n.to_u128().map(|n| n.to_string())).unwrap_or_default(),
        Value::Bool(_, b) => b.to_string(),
        other => format!("{other:?}"),
    };
    let source = figment.find_metadata(&path).map(|m| match &m.source {
        Some(source) => format!("{source}"),
        None if m.name.contains("environment") => format!("environment BAOKAO_{}", path.replace('.', "__").to_uppercase()),
        None => "default".to_owned(),
    });
    out.push_str(&format!("{path} = {shown}   ({})\n", source.unwrap_or_else(|| "default".to_owned())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(toml: &str) -> Figment {
        Figment::from(Serialized::defaults(Config::default())).merge(Toml::string(toml))
    }

    const DEMO: &str = "demo = true\n[sms]\nbase_url = \"http://127.0.0.1:9\"\nsecret = \"s3cret\"\n";

    #[test]
    fn refuses_when_a_key_is_unknown_or_an_address_unsafe() {
        assert!(load(&with(DEMO)).is_ok());
        for bad in [
            "[http]\nadress = \"127.0.0.1:1\"".to_owned(),
            DEMO.replace("demo = true", "demo = false"),
            format!("{DEMO}[http]\npublic_origin = \"http://example.org\""),
            format!("{DEMO}[http]\npublic_origin = \"https://example.org\""),
            "demo = true".to_owned(),
        ] {
            assert!(load(&with(&bad)).is_err(), "{bad}");
        }
        assert!(load(&with(&format!("{DEMO}[http]\npublic_origin = \"https://example.org\"\nbehind_proxy = true"))).is_ok());
    }

    #[test]
    fn sandbox_addresses_are_known_in_every_spelling() {
        for local in
            ["http://localhost:1/x", "http://127.0.0.1", "http://127.9.9.9:80", "http://[::1]:3/", "http://0.0.0.0:1", "http://u@localhost"]
        {
            assert!(is_local(local), "{local}");
        }
        for remote in ["https://sms.example.org", "https://localhost.example.org", ""] {
            assert!(!is_local(remote), "{remote}");
        }
    }

    #[test]
    fn provenance_names_sources_and_hides_secrets() {
        let printed = provenance(&with(DEMO)).unwrap();
        assert!(printed.contains("sms.secret = ***") && !printed.contains("s3cret"));
        assert!(printed.contains("http.max_connections = 4096"));
    }

    #[test]
    fn debug_never_shows_the_secret() {
        let config = load(&with(DEMO)).unwrap();
        assert!(!format!("{config:?}").contains("s3cret"));
    }
}
