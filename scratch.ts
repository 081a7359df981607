import { preview } from './lib/preview/preview';
import { createRequire } from 'node:module';
async function main() {
  const dir = process.argv[2]!;
  const req = createRequire(dir + '/index.js');
  const t = Date.now();
  const out = await preview({
    identity: { organization: 'organization', project: 'prog', stack: 'dev' },
    program: { launcher: req.resolve('@pulumi/pulumi/cmd/run'), nodeArguments: (process.argv[3] ?? '').split(' ').filter(Boolean), directory: dir, entry: process.argv[5] ?? '.', rootDirectory: dir, config: { 'prog:pw': '04da6b54-80e4-46f7-96ec-b56ff0331ba9' }, secretKeys: ['prog:pw'], typescript: process.argv[4] !== 'no', tsconfig: undefined },
    packs: [], stackOutputs: new Map(), env: process.env, timeLimitMs: 60000,
  });
  console.log(Date.now() - t, 'ms');
  if (out.ok) { console.log(JSON.stringify(out.value.plan, null, 1).slice(0, 9000)); console.log(out.value.messages); }
  else console.log(out.failure);
}
main();
