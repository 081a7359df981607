import { type Finding, severities } from './finding';

/** Orders findings: by first control in the order of the sections, then worst first, then by subject and path. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareControls(a.controls[0], b.controls[0]) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareText(a.source.id, b.source.id) ||
    compareText(a.subject.id, b.subject.id) ||
    compareText(a.at?.path ?? '', b.at?.path ?? '') ||
    compareText(a.message ?? '', b.message ?? '')
  );
}

/** `7.2` before `20.1`, and findings without a control last. */
export function compareControls(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const [sectionA = 0, promiseA = 0] = a.split('.').map(Number);
  const [sectionB = 0, promiseB = 0] = b.split('.').map(Number);
  return sectionA - sectionB || promiseA - promiseB;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
