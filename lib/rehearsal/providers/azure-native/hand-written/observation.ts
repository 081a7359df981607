import type { CompositeMapper } from '@azure/core-client';
import { choice, identity, list, located, object, required, tags, text } from './fields';

const access = choice('Open', 'PrivateOnly');

/** Models of where logs go in private, and of what shows them. https://learn.microsoft.com/rest/api/monitor/ (2026-11) */
export const observation = {
  DataCollectionEndpoint: object(
    'DataCollectionEndpoint',
    { ...located, identity, kind: choice('Linux', 'Windows') },
    {
      description: text,
      immutableId: text,
      networkAcls: object('NetworkRuleSet', {
        publicNetworkAccess: choice('Enabled', 'Disabled', 'SecuredByPerimeter'),
      }),
    },
  ),
  PrivateLinkScope: object('PrivateLinkScope', located, {
    accessModeSettings: required(
      object('AccessModeSettings', {
        ingestionAccessMode: required(access),
        queryAccessMode: required(access),
        exclusions: list(
          object('AccessModeSettingsExclusion', {
            ingestionAccessMode: access,
            queryAccessMode: access,
            privateEndpointConnectionName: text,
          }),
        ),
      }),
    ),
  }),
  PrivateLinkScopedResource: object(
    'PrivateLinkScopedResource',
    {},
    { kind: choice('Resource', 'Metrics'), linkedResourceId: text, subscriptionLocation: text },
  ),
  Workbook: object(
    'Workbook',
    { location: required(text), tags, identity, kind: choice('shared') },
    {
      category: required(text),
      displayName: required(text),
      serializedData: required(text),
      description: text,
      sourceId: text,
      storageUri: text,
      version: text,
    },
  ),
} satisfies Record<string, CompositeMapper>;
