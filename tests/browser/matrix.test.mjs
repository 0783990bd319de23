// Several reports side by side. $XMPPCONF_PAGES: as in reports.test.mjs; $XMPPCONF_LAB has the
// lab's reports.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser, openReport } from './browser.mjs';

const path = (name) => join(process.env.XMPPCONF_PAGES, name);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const lab = process.env.XMPPCONF_LAB;
const profiles = readdirSync(lab).filter((name) => existsSync(join(lab, name, 'report.json'))).sort();

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

const onPage = (name, file, run) =>
  it(name, async () => {
    const { page, seen, close } = await openReport(browser, path(file));
    await run(page);
    assert.deepEqual(seen, []);
    await close();
  });

// The rows of a table as objects: id, the texts of the cells, whether it can be seen.
const rowsOf = (page, view) =>
  page.evaluate((id) => [...document.querySelectorAll(`${id} tbody tr`)].map((row) => ({
    id: row.id,
    cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()),
    visible: row.checkVisibility(),
  })), view);
const differs = ({ cells }) => new Set(cells).size > 1;

describe('the matrix', () => {
  const verdicts = profiles.map((name) => new Map(read(join(lab, name, 'report.json')).vectors.map((v) => [v.id, v.verdict])));

  onPage('has all profiles and all their vectors, each with its verdict', 'matrix.html', async (page) => {
    const heads = await page.locator('#by-vector thead th').allTextContents();
    assert.deepEqual(heads.slice(1), profiles);
    const rows = await rowsOf(page, '#by-vector');
    const ids = new Set(verdicts.flatMap((report) => [...report.keys()]));
    assert.deepEqual(new Set(rows.map(({ id }) => id)), ids);
    for (const { id, cells } of rows) assert.deepEqual(cells, verdicts.map((report) => report.get(id) ?? 'absent'), id);
  });
  onPage('shows at first what differs, and all when asked for', 'matrix.html', async (page) => {
    for (const row of await rowsOf(page, '#by-vector')) assert.equal(row.visible, differs(row), row.id);
    await page.locator('#filter [name=differing]').click();
    assert((await rowsOf(page, '#by-vector')).every(({ visible }) => visible));
  });
  onPage('can be searched', 'matrix.html', async (page) => {
    await page.locator('#filter [name=differing]').click();
    await page.locator('#filter [name=text]').fill('sasl/plain/login');
    const left = (await rowsOf(page, '#by-vector')).filter(({ visible }) => visible).map(({ id }) => id);
    assert(left.includes('sasl/plain/login') && left.length < 10, left.join(' '));
  });
  onPage('has the requirements, too', 'matrix.html', async (page) => {
    await page.locator('.views a', { hasText: 'Requirements' }).click();
    await page.locator('#by-requirement').waitFor();
    const rows = await rowsOf(page, '#by-requirement');
    assert(rows.length > 200 && rows.every(({ cells }) => cells.length === profiles.length));
  });
  onPage('leads to the vectors in the reports themselves', 'matrix.html', async (page) => {
    const links = await page.evaluate(() => [...document.querySelectorAll('#by-vector tbody td a')].map(({ href }) => href));
    assert(links.length > 0, 'no links');
    for (const link of links.filter((_, index) => index % 400 === 0)) {
      const url = new URL(link);
      const id = decodeURIComponent(url.hash.slice(1));
      url.hash = '';
      assert(readFileSync(fileURLToPath(url), 'utf8').includes(`id="${id}"`), link);
    }
  });
});

describe('two reports with different vectors', () => {
  onPage('what one lacks is absent there, and not met', 'pair.html', async (page) => {
    const [earlier, later] = ['sample.json', 'later.json'].map((name) => new Set(read(path(name)).vectors.map(({ id }) => id)));
    const cells = new Map((await rowsOf(page, '#by-vector')).map((row) => [row.id, row.cells]));
    const missing = [...earlier].filter((id) => !later.has(id));
    assert.equal(missing.length, 2);
    for (const id of missing) assert.equal(cells.get(id)[1], 'absent');
    for (const id of [...later].filter((one) => !earlier.has(one))) assert.equal(cells.get(id)[0], 'absent');
  });
});
