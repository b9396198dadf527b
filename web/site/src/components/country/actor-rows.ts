// The list of actors: its rows, made once, and what is left of them by what the reader chose.

import type { ProgressStatus } from '../../generated/enums.ts';
import { type Actor, peopleOf } from './data.ts';

/** An actor with what its row is found and sorted by. */
export interface Row {
  actor: Actor;
  people: number | null | undefined;
  /** Statuses of those of its targets that can be assessed, each once. */
  statuses: ProgressStatus[];
  /** The next year in which one of its targets falls due, else the last one in which one fell due. */
  due: number | null;
}

export const SORTS = ['people', 'name', 'reported', 'targets'] as const;
export type Sort = (typeof SORTS)[number];

/** What the reader chose; empty for what does not matter. */
export interface Choice {
  text: string;
  type: string;
  target: string;
  status: string;
  sort: Sort;
  language: string;
}

export function isSort(value: string | null): value is Sort {
  return SORTS.some((sort) => sort === value);
}

function dueOf(actor: Actor): number | null {
  const years = actor.targets.flatMap(({ targetYear }) => targetYear ?? []).sort((one, other) => one - other);
  const now = new Date().getFullYear();
  return years.find((year) => year >= now) ?? years.at(-1) ?? null;
}

function rowOf(actor: Actor): Row {
  const statuses = new Set(actor.targets.map((target) => target.progress.status));
  statuses.delete('NOT_ASSESSABLE');
  return { actor, people: peopleOf(actor), statuses: [...statuses], due: dueOf(actor) };
}

/** Rows of all actors, in the order of the answer: by inhabitants. */
export function rowsOf(actors: Actor[]): Row[] {
  return actors.map(rowOf);
}

/** A text without case and accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function sorted(rows: Row[], sort: Sort, language: string): Row[] {
  const order = new Intl.Collator(language);
  const orders: Record<Exclude<Sort, 'people'>, (one: Row, other: Row) => number> = {
    name: (one, other) => order.compare(one.actor.name, other.actor.name),
    reported: (one, other) =>
      (other.actor.reporting.lastReportedYear ?? 0) - (one.actor.reporting.lastReportedYear ?? 0),
    targets: (one, other) => other.actor.targets.length - one.actor.targets.length,
  };
  return sort === 'people' ? rows : rows.toSorted(orders[sort]);
}

/** The rows that the reader wants, in the order wished for. */
export function chosenOf(rows: Row[], { text, type, target, status, sort, language }: Choice): Row[] {
  const sought = plain(text.trim());
  const wanted = rows.filter(
    ({ actor, statuses }) =>
      (!type || actor.type === type) &&
      (!target || actor.targets.length > 0 === (target === 'yes')) &&
      (!status || statuses.some((code) => code === status)) &&
      (!sought || plain(actor.name).includes(sought)),
  );
  return sorted(wanted, sort, language);
}
