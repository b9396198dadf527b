// What the world map is coloured by: the value of a country, its words, and the classes of the legend.

import type { ProgressStatus } from '../../generated/enums.ts';
import type { HomeQuery } from '../../generated/graphql.ts';
import { count, day, percent } from '../../lib/format.svelte.ts';
import type { HomeWords } from '../../words/home.ts';

export type WorldCountry = HomeQuery['countries']['nodes'][number];

export const MEASURES = ['actors', 'targets', 'inventories', 'progress', 'population', 'ndc'] as const;
export type Measure = (typeof MEASURES)[number];

/** Statuses of targets that are as far as their straight line, or further. */
const ON_LINE = new Set<ProgressStatus>(['ON_TRACK', 'ACHIEVED', 'OVER_ACHIEVED', 'MET', 'MAINTAINED']);

/** How many targets of a country can be assessed, and how many of them are as far as their straight line. */
export function assessedOf({ coverage }: WorldCountry): { assessed: number; onLine: number } {
  const counts = coverage.targetsByStatus.filter(({ status }) => status !== 'NOT_ASSESSABLE');
  const sum = (some: typeof counts): number => some.reduce((total, { targets }) => total + targets, 0);
  return { assessed: sum(counts), onLine: sum(counts.filter(({ status }) => ON_LINE.has(status))) };
}

/** A class of the legend: from its lower bound to that of the next. */
export interface Class {
  from: number;
  label: string;
  colour: string;
}

/** The value a country is coloured by; null where there is none to tell. */
export function valueOf(measure: Measure, country: WorldCountry): number | null {
  const { coverage, currentNdc } = country;
  const { actors, withTarget, withInventory } = coverage.all;
  switch (measure) {
    case 'actors':
      return actors || null;
    case 'targets':
      return actors ? withTarget / actors : null;
    case 'inventories':
      return actors ? withInventory / actors : null;
    case 'progress': {
      const { assessed, onLine } = assessedOf(country);
      return assessed ? onLine / assessed : null;
    }
    case 'population':
      return coverage.cityPopulationShare ?? null;
    case 'ndc':
      return currentNdc?.submittedOn ? Number(currentNdc.submittedOn.slice(0, 4)) : null;
  }
}

/** Why a country has no value. */
export function reasonOf(measure: Measure, words: HomeWords): string {
  if (measure === 'population') return words.notKnown;
  if (measure === 'progress') return words.noneAssessed;
  return measure === 'ndc' ? words.noNdc : words.noActors;
}

/** The value in words, with what it is a share of; or why there is none, in few words. */
export function textOf(measure: Measure, country: WorldCountry, words: HomeWords): string {
  const value = valueOf(measure, country);
  if (value === null && measure === 'ndc' && country.currentNdc) return words.undated;
  if (value === null) return words.briefly[measure];
  const { actors, withTarget, withInventory } = country.coverage.all;
  switch (measure) {
    case 'actors':
      return count(actors);
    case 'targets':
      return words.share(count(withTarget), count(actors), percent(value));
    case 'inventories':
      return words.share(count(withInventory), count(actors), percent(value));
    case 'progress': {
      const { assessed, onLine } = assessedOf(country);
      return words.share(count(onLine), count(assessed), percent(value));
    }
    case 'population':
      return percent(value, value < 0.1 ? 1 : 0);
    case 'ndc':
      return day(country.currentNdc?.submittedOn ?? '');
  }
}

const ROUND = [2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1_000, 2_000, 5_000];

/** Round bounds that part the countries into about five equal groups. */
function roundBounds(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const bounds: number[] = [];
  for (const part of [0.2, 0.4, 0.6, 0.8]) {
    const wanted = sorted[Math.floor(sorted.length * part)] ?? 1;
    const free = ROUND.filter((bound) => bound > (bounds.at(-1) ?? 1));
    const best = free.reduce((a, b) => (Math.abs(Math.log(b / wanted)) < Math.abs(Math.log(a / wanted)) ? b : a));
    bounds.push(best);
  }
  return [1, ...bounds];
}

function actorClasses(values: number[], words: HomeWords): [number, string][] {
  const bounds = roundBounds(values);
  return bounds.map((from, index) => {
    const next = bounds[index + 1];
    if (next === undefined) return [from, words.atLeast(count(from))];
    return [from, next - 1 === from ? count(from) : words.between(count(from), count(next - 1))];
  });
}

/** Classes of shares from their lower bounds, which are set so that a share lies in the class of its percentage. */
function shareClasses(bounds: number[], last: string, words: HomeWords): [number, string][] {
  const lower = bounds.map((bound): number => (bound > 0 ? bound - 0.005 : Number.MIN_VALUE));
  return bounds.map((bound, index) => {
    const next = bounds[index + 1];
    if (next === undefined) return [lower[index] ?? 0, last];
    const label = bound > 0 ? words.between(count(bound * 100), percent(next - 0.01)) : words.under(percent(next));
    return [lower[index] ?? 0, label];
  });
}

function partClasses(bounds: number[], words: HomeWords): [number, string][] {
  const from = bounds.at(-1) ?? 0;
  return [[0, percent(0)], ...shareClasses(bounds, words.between(count(from * 100), percent(1)), words)];
}

function populationClasses(words: HomeWords): [number, string][] {
  const [lowest, ...others] = shareClasses([0, 0.25, 0.5, 0.75, 1.01], words.over(percent(1)), words);
  return [[0, lowest?.[1] ?? ''], ...others];
}

function ndcClasses(words: HomeWords): [number, string][] {
  return [
    [0, words.before(2020)],
    [2020, words.between('2020', '2022')],
    [2023, words.between('2023', '2024')],
    [2025, words.since(2025)],
  ];
}

/** The classes of a measure, from little to much; for these countries, where they follow from the values. */
export function classesOf(measure: Measure, countries: WorldCountry[], words: HomeWords): Class[] {
  const values = countries.flatMap((country) => valueOf(measure, country) ?? []);
  const bounds = {
    actors: () => actorClasses(values, words),
    targets: () => partClasses([0, 0.25, 0.5, 0.75], words),
    inventories: () => partClasses([0, 0.05, 0.1, 0.25], words),
    progress: () => partClasses([0, 0.25, 0.5, 0.75], words),
    population: () => populationClasses(words),
    ndc: () => ndcClasses(words),
  }[measure]();
  const skipped = 5 - bounds.length;
  return bounds.map(([from, label], index) => ({ from, label, colour: `var(--map-${index + 1 + skipped})` }));
}

/** The class a value lies in. */
export function classOf(value: number | null, classes: Class[]): Class | null {
  return value === null ? null : (classes.findLast(({ from }) => value >= from) ?? null);
}
