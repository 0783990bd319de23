// A report full of hostile octets stays what it is: text. $XMPPCONF_PAGES: as in reports.test.mjs.
import { after, before, it } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openBrowser, openReport } from './browser.mjs';

const path = (name) => join(process.env.XMPPCONF_PAGES, name);
const active = 'script, style, link, base, meta, img, iframe, object, embed, svg, form, template, video, audio';

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

// How often each element stands there that could do something.
const activeElements = (page) =>
  page.evaluate((selector) => {
    const counts = {};
    for (const { localName } of document.querySelectorAll(selector)) counts[localName] = (counts[localName] ?? 0) + 1;
    return counts;
  }, active);

it('nothing of it acts, whatever is opened and clicked', async () => {
  const { page, seen, close } = await openReport(browser, path('hostile.html'));
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(() => {
    for (const button of document.querySelectorAll('button')) button.click();
  });
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.deepEqual(seen, []);
  await close();
});

it('has no element that the same report without hostile octets has not', async () => {
  const hostile = await openReport(browser, path('hostile.html'));
  const sample = await openReport(browser, path('sample.html'));
  assert.deepEqual(await activeElements(hostile.page), await activeElements(sample.page));
  await Promise.all([hostile.close(), sample.close()]);
});

it('has no attribute that runs anything, and no link but to the page itself and to https', async () => {
  const { page, close } = await openReport(browser, path('hostile.html'));
  const bad = await page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const link = ['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name);
        if (name.startsWith('on') || name === 'style' || (link && !/^(#|https:\/\/)/.test(value))) {
          found.push(`${element.localName} ${name}=${value}`);
        }
      }
    }
    return found;
  });
  assert.deepEqual(bad, []);
  await close();
});

it('shows controls as what they are, and turns no text around', async () => {
  const { page, close } = await openReport(browser, path('hostile.html'));
  const text = await page.locator('body').textContent();
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
  assert.match(text, /\\x1b\[31m/);
  assert.match(text, /<script>alert\(1\)<\/script>/);
  await close();
});
