import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../lib/preview/project';
import { removeStaleLocks } from '../../lib/rehearsal/stale-locks';
import { prepareWorkspace } from '../../lib/rehearsal/workspace';
import { programFolder } from '../support/preview-fixture';
import { expectValue } from '../support/results';
import { temporaryFolder } from '../support/temporary-folder';

const project = expectValue(readProject(programFolder('027-config')));

function prepare(folder: string, config: Record<string, string>, engineLog = false) {
  return prepareWorkspace({
    folder,
    project,
    stack: 'dev',
    config,
    languageHost: '/bundles/language-host.js',
    providers: { random: '/plugins' },
    engineLog,
  });
}

describe('the workspace of a rehearsal', () => {
  it('holds copies that lead to the program and the plugins', () => {
    const workspace = prepare(temporaryFolder(), { 'fixture:a': '1' });
    const copy = load(readFileSync(path.join(workspace.project, 'Pulumi.yaml'), 'utf8'));
    expect(copy).toMatchObject({
      name: project.name,
      main: path.resolve(project.program.directory, project.program.entry),
      plugins: {
        providers: [{ name: 'random', path: '/plugins' }],
        languages: [{ name: 'nodejs', path: path.join(workspace.folder, 'languages') }],
      },
    });
    const launcher = readFileSync(path.join(workspace.folder, 'languages/pulumi-language-nodejs'), 'utf8');
    expect(launcher).toContain('/bundles/language-host.js');
    const state = path.join(workspace.folder, 'state');
    expect(workspace.env['PULUMI_BACKEND_URL']).toBe(`file://${state}?metadata=skip`);
  });

  it('leaves the engine no place for its own log, unless it is asked for', () => {
    const folder = temporaryFolder();
    const isFolder = () => statSync(path.join(folder, 'home/logs')).isDirectory();
    prepare(folder, {});
    expect(isFolder()).toBe(false);
    expect(() => mkdirSync(path.join(folder, 'home/logs'), { recursive: true })).toThrow();
    prepare(folder, {}, true);
    mkdirSync(path.join(folder, 'home/logs'));
    prepare(folder, {}, true);
    expect(isFolder()).toBe(true);
    prepare(folder, {});
    expect(isFolder()).toBe(false);
  });

  it('follows a new configuration and keeps the salt that the engine wrote', () => {
    const folder = temporaryFolder();
    const stackFile = path.join(prepare(folder, { 'fixture:a': '1' }).project, 'Pulumi.dev.yaml');
    writeFileSync(stackFile, `encryptionsalt: v1:salt\n${readFileSync(stackFile, 'utf8')}`);
    prepare(folder, { 'fixture:a': '2' });
    expect(load(readFileSync(stackFile, 'utf8'))).toEqual({
      encryptionsalt: 'v1:salt',
      config: { 'fixture:a': '2' },
    });
  });
});

describe('locks of the engine', () => {
  it.each([
    ['goes when its process is gone', { pid: 2 ** 22 + 1, hostname: hostname() }, false],
    ['stays when its process runs', { pid: process.pid, hostname: hostname() }, true],
    ['stays when it is another machine’s', { pid: 2 ** 22 + 1, hostname: 'elsewhere' }, true],
  ])('%s', (_, content, stays) => {
    const state = temporaryFolder();
    const folder = path.join(state, '.pulumi/locks/organization/yosai/dev');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'lock.json');
    writeFileSync(file, JSON.stringify(content));
    removeStaleLocks(state);
    expect(existsSync(file)).toBe(stays);
  });

  it('are none in a new place', () => {
    expect(() => removeStaleLocks(path.join(temporaryFolder(), 'nothing'))).not.toThrow();
  });
});
