// Public linters have nothing to say about the files for CI systems: node lint.mjs FOLDER
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobsOf } from './jobs.mjs';

const [folder] = process.argv.slice(2);
const tool = (name) => join(process.env.XMPPCONF_NODE_MODULES, '.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'xmppconf-ci-'));
let failed = false;

function check(what, program, args, options) {
  const result = spawnSync(program, args, { encoding: 'utf8', ...options });
  console.log(`${what}: ${result.status === 0 ? 'nothing to say' : `exit code ${result.status}`}`);
  if (result.status !== 0) console.log(`${result.stdout}${result.stderr}${result.error ?? ''}`);
  failed ||= result.status !== 0;
}

try {
  check('action-validator', tool('action-validator'), [join(folder, 'github-actions.yml')]);

  // It wants a repository with the file at its usual place.
  execFileSync('git', ['init', '--quiet', scratch]);
  copyFileSync(join(folder, 'gitlab-ci.yml'), join(scratch, '.gitlab-ci.yml'));
  check('gitlab-ci-local', tool('gitlab-ci-local'), ['--list'], { cwd: scratch, env: { ...process.env, HOME: scratch } });

  for (const { name, scripts } of jobsOf(folder)) {
    for (const [step, script] of Object.entries(scripts)) {
      check(`shellcheck, ${name}, ${step}`, 'shellcheck', ['--shell=bash', '-'], { input: script });
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
