//! The programs under test, as they are shipped: each ends with its handle.
use crate::{All, Outcome};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A child process that is killed when its handle goes.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Settings that differ from one measurement to the next.
pub struct Settings {
    pub database: String,
    /// 0 renders every page.
    pub page_millis: u64,
}

/// A folder with key, files, configuration; and the sandbox, running.
pub struct Product {
    pub folder: tempfile::TempDir,
    pub sandbox: String,
    bin: PathBuf,
    pkg: PathBuf,
    _sandbox: Running,
}

/// The most memory a process held so far, MiB; nothing once it has ended.
fn peak(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kib| kib / 1024.0)
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Product {
    pub async fn new(all: &All) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let sandbox = Command::new(all.bin.join("baokao-sandbox"))
            .args(["--address", &format!("127.0.0.1:{port}"), "--secret", "sandbox-secret"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let made = Self {
            sandbox: format!("http://127.0.0.1:{port}"),
            bin: all.bin.clone(),
            pkg: all.pkg.clone(),
            _sandbox: Running(sandbox),
            folder,
        };
        made.answers(&format!("{}/outbox", made.sandbox)).await?;
        server::boot::create_key(&made.path("key"))?;
        Ok(made)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn answers(&self, url: &str) -> Outcome<()> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        for _ in 0..300 {
            if http.get(url).send().await.is_ok_and(|a| a.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("{url} does not answer").into())
    }

    /// Writes a configuration of `settings` and returns its file and the address it listens on.
    pub fn configure(&self, settings: &Settings) -> Outcome<(PathBuf, SocketAddr)> {
        let port = free_port()?;
        let file = self.path(&format!("{port}.toml"));
        let text = format!(
            "demo = true\nreader = {:?}\n[http]\naddress = \"127.0.0.1:{port}\"\npublic_origin = \"http://localhost:{port}\"\nassets = \"{}\"\npage_millis = {}\n\
             [database]\nurl = \"{}\"\n[files]\nurl = \"file://{}\"\n[keys]\nfile = \"{}\"\n\
             [sms]\nbase_url = \"{}\"\nsecret = \"sandbox-secret\"\nhourly_budget = 1000000\n[proof]\nbits = 1\n",
            self.bin.join("baokao"),
            self.pkg.display(),
            settings.page_millis,
            settings.database,
            self.path("files").display(),
            self.path("key").display(),
            self.sandbox,
        );
        std::fs::write(&file, text)?;
        Ok((file, SocketAddr::from(([127, 0, 0, 1], port))))
    }

    /// Runs `baokao ARGUMENTS` to its end.
    pub fn command(&self, config: &Path, arguments: &[&str]) -> Outcome<String> {
        let done = Command::new(self.bin.join("baokao")).arg("--config").arg(config).args(arguments).output()?;
        if !done.status.success() {
            return Err(format!("baokao {arguments:?}: {}", String::from_utf8_lossy(&done.stderr)).into());
        }
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }

    /// The same; answers the most memory that it and the child it read a file in held, MiB.
    pub fn measured(&self, config: &Path, arguments: &[&str]) -> Outcome<f64> {
        let mut child = Command::new(self.bin.join("baokao")).arg("--config").arg(config).args(arguments).stdout(Stdio::null()).spawn()?;
        let (mut own, mut reader) = (0.0f64, 0.0f64);
        let status = loop {
            own = own.max(peak(child.id()).unwrap_or_default());
            let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", child.id())).unwrap_or_default();
            for id in children.split_whitespace().filter_map(|id| id.parse().ok()) {
                reader = reader.max(peak(id).unwrap_or_default());
            }
            if let Some(status) = child.try_wait()? {
                break status;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        if status.success() { Ok(own + reader) } else { Err(format!("baokao {arguments:?}: {status}").into()) }
    }

    /// An exam of that name with the table of `all`, or 20,000 invented positions; the seconds it took, and the most memory, MiB.
    pub fn import(&self, all: &All, config: &Path, name: &str) -> Outcome<(f64, f64)> {
        let exam = self.path("exam.toml");
        std::fs::write(&exam, server::cast::exam_file(name, services::db::Clock::now(&server::boot::SystemClock)))?;
        self.command(config, &["exam", "create", &exam.display().to_string()])?;
        let table = self.table(all)?;
        let started = Instant::now();
        let memory = self.measured(config, &["positions", "import", name, &table.display().to_string()])?;
        Ok((started.elapsed().as_secs_f64(), memory))
    }

    /// The published table, else one of 20,000 invented positions.
    pub fn table(&self, all: &All) -> Outcome<PathBuf> {
        if let Some(published) = &all.table {
            return Ok(published.clone());
        }
        let made = self.path("positions.xlsx");
        std::fs::write(&made, server::sample::sample_table(1, 20_000)?)?;
        Ok(made)
    }

    /// `baokao serve`, once it is ready.
    pub async fn serve(&self, config: &Path, address: SocketAddr) -> Outcome<Running> {
        let child = Command::new(self.bin.join("baokao"))
            .arg("--config")
            .arg(config)
            .arg("serve")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let running = Running(child);
        self.answers(&format!("http://{address}/health/ready")).await?;
        Ok(running)
    }

    pub fn sqlite(&self, name: &str) -> String {
        format!("sqlite://{}?mode=rwc", self.path(name).display())
    }
}
