import path from 'node:path';
import type { Engine } from '../../lib/rehearsal/engine/engine';
import { provideEngine } from '../../lib/rehearsal/engine/provide-engine';

declare module 'vitest' {
  interface ProvidedContext {
    /** The official engine of this machine; none on a machine of somebody who has neither it nor Go. */
    engine: Engine | undefined;
  }
}

interface Project {
  provide(name: 'engine', value: Engine | undefined): void;
}

/** Provides the official engine to the labs before they start: a build takes minutes. In CI there has to be one. */
export async function setup(project: Project): Promise<void> {
  const engine = await provideEngine({
    module: path.resolve(__dirname, '../../lib/rehearsal/pulumi-cli'),
    env: process.env,
    onProgress: once((text) => process.stderr.write(`${text}\n`)),
  });
  project.provide('engine', engine.ok ? engine.value : undefined);
  if (engine.ok) return;
  if (process.env['CI'] !== undefined) throw new Error(engine.failure.text);
  process.stderr.write(`The labs with the official engine are skipped: ${engine.failure.text}\n`);
}

function once(say: (text: string) => void): (text: string) => void {
  let said = false;
  return (text) => {
    if (!said) say(text);
    said = true;
  };
}
