// What the program must say of each fault that wireFault puts on the wire before a real server.

// As many vectors are judged, by the place of the fault in the login: those of the steps before it, and all that ask for
// something else than what is broken. Nothing can be read behind a document type, not even an error.
const judgedAtLeast = { header: 30, features: 40, sasl: 100, bind: 150 };

// fault, its place, what it breaks: the first finding is about one of these. `often` runs in every test, the others with
// run-faults.mjs --all. Where `verdict` is missing, the requirement is a MUST. A server that takes logins by mechanisms that
// nobody can see on offer breaks 6.4.5 as well.
export const faults = [
  { name: 'header-wrong-namespace', place: 'features', breaks: ['RFC6120/4.8.1/streams-namespace'], often: true },
  { name: 'header-content-jabber-server', place: 'features', breaks: ['RFC6120/4.8.2/same-content-namespace', 'RFC6120/4.8.3/never-jabber-server'] },
  { name: 'header-twice', place: 'features', breaks: ['RFC6120/11.3/well-formed'] },
  { name: 'header-document-type', place: 'header', breaks: ['RFC6120/11.1/no-dtd'] },
  { name: 'features-bad-utf-8', place: 'features', breaks: ['RFC6120/11.6/only-utf-8'] },
  { name: 'features-missing', place: 'features', breaks: ['RFC6120/4.3.2/features'], often: true },
  { name: 'features-in-content-namespace', place: 'features', breaks: ['RFC6120/4.8.1/streams-prefix', 'RFC6120/4.3.2/features'], often: true },
  { name: 'features-twice', place: 'features', breaks: ['RFC6120/4.3.2/features-once'] },
  { name: 'mechanisms-in-wrong-namespace', place: 'features', breaks: ['RFC6120/6.4.1/mechanisms-offered', 'RFC6120/6.4.5/failure'], verdict: 'warn', often: true },
  { name: 'mechanisms-empty', place: 'features', breaks: ['RFC6120/6.4.1/mechanisms-offered', 'RFC6120/6.4.5/failure'], verdict: 'warn' },
  { name: 'mechanisms-in-lower-case', place: 'features', breaks: ['RFC4422/3.1/mechanism-names'] },
  { name: 'challenge-not-base64', place: 'sasl', breaks: ['RFC6120/6.3.5/base64'], often: true },
  { name: 'scram-nonce-not-continued', place: 'sasl', breaks: ['RFC5802/5.1/nonce-continues'] },
  { name: 'success-in-wrong-namespace', place: 'sasl', breaks: ['RFC6120/6.4.6/success'], often: true },
  { name: 'restart-no-features', place: 'sasl', breaks: ['RFC6120/6.4.6/features', 'RFC6120/4.3.4/features-after-restart'] },
  { name: 'restart-declaration-refused', place: 'sasl', breaks: ['RFC6120/6.4.6/features', 'RFC6120/4.3.4/features-after-restart'], often: true },
  { name: 'bind-result-without-jid', place: 'bind', breaks: ['RFC6120/7.6.1/result-with-jid'], often: true },
  { name: 'bind-bare-jid', place: 'bind', breaks: ['RFC6120/7.1/full-jid'] },
  { name: 'bind-result-in-wrong-namespace', place: 'bind', breaks: ['RFC6120/7.6.1/result-with-jid'] },
  { name: 'bind-result-id-changed', place: 'bind', breaks: ['RFC6120/8.2.3/reply-id'] },
  { name: 'bind-ignored', place: 'bind', breaks: ['RFC6120/7.6.1/result-with-jid', 'RFC6120/8.2.3/reply'], often: true },
  { name: 'stanzas-in-jabber-server', place: 'bind', breaks: ['RFC6120/4.8.3/never-jabber-server'], often: true },
];

// A bound on what hangs; a run takes 3 to 40 s.
export const mostSeconds = 120;

const isJudged = ({ verdict }) => ['pass', 'info', 'warn', 'fail'].includes(verdict);

/** What the report finds broken, in its order, apart from what it finds without the fault. */
function findings(report, known) {
  return report.findings.filter(({ vector, verdict }) => verdict !== known[vector]?.verdict);
}

/** Sentences about what a run must not look like; none: it is right. `known` are the verdicts without the fault. */
export function faultsOfRun({ fault, report, code, seconds, known }) {
  const found = [];
  const verdict = fault.verdict ?? 'fail';
  const requirements = report.requirements.filter(({ id }) => fault.breaks.includes(id));
  if (!requirements.some((each) => each.verdict === verdict)) {
    const is = requirements.map((each) => `${each.id} is ${each.verdict}`).join(', ');
    found.push(`${is || `there is no ${fault.breaks}`}, and not ${verdict}`);
  }
  const [first] = findings(report, known);
  if (!first) found.push('nothing is found');
  else if (!first.requirements.some((id) => fault.breaks.includes(id))) {
    found.push(`the first finding is ${first.vector} for ${first.requirements.join(', ')}`);
  }
  const judged = report.vectors.filter(isJudged).length;
  if (judged < judgedAtLeast[fault.place]) {
    found.push(`${judged} vectors are judged, and not ${judgedAtLeast[fault.place]}`);
  }
  const errors = report.vectors.filter((vector) => vector.verdict === 'error');
  for (const { id, reason } of errors) found.push(`${id}: an error of ours: ${reason}`);
  if (code !== (fault.code ?? 1)) found.push(`exit code ${code}, and not ${fault.code ?? 1}`);
  if (report.summary.exit_code !== code) found.push(`the report says exit code ${report.summary.exit_code}`);
  if (seconds > mostSeconds) found.push(`it took ${seconds.toFixed(0)} s`);
  return found;
}

/** One line about a run, for people. */
export function lineOf({ fault, report, code, seconds, known }) {
  const judged = report.vectors.filter(isJudged).length;
  const count = report.summary.vectors;
  const [first] = findings(report, known);
  return `${fault.name}: exit code ${code}, ${judged} judged, ${count.fail} fail, ${count.warn} warn, ` +
    `${count.blocked} blocked, ${seconds.toFixed(0)} s; first ${first ? first.vector : 'nothing'}`;
}
