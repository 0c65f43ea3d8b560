//! The standard: everything under `standards/`, embedded in the binary and overridable.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_embed::RustEmbed;

use crate::data::{self, DataProblem};
use crate::profile::{self, Profile, ProfileError};
use crate::{
    Checklist, CodeList, Dimensions, KeptCatalogue, Privacy, RuleTexts, Sense, SimilarCharacters,
    Slip, TargetWords, Wordings,
};

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
    targets: TargetWords,
    catalogues: Vec<KeptCatalogue>,
    wordings: Wordings,
    slips: Vec<Slip>,
    privacy: Privacy,
    sense: Sense,
    similar: SimilarCharacters,
    dimensions: Dimensions,
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
            targets: data::read(&text("targets.toml"))
                .map_err(|problem| syntax("targets.toml", problem))?,
            catalogues: KeptCatalogue::parse(&text("catalogues/index.toml"), |file| {
                text(&format!("catalogues/{file}"))
            })
            .map_err(|problem| syntax("catalogues/index.toml", problem))?,
            wordings: Wordings::parse(&text("wordings.toml"))
                .map_err(|problem| syntax("wordings.toml", problem))?,
            slips: Slip::parse(&text("slips.toml"))
                .map_err(|problem| syntax("slips.toml", problem))?,
            privacy: Privacy::parse(&text("privacy.toml"))
                .map_err(|problem| syntax("privacy.toml", problem))?,
            sense: Sense::parse(&text("sense.toml"))
                .map_err(|problem| syntax("sense.toml", problem))?,
            similar: SimilarCharacters::parse(&text("similar-characters.tsv")),
            dimensions: data::read(&text("dimensions.toml"))
                .map_err(|problem| syntax("dimensions.toml", problem))?,
            checklist: Checklist::parse(&text("checklist.toml"))
                .map_err(|problem| syntax("checklist.toml", problem))?,
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

    /// Wordings that a rule finds fault with.
    pub fn slips<'s>(&'s self, rule: &'s str) -> impl Iterator<Item = &'s Slip> {
        self.slips.iter().filter(move |slip| slip.rule == rule)
    }

    /// Every such wording.
    #[cfg(test)]
    pub(crate) fn all_slips(&self) -> &[Slip] {
        &self.slips
    }

    /// How private persons appear in documents.
    pub const fn privacy(&self) -> &Privacy {
        &self.privacy
    }

    /// Words by which rules tell whether what a document says makes sense.
    pub const fn sense(&self) -> &Sense {
        &self.sense
    }

    /// Characters that look alike.
    pub const fn similar(&self) -> &SimilarCharacters {
        &self.similar
    }

    /// The form of a finance bureau's check.
    pub const fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// Texts of the rules.
    pub const fn rules(&self) -> &RuleTexts {
        &self.rules
    }

    /// Words of target forms.
    pub const fn targets(&self) -> &TargetWords {
        &self.targets
    }

    /// Kept catalogues of purchasable services.
    pub fn catalogues(&self) -> &[KeptCatalogue] {
        &self.catalogues
    }

    /// Dimensions of inspection.
    pub const fn dimensions(&self) -> &Dimensions {
        &self.dimensions
    }

    /// Words by which the explanation compares and counts.
    pub const fn wordings(&self) -> &Wordings {
        &self.wordings
    }
}

/// A file of the standard that is not what it should be.
fn syntax(file: &str, problem: DataProblem) -> Vec<ProfileError> {
    vec![ProfileError::Syntax { file: file.to_owned(), problem }]
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
    RuleTexts::parse(files)
        .map_err(|(code, problem)| syntax(&format!("rules/{code}.toml"), problem))
}

fn is_profile(path: &str) -> bool {
    path.starts_with("profiles/")
        && std::path::Path::new(path).extension().is_some_and(|extension| extension == "toml")
}

/// The code of the rule that a path below `standards/` describes.
fn rule_code(path: &str) -> Option<&str> {
    path.strip_prefix("rules/")?.strip_suffix(".toml")
}
