// Somebody else's session on an account of the lab.
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';

/** Logs in with PLAIN, over TLS where `ca` is given. `say(text, answer)` sends, and waits until that was received. */
export async function sessionOf({ jid, password }, resource, port, ca) {
  const [user, domain] = jid.split('@');
  const socket = ca ? connectTls({ host: '127.0.0.1', port, ca, servername: domain }) : connect(port, '127.0.0.1');
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
  await say(`<iq id='b' type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind></iq>`, '</iq>');
  return { say, end: () => socket.destroy() };
}
