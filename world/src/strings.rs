//! Texts, each kept once.

use std::collections::HashMap;
use std::num::NonZeroU32;

/// A handle on a text of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(NonZeroU32);

/// All texts of a world in one piece of memory.
#[derive(Debug, Default)]
pub struct Strings {
    bytes: String,
    ends: Vec<u32>,
    handles: HashMap<Box<str>, Text>,
}

impl Strings {
    /// The handle of a text, which is kept if it is new.
    pub(crate) fn intern(&mut self, text: &str) -> Text {
        if let Some(known) = self.handles.get(text) {
            return *known;
        }
        self.bytes.push_str(text);
        self.ends.push(u32::try_from(self.bytes.len()).expect("texts of a world fit into 4 GiB"));
        let count = u32::try_from(self.ends.len()).expect("fewer texts than bytes");
        let handle = Text(NonZeroU32::new(count).expect("counted from 1"));
        self.handles.insert(text.into(), handle);
        handle
    }

    /// The handle of a text that may be missing.
    pub(crate) fn intern_optional(&mut self, text: Option<&str>) -> Option<Text> {
        text.map(|text| self.intern(text))
    }

    /// The handle of a text, if the world holds it.
    pub(crate) fn find(&self, text: &str) -> Option<Text> {
        self.handles.get(text).copied()
    }

    /// The text behind a handle.
    pub(crate) fn get(&self, text: Text) -> &str {
        let at = text.0.get() as usize - 1;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.bytes[start..self.ends[at] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Strings;

    #[test]
    fn a_text_is_kept_once() {
        let mut strings = Strings::default();
        let (first, second) = (strings.intern("Brasília"), strings.intern(""));
        assert_eq!(strings.intern("Brasília"), first);
        assert_eq!((strings.get(first), strings.get(second)), ("Brasília", ""));
        assert_eq!(strings.find("nowhere"), None);
    }
}
