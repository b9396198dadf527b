// A value in the unit that it is stated in.

import { count, number, percentage, tonnes } from '../../lib/format.svelte.ts';

/** The value with its unit, as people read it. */
export function amount(value: string, unit: string): string {
  if (unit === 'tCO2e') return tonnes(value);
  if (unit === 'percent') return percentage(value);
  if (unit === 'inhabitants') return count(value);
  return `${number(value, 6)} ${unit}`;
}
