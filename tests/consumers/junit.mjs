// Reads a JUnit report with a public consumer, and checks that what it finds is what the report says:
// node junit.mjs REPORT. The package is taken from the node_modules folder named by XMPPCONF_NODE_MODULES.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.env.XMPPCONF_NODE_MODULES, 'from-here.js'));
const { parse } = require('junit2json');

const [path] = process.argv.slice(2);
const report = await parse(readFileSync(path, 'utf8'));
const mistakes = [];
const expectEqual = (what, found, said) => {
  if (found !== Number(said)) mistakes.push(`${what}: ${found} found, and the report says ${said}`);
};
const all = { tests: 0, failures: 0, errors: 0 };
for (const suite of report.testsuite ?? []) {
  const cases = suite.testcase ?? [];
  const having = (result) => cases.filter((one) => one[result] !== undefined).length;
  const found = { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
  for (const [name, count] of Object.entries(found)) expectEqual(`${name} of ${suite.name}`, count, suite[name]);
  for (const name of Object.keys(all)) all[name] += found[name];
  for (const one of cases) {
    if (!one.name || !one.classname || !(one.time >= 0)) mistakes.push(`a test of ${suite.name} lacks name, class or time`);
    const results = ['failure', 'error', 'skipped'].filter((result) => one[result] !== undefined);
    if (results.length > 1) mistakes.push(`${one.name} is at once ${results.join(' and ')}`);
  }
}
for (const [name, count] of Object.entries(all)) expectEqual(`${name} in all`, count, report[name]);
if (all.tests === 0) mistakes.push('there is no test');
for (const mistake of mistakes.slice(0, 20)) console.error(`${path}: ${mistake}`);
if (mistakes.length === 0) console.log(`${path}: ${all.tests} tests, ${all.failures} failures, ${all.errors} errors`);
process.exit(mistakes.length === 0 ? 0 : 1);
