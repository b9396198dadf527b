//! What must hold between the numbers of one target, whoever states it.

use quipu_domain::Decimal;

use crate::cells::Cells;

/// Whether a target falls due after its base year, as far as both are known. Where it does not,
/// that is noted, and the target is to be left out: either year may be wrong.
pub(super) fn is_due_after_base_year(
    cells: &Cells<'_>,
    (base_column, base_year): (&str, Option<i32>),
    (target_column, target_year): (&str, Option<i32>),
) -> bool {
    let (Some(base), Some(target)) = (base_year, target_year) else { return true };
    if base < target {
        return true;
    }
    let reason = format!(
        "the target year {target} ({target_column}) is not after the base year {base}; the target is left out"
    );
    cells.note(base_column, reason);
    false
}

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
