// Makes from the lab's reports those that the browser tests look at:
//   node make-reports.mjs XMPPCONF LAB FOLDER
// LAB has a folder with report.json for each server and profile. In FOLDER then stand, besides SERVER-PROFILE.html,
//   sample.html   a few vectors of each verdict
//   later.html    the same of a later version: one vector newly fails, one is repaired, one vanished, one appeared
//   hostile.html  the sample, with whatever may come from elsewhere as hostile as can be
//   matrix.html   all the lab's reports side by side      pair.html   the sample and the later one
//   diff.html     what changed from the sample to the later one
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileReport } from './hostile.mjs';

const [xmppconf, lab, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const render = (name, ...reports) =>
  execFileSync(xmppconf, ['render', ...reports, '--html', join(folder, name)], { stdio: 'inherit' });
const read = (name) => JSON.parse(readFileSync(join(lab, name, 'report.json'), 'utf8'));
function write(name, report) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(report));
  return path;
}

// A few vectors of each verdict, with the requirements that they judge.
function sampleOf(report) {
  const taken = {};
  const vectors = report.vectors.filter(({ verdict }) => (taken[verdict] = (taken[verdict] ?? 0) + 1) <= 4);
  const ids = new Set(vectors.map(({ id }) => id));
  const requirements = report.requirements
    .map((requirement) => ({ ...requirement, vectors: requirement.vectors.filter((id) => ids.has(id)) }))
    .filter((requirement, index) => requirement.vectors.length > 0 || index % 40 === 0);
  return { ...report, vectors, requirements };
}

// The same server some versions later.
function laterThan(report) {
  const later = structuredClone(report);
  const of = (verdict) => later.vectors.filter((vector) => vector.verdict === verdict);
  const [breaks, vanishes, appears] = of('pass');
  const [repaired] = of('fail');
  Object.assign(breaks, { verdict: 'fail', reason: 'It no longer does.' });
  const judged = new Set(breaks.judges.map(({ requirement }) => requirement));
  Object.assign(breaks.checks.find(({ requirement }) => judged.has(requirement)), { level: 'MUST', verdict: 'fail' });
  Object.assign(repaired, { verdict: 'pass', reason: '' });
  for (const check of repaired.checks) check.verdict = 'pass';
  later.vectors = later.vectors.filter((vector) => vector !== vanishes);
  appears.id += '-too';
  for (const requirement of later.requirements) {
    requirement.vectors = requirement.vectors.filter((id) => id !== vanishes.id && id !== appears.id.slice(0, -4));
  }
  return later;
}

const profiles = readdirSync(lab, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(lab, entry.name)).includes('report.json'))
  .map(({ name }) => name)
  .sort();
const jsonOf = (name) => join(lab, name, 'report.json');
for (const name of profiles) render(`${name}.html`, jsonOf(name));
const sample = sampleOf(read('ejabberd-tls'));
render('sample.html', write('sample.json', sample));
render('later.html', write('later.json', laterThan(sample)));
render('hostile.html', write('hostile.json', hostileReport(sample)));
render('matrix.html', ...profiles.flatMap((name) => ['--name', name]), ...profiles.map(jsonOf));
const versions = ['sample.json', 'later.json'].map((name) => join(folder, name));
render('pair.html', ...versions);
const diff = spawnSync(xmppconf, ['diff', ...versions, '--html', join(folder, 'diff.html')], { encoding: 'utf8' });
assert.equal(diff.status, 1, `a vector that newly fails is a regression:\n${diff.stdout}${diff.stderr}`);
console.log(`${profiles.length} reports of the lab: ${profiles.join(', ')}`);
