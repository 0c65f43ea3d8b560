//! What the tests use besides Rust. Without it they run all the same, and say what they skip.

use crate::run::{self, Outcome};

/// A package of the system, with the command that proves it is there.
pub(crate) struct SystemPackage {
    /// Its name in Debian and Ubuntu.
    pub(crate) name: &'static str,
    /// A command that ends with exit code 0 when the package is there.
    pub(crate) proof: &'static [&'static str],
    /// What Gouji needs it for.
    pub(crate) purpose: &'static str,
}

/// Everything that the tests use besides Rust.
const NEEDED: &[SystemPackage] = &[
    SystemPackage {
        name: "libreoffice-writer-nogui",
        proof: &["dpkg", "-s", "libreoffice-writer-nogui"],
        purpose: "tests that read the example as DOCX and PDF",
    },
    SystemPackage {
        name: "libreoffice-calc-nogui",
        proof: &["dpkg", "-s", "libreoffice-calc-nogui"],
        purpose: "tests that read the example as a workbook",
    },
    SystemPackage {
        name: "fonts-noto-cjk",
        proof: &["dpkg", "-s", "fonts-noto-cjk"],
        purpose: "Chinese text in PDF files that the tests make",
    },
    SystemPackage {
        name: "chromium",
        proof: &["sh", "-c", "command -v chromium || command -v google-chrome"],
        purpose: "tests that use the HTML report in a browser",
    },
];

/// Installs what is missing, or says what to install and how.
pub(crate) fn run() -> Outcome {
    let absent = missing(NEEDED, run::proves);
    if absent.is_empty() {
        return Ok(());
    }
    if !(is_root() && run::proves(&["apt-get", "--version"])) {
        return Err(advice(&absent));
    }
    run::succeed(&mut run::program("apt-get", &["update"]))?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(absent.iter().map(|package| package.name));
    run::succeed(&mut run::program("apt-get", &install))?;
    let absent = missing(NEEDED, run::proves);
    if absent.is_empty() { Ok(()) } else { Err(advice(&absent)) }
}

/// The packages whose proof fails.
fn missing(packages: &[SystemPackage], proves: impl Fn(&[&str]) -> bool) -> Vec<&SystemPackage> {
    packages.iter().filter(|package| !proves(package.proof)).collect()
}

/// Which packages are missing, what for, and how to install them.
fn advice(missing: &[&SystemPackage]) -> String {
    let line = |package: &&SystemPackage| {
        let proof = package.proof.join(" ");
        format!("  {} for {} (`{proof}` fails)", package.name, package.purpose)
    };
    let lines: Vec<String> = missing.iter().map(line).collect();
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    format!(
        "these packages are missing:\n{}\ninstall them with: sudo apt-get install {}",
        lines.join("\n"),
        names.join(" ")
    )
}

/// Whether we may install packages.
fn is_root() -> bool {
    run::output(&mut run::program("id", &["-u"]), &[0]).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: [SystemPackage; 2] = [
        SystemPackage { name: "fonts-song", proof: &["fc-list", "song"], purpose: "typesetting" },
        SystemPackage { name: "poppler-utils", proof: &["pdfinfo", "-v"], purpose: "the tests" },
    ];

    #[test]
    fn what_is_there_is_not_asked_for() {
        let absent = missing(&PAIR, |proof| proof == ["pdfinfo", "-v"]);
        assert_eq!(absent.iter().map(|package| package.name).collect::<Vec<_>>(), ["fonts-song"]);
    }

    #[test]
    fn the_advice_can_be_copied_into_a_terminal() {
        let text = advice(&missing(&PAIR, |_| false));
        assert!(text.contains("fonts-song for typesetting (`fc-list song` fails)"), "{text}");
        assert!(text.ends_with("sudo apt-get install fonts-song poppler-utils"), "{text}");
    }
}
