import { expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Whoever sends to a log workspace or reads it comes with an identity of the directory, not with a key that the workspace
 * shares with everybody who knows it. Left out, those keys open it.
 * https://learn.microsoft.com/azure/azure-monitor/logs/azure-ad-authentication-logs (2026-11-27)
 */
export const workspaceRequiresDirectoryLogin: Rule = {
  types: ['azure-native:operationalinsights:Workspace'],
  check(resource) {
    const place = resource.properties.at('features.disableLocalAuth');
    return expectBoolean(place, true, { resource, value: false });
  },
};
