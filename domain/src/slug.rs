//! Keys made from names, for sources that give none.

use crate::text::fold;

/// Letters and digits of the folded name, words joined by `-`.
///
/// `None` where nothing of the name is left.
pub fn slug(name: &str) -> Option<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    Some(slug).filter(|slug| !slug.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_letters_and_digits() {
        let name = "4/1000 Initiative - Soils for Food Security and Climate";
        assert_eq!(slug(name).as_deref(), Some("4-1000-initiative-soils-for-food-security-and-climate"));
        assert_eq!(slug("Énergie 2050!").as_deref(), Some("energie-2050"));
        assert_eq!(slug("—"), None);
    }
}
