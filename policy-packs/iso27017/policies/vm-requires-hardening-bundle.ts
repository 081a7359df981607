import { createHash } from 'node:crypto';
import { orList } from '../../../lib/resources/show';
import { decodeDocument } from '../azure/decode-document';
import { machineOf, machineType, machineTypes } from '../azure/machines';
import { expect, undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

/**
 * Virtual machines have a hardening bundle in their user data, which can be replaced while they run: the baseline's
 * form, a manifest of SHA-256 sums, an empty line and a script that the manifest lists, so that a machine applies it
 * and one that was changed by hand is found. A machine takes only what is listed under its own name; those of a scale
 * set get theirs from Azure, so that any name counts. Left out, a machine stays as its first boot made it.
 * https://learn.microsoft.com/azure/virtual-machines/user-data (2026-11-24)
 */
export const vmRequiresHardeningBundle: Rule = {
  types: machineTypes,
  check(resource, { baseline }) {
    const { schema, maximumBytes } = baseline.virtualMachines.bundle;
    const data = machineOf(resource).at('userData');
    const expected = `a hardening bundle of ${schema}`;
    if (data.isUnknown) return [undetermined(data, expected)];
    const wrong = (found: string): Result[] => [violated(data, expected, found)];
    if (data.text === undefined || data.text === '') return wrong('nothing');
    const bundle = decodeDocument(data.text);
    if (bundle === undefined) return wrong('something that is not base64');
    if (bundle.bytes > maximumBytes) {
      return [violated(data, `at most ${maximumBytes} bytes long`, `${bundle.bytes} bytes`)];
    }
    const body = bundle.text.indexOf('\n\n');
    const [start = '', ...manifest] = bundle.text.slice(0, Math.max(0, body)).split('\n');
    if (!start.startsWith(`${schema} `)) return wrong('something else');
    const digest = createHash('sha256')
      .update(bundle.text.slice(body + 2))
      .digest('hex');
    const names = manifest.flatMap((line) => (line.startsWith(`${digest}  `) ? line.slice(66) : []));
    if (names.length === 0) return wrong('one that was changed after it was made');
    if (resource.type !== machineType) return [];
    return expect(
      resource.properties.at('osProfile.computerName'),
      `the name for which the bundle's manifest lists its script (${orList(names)})`,
      ({ text }) => names.includes(text ?? ''),
    );
  },
};
