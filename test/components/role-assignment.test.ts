import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { principalIdOf } from '../../components/role-assignment';

describe('principalIdOf', () => {
  it('is the id that Azure reports', () => {
    expect(principalIdOf({ principalId: 'id' }, false)).toBe('id');
  });

  it('is unknown in a preview that echoes an identity without one', () => {
    expect(pulumi.isUnknown(principalIdOf({}, true))).toBe(true);
  });

  it('fails a run in which Azure made no identity', () => {
    expect(() => principalIdOf({}, false)).toThrow(
      'a resource with an identity of its own must report a principalId, found nothing',
    );
  });
});
