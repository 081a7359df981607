import { describeRepeated, exceptionFaults, repeatedExceptions } from '../../../lib/baseline/exceptions';
import { nearest } from '../../../lib/baseline/nearest';
import { show, showPath } from '../../../lib/baseline/show';
import type { PolicyException } from '../../../lib/baseline/types.generated';
import { isDay } from '../../../lib/lifecycle/calendar';
import type { PackContent } from './catalogue';
import { registerMistakes } from './check-registers';
import type { ConfigurationCheck, PackConfiguration, PolicyConfiguration } from './configuration';
import { exceptionsConfig, exceptionsPolicy, propertiesOf, undeterminedPolicy } from './own-policies';
import { sharedWith } from './shared-config';

/** Properties that hold a day of judgement, in whatever policy. */
const days = ['asOf', 'lockedFrom'];

/**
 * Looks at what the engines leave to the pack: they compare a configuration with the policies' schemas, which name
 * properties and their types, and pass on what no schema names. Exceptions that come by configuration are checked as
 * those of the register are.
 */
export function checkConfiguration(content: PackContent): ConfigurationCheck {
  const { rules, catalogue, baseline } = content;
  return (configuration) => [
    ...missingRegisters(content, configuration),
    ...Object.entries(configuration).flatMap(([policy, given]) => {
      const known = knownProperties(policy, rules);
      if (known === undefined) return [];
      return [
        ...unknownProperties(policy, given, known),
        ...days.flatMap((name) => {
          const day = given.properties[name];
          return typeof day !== 'string' || isDay(day)
            ? []
            : [`${policy}.${name}: ${show(day)} is not a day of the calendar, such as 2027-01-15`];
        }),
        ...registerMistakes(given.properties, baseline).map((mistake) => `${policy}.${mistake}`),
        ...(policy === exceptionsPolicy ? exceptionMistakes(given, catalogue, baseline) : []),
      ];
    }),
  ];
}

/**
 * Registers that no one gives: neither built in, nor configured for a policy that is not switched off. The schemas do
 * not require them, because the official engine asks for what they require of policies that are switched off too.
 */
function missingRegisters(
  { rules, catalogue, withoutRegisters }: PackContent,
  configuration: PackConfiguration,
): string[] {
  if (withoutRegisters !== true) return [];
  return Object.entries(rules).flatMap(([policy, { registers = [], config = {} }]) => {
    if (catalogue[policy] === undefined || configuration[policy]?.enforcement === 'disabled') return [];
    const shared = sharedWith(policy, rules, configuration);
    return registers
      .filter((name) => (configuration[policy]?.properties[name] ?? shared[name]) === undefined)
      .map((name) => {
        const description = String(config[name]?.['description'] ?? '').replace(/\.$/, '');
        return `${policy}: \`${name}\` is missing (${description})`;
      });
  });
}

function knownProperties(policy: string, rules: PackContent['rules']): readonly string[] | undefined {
  if (policy === exceptionsPolicy) return Object.keys(exceptionsConfig);
  if (policy === undeterminedPolicy) return [];
  const rule = rules[policy];
  return rule === undefined ? undefined : Object.keys(propertiesOf(rule));
}

function unknownProperties(
  policy: string,
  { properties }: PolicyConfiguration,
  known: readonly string[],
): string[] {
  return Object.keys(properties)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, [...known, 'enforcementLevel']);
      const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
      const others = [...known, 'enforcementLevel'].join(', ');
      return `${policy}.${showPath([name])}: the policy has no such property, only ${others}${hint}`;
    });
}

function exceptionMistakes(
  { properties }: PolicyConfiguration,
  policies: PackContent['catalogue'],
  { exceptions: { longestDays } }: PackContent['baseline'],
): string[] {
  // Its schema, which the engine has compared it with, says that each is of the right form.
  const register = Array.isArray(properties['register']) ? (properties['register'] as PolicyException[]) : [];
  return [
    ...register.flatMap((entry, index) =>
      exceptionFaults(entry, { policies, longestDays }).map(({ path, text, suggestion }) => {
        const hint = suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`;
        return `${exceptionsPolicy}.${showPath(['register', index, ...path])}: ${text}${hint}`;
      }),
    ),
    ...repeatedExceptions(register).flatMap(({ index, earlier }) => {
      const entry = register[index];
      if (entry === undefined) return [];
      const text = describeRepeated(entry, `by register[${earlier}]`);
      return [`${exceptionsPolicy}.${showPath(['register', index])}: ${text}`];
    }),
  ];
}
