import { symlinkSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { showFile } from '../../../lib/baseline/mistake';
import { type Finding, severities } from '../../../lib/findings/finding';
import findingsSchema from '../../../lib/findings/findings.schema.json';
import auditSchema from '../../../lib/host-audit/audit.schema.json';
import { addDays, dayAt } from '../../../lib/lifecycle/calendar';
import { audit, inventoryOf, plain, results, root } from '../../support/audit-run';
import { startSshServer } from '../../support/ssh-server';
import { temporaryFolder } from '../../support/temporary-folder';

const isAudit = new Ajv({ allErrors: true, strict: false }).addSchema(findingsSchema).compile(auditSchema);
const today = dayAt(Date.now());
const until = addDays(today, 60);
const reason = 'It is mended with the next image.';

type Entry = Readonly<{ requirement: string; host: string; from?: string; until?: string; by?: string }>;

function registerOf(entries: readonly Entry[]): string {
  const items = entries.map(({ requirement, host, by = 'security@example.jp', ...days }) =>
    [
      `  - requirement: ${requirement}`,
      `    host: ${host}`,
      `    reason: ${reason}`,
      '    requestedBy: operations@example.jp',
      `    approvedBy: ${by}`,
      `    validFrom: ${days.from ?? today}`,
      `    validUntil: ${days.until ?? until}`,
      '',
    ].join('\n'),
  );
  return `exceptions: []\nhostExceptions:\n${items.join('')}`;
}

function fileOf(entries: readonly Entry[]): string {
  return path.join(temporaryFolder({ 'exceptions.yaml': registerOf(entries) }), 'exceptions.yaml');
}

const violatedIn = ({ findings }: { findings: readonly Finding[] }) =>
  findings.filter(({ verdict, source }) => verdict === 'violated' && source.id !== 'host-exceptions');

describe('an audit with exceptions', () => {
  it('is not blocked by what is excused, which stays a violation, also when kept facts are judged', async () => {
    const { folder, file } = inventoryOf([await startSshServer('web', plain)]);
    await audit([], { inventory: file, out: folder });
    const ids = violatedIn(results(folder)).map(({ source }) => source.id);
    expect(ids).toContain('kernel-kptr-restrict');
    const exceptions = fileOf(ids.map((requirement) => ({ requirement, host: 'web' })));

    const { code, stdout } = await audit([], { inventory: file, out: folder, exceptions });
    expect(code).toBe(0);
    const written = results(folder);
    expect(isAudit(written), JSON.stringify(isAudit.errors)).toBe(true);
    expect(written).toMatchObject({
      verdict: 'ok',
      hosts: [{ counts: { violated: ids.length }, excused: ids.length, blocking: 0 }],
    });
    for (const finding of violatedIn(written)) {
      const exception = { approvedBy: 'security@example.jp', reason, until };
      expect(finding).toMatchObject({ verdict: 'violated', enforcement: 'advisory', exception });
    }
    const numbers = `${ids.length} violated \\(${ids.length} excused\\), \\d+ undetermined`;
    expect(stdout).toMatch(new RegExp(`^web \\(127\\.0\\.0\\.1, app\\): ${numbers}, \\d+ compliant`, 'm'));
    expect(stdout).toMatch(
      new RegExp(`^yosai audit: UNDETERMINED – 1 host, 0 blocking, ${numbers} \\(`, 'm'),
    );
    expect(stdout).toMatch(
      new RegExp(
        `^ {2}! \\w+ \\S+.*\\n {4}must be: [^!]*?\\n {4}Excused until ${until} by security@example\\.jp: ${reason}\\n {4}Fix: `,
        'm',
      ),
    );
    expect(stdout).not.toMatch(/✗|^Exceptions$/m);

    const again = temporaryFolder();
    const facts = [path.join(folder, 'audit/web.facts.json')];
    expect((await audit([], { facts, out: again, exceptions })).code).toBe(0);
    expect(results(again, 'rejudged.json')).toEqual(written);
  });

  it('tells what is excused after what is not, however bad it is', async () => {
    const { folder, file } = inventoryOf([await startSshServer('web', plain)]);
    await audit([], { inventory: file, out: folder });
    const [worst, ...others] = violatedIn(results(folder))
      .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
      .map(({ source }) => source.id);
    const entries = [worst ?? '', ...others.slice(3)].map((requirement) => ({ requirement, host: 'web' }));
    const { code, stdout } = await audit([], { inventory: file, out: folder, exceptions: fileOf(entries) });
    expect(code).toBe(1);
    const told = [...stdout.matchAll(/^ {2}([✗!]) \w+ (\S+)/gm)].map(([, mark, id]) => `${mark} ${id}`);
    expect(told.slice(0, 5)).toEqual([
      ...others.slice(0, 3).map((id) => `✗ ${id}`),
      `! ${worst}`,
      `! ${others[3]}`,
    ]);
  });

  it('is blocked by what is not, and excuses nothing that is undetermined', async () => {
    const { folder, file } = inventoryOf([await startSshServer('web', plain)]);
    await audit([], { inventory: file, out: folder });
    const open = (results(folder).findings as Finding[]).find(({ verdict }) => verdict === 'undetermined');
    const exceptions = fileOf([
      { requirement: 'kernel-kptr-restrict', host: 'other' },
      { requirement: open?.source.id ?? '', host: 'web' },
    ]);
    const blocked = await audit([], { inventory: file, out: folder, exceptions, blockUndetermined: true });
    expect(blocked.code).toBe(1);
    const { hosts, findings } = results(folder);
    const { counts, blocking, excused } = hosts[0];
    expect([blocking, excused]).toEqual([counts.violated + counts.undetermined, undefined]);
    expect(findings).toHaveLength(counts.violated + counts.undetermined);
    expect(blocked.stdout).not.toMatch(/Excused until|excused\)/);
  });

  it('tells in the end of exceptions that are to be looked at, and of none of a host that it did not reach', async () => {
    const { folder, file } = inventoryOf([
      await startSshServer('web', plain),
      await startSshServer('gone', { onExec: (channel) => channel.close() }),
    ]);
    const ended = { from: addDays(today, -30), until: addDays(today, -1) };
    const exceptions = fileOf([
      { requirement: 'kernel-kptr-restrict', host: 'web', ...ended },
      { requirement: 'kernel-kexec-load-disabled', host: 'gone', ...ended },
    ]);
    const given = { inventory: file, out: folder, exceptions };
    const { code, stdout } = await audit([], given);
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `Exceptions ! ${showFile(exceptions)}:3 hostExceptions[0] (web) must be valid on ${today}, found one of kernel-kptr-restrict that ended on ${ended.until} Fix: Mend the host and remove the exception, or have it approved anew. Wrote `,
    );
    const written = results(folder);
    expect(isAudit(written), JSON.stringify(isAudit.errors)).toBe(true);
    const notes = (written.findings as Finding[]).filter(({ source }) => source.id === 'host-exceptions');
    expect(notes).toMatchObject([
      {
        enforcement: 'advisory',
        subject: { kind: 'host', id: 'web' },
        at: { line: 3, path: 'hostExceptions[0]' },
      },
    ]);
    const { counts, blocking } = written.hosts[0];
    expect(blocking).toBe(counts.violated);
    expect(written.findings).toHaveLength(counts.violated + counts.undetermined + notes.length);
    expect((await audit([], { ...given, quiet: true })).stdout).not.toContain('Exceptions');
  });

  it('takes the register of its project when no other is named', async () => {
    const project = temporaryFolder({
      'stacks/registers/exceptions.yaml': registerOf([{ requirement: 'kernel-kptr-restrict', host: 'web' }]),
    });
    symlinkSync(path.join(root, 'baselines'), path.join(project, 'baselines'));
    const { folder, file } = inventoryOf([await startSshServer('web', plain)]);
    const given = { cwd: project, inventory: file, out: folder };
    await audit([], given);
    expect(results(folder).hosts[0].excused).toBe(1);
    const exceptions = fileOf([{ requirement: 'kernel-kptr-restrict', host: 'other' }]);
    await audit([], { ...given, exceptions });
    expect(results(folder).hosts[0].excused).toBe(undefined);
  });
});

describe('a wrong register of exceptions', () => {
  it('is refused with what else is wrong, before anything is connected', async () => {
    let connections = 0;
    const server = await startSshServer('web', { ...plain, onClient: () => (connections += 1) });
    const { folder, file } = inventoryOf([server]);
    const exceptions = fileOf([
      { requirement: 'kernel-kptr-restrit', host: 'web' },
      { requirement: 'kernel-kptr-restrict', host: 'web', by: 'Operations@example.jp' },
    ]);
    const { code, stderr } = await audit([], { inventory: file, out: folder, exceptions });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /exceptions\.yaml:3 hostExceptions\[0\]\.requirement: there is no requirement "kernel-kptr-restrit"; did you mean `kernel-kptr-restrict`\?\n.*exceptions\.yaml:14 hostExceptions\[1\]\.approvedBy: "Operations@example\.jp" asked for it; somebody else has to approve\nyosai audit: 2 mistakes in the input; nothing was audited\n$/,
    );
    const both = await audit([], { inventory: 'no/such.yaml', out: folder, exceptions });
    expect(both.stderr).toContain('no/such.yaml: does not exist\n');
    expect(both.stderr).toContain('yosai audit: 3 mistakes in the input; nothing was audited\n');
    expect(connections).toBe(0);
  });

  it.each(['named', 'of facts'])('that is not there is refused where it is %s', async (kind) => {
    const given = kind === 'named' ? { inventory: 'x' } : { facts: ['x'] };
    const { code, stderr } = await audit([], {
      ...given,
      exceptions: 'no/such.yaml',
      out: temporaryFolder(),
    });
    expect(stderr).toContain('no/such.yaml: does not exist\n');
    expect(code).toBe(2);
  });
});
