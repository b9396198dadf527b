//! Budgets of callers: each has so much to spend, and gets it back evenly over a minute.
//!
//! A caller is known by a key of the settings, or else by its address. A key that is not in the
//! settings is none: with a made-up key for each request nobody would ever come to an end.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use chrono::Utc;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use quipu_graphql::{Budget, Dearest};

use super::refusal::Refusal;

/// Header with the key of a caller.
pub(super) const API_KEY: HeaderName = HeaderName::from_static("x-api-key");
/// Header by which proxies say whom they speak for.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Budgets that are full again are forgotten after so many requests.
const FORGET_EVERY: u32 = 10_000;

/// Who may spend how much.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// What a caller may spend in a minute; 0 for as much as it likes.
    pub(crate) per_minute: u32,
    /// Keys that callers are known by.
    pub(crate) api_keys: HashSet<String>,
    /// How many proxies in front of the service are trusted to say whom they speak for.
    pub(crate) trusted_proxies: usize,
}

/// Somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Caller {
    /// Known by a key.
    Key(String),
    /// Known by an address.
    Address(IpAddr),
}

/// The budgets of all callers.
pub(super) struct Budgets {
    rules: Rules,
    /// None where nothing is limited.
    limiter: Option<Limiter>,
    charged: AtomicU32,
}

type Limiter = RateLimiter<Caller, DashMapStateStore<Caller>, DefaultClock, StateInformationMiddleware>;

/// A request that cannot be paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpaid {
    /// Not now; but after this time.
    Wait(Duration),
    /// It costs more than a full budget holds.
    Never,
}

impl Budgets {
    pub(super) fn new(rules: Rules) -> Self {
        let limiter = NonZeroU32::new(rules.per_minute).map(|limit| {
            RateLimiter::dashmap(Quota::per_minute(limit)).with_middleware::<StateInformationMiddleware>()
        });
        Self { rules, limiter, charged: AtomicU32::new(0) }
    }

    /// Who asks, by the headers and the address that the connection comes from.
    pub(super) fn caller(&self, headers: &HeaderMap, peer: IpAddr) -> Caller {
        let key = headers.get(API_KEY).and_then(|value| value.to_str().ok());
        if let Some(key) = key.filter(|key| self.rules.api_keys.contains(*key)) {
            return Caller::Key(key.to_owned());
        }
        let lists = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
        let named: Vec<&str> = lists.flat_map(|list| list.split(',')).map(str::trim).collect();
        // Each proxy adds whom it speaks for; what stands before that, anybody may have written.
        let proxies = self.rules.trusted_proxies;
        let named =
            named.len().checked_sub(proxies).filter(|_| proxies > 0).and_then(|at| named[at].parse().ok());
        Caller::Address(network(named.unwrap_or(peer)))
    }

    /// Takes what a request costs from the budget of its caller; gives what is left, if anything is limited.
    ///
    /// # Errors
    /// There is not enough left.
    pub(super) fn charge(&self, caller: &Caller, cost: u64) -> Result<Option<Budget>, Unpaid> {
        let Some(limiter) = &self.limiter else { return Ok(None) };
        if self.charged.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            limiter.retain_recent();
        }
        let cost = u32::try_from(cost.max(1)).ok().and_then(NonZeroU32::new).ok_or(Unpaid::Never)?;
        match limiter.check_key_n(caller, cost) {
            Ok(Ok(state)) => {
                let (limit, remaining) = (self.rules.per_minute, state.remaining_burst_capacity());
                let spent = u64::from(limit.saturating_sub(remaining));
                let until_full = Duration::from_millis(spent * 60_000 / u64::from(limit));
                let (limit, remaining) = (u64::from(limit), u64::from(remaining));
                Ok(Some(Budget { limit, remaining, reset_at: Utc::now() + until_full }))
            }
            Ok(Err(not_until)) => Err(Unpaid::Wait(not_until.wait_time_from(limiter.clock().now()))),
            Err(_) => Err(Unpaid::Never),
        }
    }

    /// The answer to a request that cannot be paid for: what it costs, which part of it most, and
    /// what would help.
    pub(super) fn refuse(&self, unpaid: Unpaid, cost: u64, dearest: Option<Dearest>) -> Refusal {
        let limit = self.rules.per_minute;
        let part = dearest.map_or_else(String::new, |part| {
            format!(
                "; its dearest part is {:?} with {}: lower its \"first\", or ask for fewer fields in it",
                part.path, part.cost
            )
        });
        match unpaid {
            Unpaid::Wait(time) => {
                let seconds = time.as_millis().div_ceil(1_000).max(1);
                let message = format!(
                    "the request costs {cost}, and less is left of the {limit} that a caller may spend in a minute; try again in {seconds} s{part}"
                );
                let value = HeaderValue::from_str(&seconds.to_string()).expect("digits");
                Refusal::new(StatusCode::TOO_MANY_REQUESTS, "THROTTLED", message)
                    .with(header::RETRY_AFTER, value)
            }
            Unpaid::Never => {
                let message = format!(
                    "the request costs {cost}, more than the {limit} that a caller may spend in a minute{part}"
                );
                Refusal::new(StatusCode::BAD_REQUEST, "MAX_COST_EXCEEDED", message)
            }
        }
    }
}

/// What stands for an address: of the sixth version the network, since who has one address there has
/// billions.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::V6(Ipv6Addr::from(segments))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budgets(trusted_proxies: usize) -> Budgets {
        Budgets::new(Rules {
            per_minute: 1_000,
            api_keys: HashSet::from(["known".to_owned()]),
            trusted_proxies,
        })
    }

    fn caller(budgets: &Budgets, headers: &[(HeaderName, &'static str)], peer: &str) -> Caller {
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
        budgets.caller(&headers.collect(), peer.parse().expect("an address"))
    }

    fn address(text: &str) -> Caller {
        Caller::Address(text.parse().expect("an address"))
    }

    #[test]
    fn a_key_that_is_made_up_is_none() {
        let budgets = budgets(0);
        assert_eq!(caller(&budgets, &[(API_KEY, "known")], "10.0.0.1"), Caller::Key("known".into()));
        assert_eq!(caller(&budgets, &[(API_KEY, "guessed")], "10.0.0.1"), address("10.0.0.1"));
    }

    #[test]
    fn only_what_trusted_proxies_say_is_believed() {
        let headers = [(FORWARDED_FOR, "1.1.1.1, 2.2.2.2, 3.3.3.3")];
        for (trusted, expected) in [(0, "10.0.0.1"), (1, "3.3.3.3"), (2, "2.2.2.2"), (4, "10.0.0.1")] {
            assert_eq!(caller(&budgets(trusted), &headers, "10.0.0.1"), address(expected), "{trusted}");
        }
        assert_eq!(caller(&budgets(1), &[(FORWARDED_FOR, "unknown")], "10.0.0.1"), address("10.0.0.1"));
    }

    #[test]
    fn addresses_of_one_network_are_one_caller() {
        assert_eq!(caller(&budgets(0), &[], "2001:db8:1:2:3:4:5:6"), address("2001:db8:1:2::"));
        assert_eq!(caller(&budgets(0), &[], "::ffff:10.0.0.1"), address("10.0.0.1"));
    }

    #[test]
    fn what_is_spent_is_gone_and_each_caller_has_a_budget_of_its_own() {
        let budgets = budgets(0);
        let (one, other) = (address("10.0.0.1"), address("10.0.0.2"));
        let left = budgets.charge(&one, 900).expect("paid").expect("limited");
        assert!(left.limit == 1_000 && left.remaining <= 100 && left.reset_at > Utc::now(), "{left:?}");
        assert!(matches!(budgets.charge(&one, 900), Err(Unpaid::Wait(_))));
        assert!(budgets.charge(&other, 900).is_ok());
        assert_eq!(budgets.charge(&other, 1_001), Err(Unpaid::Never));
        assert_eq!(budgets.charge(&other, u64::MAX), Err(Unpaid::Never));
    }

    #[test]
    fn a_refusal_says_when_to_come_back_and_what_to_leave_out() {
        let dearest = Dearest { path: "countries.nodes.actors".to_owned(), cost: 800 };
        let refusal = budgets(0).refuse(Unpaid::Wait(Duration::from_millis(1_500)), 900, Some(dearest));
        assert_eq!((refusal.status.as_u16(), refusal.code), (429, "THROTTLED"));
        assert_eq!(refusal.headers, [(header::RETRY_AFTER, HeaderValue::from_static("2"))]);
        assert!(refusal.message.contains("countries.nodes.actors"), "{}", refusal.message);
    }
}
