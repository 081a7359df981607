import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keep } from '../cache';
import { must } from '../commands';
import { digestOf, type Recipe } from './recipe';

/** A Debian that can be booted. */
export interface Image {
  /** What tells it from every other image. */
  readonly id: string;
  readonly disk: string;
  readonly kernel: string;
  readonly initialRamDisk: string;
  /** Whether it was built now. */
  readonly made: boolean;
}

/** An image this old lacks updates, and is built anew. */
const goodForDays = 7;

/** The image of a recipe, from the cache or built now; that needs root, the network, and about a minute and a half. */
export async function provideImage(recipe: Recipe, role: string): Promise<Image> {
  const age = Math.floor(Date.now() / (goodForDays * 24 * 3_600_000));
  const id = `debian-${recipe.release}-${role}-${digestOf(recipe)}-${age}`;
  const { folder, made } = await keep('images', id, (place) => build(recipe, place));
  return {
    id,
    disk: path.join(folder, 'disk.qcow2'),
    kernel: path.join(folder, 'kernel'),
    initialRamDisk: path.join(folder, 'initrd'),
    made,
  };
}

async function build(recipe: Recipe, folder: string): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error(
      'an image of the lab is built by root: run `npm run lab` as root once, or keep its cache',
    );
  }
  const root = path.join(folder, 'root');
  const finish = path.join(folder, 'finish.sh');
  writeFileSync(finish, recipe.finish);
  const { suite } = recipe;
  await must('mmdebstrap', [
    '--quiet',
    '--mode=root',
    '--variant=minbase',
    `--include=${recipe.packages.join(',')}`,
    // Nothing starts while packages are installed.
    `--setup-hook=mkdir -p "$1/usr/sbin" && printf '#!/bin/sh\\nexit 101\\n' > "$1/usr/sbin/policy-rc.d" && chmod +x "$1/usr/sbin/policy-rc.d"`,
    `--customize-hook=sh ${finish} "$1" ${suite}`,
    '--skip=cleanup/apt/lists',
    // What nobody reads on a machine of the lab takes the longest to unpack.
    ...['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*'].map(
      (path) => `--dpkgopt=path-exclude=${path}`,
    ),
    suite,
    root,
    `deb http://deb.debian.org/debian ${suite} main`,
    `deb http://deb.debian.org/debian ${suite}-updates main`,
    `deb http://deb.debian.org/debian-security ${suite}-security main`,
  ]);
  const boot = path.join(root, 'boot');
  cpSync(path.join(boot, newest(boot, 'vmlinuz-')), path.join(folder, 'kernel'));
  cpSync(path.join(boot, newest(boot, 'initrd.img-')), path.join(folder, 'initrd'));
  const raw = path.join(folder, 'disk.raw');
  await must('truncate', ['--size=4G', raw]);
  await must('mkfs.ext4', ['-q', '-F', '-d', root, raw]);
  await must('qemu-img', ['convert', '-O', 'qcow2', raw, path.join(folder, 'disk.qcow2')]);
  for (const part of [root, raw, finish]) rmSync(part, { recursive: true, force: true });
}

function newest(folder: string, prefix: string): string {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  const last = names.sort().at(-1);
  if (last === undefined) throw new Error(`the image has no ${prefix}* in /boot`);
  return last;
}
