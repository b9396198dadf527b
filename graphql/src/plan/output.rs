//! The bytes of an answer while it is written, in pieces: none is ever copied to grow, and pieces
//! written side by side are put together without touching them.

use bytes::Bytes;

use crate::room::{NoPlace, Piece, Room};

/// A piece is handed on when it is this long.
const PIECE_BYTES: usize = 64 << 10;
/// Room for what is written before the length of a piece is looked at again.
const ROOM_BYTES: usize = 8 << 10;

/// Bytes in pieces.
#[derive(Debug)]
pub(super) struct Output {
    full: Vec<Piece>,
    current: Vec<u8>,
    room: Room,
    /// Why there was no room for a piece: what is written is of no use then.
    lacks: Option<NoPlace>,
}

/// A place in the output to go back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    full: usize,
    current: usize,
}

impl Output {
    /// Nothing yet; pieces take their places from this room.
    pub(super) fn new(room: &Room) -> Self {
        Self { full: Vec::new(), current: Vec::new(), room: room.clone(), lacks: None }
    }

    /// Whether there was no room for a piece.
    pub(super) fn lacks_room(&self) -> bool {
        self.lacks.is_some()
    }

    /// What the next bytes are added to.
    #[inline]
    pub(super) fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.current
    }

    /// Adds a text.
    #[inline]
    pub(super) fn push_str(&mut self, text: &str) {
        self.current.extend_from_slice(text.as_bytes());
    }

    /// Adds an ASCII character.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        self.current.push(byte);
    }

    /// Hands on the current piece if it is long enough.
    #[inline]
    pub(super) fn rest(&mut self) {
        if self.current.len() >= PIECE_BYTES {
            let next = Vec::with_capacity(PIECE_BYTES + ROOM_BYTES);
            let bytes = std::mem::replace(&mut self.current, next);
            self.hand_on(bytes);
        }
    }

    fn hand_on(&mut self, bytes: Vec<u8>) {
        let place = self.room.take(bytes.capacity());
        self.lacks = self.lacks.or(place.as_ref().err().copied());
        self.full.push(Piece { bytes, _place: place.ok() });
    }

    /// Where the next bytes will stand.
    pub(super) fn mark(&self) -> Mark {
        Mark { full: self.full.len(), current: self.current.len() }
    }

    /// Takes back all that was added since.
    pub(super) fn go_back(&mut self, to: Mark) {
        if self.full.len() > to.full {
            self.full.truncate(to.full + 1);
            self.current = self.full.pop().expect("a piece was handed on since the mark").bytes;
        }
        self.current.truncate(to.current);
    }

    /// Adds what was written elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        let bytes = std::mem::replace(&mut self.current, other.current);
        self.hand_on(bytes);
        self.lacks = self.lacks.or(other.lacks);
        self.full.extend(other.full);
    }

    /// The finished pieces.
    ///
    /// # Errors
    /// There was no room for them.
    pub(super) fn finish(mut self) -> Result<Vec<Bytes>, NoPlace> {
        let mut last = std::mem::take(&mut self.current);
        last.shrink_to_fit();
        self.hand_on(last);
        let pieces = self.full.into_iter().filter(|piece| !piece.bytes.is_empty()).map(Bytes::from);
        self.lacks.map_or_else(|| Ok(pieces.collect()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let room = Room::new(1 << 20);
        let mut output = Output::new(&room);
        output.push_str("kept");
        let mark = output.mark();
        for _ in 0..3 {
            output.push_str(&"x".repeat(PIECE_BYTES));
            output.rest();
        }
        output.go_back(mark);
        output.push(b'!');
        let mut other = Output::new(&room);
        other.push_str("more");
        output.append(other);
        let pieces = output.finish().expect("there is room");
        assert_eq!(pieces.concat(), b"kept!more");
        drop(pieces);
        assert_eq!(room.used(), 0);
    }

    #[test]
    fn what_there_is_no_room_for_is_not_finished() {
        let room = Room::new(PIECE_BYTES as u64);
        let mut output = Output::new(&room);
        output.push_str(&"x".repeat(2 * PIECE_BYTES));
        output.rest();
        assert!(output.lacks_room());
        assert!(output.finish().is_err());
        assert_eq!(room.used(), 0);
    }
}
