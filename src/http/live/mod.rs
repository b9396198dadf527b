//! Connections that stay open: subscriptions, told as events over HTTP or over a WebSocket.
//!
//! Who reads slower than the data change hears of several versions as one step: nothing piles up here.

pub(super) mod events;
mod message;
pub(super) mod websocket;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use quipu_graphql::{Feed, Told};
use tokio::sync::{mpsc, watch};

use super::Service;
use super::budget::{Caller, Unpaid};
use super::refusal::Refusal;

/// Open connections that one caller may have.
const MOST_OF_A_CALLER: usize = 100;
/// Open connections of all callers.
const MOST: usize = 2_000;
/// A connection with nothing to tell shows this often that it lives.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Who has connections open.
#[derive(Default)]
pub(super) struct Seats {
    taken: Mutex<HashMap<Caller, usize>>,
    /// How many connections there are.
    count: watch::Sender<usize>,
}

/// Leave to keep a connection open; given back when it goes.
pub(super) struct Seat {
    seats: Arc<Seats>,
    caller: Caller,
}

impl Seats {
    /// A seat for a caller.
    ///
    /// # Errors
    /// The caller has as many as are allowed, or all have.
    pub(super) fn take(self: &Arc<Self>, caller: &Caller) -> Result<Seat, Refusal> {
        let mut taken = self.taken();
        let of_caller = taken.get(caller).copied().unwrap_or_default();
        if of_caller >= MOST_OF_A_CALLER {
            let message = format!(
                "{MOST_OF_A_CALLER} connections are open for subscriptions, more a caller may not have: close one"
            );
            return Err(refuse(StatusCode::TOO_MANY_REQUESTS, "THROTTLED", message));
        }
        if *self.count.borrow() >= MOST {
            let message =
                format!("{MOST} connections are open for subscriptions, more are not held: try again later");
            return Err(refuse(StatusCode::SERVICE_UNAVAILABLE, "OVERLOADED", message));
        }
        taken.insert(caller.clone(), of_caller + 1);
        self.count.send_modify(|count| *count += 1);
        Ok(Seat { seats: Arc::clone(self), caller: caller.clone() })
    }

    /// How many connections are open.
    pub(super) fn count(&self) -> usize {
        *self.count.borrow()
    }

    /// Waits until no connection is open.
    pub(super) async fn empty(&self) {
        // The sender is here: it cannot be gone.
        let _ = self.count.subscribe().wait_for(|count| *count == 0).await;
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<Caller, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Entry::Occupied(mut taken) = self.seats.taken().entry(self.caller.clone()) {
            *taken.get_mut() -= 1;
            if *taken.get() == 0 {
                taken.remove();
            }
        }
        self.seats.count.send_modify(|count| *count -= 1);
    }
}

fn refuse(status: StatusCode, code: &'static str, message: String) -> Refusal {
    Refusal::new(status, code, message).with(header::RETRY_AFTER, HeaderValue::from_static("30"))
}

/// What a subscription tells, as long as somebody takes it. One step waits to be taken, and the next is not
/// begun before.
fn told(service: Arc<Service>, caller: Caller, mut feed: Feed) -> mpsc::Receiver<Told> {
    let (tell, told) = mpsc::channel(1);
    tokio::spawn(async move {
        loop {
            let next = tokio::select! {
                next = feed.next() => next,
                () = tell.closed() => return,
            };
            let cost = feed.cost().requested;
            while let Err(Unpaid::Wait(time)) = service.budgets.charge(&caller, cost) {
                tokio::select! {
                    () = tokio::time::sleep(time) => {}
                    () = tell.closed() => return,
                }
            }
            let is_last = next.answer.outcome.is_refused();
            service.metrics.told();
            if tell.send(next).await.is_err() || is_last {
                return;
            }
        }
    });
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(address: &str) -> Caller {
        Caller::Address(address.parse().expect("an address"))
    }

    #[test]
    fn a_caller_has_so_many_seats_and_gives_them_back() {
        let seats = Arc::new(Seats::default());
        let one = caller("10.0.0.1");
        let mut held: Vec<Seat> = (0..MOST_OF_A_CALLER).map(|_| seats.take(&one).expect("a seat")).collect();
        let refused = seats.take(&one).err().expect("refused");
        assert_eq!((refused.status, refused.code), (StatusCode::TOO_MANY_REQUESTS, "THROTTLED"));
        assert!(seats.take(&caller("10.0.0.2")).is_ok());
        held.pop();
        assert!(seats.take(&one).is_ok());
        assert_eq!(seats.count(), MOST_OF_A_CALLER - 1);
        held.clear();
        assert_eq!((seats.count(), seats.taken().len()), (0, 0));
    }

    #[test]
    fn all_callers_together_have_so_many_seats() {
        let seats = Arc::new(Seats::default());
        let held: Vec<Seat> = (0..MOST)
            .map(|at| seats.take(&caller(&format!("10.0.{}.{}", at / 250, at % 250))).expect("a seat"))
            .collect();
        let refused = seats.take(&caller("10.1.0.0")).err().expect("refused");
        assert_eq!((refused.status, refused.code), (StatusCode::SERVICE_UNAVAILABLE, "OVERLOADED"));
        drop(held);
        assert!(seats.take(&caller("10.1.0.0")).is_ok());
    }
}
