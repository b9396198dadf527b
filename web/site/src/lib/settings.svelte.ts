// What the reader chose: language of the interface, language of names, day of knowledge, light or dark.

import { route } from './route.svelte.ts';

/** Languages of the interface. */
export const LANGUAGES = { en: 'English', 'zh-Hant': '繁體中文' } as const;
export type Language = keyof typeof LANGUAGES;

/** Languages that names of countries are shown in, each in its own words. */
export const NAME_LANGUAGES: Record<string, string> = {
  en: 'English',
  'zh-Hant': '繁體中文',
  ar: 'العربية',
  bn: 'বাংলা',
  de: 'Deutsch',
  es: 'Español',
  fa: 'فارسی',
  fr: 'Français',
  he: 'עברית',
  hi: 'हिन्दी',
  id: 'Bahasa Indonesia',
  it: 'Italiano',
  ja: '日本語',
  ko: '한국어',
  pt: 'Português',
  ru: 'Русский',
  sw: 'Kiswahili',
  th: 'ไทย',
  tr: 'Türkçe',
  ur: 'اردو',
  vi: 'Tiếng Việt',
  'zh-Hans': '简体中文',
};

export type Theme = 'auto' | 'light' | 'dark';

function isLanguage(tag: string | null): tag is Language {
  return tag !== null && tag in LANGUAGES;
}

/** What the browser would like best. */
function preferred(): Language {
  const kept = localStorage.getItem('lang');
  if (isLanguage(kept)) return kept;
  return navigator.languages.some((tag) => /^zh-(Hant|TW|HK|MO)/i.test(tag)) ? 'zh-Hant' : 'en';
}

class Settings {
  #preferred = $state<Language>(preferred());
  #theme = $state<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'auto');

  /** Language of the interface. */
  readonly language = $derived.by((): Language => {
    const asked = route.parameters.get('lang');
    return isLanguage(asked) ? asked : this.#preferred;
  });
  /** Language of names. */
  readonly names = $derived(route.parameters.get('names') ?? this.language);
  /** The day whose knowledge is shown, `YYYY-MM-DD`; null for all that is known. */
  readonly asOf = $derived.by(() => {
    const day = route.parameters.get('asOf');
    return day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
  });

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    localStorage.setItem('theme', theme);
  }

  /** Chooses a language, here and for the next visit. */
  speak(language: Language): void {
    localStorage.setItem('lang', language);
    this.#preferred = language;
    route.set('lang', language);
  }
}

export const settings = new Settings();
