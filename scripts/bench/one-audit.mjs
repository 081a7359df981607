// One audit of one host by the auditor's own parts, for the benchmark: which requirements, and which facts, is asked.
import path from 'node:path';

/** What `one-host.mjs` loads. */
export const auditSource = `
export { loadBaseline } from './lib/baseline';
export { checkHost } from './lib/host-audit/checks/check-host';
export { releaseOf } from './lib/host-audit/checks/release';
export { commandsFor } from './lib/host-audit/collector/all-commands';
export { collectHost } from './lib/host-audit/facts/collect-host';
export { algorithmsOf } from './lib/host-audit/facts/ssh/algorithms';
export { loadLogin } from './lib/host-audit/facts/ssh/load-login';
export { parsePin } from './lib/host-audit/facts/ssh/pins';
`;

/** What the inventory would say of the host. */
const is = { role: 'app', onAzure: false };

/**
 * What an audit asks: the baseline without requirements that are not meant, and its commands without facts that are not
 * needed; all of them where `meant` says nothing.
 */
export function readAsked(library, root, { requirements, facts } = {}) {
  const loaded = library.loadBaseline(path.join(root, 'baselines'));
  if (!loaded.ok) throw new Error(loaded.mistakes[0].text);
  const baseline = requirements === undefined ? loaded.value : reduced(loaded.value, requirements);
  const commands = Object.entries(library.commandsFor(baseline));
  return {
    baseline,
    commands: Object.fromEntries(commands.filter(([name]) => facts?.includes(name) ?? true)),
    algorithms: library.algorithmsOf(baseline),
  };
}

function reduced(baseline, requirements) {
  const areas = Object.entries(baseline.hostAreas).map(([name, area]) => [
    name,
    { ...area, requirements: area.requirements.filter(({ id }) => requirements.includes(id)) },
  ]);
  return { ...baseline, hostAreas: Object.fromEntries(areas) };
}

/** Collects and judges. @returns the document of facts, and the verdict of each requirement by its id */
export async function audit(library, asked, { address, port, account, hostKey, keyFile }) {
  const login = library.loadLogin(keyFile, { admitted: asked.algorithms.signature });
  if (!login.ok) throw new Error(login.mistakes[0].text);
  const pins = [library.parsePin(hostKey)];
  const target = { name: 'host', address, port, account, pins, login: login.value };
  const outcome = await library.collectHost(
    { way: { target, jumps: [] }, is },
    {
      ...asked,
      limitMs: 300_000,
      patienceMs: 20_000,
      by: '0',
      signal: new AbortController().signal,
    },
  );
  if (outcome.document === undefined) throw new Error(`the host was not reached: ${outcome.unreachable}`);
  const { document } = outcome;
  if (document.collected.brokenOff !== undefined) throw new Error(document.collected.brokenOff);
  return { document, verdicts: judge(library, asked.baseline, document, document.facts) };
}

/** The verdict of each requirement by its id. */
export function judge(library, baseline, { collected }, facts) {
  const release = library.releaseOf(facts);
  const host = { facts, baseline, ...is, release, collectedAt: Date.parse(collected.at) };
  const findings = library.checkHost('host', host, new Map());
  return Object.fromEntries(findings.map(({ source, verdict }) => [source.id, verdict]));
}

/** Which facts the requirements of a baseline look at. */
export function factsNeeded(library, baseline, document) {
  const names = new Set();
  const facts = new Proxy(document.facts, {
    get(all, name) {
      names.add(name);
      return all[name];
    },
  });
  judge(library, baseline, document, facts);
  return [...names].sort();
}

/** Of what goss and the auditor ask in common, what the host is for both. */
export const scopeOf = (library, { facts }) => ({ ...is, release: library.releaseOf(facts) });
