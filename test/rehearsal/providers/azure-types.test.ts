import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { modelOf } from '../../../lib/rehearsal/providers/azure-native/models';
import {
  parametersOf,
  pathParameters,
  resourceId,
} from '../../../lib/rehearsal/providers/azure-native/resource-path';
import { azureTypes } from '../../../lib/rehearsal/providers/azure-native/types';

const library = path.join(__dirname, '../../../node_modules/@pulumi/azure-native');

/** Inputs of azure-native that the simulation refuses by name, because its model does not know them. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'azure-native:network:VirtualNetworkPeering': ['syncRemoteAddressSpace'],
  'azure-native:privatedns:PrivateRecordSet': [
    'aaaaRecords',
    'mxRecords',
    'ptrRecords',
    'soaRecord',
    'srvRecords',
  ],
  'azure-native:monitor:ActionGroup': [
    'armRoleReceivers',
    'automationRunbookReceivers',
    'azureAppPushReceivers',
    'azureFunctionReceivers',
    'eventHubReceivers',
    'identity',
    'incidentReceivers',
    'itsmReceivers',
    'logicAppReceivers',
    'smsReceivers',
    'voiceReceivers',
  ],
  'azure-native:monitor:DiagnosticSetting': ['serviceBusRuleId'],
  'azure-native:monitor:ScheduledQueryRule': ['resolveConfiguration'],
  'azure-native:recoveryservices:ProtectedItem': ['eTag', 'location'],
  'azure-native:recoveryservices:ProtectionPolicy': ['eTag', 'location'],
};

/** What the declarations of the installed azure-native say of a type. */
function declared(token: string): { inputs: string[]; apiVersion: string | undefined } {
  const [, module = '', name = ''] = token.split(':');
  const file = `${name[0]?.toLowerCase()}${name.slice(1)}.d.ts`;
  const text = readFileSync(path.join(library, module, file), 'utf8');
  const args = text.slice(text.indexOf(`export interface ${name}Args {`));
  const inputs = [...args.slice(0, args.indexOf('\n}\n')).matchAll(/^ {4}(\w+)\??:/gm)].map(
    ([, input = '']) => input,
  );
  return { inputs, apiVersion: /Uses Azure REST API version ([\w-]+)/.exec(text)?.[1] };
}

describe.each(Object.entries(azureTypes))('%s', (token, type) => {
  test('has the inputs and the API version of the installed azure-native', () => {
    const { inputs, apiVersion } = declared(token);
    const properties = Object.entries(modelOf(type.model).root.type.modelProperties ?? {});
    const known = new Set([
      ...pathParameters(type),
      ...properties.flatMap(([name, { serializedName }]) => [name, serializedName?.split('.').at(-1)]),
    ]);
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.filter((input) => !known.has(input))).toEqual(refused[token] ?? []);
    expect(pathParameters(type).filter((name) => !inputs.includes(name))).toEqual([]);
    expect(type.apiVersion).toBe(apiVersion);
  });

  test('has ids from which its inputs are read back', () => {
    const parameters = Object.fromEntries(
      pathParameters(type).map((name) => [
        name,
        /^(scope|scopeId|resourceUri)$/.test(name) ? '/subscriptions/s/resourceGroups/g' : `a;b-${name}`,
      ]),
    );
    const id = resourceId(type, parameters, 's') ?? '';
    expect(parametersOf(type, id)).toEqual(parameters);
    expect(resourceId(type, {}, 's')).toBe(pathParameters(type).length === 0 ? id : undefined);
  });
});
