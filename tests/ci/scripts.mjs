// The scripts of the jobs for CI systems do what they promise: node scripts.mjs FOLDER PROGRAMS FAULTY-SERVER
// PROGRAMS is the folder with xmppconf, as if its package were installed.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobsOf } from './jobs.mjs';

const [folder, programs, faultyServer] = process.argv.slice(2);
const selection = '--tls none --select sasl/scram-sha-1';

// Ends when its standard input does.
async function startServer(...faults) {
  const server = spawn(faultyServer, faults.flatMap((fault) => ['--fault', fault]), { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const line = await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', () => reject(new Error('the server did not start')));
  });
  return { target: `127.0.0.1:${JSON.parse(line).port}`, stop: () => (server.stdin.end(), ended) };
}

// As the CI systems run it: with bash, and to its first failure.
function runScript(script, cwd, variables) {
  const env = { ...process.env, ...variables, PATH: `${programs}:${process.env.PATH}` };
  return spawnSync('bash', ['-eo', 'pipefail', '-c', script], { cwd, encoding: 'utf8', env });
}

function expectCode(code, result, what) {
  assert.equal(result.status, code, `${what}:\n${result.stdout}${result.stderr}`);
}

function tryJob({ name, variables, scripts, test, afterwards }, honest, faulty) {
  const work = mkdtempSync(join(tmpdir(), 'xmppconf-ci-'));
  const shownByGithub = join(work, 'shown.md');
  const given = { ...variables, XMPPCONF_OPTIONS: selection, GITHUB_STEP_SUMMARY: shownByGithub };
  const testOn = ({ target }) => runScript(scripts[test], work, { ...given, XMPPCONF_TARGET: target });
  try {
    expectCode(2, testOn(honest), `${name}, without a baseline`);
    const writeBaseline = `xmppconf --target ${honest.target} --domain localhost --accounts accounts.json ${selection} ` +
      '--write-baseline xmppconf-baseline.json';
    expectCode(0, runScript(writeBaseline, work, given), `${name}, writing the baseline`);
    expectCode(0, testOn(honest), `${name}, on the honest server`);
    assert.equal(statSync(join(work, 'accounts.json')).mode & 0o077, 0, `${name}: others can read the accounts`);

    expectCode(1, testOn(faulty), `${name}, on the faulty server`);
    const report = (file) => join(work, 'xmppconf-report', file);
    for (const file of ['report.html', 'report.json', 'junit.xml', 'summary.md']) {
      assert(existsSync(report(file)), `${name}: there is no ${file}`);
    }
    const shown = runScript(scripts[afterwards], work, given);
    expectCode(0, shown, `${name}, ${afterwards}`);
    const summary = existsSync(shownByGithub) ? readFileSync(shownByGithub, 'utf8') : shown.stdout;
    assert.equal(summary, readFileSync(report('summary.md'), 'utf8'), `${name}: the summary is not shown`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(`${name}: 2 without a baseline, 0 on the honest server, 1 on the faulty one; all reports are there`);
}

const honest = await startServer();
const faulty = await startServer('scram-wrong-server-signature');
try {
  for (const job of jobsOf(folder)) tryJob(job, honest, faulty);
} finally {
  await Promise.all([honest.stop(), faulty.stop()]);
}
