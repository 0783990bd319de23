// Checks a CTRF report against the schema that its makers publish, and its summary against its tests:
// node ctrf.mjs REPORT. The packages are taken from the node_modules folder named by XMPPCONF_NODE_MODULES.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const modules = process.env.XMPPCONF_NODE_MODULES;
const require = createRequire(resolve(modules, 'from-here.js'));
const Ajv = require('ajv').default;
const addFormats = require('ajv-formats').default;
const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
const validate = ajv.compile(JSON.parse(readFileSync(resolve(modules, 'ctrf/dist/ctrf-schema-0.0.json'), 'utf8')));

const [path] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, 'utf8'));
const mistakes = validate(report) ? [] : validate.errors.map((e) => `${e.instancePath || '/'} ${e.message}`);
const { tests, summary } = report.results;
for (const status of ['passed', 'failed', 'skipped', 'pending', 'other']) {
  const counted = tests.filter((test) => test.status === status).length;
  if (counted !== summary[status]) mistakes.push(`${counted} tests are ${status}, and the summary says ${summary[status]}`);
}
if (tests.length !== summary.tests) mistakes.push(`there are ${tests.length} tests, and the summary says ${summary.tests}`);
if (tests.length === 0) mistakes.push('there is no test');
for (const mistake of mistakes.slice(0, 20)) console.error(`${path}: ${mistake}`);
if (mistakes.length === 0) console.log(`${path}: valid, ${tests.length} tests`);
process.exit(mistakes.length === 0 ? 0 : 1);
