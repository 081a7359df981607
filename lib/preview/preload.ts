/** The module's own address is one of the two arguments. */
const forThisProcess = 'process.execArgv.splice(process.execArgv.indexOf(import.meta.url) - 1, 2);\n';

/**
 * Arguments for Node.js that run a module of this text before the file that the process is started with. They are meant
 * for this process alone: what it forks would inherit them, so the module takes them out of the arguments first.
 */
export function preload(script: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(`${forThisProcess}${script}`)}`];
}
