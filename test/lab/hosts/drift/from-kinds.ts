import type { EnvironmentBaseline } from '../../../../lib/baseline/baseline';
import type {
  DebianPackage,
  FileSetting,
  HostRequirement,
  KernelSetting,
  PathRights,
  SettingFile,
  SshdOption,
  SystemdUnit,
} from '../../../../lib/baseline/types.generated';
import { dpkgEntry, makePackage } from './dpkg';
import { type Loosening, quoted } from './loosening';
import { otherValues } from './other-values';

type Script = Omit<Loosening, 'requirement'>;

/**
 * How a requirement of each kind is loosened, by what it says itself; nothing for a state, which is no single setting.
 */
export function fromKind(
  requirement: HostRequirement,
  { hosts }: EnvironmentBaseline,
): Loosening | undefined {
  const { id, sshd, kernel, module, package: debian, unit, setting, path, auditRule } = requirement;
  const file = setting && hosts.settingFiles[setting.file];
  const script =
    (sshd && loosenSshd(sshd)) ??
    (kernel && loosenKernel(kernel)) ??
    (module && { script: `sed -i '/ ${module}\\( \\|$\\)/d' /etc/modprobe.d/yosai.conf` }) ??
    (debian && loosenPackage(debian)) ??
    (unit && loosenUnit(unit)) ??
    (setting && file && loosenSetting(setting, file)) ??
    (path && loosenPath(path)) ??
    (auditRule && loosenAuditRule(auditRule));
  return script === undefined || script === '' ? undefined : { requirement: id, ...script };
}

/** sshd takes the first value that it reads, and another file comes before ours. */
function loosenSshd({ keyword, value, compare }: SshdOption): Script {
  const loose =
    compare === 'subset' ? `${value},${weakAlgorithm(keyword)}` : other('sshd', keyword, value, compare);
  return { script: `echo ${quoted(`${keyword} ${loose}`)} >> /etc/ssh/sshd_config.d/00-drift.conf` };
}

/** An algorithm that sshd still knows and nobody should offer. */
function weakAlgorithm(keyword: string): string {
  if (keyword === 'KexAlgorithms') return 'diffie-hellman-group14-sha1';
  if (keyword === 'Ciphers') return 'aes128-cbc';
  if (keyword === 'MACs') return 'hmac-sha1';
  return 'ssh-rsa';
}

/** Settings that cannot go back while the kernel runs. */
const oneWay = ['kernel.kexec_load_disabled', 'kernel.unprivileged_bpf_disabled'];

function loosenKernel({ key, value, orMore }: KernelSetting): Script {
  if (oneWay.includes(key)) {
    return { script: `sed -i 's/^${key} .*/${key} = 0/' /etc/sysctl.d/99-yosai.conf`, round: 'restart' };
  }
  const loose = orMore === true || value > 1 ? value - 1 : 1 - value;
  // These two set many others when they change.
  const isFirst = /(ip_forward|\.forwarding)$/.test(key);
  return { script: `sysctl --quiet --write ${key}=${loose}`, ...(isFirst && { first: true as const }) };
}

function loosenPackage({ name, installed }: DebianPackage): Script {
  // As dpkg's list has it when only the configuration of a package is left.
  return { script: installed ? dpkgEntry(name, 'Status', 'deinstall ok config-files') : makePackage(name) };
}

/** What can stop without more than this becoming worse. */
const stoppable = /^clamav-|\.(timer|path)$/;

function loosenUnit({ name, is }: SystemdUnit): Script {
  if (is === 'masked') return { script: `systemctl --quiet unmask ${name}` };
  if (is === 'running') {
    return {
      script: `systemctl --quiet ${stoppable.test(name) ? 'stop' : 'disable --no-reload'} ${name} 2>&1`,
    };
  }
  const folder = '/run/systemd/system';
  const write = (file: string, unit: string) => `printf '${unit}' > ${folder}/${file}`;
  const service = '[Service]\\nExecStart=/bin/sleep infinity\\n';
  return {
    script: [
      ...(name.endsWith('.socket')
        ? [
            write(name, '[Socket]\\nListenStream=/run/lab-drift.socket\\nAccept=yes\\n'),
            write(name.replace(/\.socket$/, '@.service'), service),
          ]
        : [write(name, service)]),
      `systemctl start ${name}`,
    ].join('\n'),
  };
}

function loosenSetting(
  { file: name, key, value, compare }: FileSetting,
  { path, form, section }: Pick<SettingFile, 'path' | 'form' | 'section'>,
): Script {
  // Of a key that stands several times one place is enough, and one that stands alone goes.
  const first = Array.isArray(value) ? value[0] : value;
  const pattern = `^[ \\t]*(Defaults[ \\t]+)?${key.replaceAll('::', '.*')}([ \\t=].*)?${Array.isArray(value) ? '' : '$'}`;
  if (Array.isArray(value) || first === '') {
    const line = Array.isArray(value) ? `^[ \\t]*${key}[ \\t]+${first}$` : pattern;
    // What Debian sets by itself has to be taken back.
    if (form === 'sudoers') return { script: `sed -i -E ${quoted(`s#${line}#Defaults !${key}#`)} ${path}` };
    return { script: `sed -i -E ${quoted(`\\#${line}#d`)} ${path}` };
  }
  const loose = other(name, key, first ?? '', compare);
  if (section !== undefined) {
    // Of systemd's files the last one counts, and Debian 13 brings one that comes after ours.
    return {
      script: `printf '[${section}]\\n${key}=${loose}\\n' >> ${path.replace(/[^/]*$/, 'zz-drift.conf')}`,
    };
  }
  const written = writeLine(form, key, loose);
  return { script: `sed -i -E ${quoted(`s#${pattern}#${written}#`)} ${path}` };
}

function writeLine(form: string, key: string, value: string): string {
  if (form === 'space') return `${key} ${value}`;
  if (form === 'equals') return `${key} = ${value}`;
  if (form === 'sudoers') return `Defaults ${key}=${value}`;
  if (form === 'apt') return `${key} "${value}";`;
  return `${key}=${value}`;
}

/** Others may then read it, or where they may already, write. */
function loosenPath({ path, mode }: PathRights): Script {
  // sshd refuses a key of its own that others may read, but not one that is another's.
  if (path.includes('ssh_host')) return { script: `chown nobody ${path}` };
  const rights = Number.parseInt(mode, 8);
  const more = (rights & 0o004) === 0 ? 'o+r' : 'o+w';
  const file = path.includes('*')
    ? []
    : [`mkdir -p "$(dirname ${path})"`, `[ -e ${path} ] || install -m ${mode} /dev/null ${path}`];
  return {
    script: [...file, `chmod ${more} ${path}`].join('\n'),
    // Whoever changes an account writes these anew, with their rights.
    ...(/^\/etc\/(passwd|group)-?$/.test(path) && {
      round: 'apart' as const,
      alsoFinds: ['no-world-writable-files'],
    }),
    // visudo looks at the rights of its files too.
    ...(path.startsWith('/etc/sudoers') && { alsoFinds: ['sudoers-are-sound'] }),
  };
}

/** The kernel's rules are locked: they change at the next start. */
function loosenAuditRule(rule: string): Script {
  const file = '/etc/audit/rules.d/50-yosai.rules';
  // The last of all files counts, and Debian brings one of its own.
  const limit = /^-[bf] /.exec(rule)?.[0];
  if (limit !== undefined) {
    return { script: `sed -i 's/^${limit}.*/${limit}0/' /etc/audit/rules.d/*.rules`, round: 'restart' };
  }
  return {
    script: `grep -vxF -e ${quoted(rule)} ${file} > ${file}.drift || :\nmv ${file}.drift ${file}`,
    round: 'restart',
  };
}

/** Another value than the one that is asked, and a worse one. */
function other(where: string, key: string, value: string, compare: string | undefined): string {
  const known = otherValues[`${where} ${key}`];
  if (known !== undefined) return known;
  if (compare === 'atMost') return String(Number(value) * 10);
  if (compare === 'atLeast') return String(Math.floor(Number(value) / 2));
  const opposite: Record<string, string> = {
    yes: 'no',
    no: 'yes',
    true: 'false',
    false: 'true',
    1: '0',
    0: '1',
  };
  const found = opposite[value];
  if (found === undefined)
    throw new Error(`the lab does not know a looser value of ${where} ${key} than ${value}`);
  return found;
}
