//! Texts, each kept once.

use std::hash::BuildHasher;
use std::num::NonZeroU32;

use hashbrown::{DefaultHashBuilder, HashTable};

/// A handle on a text of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(NonZeroU32);

/// All texts of a world in one piece of memory.
#[derive(Debug, Default)]
pub struct Strings {
    bytes: String,
    /// Where each text begins; the last one is where the next will.
    starts: Vec<u32>,
    /// Handles, found by what they stand for.
    handles: HashTable<Text>,
    hasher: DefaultHashBuilder,
}

impl Strings {
    /// The handle of a text, which is kept if it is new.
    pub(crate) fn intern(&mut self, text: &str) -> Text {
        if let Some(known) = self.find(text) {
            return known;
        }
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let handle = u32::try_from(self.starts.len()).ok().and_then(NonZeroU32::new);
        let handle = Text(handle.expect("fewer texts than bytes"));
        self.bytes.push_str(text);
        self.starts.push(u32::try_from(self.bytes.len()).expect("texts of a world fit into 4 GiB"));
        let Self { bytes, starts, handles, hasher } = self;
        let hash = |of: &Text| hasher.hash_one(text_of(bytes, starts, *of));
        handles.insert_unique(hasher.hash_one(text), handle, hash);
        handle
    }

    /// Makes room for so many texts more.
    pub(crate) fn reserve(&mut self, texts: usize) {
        self.starts.reserve(texts);
        let Self { bytes, starts, handles, hasher } = self;
        handles.reserve(texts, |of| hasher.hash_one(text_of(bytes, starts, *of)));
    }

    /// The handle of a text that may be missing.
    pub(crate) fn intern_optional(&mut self, text: Option<&str>) -> Option<Text> {
        text.map(|text| self.intern(text))
    }

    /// The handle of a text, if the world holds it.
    pub(crate) fn find(&self, text: &str) -> Option<Text> {
        self.handles.find(self.hasher.hash_one(text), |known| self.get(*known) == text).copied()
    }

    /// Gives back memory that was kept for more texts.
    pub(crate) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// The text behind a handle.
    #[inline]
    pub(crate) fn get(&self, text: Text) -> &str {
        text_of(&self.bytes, &self.starts, text)
    }
}

#[inline]
fn text_of<'a>(bytes: &'a str, starts: &[u32], text: Text) -> &'a str {
    let at = text.0.get() as usize;
    &bytes[starts[at - 1] as usize..starts[at] as usize]
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
        for number in 0..1_000 {
            let text = number.to_string();
            let handle = strings.intern(&text);
            assert_eq!((strings.find(&text), strings.get(handle)), (Some(handle), text.as_str()));
        }
    }
}
