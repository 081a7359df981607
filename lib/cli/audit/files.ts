import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HostResult } from '../../host-audit/audit-result';
import { readDocument } from '../../host-audit/facts/read-document';
import type { AuditOptions } from './options';

/**
 * Name of the file with the findings, in the folder of audits. A part of the hosts, and what is judged without them,
 * have files of their own, so that no run takes away what another one saw.
 */
export function findingsFileName({ facts, shard }: Pick<AuditOptions, 'facts' | 'shard'>): string {
  const part = shard === undefined ? '' : `-${shard.index}-of-${shard.of}`;
  return `${facts.length > 0 ? 'rejudged' : 'findings'}${part}.json`;
}

/** Name of the file with what was found before somebody interrupted, which is less than an earlier file may hold. */
export function interruptedFileName(file: string): string {
  return file.replace(/\.json$/, '-interrupted.json');
}

/**
 * Name of the file with the facts of a host, beside the findings. What was not read to its end does not take the place
 * of what once was.
 */
export function factsFileName(host: string, isWhole = true): string {
  return `${host}${isWhole ? '' : '.broken-off'}.facts.json`;
}

/**
 * Facts of an earlier visit to a host of which none came today, or not all: they stay as evidence, and are not today's.
 * @returns nothing where there are none; without a date where the file is no document of facts.
 */
export function olderFactsOf(host: string, folder: string): HostResult['olderFacts'] {
  const file = factsFileName(host);
  if (!existsSync(path.join(folder, file))) return undefined;
  const read = readDocument(path.join(folder, file));
  return { file, ...(read.ok && { collectedAt: read.value.collected.at }) };
}
