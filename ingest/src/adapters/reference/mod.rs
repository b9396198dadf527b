//! Countries: codes, names in many languages, groups.

pub(crate) mod cldr;
pub(crate) mod groups;
pub(crate) mod iso_codes;
pub(crate) mod wikidata;

#[cfg(test)]
mod tests;

use quipu_entities::country_name;

/// A name of a country, as a fact.
fn country_name(iso3: &str, language: &str, name: String, form: &str) -> country_name::Model {
    country_name::Model {
        record_id: 0,
        position: 0,
        iso3: iso3.to_owned(),
        language: language.to_owned(),
        name,
        form: form.to_owned(),
    }
}
