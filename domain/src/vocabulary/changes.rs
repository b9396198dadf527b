//! Lists for what changed between two versions of the data.

use super::{Vocabulary, fmt};

vocabulary! {
    /// What became of a node between two versions of the data.
    ChangeKind {
        /// It is there, and was not before.
        Added = "ADDED",
        /// It was there before, and something of it, or below it, is different.
        Changed = "CHANGED",
        /// It was there before, and is not any more.
        Removed = "REMOVED",
    }

    /// A kind of node: of what has an id of its own.
    NodeKind {
        /// A country, territory or other place with a page.
        Country = "COUNTRY",
        /// A group of Parties.
        PartyGroup = "PARTY_GROUP",
        /// A nationally determined contribution.
        Ndc = "NDC",
        /// A national target.
        NdcTarget = "NDC_TARGET",
        /// A non-Party actor of any kind.
        Actor = "ACTOR",
        /// A target of an actor.
        Target = "TARGET",
        /// A cooperative initiative.
        Initiative = "INITIATIVE",
    }
}
