/** What every bundle of this repository is: CommonJS for the oldest supported Node.js, libraries outside, in memory. */
export const bundleSettings = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  write: false,
  logLevel: 'warning',
};
