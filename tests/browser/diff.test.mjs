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

// The vectors of the rows that can be seen, by the kind of change.
const visibleRows = (page) =>
  page.evaluate(() => [...document.querySelectorAll('.change li')].filter((row) => row.checkVisibility())
    .map((row) => ({ kind: row.closest('.change').id, vector: row.querySelector('code').textContent })));
const kindsOf = (rows) => [...new Set(rows.map(({ kind }) => kind))].sort();

for (const wanted of Object.keys(sections)) {
  it(`shows on demand only what ${wanted.replace('-', ' ')}`, async () => {
    const { page, seen, close } = await openReport(browser, path('diff.html'));
    const all = await visibleRows(page);
    for (const kind of kindsOf(all).filter((one) => one !== wanted)) await page.locator(`#filter [value=${kind}]`).click();
    assert.deepEqual(await visibleRows(page), all.filter(({ kind }) => kind === wanted));
    assert.equal(await page.locator('.change').filter({ visible: true }).count(), 1, 'empty sections');
    assert.match(await page.locator('#filter output').textContent(), new RegExp(`^[1-9]\\d* of ${all.length} rows$`));
    assert.deepEqual(seen, []);
    await close();
  });
}

it('offers the kinds of change that there are', async () => {
  const { page, close } = await openReport(browser, path('diff.html'));
  const offered = await page.locator('#filter [name=verdict]').filter({ visible: true }).evaluateAll((boxes) => boxes.map(({ value }) => value));
  assert.deepEqual(offered.sort(), kindsOf(await visibleRows(page)));
  await close();
});

it('can be searched', async () => {
  const { page, close } = await openReport(browser, path('diff.html'));
  const [{ id }] = sections['newly-passes'];
  await page.keyboard.press('/');
  await page.keyboard.type(id.toUpperCase());
  const left = await visibleRows(page);
  assert(left.length > 0 && left.every(({ vector }) => vector.includes(id)), JSON.stringify(left));
  await page.locator('#filter [name=text]').fill('');
  assert.deepEqual(kindsOf(await visibleRows(page)), Object.keys(sections).sort());
  await close();
});

it('is walked with keys', async () => {
  const { page, seen, close } = await openReport(browser, path('diff.html'));
  const all = await visibleRows(page);
  const focused = () => page.evaluate(() => [...document.querySelectorAll('.change li')].indexOf(document.activeElement));
  for (const [key, row] of [['j', 0], ['j', 1], ['k', 0], ['k', 0]]) {
    await page.keyboard.press(key);
    assert.equal(await focused(), row, key);
  }
  await page.locator('body').click({ position: { x: 1, y: 1 } });
  const fails = all.flatMap(({ kind }, index) => (/^(newly-fails|newly-warns|no-longer-judged)$/.test(kind) ? [index] : []));
  for (const row of [...fails, fails.at(-1)]) {
    await page.keyboard.press('n');
    assert.equal(await focused(), row, 'n');
  }
  assert.deepEqual(seen, []);
  await close();
});

it('passes over the rows of a section that is closed', async () => {
  const { page, close } = await openReport(browser, path('diff.html'));
  await page.locator('.change summary').first().click();
  await page.keyboard.press('j');
  const section = await page.evaluate(() => document.activeElement.closest('.change').id);
  assert.equal(section, await page.locator('.change').nth(1).getAttribute('id'));
  await close();
});

it('is a plain page without its script', async () => {
  const { page, seen, close } = await openReport(browser, path('diff.html'), { javaScriptEnabled: false });
  for (const [section, vectors] of Object.entries(sections)) {
    for (const { id } of vectors) assert((await page.locator(`#${section}`).innerText()).includes(id), id);
  }
  assert(!(await page.locator('#filter').isVisible()));
  assert.deepEqual(seen, []);
  await close();
});
