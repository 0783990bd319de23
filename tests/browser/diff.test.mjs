// From one report to the next. $XMPPCONF_PAGES: as in reports.test.mjs.
import { after, before, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, openReport } from './browser.mjs';

const path = (name) => join(process.env.XMPPCONF_PAGES, name);
const [earlier, later] = ['sample.json', 'later.json'].map((name) => JSON.parse(readFileSync(path(name), 'utf8')).vectors);
const was = new Map(earlier.map(({ id, verdict }) => [id, verdict]));
const is = new Map(later.map(({ id, verdict }) => [id, verdict]));
const sections = {
  'newly-fails': later.filter(({ id, verdict }) => verdict === 'fail' && was.get(id) === 'pass'),
  'newly-passes': later.filter(({ id, verdict }) => verdict === 'pass' && was.get(id) === 'fail'),
  vanished: earlier.filter(({ id }) => !is.has(id)),
  appeared: later.filter(({ id }) => !was.has(id)),
};

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

for (const [section, vectors] of Object.entries(sections)) {
  it(`says what ${section.replace('-', ' ')}`, async () => {
    const { page, seen, close } = await openReport(browser, path('diff.html'));
    assert(vectors.length > 0);
    const text = await page.locator(`#${section}`).innerText();
    for (const { id } of vectors) assert(text.includes(id), `${id} is not in:\n${text}`);
    assert.deepEqual(seen, []);
    await close();
  });
}

it('says that there is a regression', async () => {
  const { page, close } = await openReport(browser, path('diff.html'));
  assert.match(await page.locator('header').innerText(), /[1-9]\d* regression/);
  await close();
});
