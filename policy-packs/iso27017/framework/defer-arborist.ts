import Module, { createRequire } from 'node:module';

/**
 * Loading the SDK loads npm's dependency analyser, which it needs only to serialize functions: a quarter of the
 * time that a pack takes to start, and no policy serializes any. So it is put off until somebody asks for it.
 * An SDK that does without it is left alone.
 * https://github.com/pulumi/pulumi/blob/v3.248.0/sdk/nodejs/runtime/closure/codePaths.ts (2026-11-23)
 */
function deferArborist(): void {
  const fromPack = createRequire(__filename);
  let file: string;
  try {
    file = createRequire(fromPack.resolve('@pulumi/pulumi')).resolve('@npmcli/arborist');
  } catch {
    return;
  }
  const standIn = new Module(file);
  standIn.loaded = true;
  standIn.exports = {
    // Said to be an ES module, so that whoever imports it keeps the getter instead of copying what it gives.
    __esModule: true,
    get Arborist(): unknown {
      if (fromPack.cache[file] === standIn) delete fromPack.cache[file];
      return (fromPack(file) as { Arborist: unknown }).Arborist;
    },
  };
  fromPack.cache[file] = standIn;
}

deferArborist();
