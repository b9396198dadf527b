// Words of the interface. Each part of the site has a catalogue in `words/`, whole in every language: the compiler
// sees to it.

import { type Language, settings } from './settings.svelte.ts';

/** A catalogue as functions: called, it gives the words in the language of the reader. */
export function catalogue<Words>(words: Record<Language, Words>): () => Words {
  return () => words[settings.language];
}

/**
 * The same of a large catalogue whose languages are loaded one by one: that of the reader at once, another when it is
 * chosen. Until that is there the words stay as they were.
 */
export async function loadedCatalogue<Words>(
  load: Record<Language, () => Promise<Words>>,
): Promise<() => Words> {
  let words = $state.raw<Words>(await load[settings.language]());
  $effect.root(() => {
    $effect(() => {
      const language = settings.language;
      load[language]().then((loaded) => {
        if (language === settings.language) words = loaded;
      });
    });
  });
  return () => words;
}
