import { describe, expect, it } from 'vitest';
import { placeOnce } from '../../stacks/parts/place-once';

/** As the SDK does it: the function of the frame after those that are skipped, `skip` 0 being who asks. */
function namesFrom(skip: number) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  const frames = String(new Error().stack).split('\n');
  Error.stackTraceLimit = stackTraceLimit;
  return frames.slice(2 + skip).map((frame) => /at (?:async )?(?:\w+\.)*(\w+)/.exec(frame)?.[1]);
}

function traced() {
  const calls: number[] = [];
  const resource = {
    stackTrace(skip: number) {
      calls.push(skip);
      return namesFrom(skip);
    },
  };
  placeOnce(resource);
  return { resource, calls };
}

describe('where a resource is declared', () => {
  // One frame is that of the method itself, as in the SDK.
  it('is what the SDK itself would say', () => {
    const { resource } = traced();
    const one = function declaresOne() {
      return [resource.stackTrace(1), namesFrom(0)];
    };
    const [placed, direct] = one();
    expect(placed?.[0]).toBe('declaresOne');
    expect(placed).toEqual(direct);
  });
  it('is mapped once for each way that leads there', () => {
    const { resource, calls } = traced();
    const declare = () => resource.stackTrace(0);
    for (let tenant = 0; tenant < 3; tenant += 1) declare();
    expect(calls).toHaveLength(1);
    expect([declare(), declare()]).toHaveLength(2);
    expect(calls).toHaveLength(3);
  });
  it('is told apart by how many frames are skipped', () => {
    const { resource } = traced();
    const [from, after] = [0, 1].map((skip) => resource.stackTrace(skip));
    expect(after).toEqual(from?.slice(1));
  });
  it('leaves the way in which errors are printed as it was', () => {
    const { resource } = traced();
    const before = [Error.stackTraceLimit, Error.prepareStackTrace];
    resource.stackTrace(0);
    expect([Error.stackTraceLimit, Error.prepareStackTrace]).toEqual(before);
  });
  it('is left to an SDK that knows no such method', () => {
    const resource = {};
    placeOnce(resource);
    expect(resource).toEqual({});
  });
});
