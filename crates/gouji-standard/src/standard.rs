//! The standard: everything under `standards/`, embedded in the binary and overridable.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_embed::RustEmbed;

use crate::profile::{self, Profile, ProfileError};
use crate::{Checklist, CodeList, RuleTexts};

#[derive(RustEmbed)]
#[folder = "../../standards"]
struct Embedded;

/// Profiles, code lists and rule texts.
#[derive(Clone, Debug)]
pub struct Standard {
    profiles: BTreeMap<String, Profile>,
    functional: CodeList,
    economic_department: CodeList,
    economic_government: CodeList,
    rules: RuleTexts,
    checklist: Checklist,
}

impl Standard {
    /// The standard that the binary carries.
    ///
    /// # Panics
    ///
    /// Never in a built binary: the tests load and verify every embedded file.
    pub fn embedded() -> &'static Self {
        static STANDARD: OnceLock<Standard> = OnceLock::new();
        STANDARD.get_or_init(|| {
            Self::with_overrides(&BTreeMap::new())
                .expect("the embedded profiles are verified by tests")
        })
    }

    /// The embedded standard with files replaced or added; keys are paths below `standards/`.
    pub fn with_overrides(overrides: &BTreeMap<String, String>) -> Result<Self, Vec<ProfileError>> {
        let text = |path: &str| -> String {
            overrides
                .get(path)
                .cloned()
                .unwrap_or_else(|| Self::embedded_file(path).unwrap_or_default())
        };
        let mut sources: BTreeMap<String, String> = Embedded::iter()
            .filter(|path| is_profile(path))
            .map(|path| (path.to_string(), text(&path)))
            .collect();
        for (path, text) in overrides.iter().filter(|(path, _)| is_profile(path)) {
            sources.insert(path.clone(), text.clone());
        }
        Ok(Self {
            profiles: profile::resolve(&sources)?,
            functional: CodeList::parse(&text("codes/functional.tsv")),
            economic_department: CodeList::parse(&text("codes/economic-department.tsv")),
            economic_government: CodeList::parse(&text("codes/economic-government.tsv")),
            rules: rules(overrides)?,
            checklist: checklist(&text(CHECKLIST))?,
        })
    }

    /// An embedded file by its path below `standards/`.
    pub fn embedded_file(path: &str) -> Option<String> {
        let file = Embedded::get(path)?;
        String::from_utf8(file.data.into_owned()).ok()
    }

    /// Code and text of every embedded rule.
    pub(crate) fn embedded_rules() -> impl Iterator<Item = (String, String)> {
        Embedded::iter().filter_map(|path| {
            let code = rule_code(&path)?.to_owned();
            Some((code, Self::embedded_file(&path)?))
        })
    }

    /// Every profile by id.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.values()
    }

    /// The profile with an id.
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.get(id)
    }

    /// Functional classification.
    pub const fn functional(&self) -> &CodeList {
        &self.functional
    }

    /// Departmental economic classification.
    pub const fn economic_department(&self) -> &CodeList {
        &self.economic_department
    }

    /// Governmental economic classification.
    pub const fn economic_government(&self) -> &CodeList {
        &self.economic_government
    }

    /// The form of a finance bureau's check.
    pub const fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// Texts of the rules.
    pub const fn rules(&self) -> &RuleTexts {
        &self.rules
    }
}

/// File of the form of a finance bureau's check.
const CHECKLIST: &str = "checklist.toml";

fn checklist(text: &str) -> Result<Checklist, Vec<ProfileError>> {
    Checklist::parse(text)
        .map_err(|message| vec![ProfileError::Syntax { file: CHECKLIST.to_owned(), message }])
}

/// The rule book, with files replaced or added.
fn rules(overrides: &BTreeMap<String, String>) -> Result<RuleTexts, Vec<ProfileError>> {
    let mut files: BTreeMap<String, String> = Standard::embedded_rules().collect();
    for (path, text) in overrides {
        if let Some(code) = rule_code(path) {
            files.insert(code.to_owned(), text.clone());
        }
    }
    let files = files.iter().map(|(code, text)| (code.as_str(), text.clone()));
    RuleTexts::parse(files).map_err(|(code, message)| {
        vec![ProfileError::Syntax { file: format!("rules/{code}.toml"), message }]
    })
}

fn is_profile(path: &str) -> bool {
    path.starts_with("profiles/")
        && std::path::Path::new(path).extension().is_some_and(|extension| extension == "toml")
}

/// The code of the rule that a path below `standards/` describes.
fn rule_code(path: &str) -> Option<&str> {
    path.strip_prefix("rules/")?.strip_suffix(".toml")
}
