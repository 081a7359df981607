import { createHash } from 'node:crypto';
import path from 'node:path';
import { keep } from '../cache';
import { type Ended, must, type RunOptions, run } from '../commands';

/** Public judges from the archive of Debian 13. */
const packages = ['ca-certificates', 'goss', 'ssh-audit'];
const suite = 'trixie';

/** A Debian 13 in a folder that has the judges, whatever this computer runs; made once, as root. */
export class JudgeSystem {
  private constructor(private readonly root: string) {}

  static async provide(): Promise<JudgeSystem> {
    const digest = createHash('sha256').update(packages.join()).digest('hex').slice(0, 16);
    const { folder } = await keep('judges', digest, async (place) => {
      await must('mmdebstrap', [
        '--quiet',
        '--mode=root',
        '--variant=minbase',
        `--include=${packages.join(',')}`,
        suite,
        path.join(place, 'root'),
        `deb http://deb.debian.org/debian ${suite} main`,
      ]);
    });
    return new JudgeSystem(path.join(folder, 'root'));
  }

  /** Runs a command in it, on this computer's network. */
  run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return run('chroot', [this.root, command, ...args], options);
  }

  /** A file of it, by its path there. */
  file(inside: string): string {
    return path.join(this.root, inside);
  }
}
