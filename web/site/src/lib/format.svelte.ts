// Numbers and days as people of a language write them.

import { settings } from './settings.svelte.ts';

/** The tag that the browser formats by. */
function tag(): string {
  return settings.language === 'zh-Hant' ? 'zh-Hant-TW' : 'en-GB';
}

/** A whole number. */
export function count(value: number | string): string {
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: 0 }).format(Number(value));
}

/** A number with as many digits as say something. */
export function number(value: number | string, digits = 3): string {
  return new Intl.NumberFormat(tag(), { maximumSignificantDigits: digits }).format(Number(value));
}

/** A share, as 0.375, in percent. */
export function percent(share: number, digits = 0): string {
  return new Intl.NumberFormat(tag(), { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** A percentage as a source states it, as "37.5". */
export function percentage(value: number | string): string {
  return percent(Number(value) / 100, 1);
}

/** An amount of emissions in tonnes of CO2-equivalent, in a unit of its size; exact amounts go into downloads. */
export function tonnes(value: number | string): string {
  const amount = Number(value);
  const size = Math.abs(amount);
  const [divisor, unit] = size >= 1e9 ? [1e9, 'Gt'] : size >= 1e6 ? [1e6, 'Mt'] : size >= 1e3 ? [1e3, 'kt'] : [1, 't'];
  return `${number(amount / divisor)} ${unit} CO₂e`;
}

/** A number of people. */
export function people(value: number | string): string {
  return new Intl.NumberFormat(tag(), { notation: 'compact', maximumSignificantDigits: 3 }).format(Number(value));
}

/** A day, `YYYY-MM-DD`, or a moment. */
export function day(value: string): string {
  const date = new Date(value.length === 10 ? `${value}T00:00:00Z` : value);
  return new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** A range of percentages, one number where both ends are equal. */
export function range(low: number | string, high: number | string): string {
  return Number(low) === Number(high)
    ? percentage(low)
    : `${number(low, 4)}–${percentage(high)}`;
}
