#!/usr/bin/env node

const path = require('node:path');
const { buildWhenStale } = require('../scripts/stale');

const root = path.resolve(__dirname, '..');

async function run() {
  const args = process.argv.slice(2);
  // Help and version say nothing of the baselines, so they work while one is wrong.
  const asksOnly = args.some((argument) => ['-h', '--help', 'help', '-V', '--version'].includes(argument));
  await buildWhenStale(root, { whenMissing: asksOnly });
  const { main } = require('../dist/yosai.js');
  const { version } = require('../package.json');
  process.exitCode = await main(args, version);
}

run().catch((error) => {
  // The policy pack could not be built, because a baseline is wrong: every mistake is a line.
  if (error.name === 'BaselineMistakes') {
    process.stderr.write(`${error.message}\nyosai: mistakes in the input; nothing was written\n`);
    process.exitCode = 2;
    return;
  }
  if (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND') {
    const [reason] = error.message.split('\n');
    process.stderr.write(`yosai: ${reason}\nRun \`npm ci\` first.\n`);
    process.exitCode = 3;
    return;
  }
  process.stderr.write(`yosai: this is a bug, please report it: ${error.message}\n`);
  if (process.env.YOSAI_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
