// A report in which everything that a server, a vector file or a forged report could put there is hostile.

// Each would show itself: by a dialog, a request, a mark on the window, or by what it does to the page.
export const hostileTexts = [
  '<script>alert(1)</script>',
  '</script><script>window.hacked = 1</script>',
  '</style><style>* { display: none !important }</style>',
  '"><img src=x onerror=alert(2)>',
  "'><svg onload=alert(3)>",
  '<iframe src="http://127.0.0.1:9/frame"></iframe>',
  '<link rel=stylesheet href="http://127.0.0.1:9/style">',
  '<base href="http://127.0.0.1:9/"><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">',
  '--></textarea></title></pre></details></template>]]>',
  '&lt;script&gt;alert(4)&lt;/script&gt; &#60;img src=x onerror=alert(5)&#62; &amp;',
  '\u0000\u0007\u001b[31m\u001b]0;title\u0007\u007f\u0085',
  '\u202e\u2066\u200f\u200b\ufeff\u2028\u2029',
  'a\u0300'.repeat(300),
  'x'.repeat(5000),
  '\n'.repeat(50),
];
const hostileLinks = ['javascript:alert(6)', 'data:text/html,<script>alert(7)</script>', 'https://a" onclick="alert(8)'];

export function hostileReport(report) {
  const copy = structuredClone(report);
  let next = 0;
  const hostile = () => hostileTexts[next++ % hostileTexts.length];
  const link = () => hostileLinks[next++ % hostileLinks.length];

  Object.assign(copy.target, { host: hostileTexts.slice(0, 3).join(' '), domain: hostile() });
  for (const key of ['version', 'cipher', 'subject', 'issuer', 'verify_error']) copy.target.tls[key] = hostile();
  copy.target.offers = { mechanisms: hostileTexts, features: hostileTexts };
  Object.assign(copy.run, { command: hostileTexts.join(' '), reason: hostile() });
  copy.run.logins = ['works', 'refused', 'broken', 'unusable'].map((result) =>
    ({ account: hostile(), mechanism: hostile(), binding: hostile(), result, said: hostile() }));
  copy.run.canary = { step: hostile(), reason: hostile() };
  copy.tool.version = hostile();
  for (const specification of copy.specifications) specification.title = hostile();
  // In front of the first line, so that the others keep their numbers.
  for (const fragment of copy.fragments) Object.assign(fragment, { name: hostile(), source: hostile().replaceAll('\n', ' ') + fragment.source });
  for (const invariant of copy.invariants) Object.assign(invariant, { id: hostile(), source: hostile().replaceAll('\n', ' ') + invariant.source });
  for (const vector of copy.vectors) {
    Object.assign(vector, { title: hostile(), reason: hostile(), note: hostile(), seen: hostile(), file: hostile(), repeat: hostile() });
    if (vector.blocked_by) vector.blocked_by.id = hostile();
    vector.attempts = [{ number: 1, alone: false, verdict: 'fail', reason: hostile(), duration_ms: 1, blocked_by: null, checks: [],
      transcript: [{ t_us: 1, conn: hostile(), kind: 'received', text: hostile() }] },
    { number: 2, alone: true, verdict: vector.verdict, reason: '', duration_ms: 1, blocked_by: null }];
    for (const check of vector.checks) Object.assign(check, { expected: [hostile(), hostile()], actual: hostile() });
    for (const entry of vector.transcript) {
      if (entry.text !== undefined) entry.text = hostile();
      entry.conn = hostile();
    }
  }
  for (const requirement of copy.requirements) {
    Object.assign(requirement, { text: hostile(), link: link(), feature: hostile() });
    if (requirement.untestable) requirement.untestable = hostile();
  }
  return copy;
}
