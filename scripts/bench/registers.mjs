// Registers of any number of tenants.
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes the registers of the repository at `root` into `folder`, with this number of tenants. */
export function writeRegisters(root, folder, tenants) {
  cpSync(path.join(root, 'stacks/registers'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'tenants.yaml'), registerOf(tenants));
}

function registerOf(count) {
  const lines = ['tenants:'];
  for (let slot = 0; slot < count; slot += 1) {
    const id = `t${String(slot).padStart(4, '0')}`;
    lines.push(
      `  - id: ${id}`,
      `    name: { ja: 顧客${slot}, en: Customer ${slot} }`,
      `    slot: ${slot}`,
      '    state: active',
      '    since: 2026-04-01',
      `    host: ${id}.cloud.example.jp`,
      '    machines: { app: 1, db: 1 }',
    );
  }
  return `${lines.join('\n')}\n`;
}
