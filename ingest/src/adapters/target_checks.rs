//! What must hold between the numbers of one target, whoever states it.

use quipu_domain::Decimal;

use crate::cells::Cells;

/// Whether a level lies at or below business as usual, as far as both are known. Where it does
/// not, that is noted, and both are to be left out: they may have been swapped.
pub(super) fn is_below_business_as_usual(
    cells: &Cells<'_>,
    (target_column, target_value): (&str, Option<Decimal>),
    (bau_column, bau_value): (&str, Option<Decimal>),
) -> bool {
    let (Some(target), Some(bau)) = (target_value, bau_value) else { return true };
    if target <= bau {
        return true;
    }
    cells.note(target_column, "lies above business as usual; both levels are left out");
    cells.note(bau_column, "lies below the target; both levels are left out");
    false
}
