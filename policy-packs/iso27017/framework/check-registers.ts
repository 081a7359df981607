import { formatRange, parseRange } from '../../../lib/baseline/ipv4';
import { nearest } from '../../../lib/baseline/nearest';
import { show } from '../../../lib/baseline/show';
import type { AccessRegister } from '../../../lib/baseline/types.generated';
import { isDay } from '../../../lib/lifecycle/calendar';
import type { PackBaseline } from './parts';

/**
 * What is wrong with registers that come by configuration, a sentence each with the property before it. Engines have
 * compared their form with the schema before; here stands what no schema can say.
 */
export function registerMistakes(
  properties: Readonly<Record<string, unknown>>,
  { access }: Pick<PackBaseline, 'access'>,
): string[] {
  const { operators, groups, grants } = properties;
  const given = listOf<AccessRegister['groups'][number]>(groups);
  const names = given.map(({ id }) => id);
  const roles = access.grantable.map(({ role }) => role);
  return [
    ...listOf<string>(operators).flatMap((text, index) => rangeMistake(text, `operators[${index}]`)),
    ...twice(names, 'groups', 'id'),
    ...twice(
      given.map(({ objectId }) => objectId),
      'groups',
      'objectId',
    ),
    ...listOf<AccessRegister['grants'][number]>(grants).flatMap((grant, index) => [
      ...(groups === undefined
        ? []
        : oneOf(grant.group, names, `grants[${index}].group`, 'a group in `groups`')),
      ...oneOf(grant.role, roles, `grants[${index}].role`, 'a role that the baseline grants'),
      ...(['validFrom', 'validUntil'] as const).flatMap((name) =>
        isDay(grant[name])
          ? []
          : [
              `grants[${index}].${name}: ${show(grant[name])} is not a day of the calendar, such as 2027-01-15`,
            ],
      ),
    ]),
  ];
}

function listOf<Item>(value: unknown): readonly Item[] {
  return Array.isArray(value) ? (value as Item[]) : [];
}

function rangeMistake(text: string, place: string): string[] {
  const range = parseRange(text);
  if (range === undefined) return [`${place}: ${show(text)} is not a range such as 203.0.113.0/28`];
  const aligned = formatRange(range);
  return aligned === text
    ? []
    : [`${place}: ${text} does not begin where its prefix does; expected ${aligned}`];
}

function oneOf(value: string, words: readonly string[], place: string, expected: string): string[] {
  if (words.includes(value)) return [];
  const near = nearest(value, words);
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
  return [`${place}: ${show(value)} is not ${expected}${hint}`];
}

function twice(values: readonly string[], list: string, name: string): string[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [`${list}[${index}].${name}: ${show(value)} is that of ${list}[${values.indexOf(value)}] too`],
  );
}
