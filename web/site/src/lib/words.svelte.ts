// Words of the interface. Each part of the site has a catalogue in `words/`, whole in every language: the compiler
// sees to it.

import { type Language, settings } from './settings.svelte.ts';

/** A catalogue as functions: called, it gives the words in the language of the reader. */
export function catalogue<Words>(words: Record<Language, Words>): () => Words {
  return () => words[settings.language];
}
