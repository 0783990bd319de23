// Opens reports in Chromium the way a reader does, and notes what no report may cause. The packages come from the
// node_modules folder that $XMPPCONF_NODE_MODULES names, Chromium from Debian.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const requireTool = createRequire(resolve(process.env.XMPPCONF_NODE_MODULES, 'from-here.js'));
const { chromium } = requireTool('playwright-core');
const axe = readFileSync(requireTool.resolve('axe-core/axe.min.js'), 'utf8');

// Chromium refuses its sandbox to root.
export const openBrowser = () =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: process.getuid() === 0 ? ['--no-sandbox'] : [] });

// A page with the report, and what came to pass: requests for anything but the file, complaints on the console, errors
// of scripts, dialogs. Options are those of a browser context, and `hash` is where to.
export async function openReport(browser, path, { hash = '', ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  const seen = [];
  page.on('request', (request) => request.url().split('#')[0] !== url && seen.push(`request: ${request.url()}`));
  page.on('console', (message) => seen.push(`console: ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('popup', () => seen.push('popup'));
  await page.goto(url + hash);
  return { page, seen, close: () => context.close() };
}

// What axe-core objects to on the page as it stands, as sentences.
export async function accessibilityFaults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`));
}

// How much of the page sticks out at its right side; 0: readers need not scroll sideways.
export const overhang = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
