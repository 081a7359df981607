import { appendFileSync } from 'node:fs';

/** File to which the lab's report goes; `npm run lab` names it and prints it at the end. */
const file = process.env['YOSAI_LAB_REPORT'];

/** Says a line of the lab's report; without a report it goes to standard error. */
export function report(line: string): void {
  if (file === undefined || file === '') process.stderr.write(`${line}\n`);
  else appendFileSync(file, `${line}\n`);
}

/** How long something took, in words. */
export const took = (seconds: number) => `${seconds.toFixed(1)} s`;

/** Tells on standard error what the lab is doing, for who waits. */
export function progress(line: string): void {
  process.stderr.write(`lab: ${line}\n`);
}
