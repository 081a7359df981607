import type { Mistake } from '../mistake';
import type { SupportBaseline, VirtualMachinesBaseline } from '../types.generated';
import type { Valid } from '../validate';
import { elsewhere, impossibleDate, repeated } from './common';

/**
 * Checks that dates are real and entries listed once, and that every extension of the machines is a supported agent
 * on every image that they may start from.
 */
export function checkSupport(
  { document, value: { releases, agents, features } }: Valid<SupportBaseline>,
  machines: Valid<VirtualMachinesBaseline> | undefined,
): Mistake[] {
  const mistakes = [
    ...Object.entries({ releases, agents, features }).flatMap(([list, entries]) =>
      entries.flatMap(({ checked }, index) => impossibleDate(document, [list, index, 'checked'], checked)),
    ),
    ...releases.flatMap(({ supportedUntil }, index) =>
      impossibleDate(document, ['releases', index, 'supportedUntil'], supportedUntil),
    ),
    ...repeated(
      document,
      'the release',
      releases.map(({ release }, index) => ({ key: release, path: ['releases', index, 'release'] })),
    ),
    ...repeated(
      document,
      'the agent',
      agents.map(({ publisher, type }, index) => ({ key: `${publisher} ${type}`, path: ['agents', index] })),
    ),
    ...repeated(
      document,
      'the feature',
      features.map(({ namespace, name }, index) => ({
        key: `${namespace} ${name}`,
        path: ['features', index],
      })),
    ),
  ];
  if (machines === undefined) return mistakes;
  const { extensions, images } = machines.value;
  for (const [index, extension] of extensions.entries()) {
    const agent = agents.findIndex(
      ({ publisher, type }) => publisher === extension.publisher && type === extension.type,
    );
    if (agent < 0) {
      const where = elsewhere(machines.document, ['extensions', index]);
      mistakes.push(document.mistake(['agents'], `the extension ${extension.type} (${where}) is not listed`));
      continue;
    }
    for (const [place, { offer }] of images.entries()) {
      if (agents[agent]?.images.includes(offer)) continue;
      const where = elsewhere(machines.document, ['images', place]);
      const text = `${extension.type} is not supported on the image ${offer} (${where})`;
      mistakes.push(document.mistake(['agents', agent, 'images'], text));
    }
  }
  return mistakes;
}
