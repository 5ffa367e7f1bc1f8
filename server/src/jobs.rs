//! The job loop: claims, runs, settles, until it is told to stop; a job at work is finished first.
use services::Services;
use std::time::Duration;
use tokio::sync::watch;

pub async fn run(services: Services, mut stop: watch::Receiver<bool>) {
    let system = services.system();
    loop {
        if let Err(e) = system.schedule().await {
            tracing::error!(error = %e, "scheduling failed");
        }
        loop {
            if *stop.borrow() {
                return;
            }
            match system.run_due().await {
                Ok(0) => break,
                Ok(_) => {}
                Err(e) => {
                    tracing::error!(error = %e, "claiming jobs failed");
                    break;
                }
            }
        }
        tokio::select! {
            _ = stop.changed() => return,
            () = system.woken() => {}
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
        }
    }
}
