import { show } from '../../../lib/resources/show';
import { expectWord, undetermined, violated } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * A rule that processes alerts tells more people and never fewer: one that takes action groups away silences what the
 * baseline has watched. Left out, a rule does nothing.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-processing-rules (2026-11-27)
 */
export const alertProcessingDeniesSilence: Rule = {
  types: ['azure-native:alertsmanagement:AlertProcessingRuleByName'],
  check({ properties }) {
    const actions = properties.at('properties.actions');
    if (actions.isUnknown) return [undetermined(actions, 'those that tell somebody')];
    if (actions.isKnown && !actions.isList) return [violated(actions, 'a list of actions', show(actions))];
    return actions.items.flatMap((action) => expectWord(action.key('actionType'), ['AddActionGroups']));
  },
};
