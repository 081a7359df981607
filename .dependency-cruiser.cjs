'use strict';

/** Who may import whom; the rooms are described in README.md, the reasons in docs/adr/0001-rooms.md. */
const rooms = [
  {
    name: 'stacks-use-components',
    comment:
      'A stack composes components; else it takes the baseline, and the lifecycle, which says how a tenant is built.',
    from: { path: '^stacks/' },
    to: { path: '^(lib|policy-packs|bin|test|scripts)/', pathNot: '^lib/(baseline|lifecycle)/' },
  },
  {
    name: 'components-use-pulumi-and-baseline',
    comment:
      "A component knows Pulumi and the baseline, nothing of policies, previews or reports; of the auditor only what it runs, because a machine's rule of sudo admits exactly that.",
    from: { path: '^components/' },
    to: {
      path: '^(lib|policy-packs|stacks|bin|test|scripts)/',
      pathNot: '^lib/(baseline|host-audit/collector)/',
    },
  },
  {
    name: 'packs-use-judgement-only',
    comment:
      'A pack stands alone: it is bundled with the baseline, findings, and what reasons about networks and deadlines.',
    from: { path: '^policy-packs/' },
    to: {
      path: '^(lib|components|stacks|bin|test|scripts)/',
      pathNot:
        '^lib/(baseline|findings|lifecycle|resources|network-model|reachability)/|^lib/wire/(values|struct-bytes)\\.ts$',
    },
  },
  {
    name: 'packs-load-no-azure-sdk',
    comment: 'Loading azure-native costs a second at every start; policies match on type tokens.',
    from: { path: '^policy-packs/' },
    to: { path: 'node_modules/@pulumi/azure-native' },
  },
  {
    name: 'azure-native-by-submodule',
    comment: 'The root of azure-native loads every service: a second and 150 MB.',
    from: { path: '^(components|stacks)/' },
    to: { path: 'node_modules/@pulumi/azure-native/index\\.' },
  },
  {
    name: 'findings-import-nothing-of-ours',
    comment: 'Findings are the language that all rooms share.',
    from: { path: '^lib/findings/' },
    to: { path: '^(lib|components|policy-packs|stacks|bin|scripts)/', pathNot: '^lib/findings/' },
  },
  {
    name: 'baseline-imports-nothing-of-ours',
    comment: 'The baseline is read by everyone and knows nobody.',
    from: { path: '^lib/baseline/' },
    to: { path: '^(lib|components|policy-packs|stacks|bin|scripts)/', pathNot: '^lib/baseline/' },
  },
  {
    name: 'lifecycle-knows-the-baseline-only',
    comment:
      'Stacks, the pack and the command line all count the same days; none of them is known to who counts.',
    from: { path: '^lib/lifecycle/' },
    to: { path: '^(lib|components|policy-packs|stacks|bin|scripts)/', pathNot: '^lib/(lifecycle|baseline)/' },
  },
  {
    name: 'resources-know-no-promises',
    comment:
      'Resources of a plan are what policies and the network model both read; what they should be is not theirs.',
    from: { path: '^lib/resources/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/',
      pathNot: '^lib/(resources|findings)/|^lib/baseline/show\\.ts$',
    },
  },
  {
    name: 'network-model-knows-no-claims',
    comment:
      'The model is what the resources make of a network; what should be true of it is asked elsewhere.',
    from: { path: '^lib/network-model/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/',
      pathNot: '^lib/(network-model|resources|findings|baseline)/',
    },
  },
  {
    name: 'reachability-asks-the-model',
    comment: 'Questions over the network model, as the baseline claims their answers.',
    from: { path: '^lib/reachability/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/',
      pathNot: '^lib/(reachability|network-model|resources|findings|baseline)/',
    },
  },
  {
    name: 'preview-knows-no-promises',
    comment: 'The engine runs any program and any pack; it only shares findings and the reading of files.',
    from: { path: '^lib/preview/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/',
      pathNot: '^lib/(preview|wire|findings|baseline)/',
    },
  },
  {
    name: 'wire-imports-nothing-of-ours',
    comment: "Pulumi's wire format is what the engine and the simulated providers share.",
    from: { path: '^lib/wire/' },
    to: { path: '^(lib|components|policy-packs|stacks|bin|scripts)/', pathNot: '^lib/wire/' },
  },
  {
    name: 'rehearsal-knows-no-promises',
    comment:
      'The simulated cloud is as strict as Azure, not as the promises; it shares arithmetic, near words, and what starts processes.',
    from: { path: '^lib/rehearsal/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/',
      pathNot: '^lib/(rehearsal|wire|preview|findings|baseline)/',
    },
  },
  {
    name: 'collector-is-data',
    comment:
      'What is run on a host follows from the baseline alone, so that a sudoers rule can be made of exactly that.',
    from: { path: '^lib/host-audit/collector/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/',
      pathNot: '^lib/(host-audit/collector|baseline)/',
    },
  },
  {
    name: 'facts-know-no-requirements',
    comment: 'Facts are evidence: what they are worth is said elsewhere, and may be said again later.',
    from: { path: '^lib/host-audit/facts/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/',
      pathNot: '^lib/(host-audit/(facts|collector)|baseline)/',
    },
  },
  {
    name: 'host-checks-are-pure',
    comment: 'A check is a function of facts and baseline: kept facts are judged without a host.',
    from: { path: '^lib/host-audit/checks/' },
    to: {
      path: '^(lib|components|policy-packs|stacks|bin|scripts)/|^(node:)?(fs|fs/promises|child_process|net|dns|tls|os|process)$|node_modules/ssh2/',
      pathNot:
        '^lib/(host-audit/(checks|collector)|findings|baseline|network-model)/|^lib/host-audit/facts/((readers|bug|fact|file-lines)\\.ts$|topics/)',
    },
  },
  {
    name: 'ssh-in-facts-only',
    comment: 'SSH is spoken where facts are collected and nowhere else.',
    from: { path: '^(lib|components|policy-packs|stacks|bin)/', pathNot: '^lib/host-audit/facts/' },
    to: { path: 'node_modules/(@types/)?ssh2/' },
  },
  {
    name: 'grpc-in-engines-only',
    comment:
      'The protocols of Pulumi are spoken by the engines and nowhere else, but for how the pack answers one.',
    from: {
      path: '^(lib|components|policy-packs|stacks|bin)/',
      pathNot: '^(lib/(preview|rehearsal|wire)/|policy-packs/iso27017/service/)',
    },
    to: { path: 'node_modules/(@grpc|google-protobuf|@pulumi/pulumi/proto)/' },
  },
  {
    name: 'world-outside-in-few-rooms',
    comment: 'Files, processes and the network are touched by the rooms whose work that is.',
    from: {
      path: '^(lib|components|policy-packs|stacks)/',
      pathNot: '^lib/(cli|baseline|preview|rehearsal|host-audit/facts)/',
    },
    to: { path: '^(node:)?(fs|child_process|net|http|https|http2|dgram|tls|dns|fs/promises)$' },
  },
  {
    name: 'pure-baseline-modules',
    comment: 'What the policy pack bundles of the baseline reads no file and loads no parser.',
    from: {
      path: '^lib/baseline/(addresses|exceptions|ipv4|is-date|network-rules|fold|match-type|secret-sinks)\\.ts$',
    },
    to: { path: '^(node:)?fs|node_modules/(ajv|js-yaml)/' },
  },
  {
    name: 'nobody-imports-the-ends',
    comment: 'The command line, the stacks and the tests are ends: nothing builds on them.',
    from: { path: '^(lib|components|policy-packs|stacks)/', pathNot: '^(lib/cli|stacks)/' },
    to: { path: '^(lib/cli|stacks|test|bin)/' },
  },
  {
    name: 'packet-oracle-stands-alone',
    comment:
      'The packet oracle checks the network model, so it shares nothing with it but the format of plans.',
    from: { path: '^test/support/packet-oracle/' },
    to: { path: '^(lib|components|policy-packs|stacks|bin|scripts)/' },
  },
  {
    name: 'no-cycles',
    comment: 'Two modules that need each other are one module, or one of them is in the wrong room.',
    from: {},
    to: { circular: true, viaOnly: { pathNot: 'node_modules' } },
  },
  {
    name: 'no-unresolved',
    comment: 'An import has to lead somewhere.',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: rooms.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
