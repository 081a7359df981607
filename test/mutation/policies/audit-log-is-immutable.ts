import { isAuditStore, accountType as of, tagsThatTellTheStore, whyTagsTell } from '../support/audit-store';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notTrue } from '../support/values';

const where = isAuditStore;
const policy = 'immutableStorageWithVersioning.immutabilityPolicy';
const days = `${policy}.immutabilityPeriodSinceCreationInDays`;

export const mutants: PolicyMutants = {
  broken: [
    change({ of, where, path: days, to: [0, 1, 90, 399, '399', -400, '', 'ever', absent, null] }),
    change({ of, where, path: `${policy}.state`, to: ['Disabled', 'disabled', '', absent, null] }),
    change({ of, where, path: 'immutableStorageWithVersioning.enabled', to: [...notTrue, absent, null] }),
    change({ of, where, path: ['immutableStorageWithVersioning', policy], to: [absent, null, {}] }),
    // While the tags are not known, the account may be the store.
    change({ of, where, path: tagsThatTellTheStore.slice(0, 2), to: [] }),
  ],
  harmless: [
    other({ of, where, path: days, to: [400, 401, 3650, '400'] }),
    other({ of, where, path: `${policy}.state`, to: ['Locked', 'locked', 'UNLOCKED'] }),
    other({ of, where, path: `${policy}.allowProtectedAppendWrites`, to: [true, false] }),
    // Other accounts keep nothing for ever.
    other({
      of,
      where: (account) => !isAuditStore(account),
      path: 'immutableStorageWithVersioning',
      to: [absent, { enabled: false }],
    }),
  ],
  unbroken: [{ of, paths: tagsThatTellTheStore, because: whyTagsTell }],
};
