/** Arguments for Node.js that run a module of this text before the file that the process is started with. */
export function preload(script: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
}
