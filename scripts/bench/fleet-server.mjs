// Many hosts in one process, for the benchmark: each an SSH server on a port of the loopback interface that answers the
// collector with what a real shell said once, in a file, with another mark between what it said.
//   node scripts/bench/fleet-server.mjs HOSTS HANGING AUDITOR_PUBLIC_KEY_FILE SAID_FILE MARK
// Prints one line of JSON when all listen: the ports, of which the hanging ones are evenly spread, and the host key.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import ssh2 from 'ssh2';
import { newKeyPair } from './key-pair.mjs';

const [hosts, hanging] = process.argv.slice(2, 4).map(Number);
const auditor = ssh2.utils.parseKey(readFileSync(process.argv[4]));
const said = readFileSync(process.argv[5], 'latin1').split(process.argv[6]);
const hostKey = newKeyPair();

/** The collector's script begins its lines of output with a mark, which is another in every run. */
const markIn = (script) => /printf '\\n%s \\n' (\w+)/.exec(script)[1];

/** What a shell said once, with the mark of this run. */
const answer = (script) => Buffer.from(said.join(markIn(script)), 'latin1');

function serve(client) {
  client.on('error', () => {});
  client.on('authentication', (context) => {
    const isKnown = context.method === 'publickey' && context.key.data.equals(auditor.getPublicSSH());
    const isSigned = () => auditor.verify(context.blob, context.signature, context.hashAlgo);
    if (isKnown && (context.signature === undefined || isSigned())) context.accept();
    else context.reject(['publickey']);
  });
  client.on('session', (accept) => {
    accept().on('exec', (acceptExec) => {
      const channel = acceptExec();
      const script = [];
      channel.on('data', (piece) => script.push(piece));
      channel.on('end', () => {
        channel.write(answer(Buffer.concat(script).toString()));
        channel.exit(0);
        channel.end();
      });
    });
  });
}

const every = hanging === 0 ? Number.POSITIVE_INFINITY : hosts / hanging;
const ports = await Promise.all(
  Array.from({ length: hosts }, (_, index) => {
    // Who hangs accepts the connection and says nothing.
    const hangs = Math.floor((index + 1) / every) > Math.floor(index / every);
    const server = hangs
      ? createServer((socket) => socket.on('error', () => {}))
      : new ssh2.Server({ hostKeys: [hostKey.private] }, serve);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(server.address().port));
    });
  }),
);
const digest = createHash('sha256').update(ssh2.utils.parseKey(hostKey.public).getPublicSSH());
console.log(JSON.stringify({ ports, hostKey: `SHA256:${digest.digest('base64').replace(/=+$/, '')}` }));
