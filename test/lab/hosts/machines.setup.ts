interface Project {
  provide(name: 'releases', value: readonly number[]): void;
}

/** Tells every test which releases of Debian this run boots. */
export function setup(project: Project): void {
  const asked = process.env['YOSAI_LAB_RELEASES'] ?? '12,13';
  project.provide('releases', asked.split(',').map(Number));
}
