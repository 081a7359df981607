import { createHash } from 'node:crypto';
import { decodeDocument } from '../azure/decode-document';
import { machineOf, machineTypes } from '../azure/machines';
import { undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const firstLine = '#cloud-config';

/**
 * Virtual machines are given the hardening document at their first boot: a cloud-init document whose second line
 * names the baseline's schema and the SHA-256 of the rest, so that one that was changed by hand is found.
 * https://learn.microsoft.com/azure/virtual-machines/custom-data (2026-11-23)
 */
export const vmRequiresHardeningDocument: Rule = {
  types: machineTypes,
  check(resource, { baseline }) {
    const { schema, maximumBytes } = baseline.virtualMachines.hardening;
    const data = machineOf(resource).at('osProfile.customData');
    const expected = `a hardening document of ${schema}`;
    if (data.isUnknown) return [undetermined(data, expected)];
    const wrong = (found: string): Result[] => [violated(data, expected, found)];
    if (data.text === undefined || data.text === '') return wrong('nothing');
    const document = decodeDocument(data.text);
    if (document === undefined) return wrong('something that is not base64');
    if (document.bytes > maximumBytes) {
      return [violated(data, `at most ${maximumBytes} bytes long`, `${document.bytes} bytes`)];
    }
    const [start, stamp = '', ...body] = document.text.split('\n');
    const [, name, digest] = /^# (\S+) sha256:([0-9a-f]{64})$/.exec(stamp) ?? [];
    if (start !== firstLine || digest === undefined) return wrong('another document');
    if (name !== schema)
      return wrong(`one of ${/^[\w/.-]{1,60}$/.test(name ?? '') ? name : 'another schema'}`);
    const actual = createHash('sha256').update(body.join('\n')).digest('hex');
    return actual === digest ? [] : wrong('one that was changed after it was made');
  },
};
