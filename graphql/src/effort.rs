//! What async-graphql's executor may take to answer a request: memory, counted by the fields that it resolves. It keeps
//! all of an answer as values and futures until the last is there, some kilobytes for each field, and lists without
//! pages make more fields than the cost of a request can tell beforehand.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::room::{NoPlace, Place, Room};

/// Memory that a field takes in an answer that is not finished.
const FIELD_BYTES: usize = 8_192;
/// Places are taken for so many fields at once.
const FIELDS_AT_ONCE: u64 = 64;

/// What is taken for a request, given back when it is answered.
#[derive(Debug)]
pub(crate) struct Effort {
    room: Room,
    fields: AtomicU64,
    taken: Mutex<Taken>,
    /// Tells that there is no room.
    lacking: Notify,
}

#[derive(Debug, Default)]
struct Taken {
    places: Vec<Place>,
    lacks: Option<NoPlace>,
}

impl Effort {
    /// None yet; memory comes from this room.
    pub(crate) fn new(room: Room) -> Self {
        Self { room, fields: AtomicU64::new(0), taken: Mutex::default(), lacking: Notify::new() }
    }

    /// Counts a field; whether there is room for it.
    pub(crate) fn field(&self) -> bool {
        let fields = self.fields.fetch_add(1, Ordering::Relaxed);
        !fields.is_multiple_of(FIELDS_AT_ONCE) || self.take(FIELD_BYTES * FIELDS_AT_ONCE as usize)
    }

    /// Takes memory for a value; whether there is room for it.
    pub(crate) fn take(&self, bytes: usize) -> bool {
        let mut taken = self.taken();
        if taken.lacks.is_some() {
            return false;
        }
        match self.room.take(bytes) {
            Ok(place) => taken.places.push(place),
            Err(lack) => {
                taken.lacks = Some(lack);
                self.lacking.notify_one();
            }
        }
        taken.lacks.is_none()
    }

    /// Waits until there is no room, and says why: the answer is of no use then. Fields that there is no room for
    /// never end, so that the executor stops where it is.
    pub(crate) async fn lacks(&self) -> NoPlace {
        loop {
            let lacks = self.taken().lacks;
            match lacks {
                Some(lack) => return lack,
                None => self.lacking.notified().await,
            }
        }
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_take_room_until_the_request_is_answered() {
        let room = Room::new(1 << 20);
        let effort = Effort::new(room.of_one());
        assert!((0..64).all(|_| effort.field()));
        assert_eq!(room.used(), 512 << 10);
        assert!(!effort.field() && !effort.take(1), "half of the room is one answer's at most");
        assert_eq!(effort.taken().lacks, Some(NoPlace::TooLong(512 << 10)));
        drop(effort);
        assert_eq!(room.used(), 0);
    }
}
