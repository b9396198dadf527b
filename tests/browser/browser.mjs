// A real browser for the tests of the pages, and what is watched while one is open.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What does not come within so many milliseconds is not waited for. */
const PATIENCE_MS = 15_000;

/** The browser of this machine; `null` if there is none. */
export function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const isThere = (place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return places.find(isThere) ?? null;
}

/** Starts the browser; it loads nothing by itself. */
export function launch(executablePath) {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args: [...args, '--disable-sync', '--no-first-run'] });
}

/** A page that is watched: what it asks for, and what goes wrong with it. */
export async function watchedPage(browser, origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1300, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const seen = { faults: [], queries: [] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['data:', 'blob:'].includes(url.protocol)) return;
    if (url.origin !== origin) seen.faults.push(`a request off the origin: ${url}`);
    if (url.pathname === '/graphql') seen.queries.push(url.search || request.postData());
  });
  return { context, page, seen };
}

/** Goes to an address of the site, and waits until the page is there. */
export async function open(page, address) {
  const response = await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('main h1').first().waitFor();
  return response;
}
