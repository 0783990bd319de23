#!/usr/bin/env node
// Runs the program on a real Prosody with accounts that are not as they should be, and checks that no verdict differs from
// the adjudicated one except to blocked, by the account or the session that is to blame:
//
//   node tests/lab/run-accounts.mjs XMPPCONF DIR
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const labProgram = join(here, 'lab');
const [xmppconf, reports] = process.argv.slice(2);
if (!reports) {
  console.error('node tests/lab/run-accounts.mjs XMPPCONF DIR');
  process.exit(2);
}
mkdirSync(reports, { recursive: true });
const expected = JSON.parse(readFileSync(join(here, 'expected/prosody-plain.json'), 'utf8'));

const lab = mkdtempSync(join(tmpdir(), 'xmppconf-accounts.'));
process.on('exit', () => {
  spawnSync(labProgram, ['stop', lab], { stdio: 'ignore' });
  rmSync(lab, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
const started = spawnSync(labProgram, ['start', 'prosody', 'plain', lab, '--users', '3', '--owner', String(process.pid)],
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
if (started.status !== 0) process.exit(1);
const { port, accounts } = JSON.parse(started.stdout);
const [first, second, third] = JSON.parse(readFileSync(accounts, 'utf8'));

/** Somebody's phone, online with presence until it is ended. */
async function phoneOf({ jid, password }) {
  const [user, domain] = jid.split('@');
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (octets) => { received += octets; });
  const say = async (text, answer) => {
    received = '';
    socket.write(text);
    while (!received.includes(answer)) await once(socket, 'data');
  };
  const header = `<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
  const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');
  await say(header, '</stream:features>');
  await say(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`, '<success');
  await say(header, '</stream:features>');
  await say(`<iq id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>phone</resource></bind></iq>`, '</iq>');
  await say(`<presence><priority>5</priority></presence>`, `${jid}/phone`);
  return socket;
}

const scenarios = [
  { name: 'wrong-password', accounts: [first, { ...second, password: 'wrong' }, third], blames: second.jid },
  { name: 'unknown-account', accounts: [first, second, { jid: `nobody@${first.jid.split('@')[1]}`, password: 'x' }], blames: 'nobody@localhost' },
  { name: 'one-right-account', accounts: [first, { ...second, password: 'wrong' }, { ...third, password: 'wrong' }], blames: second.jid },
  { name: 'capitals', accounts: [{ ...first, jid: first.jid.toUpperCase() }, second, third] },
  { name: 'phone-online', accounts: [first, second, third], phone: first, blames: `${first.jid}/phone` },
  { name: 'no-right-account', accounts: [first, second, third].map((account) => ({ ...account, password: 'wrong' })), blames: first.jid },
];

/** Sentences about what must not be; none: all is right. */
function wrongWith({ blames }, report) {
  const found = [];
  for (const { id, verdict, blocked_by: by } of report.vectors) {
    const known = expected[id] ?? { verdict: 'pass' };
    if (verdict === known.verdict || verdict === known.or) continue;
    if (verdict !== 'blocked' || !blames) found.push(`${id} is ${verdict}, and not ${known.verdict}`);
    else if (!by || by.id !== blames) found.push(`${id} is blocked by ${by?.id ?? 'nothing that has a name'}, and not ${blames}`);
  }
  const isNamed = blames?.includes('/') ? report.vectors.some((vector) => vector.blocked_by?.id === blames)
    : !blames || report.run.logins.some(({ account, result, said }) => account === blames && result === 'refused' && said);
  if (!isNamed) found.push(`nothing names ${blames}`);
  return found;
}

let wrong = 0;
for (const scenario of scenarios) {
  const file = join(lab, `${scenario.name}.json`);
  const path = join(reports, `${scenario.name}.json`);
  writeFileSync(file, JSON.stringify(scenario.accounts), { mode: 0o600 });
  const phone = scenario.phone && await phoneOf(scenario.phone);
  const program = spawn(xmppconf, ['--target', `127.0.0.1:${port}`, '--domain', 'localhost', '--accounts', file,
    '--json', path, '--color', 'never'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(program, 'close');
  phone?.destroy();
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const sentences = wrongWith(scenario, report);
  if (code !== 1) sentences.push(`exit code ${code}, and not 1`);
  const { blocked } = report.summary.vectors;
  console.log(`${scenario.name}: exit code ${code}, ${blocked} blocked, ${sentences.length} of it wrong`);
  for (const sentence of sentences) console.error(`${scenario.name}: ${sentence}`);
  wrong += sentences.length;
}
process.exitCode = wrong === 0 ? 0 : 1;
