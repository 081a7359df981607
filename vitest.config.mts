import { defineConfig } from 'vitest/config';

/** Where a second, machine-readable report is written; CI counts its tests. */
const jsonReport = process.env['VITEST_JSON'];

/** Real machines under QEMU, which take everything that a small machine has: `npm run lab` alone runs them. */
const virtualMachines =
  process.env['YOSAI_LAB'] === undefined
    ? []
    : [
        {
          test: {
            name: 'vm',
            include: ['test/lab/hosts/**/*.test.ts'],
            globalSetup: ['test/lab/hosts/machines.setup.ts'],
            testTimeout: 600_000,
            // The first boot of a machine, and before it its image, on a computer that does other things too.
            hookTimeout: 3_600_000,
            fileParallelism: false,
          },
        },
      ];

export default defineConfig({
  test: {
    reporters: jsonReport === undefined ? ['default'] : ['default', ['json', { outputFile: jsonReport }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['components', 'stacks', 'e2e', 'lab', 'mutation', 'oracle', 'fixtures'].map(
            (room) => `test/${room}/**`,
          ),
          // Nothing here changes what its modules hold, and loading them anew for each file took most of the time.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        // A Pulumi program runs once in a process and leaves its settings there.
        test: {
          name: 'programs',
          include: ['test/components/**/*.test.ts', 'test/stacks/**/*.test.ts'],
          // Whole stacks are planned here, on machines that do other things too.
          testTimeout: 60_000,
        },
      },
      {
        // Thousands of random networks, packet by packet.
        test: {
          name: 'oracle',
          include: ['test/oracle/**/*.test.ts'],
          testTimeout: 1_800_000,
        },
      },
      {
        // Mutants of the dev stack's plan, tens of thousands of them.
        test: {
          name: 'mutation',
          include: ['test/mutation/**/*.test.ts'],
          globalSetup: ['test/mutation/plan.setup.ts'],
          isolate: false,
          // Each mutant leaves a view of the stack behind: a larger young generation halves what collecting them costs.
          execArgv: ['--max-semi-space-size=64'],
          testTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        // Whole environments in the official engine.
        test: {
          name: 'lab',
          // Without an exclusion here, as it would undo that of a command line.
          include: ['test/lab/*.test.ts'],
          globalSetup: ['test/support/provide-engine.setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      ...virtualMachines,
    ],
  },
});
