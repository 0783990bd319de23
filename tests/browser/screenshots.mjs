// Pictures of a report: node screenshots.mjs REPORT.html FOLDER
import { join } from 'node:path';
import { openBrowser, openReport } from './browser.mjs';

const [report, folder] = process.argv.slice(2);
const browser = await openBrowser();

async function picture(name, options, prepare = async () => {}) {
  const { page, close } = await openReport(browser, report, { viewport: { width: 1180, height: 820 }, ...options });
  await prepare(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await close();
}

// A vector with few checks and a short dialogue fits the picture.
async function openFailing(page) {
  const id = await page.evaluate(() => {
    const failing = [...document.querySelectorAll('details.vector.fail')];
    const length = (vector) => vector.querySelectorAll('.dialogue li').length + vector.querySelectorAll('.checks > *').length;
    return failing.sort((a, b) => length(a) - length(b)).find((vector) => vector.querySelector('.checks u'))?.id ?? failing[0].id;
  });
  await page.evaluate((hash) => { location.hash = hash; }, id);
  await page.locator(`[id="${id}"] .dialogue`).first().waitFor();
  await page.evaluate(() => document.activeElement.blur());
}

await picture('top', {});
await picture('vector', {}, openFailing);
await picture('dark', { colorScheme: 'dark', hash: '#RFC6120' });
await browser.close();
