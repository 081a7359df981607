// Small files in the room where a reader would look: no source file is longer than the ceiling.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ceiling = 400;

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', '*.ts', '*.js', '*.mjs', '*.cjs', '*.yaml'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && !file.includes('.generated.'));
const long = files
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > ceiling);
for (const { file, lines } of long)
  console.error(`${file}: ${lines} lines, expected at most ${ceiling}. Split it.`);
if (long.length > 0) process.exitCode = 1;
