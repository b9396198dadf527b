// Looks at every page as a reader would: node pages.mjs http://127.0.0.1:8080 [--all]
// Prints a line for each thing looked at, and `N passed, N failed` at the end. With `--all` the service has all
// published data, and the pages of countries with most and with least are looked at.

import { AxeBuilder } from '@axe-core/playwright';
import { installedBrowser, launch, open, watchedPage } from './browser.mjs';

const [origin, all] = [process.argv[2], process.argv.includes('--all')];
if (!origin) {
  console.error('usage: node pages.mjs ADDRESS [--all]');
  process.exit(64);
}
const executable = installedBrowser();
if (!executable) {
  console.error('there is no Chromium on the PATH');
  process.exit(69);
}

/** The rules of WCAG 2.2 at level AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The most elements that a page may make: 5,000 actors are not 5,000 rows. */
const MOST_ELEMENTS = 8_000;

const COUNTRIES = all ? ['BRA', 'DEU', 'TWN', 'TUV', 'ITA'] : ['BRA', 'TWN', 'TUV'];
const PAGES = [
  '/',
  ...COUNTRIES.map((iso3) => `/country/${iso3}`),
  '/actor/actor%3Anet-zero-tracker%3ACIT-0129',
  '/compare?countries=BRA,DEU,TWN',
  '/compare',
  '/explore?at=country:BRA',
  '/explore',
  '/about',
];
/** Ways to look at a page: each page is seen in each. */
const LOOKS = [
  { name: 'wide, English, light', lang: 'en', options: { colorScheme: 'light' } },
  { name: 'narrow, Chinese, dark', lang: 'zh-Hant', options: { colorScheme: 'dark', viewport: { width: 360, height: 740 } } },
];

const browser = await launch(executable);
let [passed, failed] = [0, 0];

/** Notes how something turned out: nothing wrong, or what. */
function note(what, faults) {
  if (faults.length === 0) passed += 1;
  else failed += 1;
  console.log(faults.length === 0 ? `ok ${what}` : `failed ${what}:\n  ${faults.join('\n  ')}`);
}

/** Does something with a page of its own, and notes what went wrong. */
async function look(what, options, act) {
  const { context, page, seen } = await watchedPage(browser, origin, options);
  const faults = [];
  try {
    await act(page, seen, (isRight, otherwise) => isRight || faults.push(otherwise));
  } catch (error) {
    faults.push(error.message.split('\n')[0]);
  }
  note(what, [...faults, ...seen.faults]);
  await context.close();
}

const withLanguage = (path, lang) => `${origin}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;

async function accessibility(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')} (${nodes.length})`);
}

async function checkPage(page, seen, expect, path, lang) {
  const response = await open(page, withLanguage(path, lang));
  expect(response.status() === 200, `status ${response.status()}`);
  const policy = response.headers()['content-security-policy'] ?? '';
  expect(policy.includes("script-src 'self';") && policy.includes("style-src 'self';"), `policy: ${policy}`);
  expect(seen.queries.length <= 1, `${seen.queries.length} requests to the graph`);
  expect((await page.locator('h1').count()) === 1, 'it has not one h1');
  expect((await page.title()).length > 5, 'it has no title');
  const [spoken, width, elements] = await page.evaluate(() => [
    document.documentElement.lang,
    document.scrollingElement.scrollWidth - window.innerWidth,
    document.querySelectorAll('*').length,
  ]);
  expect(spoken === lang, `its language is ${spoken}`);
  expect(width <= 0, `it is ${width} px too wide`);
  expect(elements <= MOST_ELEMENTS, `it has ${elements} elements`);
  for (const violation of await accessibility(page)) expect(false, violation);
}

for (const path of PAGES) {
  for (const { name, lang, options } of LOOKS) {
    await look(`${path} (${name})`, options, (page, seen, expect) => checkPage(page, seen, expect, path, lang));
  }
}

await look('an initiative is found by the search, with the keyboard alone', {}, async (page, _, expect) => {
  await open(page, `${origin}/?lang=en`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement.classList.contains('skip')), 'the first stop skips to the content');
  await page.getByRole('combobox', { name: /^Search/ }).focus();
  await page.keyboard.type('Race to Zero', { delay: 20 });
  await page.getByRole('option').first().waitFor();
  // A city of that name, with its country beside it, may come first.
  const active = () => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText;
  do await page.keyboard.press('ArrowDown');
  while ((await page.evaluate(active)).trim() !== 'Race to Zero');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/initiative\//);
  await page.locator('main h1', { hasText: 'Race to Zero' }).waitFor();
  for (const violation of await accessibility(page)) expect(false, violation);
});

await look('names in Arabic run from right to left, and nothing breaks', {}, async (page, _, expect) => {
  await open(page, `${origin}/country/BRA?lang=en&names=ar`);
  const name = page.locator('main bdi[lang="ar"]').first();
  expect((await name.innerText()).includes('البرازيل'), `it is called ${await name.innerText()}`);
  const isTooWide = await page.evaluate(() => document.scrollingElement.scrollWidth > window.innerWidth);
  expect(!isTooWide, 'it is too wide');
});

await look('a figure leads to its source, and the keyboard out of it again', {}, async (page, _, expect) => {
  await open(page, `${origin}/country/BRA?lang=en`);
  const button = page.getByRole('button', { name: /^Source of: / }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (const word of ['Publisher', 'Record', 'Licence', 'State of']) {
    expect((await dialog.innerText()).includes(word), `${word} is not told`);
  }
  for (const violation of await accessibility(page)) expect(false, violation);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

await look('the query of a page gives in GraphiQL what the page shows', {}, async (page, seen, expect) => {
  await open(page, `${origin}/country/BRA?lang=en`);
  const link = page.getByRole('link', { name: /GraphiQL/ }).first();
  const address = new URL(await link.getAttribute('href'), origin);
  const asked = new URLSearchParams(seen.queries[0]);
  expect(address.searchParams.get('query') === asked.get('query'), 'it is another query');
  const variables = JSON.parse(address.searchParams.get('variables'));
  expect(JSON.stringify(variables) === JSON.stringify(JSON.parse(asked.get('variables'))), 'it has other variables');
});

await look('what was known on a day is shown, and said to be', {}, async (page, seen, expect) => {
  await open(page, `${origin}/country/BRA?lang=en&asOf=2024-01-10`);
  expect(await page.getByText(/known on 10 Jan 2024/).first().isVisible(), 'the day is not told');
  expect(seen.queries[0].includes('2024-01-10'), 'the graph is not asked for the day');
});

await look('the answer of a page can be taken along', {}, async (page, _, expect) => {
  await open(page, `${origin}/country/BRA?lang=en`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download JSON' }).last().click();
  expect((await download).suggestedFilename().endsWith('.json'), 'it is no JSON');
});

await look('what is explored is in the address, and comes back', {}, async (page, seen, expect) => {
  await open(page, `${origin}/explore?at=country:BRA&lang=en`);
  const nodes = page.locator('svg g[role="button"][aria-expanded]');
  await nodes.first().waitFor();
  const before = await nodes.count();
  expect(before > 5, `${before} nodes are shown`);
  const folded = page.locator('svg g[role="button"][aria-expanded="false"][aria-label^="Initiative"]').first();
  await folded.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/open=/);
  const isMore = ([selector, count]) => document.querySelectorAll(selector).length > count;
  await page.waitForFunction(isMore, ['svg g[role="button"][aria-expanded]', before]);
  const [after, address] = [await nodes.count(), page.url()];
  expect(after > before, `${after} nodes after ${before}`);
  seen.queries.length = 0;
  await open(page, address);
  await nodes.first().waitFor();
  expect((await nodes.count()) === after, `${await nodes.count()} nodes come back, not ${after}`);
  expect(seen.queries.length === 1, `${seen.queries.length} requests bring it back`);
});

await look('a page that is not there says so', {}, async (page, seen, expect) => {
  const response = await open(page, `${origin}/no-such-page?lang=en`);
  expect(response.status() === 404, `status ${response.status()}`);
  expect((await page.locator('h1').innerText()) === 'There is no such page', 'it does not say so');
  // The browser itself tells of a status of 404.
  seen.faults = seen.faults.filter((fault) => !fault.includes('404'));
});

await look('a page is printed without what only a screen is for', {}, async (page, _, expect) => {
  await open(page, `${origin}/country/BRA?lang=en`);
  await page.emulateMedia({ media: 'print' });
  expect(!(await page.getByRole('combobox', { name: /^Search/ }).isVisible()), 'the search is printed');
  expect(await page.locator('main h1').isVisible(), 'the name is not');
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
