// Compares the verdicts of a report with those that are expected of a server:
//   node compare.mjs [--update] REPORT.json EXPECTED.json EXIT-CODE
// EXPECTED holds every vector that did not pass: {"vector id": {"verdict": "fail", "why": "one sentence"}}.
// A fail, a warn and a blocked need their why. --update writes EXPECTED anew and keeps the whys that are there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const update = args[0] === '--update';
const [reportPath, expectedPath, exitCode] = update ? args.slice(1) : args;
const needsWhy = ['fail', 'warn', 'blocked'];

const report = JSON.parse(readFileSync(reportPath, 'utf8'));
const expected = existsSync(expectedPath) ? JSON.parse(readFileSync(expectedPath, 'utf8')) : {};
const wrong = [];

if (!report.run.complete) wrong.push(`the run is not complete: ${report.run.reason}`);
if (String(report.summary.exit_code) !== exitCode) {
  wrong.push(`the report says exit code ${report.summary.exit_code}, the program ended with ${exitCode}`);
}
if (!report.vectors.some((v) => v.verdict === 'pass')) wrong.push('no vector passed');
for (const v of report.vectors.filter((v) => v.verdict === 'error')) {
  wrong.push(`${v.id}: an error of ours: ${v.reason}`);
}

const got = new Map(report.vectors.map((v) => [v.id, v]));
if (update) {
  const written = {};
  for (const id of [...got.keys()].sort()) {
    const { verdict } = got.get(id);
    const before = expected[id];
    if (verdict === 'pass' || verdict === 'error') continue;
    if (before && before.verdict !== verdict) console.log(`${id}: was ${before.verdict}, is ${verdict}: read its why again`);
    written[id] = before?.why ? { verdict, why: before.why } : { verdict };
  }
  writeFileSync(expectedPath, JSON.stringify(written, null, 2) + '\n');
  console.log(`written: ${expectedPath}`);
} else {
  for (const [id, v] of got) {
    const was = expected[id]?.verdict ?? 'pass';
    if (v.verdict !== was && v.verdict !== 'error') {
      wrong.push(`${id}: expected ${was}, got ${v.verdict}${v.reason ? `: ${v.reason}` : ''}`);
    }
  }
  for (const [id, { verdict, why }] of Object.entries(expected)) {
    if (!got.has(id)) wrong.push(`${id}: expected ${verdict}, but there is no such vector in the run`);
    if (needsWhy.includes(verdict) && !why?.trim()) wrong.push(`${id}: ${verdict} is expected, but not why`);
  }
}

for (const line of wrong) console.error(line);
if (!update && wrong.length === 0) console.log(`${got.size} verdicts as expected`);
process.exit(wrong.length === 0 ? 0 : 1);
