import { isAuditStore, accountType as of, tagsThatTellTheStore, whyTagsTell } from '../support/audit-store';
import { today } from '../support/day';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, configured, other } from '../support/rows';
import { changed } from '../support/world';

const steps = ['immutableStorageWithVersioning', 'immutabilityPolicy', 'state'];
const path = steps.join('.');
const where = isAuditStore;
const yesterday = '2026-11-26';

export const mutants: PolicyMutants = {
  // The dev stack's store is not locked yet; this one is.
  specimens: (plan) =>
    plan
      .filter((one) => one.type === of && isAuditStore(one))
      .map((one) => ({ ...changed(one, steps, 'Locked'), urn: `${one.urn}-locked` })),
  config: { lockedFrom: '2999-01-01' },
  broken: [
    configured(
      { lockedFrom: today },
      change({ of, where: ({ urn }) => urn.endsWith('-locked'), path, to: ['Unlocked'] }),
    ),
    ...[today, yesterday].map((lockedFrom) =>
      configured(
        { lockedFrom },
        change({
          of,
          where,
          path,
          to: ['Unlocked', 'unlocked', 'Disabled', '', absent, null],
        }),
      ),
    ),
    configured(
      { lockedFrom: today },
      change({ of, where, path: steps.slice(0, 2).join('.'), to: [absent, {}] }),
    ),
    configured({ lockedFrom: today }, change({ of, where, path: tagsThatTellTheStore.slice(0, 2), to: [] })),
    configured(
      { lockedFrom: '2027-01-15', asOf: '2027-01-15' },
      change({ of, where, path, to: ['Unlocked'] }),
    ),
  ],
  harmless: [
    configured({ lockedFrom: today }, other({ of, where, path, to: ['LOCKED', 'locked'] })),
    configured({ lockedFrom: '2026-11-28' }, other({ of, where, path, to: ['Unlocked'] })),
    configured({}, other({ of, where, path, to: [absent] })),
    configured(
      { lockedFrom: today },
      other({ of, where: (account) => !isAuditStore(account), path, to: ['Unlocked'] }),
    ),
  ],
  unbroken: [{ of, paths: [...tagsThatTellTheStore, 'tags'], because: whyTagsTell }],
};
