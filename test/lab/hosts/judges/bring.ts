import type { Ssh } from '../machine/ssh';

/**
 * Lays a judge on a machine: on the disk of its system, from which programs may run on a hardened one too.
 * @param archive as `JudgeSystem.archive` makes it.
 * @returns the folder in which its files then are, for root alone.
 */
export async function bring(ssh: Ssh, name: string, archive: Buffer): Promise<string> {
  const folder = `/opt/lab-judges/${name}`;
  const unpack = `umask 077 && mkdir -p ${folder} && exec tar --extract --no-same-owner --directory ${folder}`;
  const { code, stderr } = await ssh.run(`exec sudo -n sh -c '${unpack}'`, archive, 300);
  if (code !== 0) throw new Error(`${name} could not be brought to the machine: ${stderr.trim()}`);
  return folder;
}
