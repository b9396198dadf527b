//! From the base year to the target year.

use crate::cells::Cells;

/// Whether a target falls due after its base year. Where it does not, either year may be wrong:
/// this is noted, and the target is to be left out.
pub(super) fn is_possible(
    cells: &Cells<'_>,
    (base_column, base): (&str, Option<i32>),
    (target_column, target): (&str, Option<i32>),
) -> bool {
    let (Some(base), Some(target)) = (base, target) else { return true };
    if base < target {
        return true;
    }
    let reason = format!(
        "the target year {target} ({target_column}) is not after the base year {base}; the target is left out"
    );
    cells.note(base_column, reason);
    false
}
