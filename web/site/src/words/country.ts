// Words of the country page.

import { loadedCatalogue } from '../lib/words.svelte.ts';
import type { CountryWords } from './country-en.ts';

export const country = await loadedCatalogue<CountryWords>({
  en: async () => (await import('./country-en.ts')).en,
  'zh-Hant': async () => (await import('./country-zh-hant.ts')).zhHant,
});
