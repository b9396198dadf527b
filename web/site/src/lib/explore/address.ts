// What the explorer shows, as parameters of the address and back. Ids hold nearly every character, so that commas
// within them are written in another way.

import { KINDS, type Kind } from './kinds.ts';

/** What is on screen. */
export interface View {
  /** The node in the middle; null where nothing was chosen yet. */
  at: string | null;
  /** Nodes that are unfolded, the one in the middle left out. */
  open: string[];
  /** How many pages of a relation of a node are shown, by `keyOf`; one where nothing is said. */
  pages: Map<string, number>;
  /** Kinds that are not shown. */
  hidden: Kind[];
  /** The node that the panel tells of. */
  chosen: string | null;
  /** As a drawing or as a list. */
  form: 'drawing' | 'list';
}

/** Most pages of one relation, so that an address by hand asks for no more than can be drawn. */
const MOST_PAGES = 50;

/** Most nodes that are unfolded at once: as many as one request may name, and far more than can be drawn. */
const MOST_OPEN = 100;

/** The key of a relation of a node. */
export function keyOf(relation: string, id: string): string {
  return `${relation}.${id}`;
}

function joined(items: string[]): string | null {
  return items.map((item) => item.replaceAll('~', '~0').replaceAll(',', '~1')).join(',') || null;
}

function split(text: string | null): string[] {
  const items = text ? text.split(',') : [];
  return items.filter(Boolean).map((item) => item.replaceAll('~1', ',').replaceAll('~0', '~'));
}

/** One entry of `more`: pages, relation and id, as in `3.cities.country:BRA`. */
function pagesOf(entry: string): [string, number][] {
  const [, pages, key] = /^(\d{1,3})\.(\w+\..+)$/s.exec(entry) ?? [];
  return key && Number(pages) > 1 ? [[key, Math.min(Number(pages), MOST_PAGES)]] : [];
}

/** What the parameters of an address say. What cannot be understood is left out. */
export function readView(parameters: URLSearchParams): View {
  const at = parameters.get('at');
  const hidden = new Set(split(parameters.get('hide')));
  return {
    at,
    open: [...new Set(split(parameters.get('open')))].filter((id) => id !== at).slice(0, MOST_OPEN),
    pages: new Map(split(parameters.get('more')).flatMap(pagesOf)),
    hidden: KINDS.filter((kind) => hidden.has(kind)),
    chosen: parameters.get('chosen'),
    form: parameters.get('view') === 'list' ? 'list' : 'drawing',
  };
}

/** The parameters that say this; null for those that are not needed. */
export function writeView(view: View): Record<string, string | null> {
  const more = [...view.pages].filter(([, pages]) => pages > 1).map(([key, pages]) => `${pages}.${key}`);
  return {
    at: view.at,
    open: joined(view.open),
    more: joined(more),
    hide: joined(view.hidden),
    chosen: view.chosen === view.at ? null : view.chosen,
    view: view.form === 'list' ? 'list' : null,
  };
}
