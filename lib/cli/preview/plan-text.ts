import type { Plan } from '../../preview/plan';

const indent = 2;

/**
 * The text of `plan.json`, in pieces: as one text, the plan of a few hundred tenants takes more memory than everything
 * that it is made from.
 */
export function planText(plan: Plan): Uint8Array[] {
  const empty = '"resources": []';
  const frame = `${JSON.stringify({ ...plan, resources: [] }, null, indent)}\n`;
  if (plan.resources.length === 0) return [Buffer.from(frame)];
  const place = frame.indexOf(empty) + empty.length - 1;
  const pieces = plan.resources.map((resource, index) => {
    const text = JSON.stringify(resource, null, indent).replaceAll('\n', '\n    ');
    return Buffer.from(`${index === 0 ? '' : ','}\n    ${text}`);
  });
  return [Buffer.from(frame.slice(0, place)), ...pieces, Buffer.from(`\n  ${frame.slice(place)}`)];
}
