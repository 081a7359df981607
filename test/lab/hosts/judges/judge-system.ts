import { createHash } from 'node:crypto';
import path from 'node:path';
import { keep } from '../cache';
import { type Ended, must, type RunOptions, run } from '../commands';

/** Public judges from the archive of Debian 13. */
const packages = [
  'ca-certificates',
  'goss',
  'lynis',
  'openscap-scanner',
  'ssg-debian',
  'ssh-audit',
  'testssl.sh',
];
const suite = 'trixie';
/** Longest that a judge may take on a computer that does other things too, in seconds. */
export const judgeSeconds = 3000;

/** A command in the folder, with the processes and the temporary files of that command alone. */
const inside = `mount -t proc proc "$1/proc"
mount -t tmpfs tmpfs "$1/tmp"
exec env -i PATH=/usr/sbin:/usr/bin HOME=/root LC_ALL=C.UTF-8 TERM=dumb chroot "$@"`;

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

  /** Runs a command in it, on this computer's network; what it leaves in `/tmp` goes with it. */
  run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const apart = ['--mount', '--pid', '--fork', '--kill-child'];
    return run('unshare', [...apart, 'sh', '-euc', inside, 'sh', this.root, command, ...args], options);
  }

  /**
   * An archive of what a shell script lays in its working folder, which is empty at first. Throws with what the script
   * said when it fails.
   */
  async archive(script: string): Promise<Buffer> {
    const { code, stdout, stderr } = await this.run('sh', [
      '-euc',
      `cd "$(mktemp -d)"\n${script}\nexec tar --create --mode=go-w .`,
    ]);
    if (code !== 0) throw new Error(`the judges' system ended with ${code}: ${stderr.trim()}\n${script}`);
    return stdout;
  }

  /** A file of it, by its path there. */
  file(inside: string): string {
    return path.join(this.root, inside);
  }
}
