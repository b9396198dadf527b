// The query that gives what is on screen, as one document without variables: made of the very document that the page
// asks, so that both always agree.

import type { View } from './address.ts';
import { amountsOf, type Loaded } from './graph.ts';
import { PAGED } from './relations.ts';

interface Definition {
  name: string;
  type: string;
  body: string;
}

/** Fragments of a printed document, by name. */
function fragmentsOf(document: string): Map<string, Definition> {
  const pattern = /fragment (\w+) on (\w+) \{\n([\s\S]*?)\n\}/g;
  const found = [...document.matchAll(pattern)].map(([, name = '', type = '', body = '']) => ({ name, type, body }));
  return new Map(found.map((definition) => [definition.name, definition]));
}

/** Names of the fragments that a text needs, in the order in which they first stand there. */
function neededBy(text: string, fragments: Map<string, Definition>): string[] {
  const needed = new Set<string>();
  const look = (part: string) => {
    for (const [, name = ''] of part.matchAll(/\.\.\.(\w+)/g)) {
      if (needed.has(name) || !fragments.has(name)) continue;
      needed.add(name);
      look(fragments.get(name)!.body);
    }
  };
  look(text);
  return [...needed];
}

/** A text with values in place of variables. */
function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\$(\w+)/g, (variable, name: string) => values[name] ?? variable);
}

const AROUND: Record<string, string> = {
  Country: 'CountryAround',
  PartyGroup: 'GroupAround',
  Ndc: 'NdcAround',
  NdcTarget: 'NationalTargetAround',
  Target: 'TargetAround',
  Initiative: 'InitiativeAround',
};

function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}

/** The part of the query about one node. */
function partOf(id: string, at: number, loaded: Loaded, view: View, fragments: Map<string, Definition>): string {
  const { type, body } = fragments.get(AROUND[loaded.node.__typename] ?? 'ActorAround')!;
  const amounts = amountsOf(id, view.pages);
  const numbers = Object.fromEntries(PAGED.map((variable) => [variable, String(amounts[variable])]));
  const selection = `... on ${type} {\n${filled(body, numbers)}\n}`;
  return `  n${at + 1}: node(id: ${JSON.stringify(id)}) {\n    id\n${indented(selection, '    ')}\n  }`;
}

/**
 * One document for the nodes that are unfolded, `n1`, `n2` and so on, each with what is shown around it.
 *
 * @param document the document that the page asks, as text
 */
export function queryOf(view: View, loaded: ReadonlyMap<string, Loaded>, document: string, language: string): string {
  const fragments = fragmentsOf(document);
  const ids = view.at ? [view.at, ...view.open] : [];
  const parts = ids
    .filter((id) => loaded.has(id))
    .map((id, at) => partOf(id, at, loaded.get(id)!, view, fragments));
  const query = `query Around {\n  dataset {\n    version\n    knownOn\n    builtOn\n  }\n${parts.join('\n')}\n}`;
  const used = neededBy(query, fragments).map((name) => {
    const { type, body } = fragments.get(name)!;
    return `fragment ${name} on ${type} {\n${body}\n}`;
  });
  return filled([query, ...used].join('\n\n'), { language: JSON.stringify(language) });
}
