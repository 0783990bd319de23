// Makes from the lab's reports those that the browser tests look at:
//   node make-reports.mjs XMPPCONF LAB FOLDER
// LAB has a folder with report.json for each server and profile. In FOLDER then stand, besides SERVER-PROFILE.html,
//   sample.html   a few vectors of each verdict        matrix.html  all the lab's reports side by side
//   hostile.html  the same, with whatever may come     diff.html    from one report to another
//                 from elsewhere as hostile as can be
import { execFileSync } from 'node:child_process';
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

const profiles = readdirSync(lab, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(lab, entry.name)).includes('report.json'))
  .map(({ name }) => name)
  .sort();
const jsonOf = (name) => join(lab, name, 'report.json');
for (const name of profiles) render(`${name}.html`, jsonOf(name));
const sample = sampleOf(read('ejabberd-tls'));
render('sample.html', write('sample.json', sample));
render('hostile.html', write('hostile.json', hostileReport(sample)));
console.log(`${profiles.length} reports of the lab: ${profiles.join(', ')}`);
