import { type NumberSet, union } from '../../network-model/number-set';
import { everyPort, type Traffic } from '../../network-model/traffic';

const protocols = ['tcp', 'udp', 'icmp', 'esp', 'ah'];
const withPorts = 2;

/**
 * Protocols and destination ports of packets in short, sorted: `tcp 443`, `udp 53,123`, `any`. Sets that overlap are
 * told once; addresses are left out.
 */
export function describeTraffic(traffic: Traffic): string[] {
  const portsOf = new Map<number, NumberSet[]>();
  for (const { protocols: numbers, ports } of traffic) {
    for (const [first, last] of numbers) {
      for (let number = Number(first); number <= Number(last); number += 1) {
        const sets = portsOf.get(number);
        if (sets === undefined) portsOf.set(number, [ports]);
        else sets.push(ports);
      }
    }
  }
  const told = [...portsOf]
    .sort(([a], [b]) => a - b)
    .map(([number, sets]) => {
      const ports = union(...sets);
      const name = protocols[number] ?? `protocol ${number}`;
      return number < withPorts && !isEvery(ports) ? `${name} ${describePorts(ports)}` : name;
    });
  const all = told.length === protocols.length && told.every((text) => !text.includes(' '));
  return all ? ['any'] : mergeSame(told);
}

/** `tcp 443` and `udp 443` are told as `tcp/udp 443`. */
function mergeSame(told: readonly string[]): string[] {
  const [tcp, udp, ...others] = told;
  const [, ports] = tcp?.match(/^tcp (.*)$/) ?? [];
  return ports !== undefined && udp === `udp ${ports}` ? [`tcp/udp ${ports}`, ...others] : [...told];
}

function isEvery(ports: NumberSet): boolean {
  return ports.length === 1 && ports[0]?.[0] === everyPort[0]?.[0] && ports[0]?.[1] === everyPort[0]?.[1];
}

function describePorts(ports: NumberSet): string {
  return ports.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
