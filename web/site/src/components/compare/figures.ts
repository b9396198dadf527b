// What is set side by side, computed once from the answer.

import type { CompareCountryFragment } from '../../generated/graphql.ts';
import type { NullReason, ProgressStatus } from '../../generated/enums.ts';

export type Country = CompareCountryFragment;

/** How many targets of actors there are, how many can be assessed, and how many of these stand where. */
export interface StatusCounts {
  targets: number;
  assessed: number;
  statuses: { status: ProgressStatus; count: number }[];
  /** Why the others cannot be assessed. */
  reasons: { reason: NullReason; count: number }[];
}

/** In this order, whatever the numbers are: an order by size would be a ranking. */
const ORDER: ProgressStatus[] = [
  'MET', 'OVER_ACHIEVED', 'ACHIEVED', 'MAINTAINED', 'ON_TRACK', 'OFF_TRACK', 'MISSED', 'REVERSED',
];

/** Targets of actors by where they stand. */
export function statusCounts(country: Country): StatusCounts {
  const all = country.withTarget.nodes.flatMap(({ targets }) => targets.map(({ progress }) => progress));
  const assessed = countsOf<ProgressStatus>(all.map(({ status }) => (status === 'NOT_ASSESSABLE' ? null : status)));
  const reasons = countsOf(all.map(({ status, reason }) => (status === 'NOT_ASSESSABLE' ? (reason ?? null) : null)));
  return {
    targets: all.length,
    assessed: [...assessed.values()].reduce((sum, count) => sum + count, 0),
    statuses: ORDER.map((status) => ({ status, count: assessed.get(status) ?? 0 })).filter(({ count }) => count > 0),
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((one, other) => other.count - one.count),
  };
}

/** How often each value is there; nulls are not counted. */
function countsOf<Value>(values: (Value | null)[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

type Point = Country['emissions'][number]['points'][number];

/** National emissions from one source and of one year, of as many of the countries as possible. */
export interface CommonEmissions {
  source: string;
  year: number;
  points: Map<string, Point>;
}

/** What one source states, of each year, for those of the countries that it knows. */
function yearsOf(countries: Country[], sourceId: string): CommonEmissions[] {
  const years = new Map<number, CommonEmissions>();
  for (const { iso3, emissions } of countries) {
    const series = emissions.find(({ source }) => source.id === sourceId);
    for (const point of series?.points ?? []) {
      const { year } = point;
      const stated = years.get(year) ?? { source: series!.source.title, year, points: new Map() };
      years.set(year, { ...stated, points: stated.points.set(iso3, point) });
    }
  }
  return [...years.values()].filter(({ points }) => points.size > 1);
}

/**
 * Emissions that can be set side by side: those of most countries. Sources with a series of years go before those that
 * only compile a figure or two from anywhere; then the latest year goes first.
 */
export function commonEmissions(countries: Country[]): CommonEmissions | null {
  const ids = new Set(countries.flatMap(({ emissions }) => emissions.map(({ source }) => source.id)));
  const found = [...ids].flatMap((id) => {
    const years = yearsOf(countries, id);
    return years.map((common) => ({ common, isSeries: years.length > 2 }));
  });
  found.sort(
    (one, other) =>
      Number(other.isSeries) - Number(one.isSeries) ||
      other.common.points.size - one.common.points.size ||
      other.common.year - one.common.year,
  );
  return found[0]?.common ?? null;
}
