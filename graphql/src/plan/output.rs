//! The bytes of an answer while it is written, in pieces: none is ever copied to grow, and pieces
//! written side by side are put together without touching them.

use bytes::Bytes;

/// A piece is handed on when it is this long.
const PIECE_BYTES: usize = 64 << 10;
/// Room for what is written before the length of a piece is looked at again.
const ROOM_BYTES: usize = 8 << 10;

/// Bytes in pieces.
#[derive(Debug, Default)]
pub(super) struct Output {
    full: Vec<Vec<u8>>,
    current: Vec<u8>,
}

/// A place in the output to go back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    full: usize,
    current: usize,
}

impl Output {
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
            self.full.push(std::mem::replace(&mut self.current, next));
        }
    }

    /// Where the next bytes will stand.
    pub(super) fn mark(&self) -> Mark {
        Mark { full: self.full.len(), current: self.current.len() }
    }

    /// Takes back all that was added since.
    pub(super) fn go_back(&mut self, to: Mark) {
        if self.full.len() > to.full {
            self.full.truncate(to.full + 1);
            self.current = self.full.pop().expect("a piece was handed on since the mark");
        }
        self.current.truncate(to.current);
    }

    /// Adds what was written elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        self.full.push(std::mem::take(&mut self.current));
        self.full.extend(other.full);
        self.current = other.current;
    }

    /// The finished pieces.
    pub(super) fn finish(mut self) -> Vec<Bytes> {
        self.full.push(self.current);
        self.full.into_iter().filter(|piece| !piece.is_empty()).map(Bytes::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let mut output = Output::default();
        output.push_str("kept");
        let mark = output.mark();
        for _ in 0..3 {
            output.push_str(&"x".repeat(PIECE_BYTES));
            output.rest();
        }
        output.go_back(mark);
        output.push(b'!');
        let mut other = Output::default();
        other.push_str("more");
        output.append(other);
        assert_eq!(output.finish().concat(), b"kept!more");
    }
}
