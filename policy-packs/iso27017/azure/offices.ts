import officesSchema from '../../../baselines/schema/offices.schema.json';
import type { ConfigProperties, Context } from '../framework/rule';

/** The configuration by which other offices count than those of the register that is built in. */
export const operatorsConfig: ConfigProperties = {
  operators: {
    type: 'array',
    description:
      'Public ranges from which operators reach Bastion, in CIDR form, instead of the register of offices.',
    items: officesSchema.properties.offices.items.properties.ranges.items,
  },
};

/** The ranges that the policy's configuration gives, or else those of the register of offices. */
export function operatorsOf({ config, operators }: Context): readonly string[] {
  const given = config['operators'];
  return Array.isArray(given) ? given.filter((range) => typeof range === 'string') : operators;
}
