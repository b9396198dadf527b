// Words of the country page.

import { catalogue } from '../lib/words.svelte.ts';
import { type CountryWords, en } from './country-en.ts';
import { zhHant } from './country-zh-hant.ts';

export const country = catalogue<CountryWords>({ en, 'zh-Hant': zhHant });
