import registerSchema from '../../../baselines/schema/exception-register.schema.json';
import { asOf } from '../azure/leaving';
import type { ConfigProperties, Rule } from './rule';

/** The policy that reports what others could not determine. */
export const undeterminedPolicy = 'undetermined';

/** The policy that reports what is excused, and what is the matter with exceptions. */
export const exceptionsPolicy = 'exceptions';

const { definitions } = registerSchema;
const inDefinitions = '#/definitions/';

/** The register's own schema, in one piece: an engine looks at the schema of a property alone. */
const exceptionSchema = {
  ...definitions.policyException,
  properties: Object.fromEntries(
    Object.entries(definitions.policyException.properties).map(([name, schema]) => [
      name,
      '$ref' in schema
        ? definitions[schema.$ref.slice(inDefinitions.length) as keyof typeof definitions]
        : schema,
    ]),
  ),
};

/** The configuration of the policy about exceptions. */
export const exceptionsConfig: ConfigProperties = {
  asOf,
  register: {
    type: 'array',
    description: 'Exceptions instead of those of the register that is built in.',
    items: exceptionSchema,
  },
};

/** The configuration that every policy has. */
const commonConfig: ConfigProperties = {
  blockUndetermined: {
    type: 'boolean',
    description:
      'Whether the policy reports what it could not determine itself, so that it blocks as a violation does.',
  },
};

/** All configuration properties of a policy. */
export function propertiesOf({ config }: Rule): ConfigProperties {
  return { ...config, ...commonConfig };
}
