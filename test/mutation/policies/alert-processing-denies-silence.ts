import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { spellings } from '../support/values';

const of = 'azure-native:alertsmanagement:AlertProcessingRuleByName';
const silence = { actionType: 'RemoveAllActionGroups' };
const listed = (before: unknown): readonly unknown[] => (Array.isArray(before) ? before : []);

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      path: 'properties.actions[].actionType',
      to: [
        'RemoveAllActionGroups',
        ...spellings('RemoveAllActionGroups'),
        'CorrelateAlerts',
        'Suppression',
        'AddActionGroup',
        '',
        0,
        true,
        absent,
        null,
      ],
    }),
    // Beside an action that tells somebody, before and after it, and instead of it.
    change({
      of,
      path: 'properties.actions',
      to: (before) => [
        [...listed(before), silence],
        [silence, ...listed(before)],
        [silence],
        [{}],
        [null],
        ['RemoveAllActionGroups'],
        silence,
        { 0: silence },
        'RemoveAllActionGroups',
      ],
    }),
    change({ of, path: ['properties', 'properties.actions[]'], to: [] }),
  ],
  harmless: [
    other({ of, path: 'properties.actions[].actionType', to: spellings('AddActionGroups') }),
    other({ of, path: 'properties.actions[].actionGroupIds', to: [[], ['/second'], absent] }),
    other({
      of,
      path: 'properties.actions',
      to: (before) => [[...listed(before), ...listed(before)], [], absent, null],
    }),
    // A rule that is off tells nobody more, and silences nobody.
    other({ of, path: 'properties.enabled', to: [false, absent] }),
    other({ of, path: 'properties.schedule', to: [{ effectiveFrom: '2026-12-01T00:00:00' }] }),
    other({ of, path: 'properties.scopes', to: [[], ['/subscriptions/s']] }),
  ],
};
