#!/usr/bin/env node
// Puts faults on the wire between the program and a real ejabberd, and checks what the program says:
//
//   node tests/wire/run-faults.mjs XMPPCONF WIREFAULT DIR [--all | FAULT...]
//
// XMPPCONF and WIREFAULT are the two programs; reports go to DIR. Two runs at a time, each with accounts of its own.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faults, faultsOfRun, lineOf, mostSeconds } from './verdicts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const labProgram = join(here, '../lab/lab');
const [xmppconf, wireFault, reports, ...choice] = process.argv.slice(2);
if (!reports) {
  console.error('node tests/wire/run-faults.mjs XMPPCONF WIREFAULT DIR [--all | FAULT...]');
  process.exit(2);
}
const lanes = 2;
const accountsOfLane = 6;
const graceSeconds = 60;

const chosen = faults.filter(({ name, often }) => {
  if (choice.length === 0) return often;
  return choice.includes('--all') || choice.includes(name);
});
const known = JSON.parse(readFileSync(join(here, '../lab/expected/ejabberd-plain.json'), 'utf8'));
mkdirSync(reports, { recursive: true });

// Not below DIR: the server's user may not be able to enter a build folder.
const lab = mkdtempSync(join(tmpdir(), 'xmppconf-wire.'));
const children = new Set();

function start(program, args, stdio) {
  const child = spawn(program, args, { stdio });
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

function tidyUp() {
  for (const child of children) child.kill('SIGKILL');
  spawnSync(labProgram, ['stop', lab], { stdio: 'ignore' });
  rmSync(lab, { recursive: true, force: true });
}
process.on('exit', tidyUp);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

async function run(fault, port, accounts) {
  const proxy = start(wireFault, ['--to', port, '--fault', fault.name], ['pipe', 'pipe', 'inherit']);
  const [proxyPort] = await once(createInterface({ input: proxy.stdout }), 'line');
  const path = join(reports, `${fault.name}.json`);
  rmSync(path, { force: true });
  const begun = Date.now();
  const program = start(xmppconf, ['--target', `127.0.0.1:${proxyPort}`, '--domain', 'localhost', '--tls', 'none',
    '--accounts', accounts, '--color', 'never', '--json', path], ['ignore', 'ignore', 'inherit']);
  const timer = setTimeout(() => program.kill('SIGKILL'), (mostSeconds + graceSeconds) * 1000);
  const [code] = await once(program, 'close');
  clearTimeout(timer);
  const seconds = (Date.now() - begun) / 1000;
  proxy.stdin.end();
  try {
    const facts = { fault, code, seconds, known, report: JSON.parse(readFileSync(path, 'utf8')) };
    console.log(lineOf(facts));
    return faultsOfRun(facts);
  } catch (error) {
    return [`exit code ${code} after ${seconds.toFixed(0)} s, and no report that can be read: ${error.message}`];
  }
}

const started = spawnSync(labProgram, ['start', 'ejabberd', 'plain', lab, '--users', String(lanes * accountsOfLane),
  '--owner', String(process.pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
if (started.status !== 0) process.exit(1);
const { port, accounts } = JSON.parse(started.stdout);
const all = JSON.parse(readFileSync(accounts, 'utf8'));

const waiting = [...chosen];
let wrong = 0;
await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
  const file = join(lab, `accounts-${lane}.json`);
  writeFileSync(file, JSON.stringify(all.slice(lane * accountsOfLane, (lane + 1) * accountsOfLane)), { mode: 0o600 });
  for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
    for (const sentence of await run(fault, String(port), file)) {
      console.error(`${fault.name}: ${sentence}`);
      wrong += 1;
    }
  }
}));
console.log(`${chosen.length} faults, ${wrong} of what the program says is wrong`);
process.exitCode = chosen.length > 0 && wrong === 0 ? 0 : 1;
