import { assignmentType as of } from '../support/assignments';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { spellings } from '../support/values';

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      path: 'principalType',
      to: ['User', 'user', 'ForeignGroup', 'Device', 'Groups', '', absent, null],
    }),
  ],
  harmless: [
    other({ of, path: 'principalType', to: [...spellings('Group'), ...spellings('ServicePrincipal')] }),
    other({ of, path: 'description', to: ['for the auditors'] }),
  ],
};
