// Every report that the lab made opens without any complaint, and can be read in every way:
//   $XMPPCONF_PAGES names the folder that make-reports.mjs filled.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityFaults, openBrowser, openReport, overhang } from './browser.mjs';

const folder = process.env.XMPPCONF_PAGES;
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));
const megabyte = 1024 * 1024;
const mostForAVector = 0.01;  // of a megabyte: with its dialogue and its source

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

it('there is a report of each server and profile of the lab', () => {
  for (const server of ['ejabberd', 'jabberd2', 'prosody']) {
    for (const profile of ['plain', 'tls']) assert(pages.includes(`${server}-${profile}.html`), `${server}-${profile}`);
  }
});

for (const name of pages) {
  describe(name, () => {
    const path = join(folder, name);

    let opened;
    before(async () => { opened = await openReport(browser, path); });
    after(() => opened.close());

    it('opens without a request, a complaint or a dialog, and is not too large', async (test) => {
      const { page, seen } = opened;
      const ready = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
      const size = statSync(path).size / megabyte;
      test.diagnostic(`${size.toFixed(2)} MB, ready after ${Math.round(ready)} ms`);
      assert.deepEqual(seen, []);
      const vectors = await page.locator('.vector').count();
      assert(size < 2 + vectors * mostForAVector, `${size} MB for ${vectors} vectors`);
    });

    it('needs no scrolling sideways in any window', async () => {
      const { page } = opened;
      await page.evaluate(() => {
        for (const details of [...document.querySelectorAll('details')].slice(0, 60)) details.open = true;
      });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await overhang(page), 0, `in a window of ${width} pixels`);
      }
    });
  });
}

describe('without JavaScript', () => {
  for (const name of pages) {
    it(`${name} says all the same`, async () => {
      const { page, seen, close } = await openReport(browser, join(folder, name), { javaScriptEnabled: false });
      const text = await page.locator('body').textContent();
      assert.deepEqual(seen, []);
      const json = join(folder, name.replace('.html', '.json'));
      if (readdirSync(folder).includes(name.replace('.html', '.json'))) {
        for (const { id } of JSON.parse(readFileSync(json, 'utf8')).vectors) assert(text.includes(id), id);
      }
      assert(await page.locator('h1').isVisible());
      await close();
    });
  }
});

describe('accessibility', () => {
  for (const name of pages.filter((page) => ['sample.html', 'hostile.html', 'pair.html', 'diff.html'].includes(page))) {
    for (const colorScheme of ['light', 'dark']) {
      it(`axe has nothing to say about ${name}, ${colorScheme}`, async () => {
        const { page, close } = await openReport(browser, join(folder, name), { colorScheme });
        assert.deepEqual(await accessibilityFaults(page), []);
        await page.evaluate(() => {
          for (const details of [...document.querySelectorAll('details')].slice(0, 12)) details.open = true;
        });
        assert.deepEqual(await accessibilityFaults(page), [], 'with vectors open');
        await close();
      });
    }
  }
});
