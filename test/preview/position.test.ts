import { SourcePosition } from '@pulumi/pulumi/proto/source_pb';
import { describe, expect, it } from 'vitest';
import { positionOf } from '../../lib/preview/registration';

function messageOf(uri: string): SourcePosition {
  const message = new SourcePosition();
  message.setUri(uri);
  message.setLine(7);
  message.setColumn(3);
  return message;
}

describe('the place of a resource', () => {
  it.each([
    ['inside the project', 'project:///components/hub.ts', 'components/hub.ts'],
    ['inside the project, as a whole path', 'file:///projects/shop/components/hub.ts', 'components/hub.ts'],
    ['beside the project', 'file:///projects/common/a%20b.ts', '../common/a b.ts'],
  ])('%s is told from the folder of the project', (_words, uri, file) => {
    expect(positionOf(messageOf(uri), '/projects/shop')).toEqual({ file, line: 7, column: 3 });
  });

  it('may be unknown', () => {
    expect(positionOf(undefined, '/projects/shop')).toBeUndefined();
    expect(positionOf(messageOf(''), '/projects/shop')).toBeUndefined();
  });
});
