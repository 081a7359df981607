import { CloudError } from '../cloud-error';
import { isType, listAt, type Rule, textAt, valueAt } from '../rule';

const [lowest, highest] = [100, 4096];
const highestPort = 65535;

/** https://github.com/Azure/azure-rest-api-specs/issues/3003 (2026-11-27) tells the number and the code. */
const mostRules = 1000;

/** The places of a rule that take one value or a list, and not both. */
const places = ['sourceAddressPrefix', 'destinationAddressPrefix', 'sourcePortRange', 'destinationPortRange'];

/**
 * Rules of a security group: no more than Azure takes, priorities from 100 to 4096 and each once in a direction, names each once, ports that
 * there are, one way to say each place.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules
 */
export const securityRules: Rule = {
  put({ target, properties }) {
    if (!isType(target, 'Microsoft.Network/networkSecurityGroups')) return;
    const seen = new Map<string, string>();
    const rules = listAt(properties, 'securityRules');
    if (rules.length > mostRules)
      refuse(
        'SecurityRuleCountLimitReached',
        `${target.id}: must have at most ${mostRules} rules, found ${rules.length}`,
      );
    for (const rule of rules) {
      const name = textAt(rule, 'name') ?? '';
      const priority = valueAt(rule, 'priority');
      if (typeof priority !== 'number' || priority < lowest || priority > highest)
        refuse(
          'SecurityRuleInvalidPriority',
          `${target.id}: rule ${name} must have a priority of ${lowest} to ${highest}, found ${priority}`,
        );
      for (const key of [`name ${name.toLowerCase()}`, `priority ${priority} ${textAt(rule, 'direction')}`]) {
        const other = seen.get(key);
        if (other !== undefined)
          refuse('SecurityRuleConflict', `${target.id}: rules ${other} and ${name} have the same ${key}`);
        seen.set(key, name);
      }
      checkPlaces(target.id, name, rule);
    }
  },
};

function checkPlaces(id: string, name: string, rule: unknown): void {
  for (const place of places) {
    const many = listAt(
      rule,
      place === 'sourceAddressPrefix' || place === 'destinationAddressPrefix' ? `${place}es` : `${place}s`,
    );
    const one = textAt(rule, place);
    if (one !== undefined && many.length > 0)
      refuse('SecurityRuleParameterConflict', `${id}: rule ${name} says ${place} as one value and as a list`);
    if (place.endsWith('PortRange'))
      for (const range of [...(one === undefined ? [] : [one]), ...many]) checkPorts(id, name, range);
  }
}

function checkPorts(id: string, name: string, range: unknown): void {
  if (range === '*') return;
  const [first, last = first] =
    /^(\d+)(?:-(\d+))?$/.exec(String(range))?.slice(1).filter(Boolean).map(Number) ?? [];
  if (first !== undefined && last !== undefined && first <= last && last <= highestPort) return;
  refuse(
    'SecurityRuleInvalidPortRange',
    `${id}: rule ${name} must have ports of 0 to ${highestPort}, found ${range}`,
  );
}

function refuse(code: string, message: string): never {
  throw new CloudError(400, code, message);
}
