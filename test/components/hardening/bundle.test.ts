import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  bundleScript,
  digestToSign,
  isSigned,
  renderBundle,
  tenantBundles,
} from '../../../components/hardening/bundle';
import { hardeningFiles } from '../../../components/hardening/files';
import { tenantHosts } from '../../../components/tenant-hosts';
import { exampleDeployment, exampleTenant, repositoryBaseline } from '../support/deployment';

const deployment = exampleDeployment();
const hosts = tenantHosts(deployment, exampleTenant, undefined);
const [first] = hosts;
if (first === undefined) throw new Error('the example has no machine');
const bundles = tenantBundles(hosts);
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('a hardening bundle', () => {
  it('holds every file of the document, as the shell reads it back', () => {
    const script = bundleScript(first);
    const read = (path: string) => {
      const heredocs = script
        .slice(script.indexOf('\nput 0'))
        .replace(/^\/usr\/local\/sbin\/yosai-harden\n/m, '');
      const put = `put() { if [ "$2" = '${path}' ]; then cat; else cat > /dev/null; fi; }`;
      return execFileSync('sh', ['-euc', `${put}\n${heredocs.replace(/^\/usr.*$/m, '')}`], {
        encoding: 'utf8',
      });
    };
    const files = hardeningFiles(first);
    expect(script.match(/^put /gm)).toHaveLength(files.length);
    for (const { path, content } of files) expect(read(path), path).toBe(`${content.trimEnd()}\n`);
  });

  it('is a script that a shell takes, the same for the same host', () => {
    execFileSync('sh', ['-n'], { input: bundleScript(first) });
    expect(tenantBundles(tenantHosts(exampleDeployment(), exampleTenant, undefined))).toEqual(bundles);
  });

  it('is listed in its manifest as sha256sum writes it', () => {
    const lines = hosts.map(({ hostName }) => {
      const digest = createHash('sha256')
        .update(bundles.scripts.get(hostName) ?? '')
        .digest('hex');
      return `${digest}  ${hostName}\n`;
    });
    expect(bundles.manifest).toBe(lines.join(''));
    expect(hosts.map(({ hostName }) => hostName)).toEqual(['aoba-app-1', 'aoba-app-2', 'aoba-db-1']);
  });

  it('states the version that is signed with it before them', () => {
    expect(tenantBundles(hosts, 7)).toEqual({ ...bundles, manifest: `version 7\n${bundles.manifest}` });
    expect(digestToSign(tenantBundles(hosts, 8))).not.toBe(digestToSign(tenantBundles(hosts, 7)));
  });

  it('changes with a port of the baseline', () => {
    const baseline = repositoryBaseline();
    const service = baseline.network.services['postgresql'];
    if (service === undefined) throw new Error('the baseline has no postgresql');
    service.ports = [5433];
    const changed = tenantBundles(tenantHosts({ ...deployment, baseline }, exampleTenant, undefined));
    expect(changed.manifest).not.toBe(bundles.manifest);
    expect(changed.scripts.get('aoba-db-1')).toContain('5433');
  });

  it('is well within what Azure admits, and refused beyond it', () => {
    expect(Buffer.byteLength(renderBundle(first, bundles))).toBeLessThan(46 * 1024);
    const baseline = repositoryBaseline();
    baseline.virtualMachines.bundle.maximumBytes = 1024;
    expect(() => renderBundle({ ...first, baseline }, bundles)).toThrow(
      /^hardening bundle of aoba-app-1 has \d{4,5} bytes, the baseline admits 1024$/,
    );
  });

  it('is signed by the key and no other, over the digest that a signer is told', () => {
    const signature = sign('RSA-SHA256', Buffer.from(bundles.manifest), privateKey);
    expect(isSigned(bundles, key, signature.toString('base64'))).toBe(true);
    expect(isSigned(bundles, key, signature.toString('base64url'))).toBe(true);
    expect(
      isSigned({ ...bundles, manifest: `${bundles.manifest}\n` }, key, signature.toString('base64')),
    ).toBe(false);
    expect(isSigned(bundles, key, 'AAAA')).toBe(false);
    expect(digestToSign(bundles)).toBe(createHash('sha256').update(bundles.manifest).digest('base64'));
    const [start] = renderBundle(first, bundles, signature.toString('base64url')).split('\n');
    expect(start).toBe(`yosai-bundle/1 ${signature.toString('base64')}`);
  });
});
