// What a reader can do with a report: search, filter, follow links, change views, use keys, the dark, and paper.
// $XMPPCONF_PAGES: as in reports.test.mjs.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, openReport } from './browser.mjs';

const path = (name) => join(process.env.XMPPCONF_PAGES, name);
const sample = JSON.parse(readFileSync(path('sample.json'), 'utf8'));
const broken = ['fail', 'warn', 'info', 'blocked', 'error'];
const failing = sample.vectors.find(({ verdict }) => verdict === 'fail');
const passing = sample.vectors.find(({ id, verdict }) => verdict === 'pass' && !failing.id.includes(id));

let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

// A test on a fresh page of the sample, after which nothing may have been asked for or complained about.
const onPage = (name, options, run) =>
  it(name, async () => {
    const { page, seen, close } = await openReport(browser, path('sample.html'), options);
    await run(page);
    assert.deepEqual(seen, []);
    await close();
  });

const visibleIds = (page) =>
  page.evaluate(() => [...document.querySelectorAll('details.vector')].filter((v) => v.checkVisibility()).map((v) => v.id));
const idsOf = (vectors) => vectors.map(({ id }) => id);
const sorted = (list) => [...list].sort();
const byId = (page, id) => page.locator(`[id="${id}"]`);
const uncheckAllBut = (page, verdict) =>
  page.evaluate((wanted) => {
    for (const box of document.querySelectorAll('#filter [name=verdict]')) box.checked = box.value === wanted;
    document.getElementById('filter').dispatchEvent(new Event('input', { bubbles: true }));
  }, verdict);

describe('filters', () => {
  onPage('everything is there at first', {}, async (page) => {
    assert.deepEqual(sorted(await visibleIds(page)), sorted(idsOf(sample.vectors)));
  });
  for (const verdict of new Set(sample.vectors.map((vector) => vector.verdict))) {
    onPage(`by verdict: ${verdict}`, {}, async (page) => {
      await uncheckAllBut(page, verdict);
      assert.deepEqual(sorted(await visibleIds(page)), sorted(idsOf(sample.vectors.filter((v) => v.verdict === verdict))));
    });
  }
  onPage('one verdict is taken away with the mouse', {}, async (page) => {
    await page.locator('#filter [name=verdict][value=pass]').click();
    assert.deepEqual(sorted(await visibleIds(page)), sorted(idsOf(sample.vectors.filter((v) => v.verdict !== 'pass'))));
  });
  onPage('by step', {}, async (page) => {
    for (const step of new Set(sample.vectors.map((vector) => vector.step))) {
      await page.locator('#filter [name=step]').selectOption(step);
      assert.deepEqual(sorted(await visibleIds(page)), sorted(idsOf(sample.vectors.filter((v) => v.step === step))), step);
    }
  });
  onPage('by level', {}, async (page) => {
    const levels = new Map(sample.requirements.map(({ id, level }) => [id, level]));
    await page.locator('#filter [name=level]').selectOption('SHOULD');
    const expected = sample.vectors.filter((v) => v.judges.some(({ requirement }) => levels.get(requirement) === 'SHOULD'));
    assert.deepEqual(sorted(await visibleIds(page)), sorted(idsOf(expected)));
  });
  onPage('by impact', {}, async (page) => {
    const impacts = new Map(sample.requirements.map(({ id, impact }) => [id, impact]));
    await page.locator('#filter [name=impact]').selectOption('security');
    const expected = sample.vectors.filter((v) => v.judges.some(({ requirement }) => impacts.get(requirement) === 'security'));
    assert.deepEqual(sorted(await visibleIds(page)), sorted(idsOf(expected)));
  });
  onPage('by mechanism', {}, async (page) => {
    const select = page.locator('#filter [name=mechanism]');
    const names = (await select.locator('option').allTextContents()).slice(1);
    assert(names.length > 0, 'no mechanism to choose');
    for (const name of names) {
      await select.selectOption(name);
      const ids = await visibleIds(page);
      assert(ids.length > 0 && ids.length < sample.vectors.length, `${name}: ${ids}`);
    }
  });
  onPage('search finds ids, in any case, and all the words', {}, async (page) => {
    const search = page.locator('#filter [name=text]');
    await search.fill(failing.id.toUpperCase());
    assert((await visibleIds(page)).includes(failing.id));
    assert(!(await visibleIds(page)).includes(passing.id));
    await search.fill(`${failing.id} ${passing.id}`);
    assert.deepEqual(await visibleIds(page), []);
    await search.fill('');
    assert.equal((await visibleIds(page)).length, sample.vectors.length);
  });
  onPage('they say how many vectors are left', {}, async (page) => {
    await page.locator('#filter [name=step]').selectOption(failing.step);
    const left = sample.vectors.filter(({ step }) => step === failing.step).length;
    assert.match(await page.locator('#filter output').textContent(), new RegExp(`^${left} of ${sample.vectors.length} vectors`));
  });
});

describe('links', () => {
  onPage('to a vector opens it', { hash: `#${failing.id}` }, async (page) => {
    assert(await byId(page, failing.id).evaluate((vector) => vector.open));
    assert(await byId(page, failing.id).locator('.dialogue').first().isVisible());
  });
  onPage('to a vector shows it also when a filter hides it', {}, async (page) => {
    await uncheckAllBut(page, 'pass');
    await page.evaluate((id) => { location.hash = id; }, failing.id);
    await byId(page, failing.id).locator('.dialogue').first().waitFor();
  });
  const requirement = failing.judges[0].requirement;
  onPage('to a requirement shows it in the view by specification', { hash: `#${requirement}` }, async (page) => {
    assert(await byId(page, requirement).isVisible());
    assert(await page.locator('#by-specification').isVisible());
    assert(!(await page.locator('#by-step').isVisible()));
  });
  onPage('all those within the page lead somewhere', {}, async (page) => {
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')].map((link) => decodeURIComponent(link.hash.slice(1)))
        .filter((id) => !document.getElementById(id)));
    // The sample leaves vectors and requirements out, to which others still point.
    const known = new Set([...idsOf(sample.vectors), ...sample.requirements.map(({ id }) => id)]);
    assert.deepEqual(lost.filter((id) => known.has(id)), []);
  });
  onPage('ids are unique', {}, async (page) => {
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('views', () => {
  onPage('by step and by specification, each with all there is', {}, async (page) => {
    assert(await page.locator('#by-step').isVisible());
    assert(!(await page.locator('#by-specification').isVisible()));
    await page.locator('.views a', { hasText: 'specification' }).click();
    await page.locator('#by-specification').waitFor();
    assert(!(await page.locator('#by-step').isVisible()));
    const ids = await page.evaluate(() => [...document.querySelectorAll('.req')].map(({ id }) => id));
    assert.deepEqual(sorted(ids), sorted(sample.requirements.map(({ id }) => id)));
    await page.locator('.views a', { hasText: 'step' }).click();
    await page.locator('#by-step').waitFor();
  });
  onPage('a failing vector shows what was expected, what came, the dialogue and how to repeat it', {}, async (page) => {
    const vector = byId(page, failing.id);
    await vector.locator('summary').first().click();
    const text = await vector.innerText();
    const check = failing.checks.find(({ verdict }) => verdict === 'fail');
    assert(text.includes(check.requirement), check.requirement);
    assert(text.includes(failing.repeat));
    assert(await vector.locator('.dialogue li').count() > 2);
  });
  const within = ({ file, line, source }, place) => file === place.file && place.line >= line && place.line < line + source.split('\n').length;
  const lineAt = ({ line, source }, place) => source.split('\n')[place.line - line].trim();
  const ways = ({ verdict, checks, ended }) =>
    [...checks.filter((check) => check.verdict === verdict).map((check) => [...(check.uses ?? []), check]), ended ?? []];
  const inFragment = sample.vectors.flatMap((vector) =>
    vector.verdict === 'pass' ? [] : ways(vector).filter((way) => way.length > 1).slice(0, 1).map((way) => ({ vector, way })));
  onPage('where it ended inside fragments is marked there, and the uses that lead there', {}, async (page) => {
    assert(inFragment.length > 0, 'no vector of the sample ended in a fragment');
    for (const { vector, way } of inFragment) {
      await page.evaluate((id) => { location.hash = id; }, vector.id);
      const sources = byId(page, vector.id).locator('.source');
      for (const source of await sources.all()) await source.locator('summary').click();
      const marks = async (kind) => (await sources.locator(kind).allInnerTexts()).map((text) => text.replace(/^\s*\d+\s+/, '').trim());
      for (const [index, place] of way.entries()) {
        const source = [vector, ...sample.fragments].find((one) => within(one, place));
        assert((await marks(index === way.length - 1 ? 'mark:not(.use)' : 'mark.use')).includes(lineAt(source, place)), `${vector.id}: ${place.file}:${place.line}`);
      }
    }
  });
  onPage('the difference between what was expected and what came is marked', {}, async (page) => {
    assert(await page.locator('.vector.fail .checks u').count() > 0);
  });
  onPage('octets are shown indented, and raw as they came', {}, async (page) => {
    const vector = byId(page, passing.id);
    await vector.locator('summary').first().click();
    // Of a long dialogue the beginning is left out.
    const octets = vector.locator('.dialogue .r pre').last();
    const received = passing.transcript.findLast(({ kind }) => kind === 'received').text;
    const squeezed = (text) => text.replace(/\s+/g, '');
    assert.equal(squeezed(await octets.textContent()), squeezed(received));
    await vector.locator('button[name=raw]').first().click();
    assert.equal((await octets.textContent()).trim(), received.trim());
  });
});

describe('keys', () => {
  const focused = (page) =>
    page.evaluate(() => document.activeElement.closest('.vector, .sec, .req')?.id ?? document.activeElement.name);
  onPage('/ goes to the search, Escape leaves it', {}, async (page) => {
    await page.keyboard.press('/');
    assert.equal(await focused(page), 'text');
    await page.keyboard.press('Escape');
    assert.notEqual(await focused(page), 'text');
  });
  onPage('j, k and o walk through the vectors and open them', {}, async (page) => {
    const ids = await visibleIds(page);
    await page.keyboard.press('j');
    assert.equal(await focused(page), ids[0]);
    await page.keyboard.press('j');
    assert.equal(await focused(page), ids[1]);
    await page.keyboard.press('o');
    assert(await byId(page, ids[1]).evaluate((vector) => vector.open));
    await page.keyboard.press('k');
    assert.equal(await focused(page), ids[0]);
  });
  onPage('n goes to what is not met', {}, async (page) => {
    const verdictOf = new Map(sample.vectors.map(({ id, verdict }) => [id, verdict]));
    const notMet = (await visibleIds(page)).filter((id) => broken.includes(verdictOf.get(id)));
    for (const id of notMet.slice(0, 3)) {
      await page.keyboard.press('n');
      assert.equal(await focused(page), id);
    }
  });
  onPage('1 and 2 change the view', {}, async (page) => {
    await page.keyboard.press('2');
    await page.locator('#by-specification').waitFor();
    await page.keyboard.press('1');
    await page.locator('#by-step').waitFor();
  });
  onPage('? explains them, Escape closes that', {}, async (page) => {
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog[open]').count(), 0);
  });
  onPage('Tab and Enter open a vector, too', {}, async (page) => {
    await byId(page, passing.id).locator('summary').first().focus();
    await page.keyboard.press('Enter');
    assert(await byId(page, passing.id).evaluate((vector) => vector.open));
  });
});

describe('appearance', () => {
  const brightness = (page, property) =>
    page.evaluate((name) => {
      let element = document.body;
      if (name === 'background-color') {
        const clear = (one) => /rgba\(.*, 0\)|transparent/.test(getComputedStyle(one)[name]);
        if (clear(element)) element = document.documentElement;
      }
      const [red, green, blue] = getComputedStyle(element)[name].match(/[\d.]+/g).map(Number);
      return (red + green + blue) / 3;
    }, property);
  for (const [colorScheme, dark] of [['light', false], ['dark', true]]) {
    onPage(`${colorScheme}, as the reader's system is`, { colorScheme }, async (page) => {
      assert.equal((await brightness(page, 'background-color')) < 100, dark);
      assert.equal((await brightness(page, 'color')) > 150, dark);
    });
  }
  onPage('printed, what is not met is open, and there are no controls', { colorScheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert(await byId(page, failing.id).locator('.dialogue').first().isVisible());
    assert(!(await page.locator('#filter').isVisible()));
    assert((await brightness(page, 'background-color')) > 200, 'dark paper');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert(!(await byId(page, failing.id).evaluate((vector) => vector.open)));
    assert((await page.pdf({ format: 'A4' })).length > 10_000);
  });
});
