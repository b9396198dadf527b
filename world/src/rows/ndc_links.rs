//! Rows of what links actors to NDCs.

use chrono::NaiveDate;
use quipu_domain::vocabulary::{EvidenceBasis, Stakeholder};

use crate::ids::{NdcId, NdcTextId, PlaceId, RecordId};
use crate::strings::Text;

/// A text of an NDC. The text itself is in the database only.
#[derive(Debug)]
pub struct NdcText {
    /// The NDC, where the register lists one of that Party and day.
    pub ndc: Option<NdcId>,
    /// Under whose name the text is listed: a member of the European Union, or the Party itself.
    pub place: PlaceId,
    /// Where the document is, else the name of its file.
    pub reference: Option<Text>,
    /// Whether an earlier row has the same text of the same NDC.
    pub is_repeated: bool,
    /// Where it was stated.
    pub record: RecordId,
}

/// A place where a text of an NDC speaks of a stakeholder.
#[derive(Debug)]
pub struct StakeholderMention {
    /// Whom it speaks of.
    pub stakeholder: Stakeholder,
    /// The term that was found.
    pub term: Text,
    /// First character of the term in the text, from 0.
    pub char_offset: i32,
    /// The text around it.
    pub quote: Text,
    /// The text.
    pub text: NdcTextId,
}

/// What one source tells of whether an NDC speaks of non-Party stakeholders.
#[derive(Debug)]
pub struct StakeholderEvidence {
    /// The NDC.
    pub ndc: NdcId,
    /// Whether it does.
    pub value: bool,
    /// What was looked at.
    pub basis: EvidenceBasis,
    /// The text that says so.
    pub quote: Option<Text>,
    /// Where the document is.
    pub reference: Option<Text>,
    /// First character of what was found in the text that was looked at, from 0.
    pub char_offset: Option<i32>,
    /// Where it was stated.
    pub record: RecordId,
}

/// A place where a text of an NDC names an actor, the first.
#[derive(Debug)]
pub struct NameMention {
    /// The name, as a source of the actor spells it.
    pub name: Text,
    /// Words of the name.
    pub word_count: usize,
    /// Actors with a target in the country that bear it.
    pub bearers: usize,
    /// The text around it.
    pub quote: Text,
    /// First character of the name in the text, from 0.
    pub char_offset: i32,
    /// The text.
    pub text: NdcTextId,
}

/// A judgement on links.
#[derive(Debug)]
pub struct LinkReview {
    /// Whether the link was accepted.
    pub is_accepted: bool,
    /// What the reviewer is.
    pub reviewer_role: Text,
    /// Why.
    pub reason: Option<Text>,
    /// Day of the judgement.
    pub decided_on: NaiveDate,
    /// Where it was stated.
    pub record: RecordId,
}
