// Compares the verdicts of a run with those that are expected of a server:
//   node compare.mjs [--update | --ids] EXPECTED.json EXIT-CODE REPORT.json [REPEATED.json...]
// EXPECTED holds every vector that did not pass: {"vector id": {"verdict": "fail", "why": "one sentence"}}.
// A fail, a warn and a blocked need their why; "or" is a second verdict, where the version of a library decides. Where
// a repeated run of some vectors gives the expected verdict, that one counts. --update writes EXPECTED anew and keeps
// the whys that are there; --ids prints what differs, for a repetition.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const mode = args[0].startsWith('--') ? args.shift() : '--check';
const [expectedPath, exitCode, reportPath, ...repeatedPaths] = args;
const needsWhy = ['fail', 'warn', 'blocked'];

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const expected = existsSync(expectedPath) ? read(expectedPath) : {};
const report = read(reportPath);
const isExpected = ({ id, verdict }) => [expected[id]?.verdict ?? 'pass', expected[id]?.or].includes(verdict);

const got = new Map(report.vectors.map((vector) => [vector.id, vector]));
for (const path of repeatedPaths) {
  for (const vector of read(path).vectors) if (isExpected(vector)) got.set(vector.id, vector);
}
const different = [...got.values()].filter((vector) => !isExpected(vector));

function faultsOfTheRun() {
  const faults = [];
  if (!report.run.complete) faults.push(`the run is not complete: ${report.run.reason}`);
  if (String(report.summary.exit_code) !== exitCode) {
    faults.push(`the report says exit code ${report.summary.exit_code}, the program ended with ${exitCode}`);
  }
  if (!report.vectors.some(({ verdict }) => verdict === 'pass')) faults.push('no vector passed');
  for (const { id, verdict, reason } of got.values()) {
    if (verdict === 'error') faults.push(`${id}: an error of ours: ${reason}`);
  }
  return faults;
}

function faultsOfTheVerdicts() {
  const faults = [];
  for (const { id, verdict, reason } of different) {
    faults.push(`${id}: expected ${expected[id]?.verdict ?? 'pass'}, got ${verdict}${reason ? `: ${reason}` : ''}`);
  }
  for (const [id, { verdict, why }] of Object.entries(expected)) {
    if (!got.has(id)) faults.push(`${id}: expected ${verdict}, but there is no such vector in the run`);
    if (needsWhy.includes(verdict) && !why?.trim()) faults.push(`${id}: ${verdict} is expected, but not why`);
  }
  return faults;
}

function update() {
  const written = {};
  for (const id of [...got.keys()].sort()) {
    const { verdict } = got.get(id);
    const before = expected[id];
    if (before?.or && isExpected(got.get(id))) written[id] = before;
    if (written[id] || verdict === 'pass' || verdict === 'error') continue;
    if (before && before.verdict !== verdict) console.log(`${id}: was ${before.verdict}, is ${verdict}: read its why again`);
    written[id] = before?.why ? { verdict, why: before.why } : { verdict };
  }
  writeFileSync(expectedPath, JSON.stringify(written, null, 2) + '\n');
  console.log(`written: ${expectedPath}`);
}

if (mode === '--ids') {
  for (const { id } of different) console.log(id);
} else {
  const faults = faultsOfTheRun();
  if (mode === '--update') update();
  else faults.push(...faultsOfTheVerdicts());
  for (const fault of faults) console.error(fault);
  if (mode === '--check' && faults.length === 0) console.log(`${got.size} verdicts as expected`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
