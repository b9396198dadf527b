//! From which version of the data to which.

use async_graphql::{Name, Value};
use chrono::NaiveDate;
use indexmap::IndexMap;
use quipu_world::{Lookback, World};

use crate::cursor::{Cursor, invalid};
use crate::error::ApiError;
use crate::table::{Arguments, moment};

/// The argument that says from which version on.
pub(crate) const SINCE: &str = "since";
/// The argument that says up to which version.
pub(crate) const UNTIL: &str = "until";
/// Between the versions in a cursor.
const TO: &str = "..";

/// A version of the data, as clients name it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// What was known on a day.
    Known(NaiveDate),
    /// What had this version.
    Version(String),
}

/// From which version of the data to which: to that of now where it is not said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    since: State,
    until: Option<State>,
    /// Whether a cursor said it: its versions go before what the arguments say, so that a walk over
    /// pages stays between the same two, whatever is imported meanwhile.
    is_of_cursor: bool,
}

impl Span {
    /// The span that the arguments name.
    ///
    /// # Errors
    /// What is neither a day nor a version, and a cursor that was not made here.
    pub(crate) fn of(arguments: &IndexMap<Name, Value>) -> Result<Self, ApiError> {
        let arguments = Arguments(arguments);
        let state = |name: &str| arguments.text(name).map(|text| State::of(name, text)).transpose();
        let (since, until) = (state(SINCE)?, state(UNTIL)?);
        if let Some(cursor) = arguments.text("after") {
            let cursor = Cursor::decode(cursor)?;
            let versions = cursor.version.split_once(TO);
            let (since, until) = versions.ok_or_else(|| invalid("this cursor belongs to another list"))?;
            let version = |token: &str| State::Version(token.to_owned());
            return Ok(Self { since: version(since), until: Some(version(until)), is_of_cursor: true });
        }
        let since = since.ok_or_else(|| ApiError::input(format!("{SINCE} is missing")))?;
        Ok(Self { since, until, is_of_cursor: false })
    }

    /// From a version or day to the version of now.
    ///
    /// # Errors
    /// What is neither a day nor a version.
    pub(crate) fn from(since: &str) -> Result<Self, ApiError> {
        Ok(Self { since: State::of(SINCE, since)?, until: None, is_of_cursor: false })
    }

    /// Where the world before is found, seen from the current one.
    ///
    /// # Errors
    /// A version that the data never had.
    pub(crate) fn since(&self, current: &World) -> Result<Lookback, ApiError> {
        self.find(SINCE, &self.since, current)
    }

    /// Where the world after is found, seen from the current one.
    ///
    /// # Errors
    /// A version that the data never had.
    pub(crate) fn until(&self, current: &World) -> Result<Lookback, ApiError> {
        self.until.as_ref().map_or_else(|| Ok(Lookback::default()), |state| self.find(UNTIL, state, current))
    }

    fn find(&self, name: &str, state: &State, current: &World) -> Result<Lookback, ApiError> {
        match state {
            State::Known(day) => Ok(Lookback { known_on: Some(*day), ..Lookback::default() }),
            State::Version(token) => current.state_of(token).ok_or_else(|| match self.is_of_cursor {
                true => invalid("the version of the data that this cursor comes from is gone"),
                false => ApiError::input(format!(
                    "{name}: these data never had the version {token:?}; give one that `dataset {{ version }}` gave, or a day like 2026-07-22"
                )),
            }),
        }
    }
}

impl State {
    fn of(name: &str, text: &str) -> Result<Self, ApiError> {
        if let Some(day) = moment(text) {
            return Ok(Self::Known(day));
        }
        if is_version(text) {
            return Ok(Self::Version(text.to_owned()));
        }
        Err(ApiError::input(format!(
            "{name} must be a version as `dataset {{ version }}` gives it, like 20-00b85f5e, or a day like 2026-07-22"
        )))
    }
}

/// Whether a text looks like a version: a number, a hyphen, eight hexadecimal digits.
fn is_version(text: &str) -> bool {
    let Some((number, digest)) = text.split_once('-') else { return false };
    let is_digest = digest.len() == 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && is_digest
}

/// Two versions as a cursor holds them.
pub(crate) fn versions(before: &World, after: &World) -> String {
    format!("{}{TO}{}", before.version.token, after.version.token)
}
