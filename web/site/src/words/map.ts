// Words of the map of a country.

import { count } from '../lib/format.svelte.ts';
import { catalogue } from '../lib/words.svelte.ts';

const en = {
  loading: 'Drawing the map …',
  failed: 'The map could not be loaded. The table below has the same places.',
  located: (located: number, total: number) => {
    if (total === 0) return 'No actors are known here.';
    if (located === 0) return `No source states where its ${total === 1 ? 'actor is' : `${count(total)} actors are`}.`;
    return `${count(located)} of ${count(total)} ${total === 1 ? 'actor' : 'actors'} ${located === 1 ? 'has' : 'have'} a location in the sources.`;
  },
  rings: 'Rings mark land too small to be seen at this scale.',
  outside: (outside: number) =>
    outside === 0
      ? 'Parts far away are not in this picture.'
      : `What lies far away is not in this picture, ${count(outside)} ${outside === 1 ? 'actor' : 'actors'} among it.`,
  showWhole: 'Show everything',
  showMain: 'Show the main part only',
  drawing: (title: string, shown: number) => `${title}: map with ${count(shown)} actors, listed in the table below`,
  walk: 'Go through the actors on the map, from west to east',
  noneChosen: 'None chosen',
  hint: 'Point at a mark, or move the slider, to see who it is.',
  more: (others: number) => `and ${count(others)} more at the same place`,
  name: 'Name',
  kind: 'Kind',
  latitude: 'Latitude (°)',
  longitude: 'Longitude (°)',
};

const zhHant: typeof en = {
  loading: '地圖繪製中…',
  failed: '地圖無法載入，下方表格列有相同地點。',
  located: (located: number, total: number) => {
    if (total === 0) return '此地尚無已知的行動者。';
    if (located === 0) return `來源未載明這 ${count(total)} 個行動者的位置。`;
    return `${count(total)} 個行動者中，有 ${count(located)} 個在來源中載有位置。`;
  },
  rings: '圓圈標示在此比例尺下看不見的小面積陸地。',
  outside: (outside: number) =>
    outside === 0 ? '距離遙遠的部分未納入此圖。' : `距離遙遠的部分未納入此圖，其中有 ${count(outside)} 個行動者。`,
  showWhole: '顯示全部',
  showMain: '只顯示主要部分',
  drawing: (title: string, shown: number) => `${title}：標有 ${count(shown)} 個行動者的地圖，名單見下方表格`,
  walk: '由西向東逐一瀏覽地圖上的行動者',
  noneChosen: '尚未選取',
  hint: '指向標記或移動滑桿，即可查看是誰。',
  more: (others: number) => `同一地點另有 ${count(others)} 個`,
  name: '名稱',
  kind: '類別',
  latitude: '緯度（°）',
  longitude: '經度（°）',
};

export const map = catalogue({ en, 'zh-Hant': zhHant });
