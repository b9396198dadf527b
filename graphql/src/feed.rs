//! Subscriptions: what they tell, one step from version to version after another.

use std::sync::Arc;

use tokio::sync::watch;

use crate::answer::Answer;
use crate::changes::Span;
use crate::cost::{Allowance, Cost};
use crate::error::ApiError;
use crate::footing::{Asked, Footing};
use crate::graph::{Graph, Prepared, aside};
use crate::patience::Patience;
use crate::plan;
use crate::room::Place;

/// A subscription under way. Between two steps it holds no world: it remembers the version that it told last.
pub struct Feed {
    graph: Graph,
    request: Arc<plan::Request>,
    cost: Cost,
    /// From which version on the next step is told.
    since: Span,
    /// The version that was looked at last.
    seen: Option<String>,
    _place: Place,
    news: watch::Receiver<()>,
}

/// Something told.
#[derive(Clone, Debug)]
pub struct Told {
    /// What is told, as an answer has it.
    pub answer: Answer,
    /// The version up to which it tells: whoever subscribes from it on hears what comes next.
    pub version: String,
}

impl Graph {
    /// Begins a subscription that was prepared, from a version on, or that which it names itself, or that of
    /// now. `allowance` is what its caller may still ask for.
    ///
    /// # Errors
    /// The answer to one that cannot begin: it names no country, or no version.
    pub fn subscribe(
        &self,
        mut prepared: Prepared,
        allowance: Allowance,
        since: Option<&str>,
    ) -> Result<Feed, Answer> {
        prepared.request.allowance = allowance;
        let place = self.feed_place(&prepared.request)?;
        let (request, cost) = (Arc::new(prepared.request), prepared.cost);
        let news = self.worlds().news();
        let current = self.worlds().current();
        let begin = || -> Result<(Span, Option<String>), ApiError> {
            // Nothing changes from a world to itself: this finds out whether the arguments name anything.
            request.is_news(&Footing::of(&current))?;
            let token = &current.version.token;
            match since
                .map(Span::from)
                .transpose()?
                .map_or_else(|| request.since(), |since| Ok(Some(since)))?
            {
                Some(since) => {
                    since.since(&current)?;
                    Ok((since, None))
                }
                None => Ok((Span::from(token)?, Some(token.clone()))),
            }
        };
        let (since, seen) = begin().map_err(Answer::failed)?;
        Ok(Feed { graph: self.clone(), request, cost, since, seen, _place: place, news })
    }
}

impl Feed {
    /// What it costs each time that something is told.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Waits for what is told next. Can be dropped and called again without a loss. What comes while it is
    /// not waited for is told as one step. An answer without data is the last.
    pub async fn next(&mut self) -> Told {
        loop {
            self.news.borrow_and_update();
            let version = self.graph.worlds().current().version.token.clone();
            if self.seen.as_ref() != Some(&version) {
                match self.step().await {
                    Ok((version, told)) => {
                        // Its own versions are of the right form.
                        if let Ok(since) = Span::from(&version) {
                            self.since = since;
                        }
                        self.seen = Some(version.clone());
                        if let Some(answer) = told {
                            return Told { answer, version };
                        }
                    }
                    Err(error) => return Told { answer: Answer::failed(error), version },
                }
            }
            // The graph that this feed holds keeps the sender.
            let _ = self.news.changed().await;
        }
    }

    /// The step to the version of now: its name, and what it tells if that is news.
    async fn step(&self) -> Result<(String, Option<Answer>), ApiError> {
        let worlds = self.graph.worlds();
        let footing = Footing::find(worlds, &worlds.current(), &Asked::Two(self.since.clone())).await?;
        let version = footing.world.version.token.clone();
        let (patience, _waiting) = Patience::begin();
        let (request, room) = (Arc::clone(&self.request), self.graph.room());
        let told = aside(move || {
            if !request.is_news(&footing)? {
                return Ok(None);
            }
            Ok(Some(plan::run(&request, &[Ok(footing)], true, &patience, &room)))
        });
        Ok((version, told.await??.map(Answer::written)))
    }
}
