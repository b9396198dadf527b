//! Room for answers: memory for all that are being written, kept or sent, bounded together. A piece of an answer has
//! its place until the last who needs it is done with it, so clients that read slowly take room, too.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;

use crate::error::ApiError;

/// Room for answers. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Room(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    bytes: u64,
    used: AtomicU64,
    /// The larger room that this is a part of, if it is.
    of: Option<Room>,
}

/// A part of the room, given back when it goes.
#[derive(Debug)]
pub(crate) struct Place {
    room: Room,
    bytes: u64,
    _of: Option<Box<Self>>,
}

/// Why there is no place for a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPlace {
    /// The answer is longer than one may be: so many bytes.
    TooLong(u64),
    /// Other answers take the room: so many bytes.
    Taken(u64),
}

impl NoPlace {
    /// As an answer says it.
    pub(crate) fn error(self) -> ApiError {
        match self {
            Self::TooLong(most) => ApiError::Input(
                "QUERY_TOO_COMPLEX",
                format!(
                    "the answer takes more than {} MiB: lower \"first\", or ask for fewer fields",
                    most >> 20
                ),
            ),
            Self::Taken(used) => ApiError::Input(
                "OVERLOADED",
                format!(
                    "other answers take {} MiB, and there is no room for this one: try again later",
                    used >> 20
                ),
            ),
        }
    }
}

impl Room {
    /// Room for so many bytes.
    pub(crate) fn new(bytes: u64) -> Self {
        Self(Arc::new(Inner { bytes, used: AtomicU64::new(0), of: None }))
    }

    /// The room of one answer: half of this at most.
    pub(crate) fn of_one(&self) -> Self {
        let of = Some(self.clone());
        Self(Arc::new(Inner { bytes: self.0.bytes / 2, used: AtomicU64::new(0), of }))
    }

    /// Takes a part of it.
    ///
    /// # Errors
    /// Not so much is left.
    pub(crate) fn take(&self, bytes: usize) -> Result<Place, NoPlace> {
        let most = self.0.bytes;
        let grown = |used: u64| used.checked_add(bytes as u64).filter(|used| *used <= most);
        let taken = self.0.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, grown);
        let lack = |used| if self.0.of.is_some() { NoPlace::TooLong(most) } else { NoPlace::Taken(used) };
        taken.map_err(lack)?;
        // Given back if the larger room has none.
        let mut place = Place { room: self.clone(), bytes: bytes as u64, _of: None };
        if let Some(room) = &self.0.of {
            place._of = Some(Box::new(room.take(bytes)?));
        }
        Ok(place)
    }

    /// How many bytes are used.
    pub(crate) fn used(&self) -> u64 {
        self.0.used.load(Ordering::Relaxed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.room.0.used.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// Bytes in their place.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) bytes: Vec<u8>,
    pub(crate) _place: Option<Place>,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Piece> for Bytes {
    fn from(piece: Piece) -> Self {
        Self::from_owner(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_taken_until_the_last_is_done_with_it() {
        let room = Room::new(100);
        let place = room.take(80).ok();
        assert_eq!(room.take(21).err(), Some(NoPlace::Taken(80)));
        let sent = Bytes::from(Piece { bytes: vec![0; 80], _place: place });
        let kept = sent.slice(0..1);
        drop(sent);
        assert_eq!(room.used(), 80);
        drop(kept);
        assert_eq!(room.used(), 0);
        assert!(room.take(100).is_ok() && room.take(usize::MAX).is_err());
    }

    #[test]
    fn one_answer_takes_half_of_it_at_most() {
        let room = Room::new(100);
        let (one, other) = (room.of_one(), room.of_one());
        let held = one.take(50).ok();
        assert_eq!(one.take(1).err(), Some(NoPlace::TooLong(50)));
        assert_eq!(room.used(), 50, "what could not be taken is not kept");
        assert!(other.take(40).is_ok());
        drop(held);
        assert_eq!(room.used(), 0);
    }
}
