// Takes the pictures of docs/images: node screenshots.mjs http://127.0.0.1:8080 ../../docs/images

import { join } from 'node:path';
import { installedBrowser, launch, open, watchedPage } from './browser.mjs';

const [origin, folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node screenshots.mjs ADDRESS FOLDER');
  process.exit(64);
}

const WIDE = { viewport: { width: 1300, height: 900 }, colorScheme: 'light' };
const NARROW = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'light' };
const DARK = { ...WIDE, colorScheme: 'dark' };

const PICTURES = [
  { name: 'home', path: '/?lang=en', look: WIDE, fullPage: true },
  { name: 'country', path: '/country/CAN?lang=en', look: WIDE },
  { name: 'country-zh-hant', path: '/country/BRA?lang=zh-Hant', look: NARROW },
  { name: 'compare', path: '/compare?countries=BRA,DEU,ITA&lang=en', look: WIDE },
  { name: 'explorer', path: '/explore?at=country:CAN&lang=en', look: DARK },
];

const browser = await launch(installedBrowser());
for (const { name, path, look, fullPage } of PICTURES) {
  const { context, page } = await watchedPage(browser, origin, look);
  await open(page, origin + path);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  await context.close();
  console.log(`${name}.png`);
}
await browser.close();
