#!/usr/bin/env node
// Runs the program on real servers with accounts that are not as they should be, and checks that no verdict differs from
// the adjudicated one except to blocked, by the account or the session that is to blame:
//
//   node tests/lab/run-accounts.mjs XMPPCONF DIR
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sessionOf } from './session.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const labProgram = join(here, 'lab');
const [xmppconf, reports] = process.argv.slice(2);
if (!reports) {
  console.error('node tests/lab/run-accounts.mjs XMPPCONF DIR');
  process.exit(2);
}
mkdirSync(reports, { recursive: true });

const labs = [];
process.on('exit', () => {
  for (const lab of labs) {
    spawnSync(labProgram, ['stop', lab], { stdio: 'ignore' });
    rmSync(lab, { recursive: true, force: true });
  }
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** A server with three accounts, the adjudicated verdicts on it, and the options with which it is reached. */
function labOf(server, profile) {
  const dir = mkdtempSync(join(tmpdir(), 'xmppconf-accounts.'));
  labs.push(dir);
  const started = spawnSync(labProgram, ['start', server, profile, dir, '--users', '3', '--owner', String(process.pid)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (started.status !== 0) process.exit(1);
  const facts = JSON.parse(started.stdout);
  const tls = profile === 'plain' ? ['--tls', 'none']
    : ['--tls', 'starttls', '--direct-port', String(facts.direct_port), '--ca', facts.ca];
  return {
    dir,
    facts,
    accounts: JSON.parse(readFileSync(facts.accounts, 'utf8')),
    expected: JSON.parse(readFileSync(join(here, `expected/${server}-${profile}.json`), 'utf8')),
    options: ['--target', `127.0.0.1:${facts.port}`, '--domain', 'localhost', ...tls],
  };
}

const prosody = labOf('prosody', 'plain');
const [first, second, third] = prosody.accounts;

/** Somebody's phone, online until it is ended. */
async function phoneOnline() {
  const phone = await sessionOf(first, 'phone', prosody.facts.port);
  await phone.say(`<presence><priority>5</priority></presence>`, `${first.jid}/phone`);
  return phone;
}

const ejabberd = labOf('ejabberd', 'tls');
const [, , halfServed] = ejabberd.accounts;

/** ejabberd computes DIGEST-MD5 from UTF-8, where RFC 2831 wants ISO 8859-1: it never takes this password by it. */
async function takePasswordBeyondAscii() {
  const password = 'secret-\u00e4';
  const { facts } = ejabberd;
  const session = await sessionOf(halfServed, 'owner', facts.direct_port, readFileSync(facts.ca));
  const [username] = halfServed.jid.split('@');
  await session.say(`<iq id='p' type='set' to='localhost'><query xmlns='jabber:iq:register'><username>${username}</username>` +
    `<password>${password}</password></query></iq>`, "id='p'");
  halfServed.password = password;
  return session;
}

const wrong = (account) => ({ ...account, password: 'wrong' });
// `blames`: the account, or the session, that blocks what it spoils; `by`: only with this mechanism.
const scenarios = [
  { name: 'wrong-password', lab: prosody, accounts: [first, wrong(second), third], blames: second.jid },
  { name: 'unknown-account', lab: prosody, accounts: [first, second, { jid: 'nobody@localhost', password: 'x' }], blames: 'nobody@localhost' },
  { name: 'one-right-account', lab: prosody, accounts: [first, wrong(second), wrong(third)], blames: second.jid },
  { name: 'capitals', lab: prosody, accounts: [{ ...first, jid: first.jid.toUpperCase() }, second, third] },
  { name: 'phone-online', lab: prosody, accounts: [first, second, third], before: phoneOnline, blames: `${first.jid}/phone` },
  { name: 'no-right-account', lab: prosody, accounts: [first, second, third].map(wrong), blames: first.jid },
  { name: 'mechanism-never-served', lab: ejabberd, accounts: ejabberd.accounts, before: takePasswordBeyondAscii, blames: halfServed.jid, by: 'DIGEST-MD5' },
];

/** Sentences about what must not be; none: all is right. */
function wrongWith({ lab, blames, by }, report) {
  const found = [];
  const blamed = by ? `${blames} with ${by}` : blames;
  for (const { id, verdict, blocked_by: obstacle } of report.vectors) {
    const known = lab.expected[id] ?? { verdict: 'pass' };
    if (verdict === known.verdict || verdict === known.or) continue;
    if (verdict !== 'blocked' || !blames) found.push(`${id} is ${verdict}, and not ${known.verdict}`);
    else if (obstacle?.id !== blamed) found.push(`${id} is blocked by ${obstacle?.id ?? 'nothing that has a name'}, and not ${blamed}`);
  }
  const isNamed = blames?.includes('/') ? report.vectors.some((vector) => vector.blocked_by?.id === blames)
    : !blames || report.run.logins.some(({ account, mechanism, result, said }) =>
      account === blames && (!by || mechanism === by) && result === 'refused' && said);
  if (!isNamed) found.push(`nothing names ${blamed}`);
  return found;
}

/** Sentences about one scenario. */
async function hold(scenario) {
  const { name, lab } = scenario;
  const before = await scenario.before?.();
  const file = join(lab.dir, `${name}.json`);
  const path = join(reports, `${name}.json`);
  writeFileSync(file, JSON.stringify(scenario.accounts), { mode: 0o600 });
  const program = spawn(xmppconf, [...lab.options, '--accounts', file, '--json', path, '--color', 'never'],
    { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(program, 'close');
  before?.end();
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const sentences = wrongWith(scenario, report);
  if (code !== 1) sentences.push(`exit code ${code}, and not 1`);
  console.log(`${name}: exit code ${code}, ${report.summary.vectors.blocked} blocked, ${sentences.length} of it wrong`);
  return sentences.map((sentence) => `${name}: ${sentence}`);
}

// The servers at once, the scenarios of each one after the other: they share its accounts.
const mistakes = await Promise.all([prosody, ejabberd].map(async (lab) => {
  const all = [];
  for (const scenario of scenarios) if (scenario.lab === lab) all.push(...await hold(scenario));
  return all;
}));
for (const sentence of mistakes.flat()) console.error(sentence);
process.exitCode = mistakes.flat().length === 0 ? 0 : 1;
