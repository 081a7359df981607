import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { loadBaseline, type Mistake, type Result } from '../../baseline';
import { nearest } from '../../baseline/nearest';
import { facingRoles } from '../../baseline/network-rules';
import { readText } from '../../baseline/read-file';
import type { Control } from '../../baseline/types.generated';
import { lastPort } from '../../host-audit/facts/probe/ranges';
import { listedPorts, type ProbedBaseline, portsOf } from '../../host-audit/probe/asked';
import { requiredBaselines } from '../required-baselines';
import { isName, type ProbeOptions } from './options';

/** Everything that a probe needs besides its options. */
export interface ProbeInput {
  /** The host as it is looked up: a name or an address. */
  readonly host: string;
  /** Its name in certificates and requests; absent when only an address is known. */
  readonly name?: string;
  readonly baseline: ProbedBaseline;
  readonly controls: readonly Control[];
  /** Ports in the order in which they are tried. */
  readonly ports: readonly number[];
  readonly paths: readonly string[];
  /** Certificates in PEM. */
  readonly authorities: readonly string[];
}

const largestCaBytes = 1024 * 1024;
const parts = ['network', 'tls', 'hosts', 'virtualMachines', 'hostAreas', 'probe', 'controls'] as const;

/** Reads everything that a probe needs and tells all mistakes at once, before anything is connected to. */
export function readProbeInput(host: string, options: ProbeOptions): Result<ProbeInput> {
  const folder = requiredBaselines(options.cwd);
  const baseline = folder.ok ? loadBaseline(folder.value, { parts }) : folder;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const authorities = options.ca.map(readAuthority);
  const mistakes: Mistake[] = [
    ...(isIP(bare) > 0 || isName(bare) ? [] : [{ file: 'host', text: wrongHost(host) }]),
    ...(baseline.ok ? roleMistakes(options.role, facingRoles(baseline.value.network)) : baseline.mistakes),
    ...authorities.flatMap((read) => (read.ok ? [] : read.mistakes)),
  ];
  if (!baseline.ok || mistakes.length > 0) return { ok: false, mistakes };
  const { probe } = baseline.value;
  const name = options.name ?? (isIP(bare) > 0 ? undefined : bare.toLowerCase().replace(/\.$/, ''));
  return {
    ok: true,
    value: {
      host: bare,
      ...(name !== undefined && { name }),
      baseline: baseline.value,
      controls: baseline.value.controls,
      ports: inOrder(options, baseline.value),
      paths: [...new Set([...probe.paths, ...options.path])],
      authorities: authorities.flatMap((read) => (read.ok ? read.value : [])),
    },
  };
}

/** The ports that matter most come first, so that a probe which is cut short has seen them. */
function inOrder({ forward, ports, role }: ProbeOptions, baseline: ProbedBaseline): number[] {
  const wanted =
    forward.length > 0
      ? forward.map(({ port }) => port)
      : (ports ?? Array.from({ length: lastPort }, (_, index) => index + 1));
  const spoken = (['ssh', 'tls', 'plainHttp'] as const).flatMap((protocol) => portsOf(baseline, protocol));
  const first = new Set([...listedPorts(baseline, role), ...spoken]);
  return [...wanted.filter((port) => first.has(port)), ...wanted.filter((port) => !first.has(port))];
}

function roleMistakes(role: string, known: readonly string[]): Mistake[] {
  if (known.includes(role)) return [];
  const near = nearest(role, known);
  const text = `there is no role ${JSON.stringify(role)}; known are ${known.join(', ')}`;
  return [{ file: '--role', text, ...(near !== undefined && { suggestion: near }) }];
}

function wrongHost(host: string): string {
  const shown = JSON.stringify(host.slice(0, 80));
  return `found ${shown}, expected a DNS name or an address, without scheme and port`;
}

/** Each certificate of a file by itself, as Node.js trusts the first of a text only where others are expected. */
function readAuthority(file: string): Result<string[]> {
  const text = readText(file, largestCaBytes);
  if (!text.ok) return text;
  const wrong = (found: string) => ({ ok: false as const, mistakes: [{ file, text: found }] });
  const certificates =
    text.value.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) return wrong('holds no certificate in PEM (-----BEGIN CERTIFICATE-----)');
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
    return { ok: true, value: [...certificates] };
  } catch {
    return wrong('holds a certificate that cannot be read');
  }
}
