// Words of the page on method and sources.

import { catalogue } from '../lib/words.svelte.ts';

const en = {
  title: 'Method and sources',
  lead: 'What quipu is, what its numbers mean, and where each of them was stated.',
  counts: (actors: string, targets: string, initiatives: string, ndcs: string, sources: string) =>
    `At present it holds ${actors} actors with ${targets} targets, ${initiatives} cooperative initiatives and ${ndcs} national plans, read from ${sources} sources.`,
  is: 'What it is',
  isText: [
    'quipu links what cities, regions, companies, investors and organisations do about climate change to the national plans of the countries they act in. These plans are called nationally determined contributions, NDCs.',
    'It puts together what others publish: registers, trackers, inventories and lists. It keeps every statement with its source, row, licence and day. Where sources differ, all of them are kept, and the difference is shown.',
    'The name is that of the knotted cords on which the Andes once kept their records.',
  ],
  isNot: 'What it is not',
  isNotList: [
    'It issues, sells or counts no credits. Bought credits never enter any progress shown here.',
    'It verifies nothing. Whether an actor reports truly, it cannot say.',
    'It gives no score and no label of its own, and ranks nobody.',
    'It forecasts nothing. A straight line drawn on is no more than that.',
    'It is not complete. A country with few sources has few actors here, whatever is done there.',
  ],
  progress: 'How progress comes about',
  progressText:
    'Progress is worked out for each target by itself: how much of the way from the base year to the target is done. It is never averaged over the targets of an actor.',
  example: 'An example',
  exampleText: 'A city promised 40% less emissions by 2030. By 2025 it reported 15% less. So 15 of the 40 are done:',
  exampleFormula: '15 / 40 = 37.5%',
  exampleAfter: 'Where emissions in tonnes are known, it is the same number, worked out from these: what was cut so far, divided by what was to be cut.',
  exampleChart: 'A bar from 0% to 40%, filled to 15%',
  rules: [
    'A straight line from base year to target year says where it would be now. At least as far: on track. Nobody promised a straight line; it is only there to compare.',
    'If emissions rose, progress is below zero, and shown so. Beyond the target it is above 100%, and shown so.',
    'Figures are compared only if they cover the same: area, gases, scopes, source. Where they do not, there is no number, and the reason is given in words.',
    'Nothing reported is not zero. It says: nobody has reported it.',
  ],
  contribution: 'How contributions avoid double counting',
  contributionText:
    'A city lies in a region, and a region in a country. If all three promise to cut emissions, their targets overlap, and nobody knows how much the region had counted on the city. So the sum is shown by four methods:',
  contributionAfter:
    'Companies are never placed by their seat, since that says nothing of where they emit: their targets stand beside the sum, not in it. Targets that are net, per unit of activity, or for another year are left out, each with its reason.',
  staleness: 'What “out of date” means',
  stalenessText: (fresh: number, ageing: number) =>
    `Months are counted from the end of the last year with reported emissions. Up to ${fresh} months a report is recent, up to ${ageing} it is ageing, then it is out of date. These limits are quipu’s own: a yearly inventory that comes out within a year and a half is as fresh as such data get.`,
  merging: 'How actors of several sources become one',
  mergingText:
    'The same city may stand in seven lists, each time spelled differently. Rows become one actor only where there is good reason: a shared code, such as a Legal Entity Identifier, or the same name, kind and country with nothing against it. Every row stays visible on the page of the actor, and its id keeps leading there.',
  past: 'What was known on a day',
  pastText:
    'The field “As of” at the head of each page shows what was known on a day of your choice. An answer about the past stays the same, whatever is imported later.',
  sources: 'Sources',
  sourcesNote: (rows: string, version: string, day: string) =>
    `Version ${version} of the data, built on ${day}, holds ${rows} records of these sources. Each source keeps its licence.`,
  source: 'Source',
  licence: 'Licence',
  standing: 'How its values stand',
  passOn: 'May be passed on',
  yes: 'Yes',
  no: 'No: see the publisher',
  state: 'Latest state',
  rows: 'Rows read',
  rejected: (count: string) => `${count} rejected`,
  noFiles: 'No file imported',
  files: (count: number) => (count === 1 ? '1 file' : `${count} files`),
  fileLine: (file: string, day: string, rows: string) => `${file}, ${day}: ${rows} rows`,
  citation: 'To be cited as',
  ask: 'Ask the graph yourself',
  askText: 'Everything here comes from one public graph. Any question it can answer, you can ask too.',
  graphiql: 'Open GraphiQL',
  schema: 'Read the schema',
};

const zhHant: typeof en = {
  title: '方法與來源',
  lead: 'quipu 是什麼、數字代表什麼，以及各自出自何處。',
  counts: (actors: string, targets: string, initiatives: string, ndcs: string, sources: string) =>
    `目前收錄 ${actors} 個行動者及其 ${targets} 個目標、${initiatives} 個合作倡議與 ${ndcs} 份國家計畫，讀自 ${sources} 個來源。`,
  is: '它是什麼',
  isText: [
    'quipu 將城市、地區、企業、投資機構與各種組織的氣候行動，連結到其所在國家的計畫。這些計畫稱為國家自主貢獻（NDC）。',
    '它彙整他人發布的資料：登記冊、追蹤平台、排放清冊與名單。每一項陳述都保留其來源、列、授權與日期。來源不一時全部保留，並顯示其差異。',
    '名稱取自安地斯山區昔日用以記事的結繩。',
  ],
  isNot: '它不是什麼',
  isNotList: [
    '不核發、不買賣、也不計算額度。外購額度從不計入此處的進度。',
    '不做查證。行動者的申報是否屬實，它無從得知。',
    '不自行評分、不給標章，也不排名。',
    '不做預測。延伸的直線只是直線。',
    '並不完整。來源少的國家，此處的行動者就少，不論當地實際做了多少。',
  ],
  progress: '進度如何得出',
  progressText: '進度就每個目標各自計算：從基準年到目標的路程走了多少。從不以行動者的各個目標平均。',
  example: '舉例',
  exampleText: '某城市承諾在 2030 年前減少 40% 的排放量。到 2025 年，它申報減少了 15%。也就是 40 之中完成了 15：',
  exampleFormula: '15 / 40 = 37.5%',
  exampleAfter: '若已知以噸計的排放量，結果相同：目前已減少的量，除以應減少的量。',
  exampleChart: '一條由 0% 到 40% 的長條，填滿至 15%',
  rules: [
    '從基準年到目標年的直線，表示此時應在何處。不落後於此即為進度符合。沒有人承諾過直線，它只供對照。',
    '若排放量上升，進度低於零，並如實顯示。超過目標則高於 100%，也如實顯示。',
    '只有涵蓋相同的數字才相互比較：區域、氣體、範疇、來源。不同時就沒有數字，並以文字說明原因。',
    '未申報不是零。此處會寫明：無人申報。',
  ],
  contribution: '合計如何避免重複計算',
  contributionText:
    '城市位於地區之內，地區位於國家之內。若三者都承諾減量，目標就會重疊，而無人知道地區已將城市的目標計入多少。因此以四種方法列出合計：',
  contributionAfter:
    '企業從不依其總部所在地歸屬，因為那無法說明其在何處排放：企業的目標列於合計之旁，不計入其中。淨值目標、以單位活動計的目標、其他年份的目標均不計入，並各附原因。',
  staleness: '「過時」是什麼意思',
  stalenessText: (fresh: number, ageing: number) =>
    `自最近一次申報排放量的年份結束起計算月數。${fresh} 個月內為近期，${ageing} 個月內為漸舊，其後為過時。這些界線由 quipu 訂定：年度清冊若能在一年半內公布，已是此類資料最新的程度。`,
  merging: '不同來源的紀錄如何合為一個行動者',
  mergingText:
    '同一座城市可能出現在七份名單中，每次拼法都不同。只有在理由充分時才合為一個行動者：有共同的代碼（例如法人識別碼），或名稱、類別與國家相同且無相反跡象。每一列紀錄都可在行動者的頁面上看到，其識別碼也一直連到該頁。',
  past: '某日已知的內容',
  pastText: '每頁上方的「資料截至」可顯示您所選日期當時已知的內容。關於過去的答案，不因日後匯入的資料而改變。',
  sources: '來源',
  sourcesNote: (rows: string, version: string, day: string) =>
    `資料版本 ${version}，建於 ${day}，收錄這些來源的 ${rows} 筆紀錄。各來源保有其授權。`,
  source: '來源',
  licence: '授權',
  standing: '查證情形',
  passOn: '可否轉傳',
  yes: '可',
  no: '否：請洽發布者',
  state: '最近狀態',
  rows: '讀取列數',
  rejected: (count: string) => `剔除 ${count} 列`,
  noFiles: '未匯入檔案',
  files: (count: number) => `${count} 個檔案`,
  fileLine: (file: string, day: string, rows: string) => `${file}，${day}：${rows} 列`,
  citation: '引用方式',
  ask: '自行查詢',
  askText: '此處的一切都來自一個公開的資料圖。它能回答的問題，您也能提出。',
  graphiql: '開啟 GraphiQL',
  schema: '閱讀綱要',
};

export const about = catalogue({ en, 'zh-Hant': zhHant });
