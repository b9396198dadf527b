// What a search found, as the groups that are shown.

import type { ActorType } from '../../generated/enums.ts';
import type { SearchQuery } from '../../generated/graphql.ts';
import { paths } from '../../lib/route.svelte.ts';

/** One result. */
export interface Found {
  to: string;
  name: string;
  language: string | null;
  kind: ActorType | null;
  country: { name: string; language: string } | null;
}

export interface Group {
  key: 'countries' | 'actors' | 'initiatives';
  found: Found[];
  /** How many more there are than are shown. */
  others: number;
}

const SHOWN = { countries: 5, actors: 8, initiatives: 4 };

/** Text without accents and case, as names are compared. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** How well a name fits, the best first: the very name, its beginning, the beginning of a word, anything else. */
function rank(name: string, text: string): number {
  const own = plain(name);
  if (own === text) return 0;
  if (own.startsWith(text)) return 1;
  return own.includes(` ${text}`) ? 2 : 3;
}

function group(key: Group['key'], found: Found[], total: number, text: string): Group {
  const sought = plain(text);
  const best = found
    .map((one) => ({ one, rank: rank(one.name, sought) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SHOWN[key])
    .map(({ one }) => one);
  return { key, found: best, others: total - best.length };
}

/** The groups that hold anything, each with its best results first. */
export function groupsOf({ countries, actors, initiatives }: SearchQuery, text: string): Group[] {
  const bare = { language: null, kind: null, country: null };
  const places = countries.nodes.map(({ iso3, name, nameLanguage }): Found => {
    return { ...bare, to: paths.country(iso3), name, language: nameLanguage };
  });
  const who = actors.nodes.map(({ id, name, type, country }): Found => {
    const within = { name: country.name, language: country.nameLanguage };
    return { ...bare, to: paths.actor(id), name, kind: type, country: within };
  });
  const what = initiatives.nodes.map(({ id, name }): Found => ({ ...bare, to: paths.initiative(id), name }));
  return [
    group('countries', places, places.length, text),
    group('actors', who, actors.totalCount, text),
    group('initiatives', what, initiatives.totalCount, text),
  ].filter(({ found }) => found.length > 0);
}

/** Whether there is enough to search for: two letters, or one character of a script that writes syllables or words. */
export function isEnough(text: string): boolean {
  return text.length >= 2 || /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
}
