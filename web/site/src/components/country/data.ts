// What the country page knows, as its one query answers it, and what its sections take from that.

import type { ActorType, NullReason, ProgressStatus } from '../../generated/enums.ts';
import type { CountryPageQuery } from '../../generated/graphql.ts';
import type { Origin } from '../../lib/sources.svelte.ts';

export type Country = NonNullable<CountryPageQuery['country']>;
export type Source = CountryPageQuery['sources'][number];
export type Ndc = Country['ndcs'][number];
export type NationalTarget = Country['targets'][number];
export type Actor = Country['actors']['nodes'][number];
export type ActorTarget = Actor['targets'][number];
export type Contribution = NonNullable<Country['contribution']>;
export type Series = Country['emissions'][number];
export type Stated = ActorTarget['provenance'];
/** Makes a whole origin of a short one. */
export type OriginOf = (stated: Stated) => Origin;

/** An assessed target with whose it is, and its place against its straight line where both figures are known. */
export interface Assessed {
  actor: Actor;
  target: ActorTarget;
}

/** What there is to say of the progress of all targets of actors. */
export interface Progress {
  targets: number;
  assessed: Assessed[];
  statuses: Map<ProgressStatus, number>;
  reasons: Map<NullReason, number>;
  never: Actor[];
}

/** Origins of figures of actors: the answer names their sources once. */
export function originsOf(sources: Source[]): OriginOf {
  const known = new Map(sources.map((source) => [source.id, source]));
  return ({ source, ...stated }) => ({
    ...stated,
    source: known.get(source.id) ?? { id: source.id, title: source.id, publisher: '', licence: '', url: '' },
  });
}

function tally<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Goes through all targets of all actors once. */
export function progressOf(actors: Actor[]): Progress {
  const found: Progress = { targets: 0, assessed: [], statuses: new Map(), reasons: new Map(), never: [] };
  for (const actor of actors) {
    if (actor.reporting.staleness === 'NEVER_REPORTED') found.never.push(actor);
    for (const target of actor.targets) {
      found.targets += 1;
      const { status, reason } = target.progress;
      if (status === 'NOT_ASSESSABLE') tally(found.reasons, reason ?? 'NOT_REPORTED');
      else {
        tally(found.statuses, status);
        found.assessed.push({ actor, target });
      }
    }
  }
  return found;
}

/** The entries of a count, the largest first. */
export function largestFirst<Key>(counts: Map<Key, number>): [Key, number][] {
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** Inhabitants of an actor; null where not stated, undefined where its kind has none. */
export function peopleOf(actor: Actor): number | null | undefined {
  return 'population' in actor ? actor.population : undefined;
}

/** Places of actors for the map. */
export function placesOf(actors: Actor[]) {
  return actors.flatMap(({ id, name, type, location }) =>
    location ? [{ id, name, kind: type, latitude: location.latitude, longitude: location.longitude }] : [],
  );
}

/** Short names of all sources that national parts of an answer lead to. */
function namedIn(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) namedIn(item, found);
  else if (value && typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) {
      if (name === 'source') found.add((part as { id: string }).id);
      else if (name !== 'actors') namedIn(part, found);
    }
  }
}

/** Sources of what is on the page, each with how many actors it lists here. */
export function sourcesOf(country: Country, sources: Source[]): { source: Source; actors: number }[] {
  const actors = new Map(country.coverage.bySource.map((part) => [part.value, part.actors]));
  const found = new Set(actors.keys());
  namedIn(country, found);
  for (const actor of country.actors.nodes) {
    for (const target of actor.targets) found.add(target.provenance.source.id);
  }
  return sources
    .filter((source) => found.has(source.id))
    .map((source) => ({ source, actors: actors.get(source.id) ?? 0 }));
}

/** The kinds of actors in the order of the schema, each with its colour. */
export const TONES: Record<ActorType, string> = {
  CITY: 'var(--city)',
  REGION: 'var(--region)',
  COMPANY: 'var(--company)',
  INVESTOR: 'var(--investor)',
  CIVIL_SOCIETY: 'var(--other)',
  HIGHER_EDUCATION: 'var(--other)',
  FACILITY: 'var(--other)',
  OTHER: 'var(--other)',
};

/** Colours of statuses, as component Status has them. */
export const STATUS_TONES: Record<ProgressStatus, string> = {
  ON_TRACK: 'var(--on-track)',
  ACHIEVED: 'var(--achieved)',
  OVER_ACHIEVED: 'var(--achieved)',
  MET: 'var(--achieved)',
  MAINTAINED: 'var(--achieved)',
  OFF_TRACK: 'var(--off-track)',
  MISSED: 'var(--off-track)',
  REVERSED: 'var(--reversed)',
  NOT_ASSESSABLE: 'var(--unknown)',
};

/** A straight scale from a domain to a range. */
export function scale([low, high]: [number, number], [from, to]: [number, number]): (value: number) => number {
  const step = (to - from) / (high - low || 1);
  return (value) => from + (value - low) * step;
}

/** Round values from 0 up to at least `most`, about `wished` of them. */
export function roundSteps(most: number, wished: number): number[] {
  const rough = most / wished || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) => at * step);
}
