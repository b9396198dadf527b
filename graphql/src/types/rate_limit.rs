//! What a caller may still ask for.

use async_graphql::dynamic::TypeRef;

use crate::cost::Allowance;
use crate::table::object::Root;
use crate::table::{Builder, Resolved, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.push(rate_limit().finish());
}

/// The field of the query that tells it.
pub(super) fn field(builder: Builder<Root>) -> Builder<Root> {
    builder.allowance(
        "rateLimit",
        TypeRef::named_nn("RateLimit"),
        "What this request costs, and what is left of the caller's budget. An answer with it is of the moment: it is never kept.",
    )
}

fn rate_limit() -> Builder<Allowance> {
    Builder::<Allowance>::new("RateLimit", "What a request costs, and what is left of the caller's budget.")
        .int("cost", "What this request costs: the most fields that its answer may hold, each field of a page counted by the size of the page, and the finding of pages.", |view| {
            int(view.it.cost)
        })
        .field("limit", TypeRef::named("Int"), "What a full budget holds; null where requests are not limited.", |view| {
            view.it.budget.map_or(Resolved::Null, |budget| Resolved::Int(int(budget.limit)))
        })
        .field("remaining", TypeRef::named("Int"), "What is left of the budget, this request counted; null where requests are not limited.", |view| {
            view.it.budget.map_or(Resolved::Null, |budget| Resolved::Int(int(budget.remaining)))
        })
        .field("resetAt", TypeRef::named("DateTime"), "When the budget is full again if nothing else is asked for; null where requests are not limited.", |view| {
            view.it.budget.map_or(Resolved::Null, |budget| Resolved::Time(budget.reset_at))
        })
}

/// As a number of GraphQL, which has 32 bits.
fn int(number: u64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
