//! `baokao-sandbox`: starts the sandbox on an address and says where.
use clap::Parser;
use std::net::SocketAddr;

#[derive(Parser)]
struct Arguments {
    #[arg(long, default_value = "127.0.0.1:0")]
    address: SocketAddr,
    /// Shared secret that requests are signed with.
    #[arg(long, default_value = "sandbox-secret")]
    secret: String,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let sandbox = sandbox::start(arguments.address, &arguments.secret).await?;
    println!("{}", sandbox.url());
    sandbox.wait().await;
    Ok(())
}
