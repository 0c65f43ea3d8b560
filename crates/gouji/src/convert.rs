//! Older formats to DOCX, by LibreOffice where it is installed.

use std::ffi::OsStr;
use std::fmt::Display;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gouji_model::Message;

/// Names under which LibreOffice is installed.
const PROGRAMS: [&str; 2] = ["soffice", "libreoffice"];

/// Time that one conversion may take.
const LIMIT: Duration = Duration::from_mins(2);

/// The document as DOCX. The original is not touched.
pub(crate) fn to_docx(path: &Path) -> Result<Vec<u8>, Message> {
    let Some(program) = PROGRAMS.iter().find(|program| is_installed(program)) else {
        return Err(Message::new("cli-no-libreoffice"));
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    let mut profile = OsStr::new("-env:UserInstallation=file://").to_os_string();
    profile.push(folder.path().join("profile"));
    let child = Command::new(program)
        .arg(profile)
        .args(["--headless", "--convert-to", "docx", "--outdir"])
        .arg(folder.path())
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    wait(child)?;
    let mut name = path.file_stem().unwrap_or(OsStr::new("document")).to_os_string();
    name.push(".docx");
    std::fs::read(folder.path().join(name)).map_err(failed)
}

/// Waits for the end of a conversion, but not for ever.
fn wait(mut child: Child) -> Result<(), Message> {
    let start = Instant::now();
    while child.try_wait().map_err(failed)?.is_none() {
        if start.elapsed() > LIMIT {
            // It may have ended in between; either way it is not waited for any longer.
            let _ = child.kill();
            let _ = child.wait();
            return Err(failed(format!("> {} s", LIMIT.as_secs())));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn failed(error: impl Display) -> Message {
    Message::new("cli-cannot-convert").with("error", error)
}

fn is_installed(program: &str) -> bool {
    let mut command = Command::new(program);
    let quiet = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}
