import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../findings/finding';
import type { AuditSummary } from '../../host-audit/audit-result';
import { ownRights } from '../write-results';

/** Where the findings of a host stand in the spool, in bytes. */
interface Kept {
  readonly from: number;
  readonly length: number;
}

const pieceBytes = 1024 * 1024;

/**
 * Findings of hosts as they come in, kept in a file beside their place, so that a fleet takes no memory; at the end they
 * become one file, in the order of the hosts. What goes wrong with files is thrown as Node.js does.
 */
export class FindingsSpool {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #kept = new Map<string, Kept>();
  #end = 0;

  constructor(private readonly folder: string) {
    // Runs in containers have the same process id, and may share the folder.
    this.#file = path.join(folder, `.findings-${randomUUID()}`);
    this.#descriptor = openSync(this.#file, 'wx+', ownRights.file);
  }

  /** Keeps the findings of a host by its name. */
  add(host: string, findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    const text = Buffer.from(findings.map((finding) => `    ${JSON.stringify(finding)}`).join(',\n'));
    writeWhole(this.#descriptor, text);
    this.#kept.set(host, { from: this.#end, length: text.length });
    this.#end += text.length;
  }

  /** Writes the file of that name, whole or not at all, and gives its path. */
  finish(summary: AuditSummary, name: string): string {
    const file = path.join(this.folder, name);
    const descriptor = openSync(`${this.#file}.json`, 'w', ownRights.file);
    try {
      const head = JSON.stringify(summary, null, 2).replace(/\n\}$/, ',\n  "findings": [');
      writeWhole(descriptor, Buffer.from(head));
      let separator = '\n';
      for (const { name } of summary.hosts) {
        const kept = this.#kept.get(name);
        if (kept === undefined) continue;
        writeWhole(descriptor, Buffer.from(separator));
        this.#copy(kept, descriptor);
        separator = ',\n';
      }
      writeWhole(descriptor, Buffer.from(separator === '\n' ? ']\n}\n' : '\n  ]\n}\n'));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(`${this.#file}.json`, file);
    return file;
  }

  /** Gives back what is no result. */
  close(): void {
    closeSync(this.#descriptor);
    rmSync(this.#file, { force: true });
    rmSync(`${this.#file}.json`, { force: true });
  }

  #copy({ from, length }: Kept, to: number): void {
    const piece = Buffer.allocUnsafe(Math.min(length, pieceBytes));
    for (let done = 0; done < length; ) {
      const read = readSync(this.#descriptor, piece, 0, Math.min(piece.length, length - done), from + done);
      if (read === 0) throw new Error('the spool of findings is shorter than what was written');
      writeWhole(to, piece.subarray(0, read));
      done += read;
    }
  }
}

/** A file may take a part only. */
function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}
