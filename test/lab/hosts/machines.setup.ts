interface Project {
  provide(name: 'machines', value: readonly { release: number; role: string }[]): void;
}

/** Tells every test which machines this run boots: releases of Debian with roles. */
export function setup(project: Project): void {
  const asked = process.env['YOSAI_LAB_MACHINES'] ?? '12-app,12-db,13-app,13-db';
  const machines = asked.split(',').map((word) => {
    const [release = '', role = ''] = word.split('-');
    return { release: Number(release), role };
  });
  project.provide('machines', machines);
}
