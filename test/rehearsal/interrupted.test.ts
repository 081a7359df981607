import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cloud } from '../../lib/rehearsal/cloud/cloud';
import { type ExportedStack, repaired } from '../../lib/rehearsal/interrupted';
import { temporaryFolder } from '../support/temporary-folder';

const subscription = '00000000-0000-4000-8000-000000000001';
const groupType = 'azure-native:resources:ResourceGroup';
const idOf = (name: string) => `/subscriptions/${subscription}/resourceGroups/${name}`;

type Resource = NonNullable<ExportedStack['deployment']['resources']>[number];

const resource = (type: string, name: string, more: Partial<Resource> = {}): Resource => ({
  urn: `urn:pulumi:dev::p::${type}::${name}`,
  type,
  inputs: { resourceGroupName: name, location: 'japaneast' },
  ...more,
});
const group = (name: string, more: Partial<Resource> = {}) => resource(groupType, name, more);
const creating = (one: Resource) => ({ type: 'creating', resource: one });

let cloud: Cloud;
beforeEach(() => {
  cloud = new Cloud(temporaryFolder());
});
afterEach(() => cloud.close());

function repair(resources: readonly Resource[], ...open: { type: string; resource: Resource }[]) {
  const stack = { version: 3, deployment: { resources, pending_operations: open } };
  const found = repaired(stack, cloud, subscription);
  expect(found?.deployment.pending_operations ?? []).toEqual([]);
  return found?.deployment.resources;
}

describe('a state that an engine has left in the middle', () => {
  it('needs nothing where nothing is open', () => {
    expect(repair([group('a', { id: idOf('a') })])).toBeUndefined();
  });

  it('gets what the cloud has made, and forgets what it has not', () => {
    cloud.put(idOf('made'), {});
    const made = group('made');
    expect(repair([], creating(made), creating(group('not')))).toEqual([
      { ...made, id: idOf('made'), outputs: made.inputs },
    ]);
  });

  it.each([
    'random:index/randomPassword:RandomPassword',
    'tls:index/privateKey:PrivateKey',
    'tls:index/selfSignedCert:SelfSignedCert',
    'pulumi:providers:azure-native',
  ])('forgets %s, of which only the state can know', (type) => {
    const known = group('a', { id: idOf('a') });
    expect(repair([known], creating(resource(type, 'b')))).toEqual([known]);
  });

  it('keeps what was to be changed or deleted; the refresh that follows looks at it', () => {
    const known = group('a', { id: idOf('a') });
    expect(
      repair([known], { type: 'updating', resource: known }, { type: 'deleting', resource: known }),
    ).toEqual([known]);
  });

  it('takes nothing twice that is there to be replaced', () => {
    cloud.put(idOf('a'), {});
    const old = group('a', { id: idOf('a') });
    expect(repair([old], creating(group('a')))).toEqual([old]);
  });

  it('puts the new one in the place of the old, which was deleted for it', () => {
    cloud.put(idOf('a'), {});
    const old = group('a', { id: idOf('a'), pendingReplacement: true });
    const made = group('a');
    expect(repair([old], creating(made))).toEqual([{ ...made, id: idOf('a'), outputs: made.inputs }]);
  });

  it('stays as it is where nobody can tell', () => {
    expect(() => repair([], creating(resource('docker:index:Container', 'c')))).toThrow(
      'urn:pulumi:dev::p::docker:index:Container::c: the simulated cloud cannot tell whether this docker:index:Container was created',
    );
  });
});
