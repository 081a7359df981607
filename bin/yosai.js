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
  process.stderr.write(`yosai: this is a bug, please report it: ${error.message}\n`);
  if (process.env.YOSAI_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
