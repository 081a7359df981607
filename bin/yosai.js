#!/usr/bin/env node

const path = require('node:path');
const { buildWhenStale } = require('../scripts/stale');

const root = path.resolve(__dirname, '..');

async function run() {
  await buildWhenStale(root);
  const { main } = require('../dist/yosai.js');
  const { version } = require('../package.json');
  process.exitCode = await main(process.argv.slice(2), version);
}

run().catch((error) => {
  // The policy pack could not be built, because a baseline is wrong: every mistake is a line.
  if (error.name === 'BaselineMistakes') {
    process.stderr.write(
      `${error.message}\nyosai: mistakes in the input; nothing was previewed or written\n`,
    );
    process.exitCode = 2;
    return;
  }
  process.stderr.write(`yosai: this is a bug, please report it: ${error.message}\n`);
  if (process.env.YOSAI_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
