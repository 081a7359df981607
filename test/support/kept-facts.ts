/** A document of facts as an audit keeps it, of which nothing was collected. */
export const keptFacts = {
  form: 'yosai-facts/1',
  host: {
    name: 'app-1',
    address: '10.64.1.4',
    port: 22,
    account: 'auditor',
    hostKey: `SHA256:${'A'.repeat(43)}`,
    role: 'app',
    onAzure: true,
  },
  collected: { at: '2026-11-28T00:00:00.000Z', seconds: 1.5, by: '0.1.0', commands: {} },
  facts: {},
};
