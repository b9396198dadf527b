// Words of the search.

import { count } from '../lib/format.svelte.ts';
import { catalogue } from '../lib/words.svelte.ts';

const en = {
  failed: 'The search could not be answered. Try again in a moment.',
  others: (others: number) => `${count(others)} more: type more of the name to find them.`,
};

const zhHant: typeof en = {
  failed: '目前無法搜尋，請稍後再試。',
  others: (others: number) => `另有 ${count(others)} 項：請輸入更多字以縮小範圍。`,
};

export const searchWords = catalogue({ en, 'zh-Hant': zhHant });
