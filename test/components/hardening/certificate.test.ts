import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificateFiles } from '../../../components/hardening/certificate';
import { hardeningFiles } from '../../../components/hardening/files';
import { tenantHosts } from '../../../components/tenant-hosts';
import { certificate, keyPair } from '../support/certificate';
import { exampleDeployment, exampleTenant } from '../support/deployment';
import { exampleEnvironment } from '../support/environment';
import { planOf } from '../support/plan';
import { PlayedMachine } from '../support/played-machine';

const hosts = tenantHosts(exampleDeployment(), exampleTenant, undefined);
const scriptOf = (name: string) => {
  const host = hosts.find(({ hostName }) => hostName === name);
  const files = host === undefined ? [] : certificateFiles(host);
  return files.find(({ path }) => path === '/usr/local/sbin/yosai-fetch-certificate')?.content ?? '';
};
const { publicKey, privateKey } = keyPair();
const pem = `${privateKey}${certificate(privateKey, publicKey)}`;

describe('the certificate of a machine behind the gateway', () => {
  let machine: PlayedMachine;
  beforeEach(() => {
    machine = new PlayedMachine('aoba-app-1');
    // The first call, with the header of the metadata service, asks for a token; the second reads its own header from a pipe.
    machine.play(
      'curl',
      [
        'for url; do :; done',
        `echo "$url" >> '${machine.file('urls')}'`,
        'case "$*" in',
        `  *Metadata:true*) cat '${machine.file('token')}' ;;`,
        `  *) cat > '${machine.file('header')}'; cat '${machine.file('secret')}' ;;`,
        'esac',
      ].join('\n'),
    );
    machine.play('systemctl', `echo "$*" >> '${machine.file('units')}'`);
    machine.write('token', '{"access_token":"abc.def","resource":"https://vault.azure.net"}');
    machine.write('secret', JSON.stringify({ value: pem, contentType: 'application/x-pem-file' }));
  });
  afterEach(() => machine.remove());
  const fetch = () => machine.run(scriptOf('aoba-app-1'), { '/etc/yosai': 'etc' });

  it('comes from the tenant’s vault, by the identity that may read it', async () => {
    expect(fetch()).toBe(0);
    expect(machine.read('etc/backend.pem')).toBe(pem);
    expect(machine.read('header')).toBe('header = "Authorization: Bearer abc.def"\n');
    const [token = '', secret = ''] = machine.read('urls').trim().split('\n');
    const plan = await planOf(() => exampleEnvironment());
    const { inputs } = plan.one('azure-native:compute:VirtualMachine', 'aoba-app-1-machine');
    expect([new URL(token).searchParams.get('msi_res_id')]).toEqual(inputs.identity.userAssignedIdentities);
    const vault = plan.one('azure-native:keyvault:Vault', 'aoba-vault-vault').inputs.vaultName;
    expect(secret).toBe(`https://${vault}.vault.azure.net/secrets/backend-certificate?api-version=7.4`);
  });

  it('is replaced when the vault has another, and only then', () => {
    machine.write('secret', JSON.stringify({ value: `${pem}\n` }));
    expect([fetch(), fetch()]).toEqual([0, 0]);
    machine.write('secret', JSON.stringify({ value: pem }));
    expect(fetch()).toBe(0);
    expect(machine.read('etc/backend.pem')).toBe(pem);
    expect(machine.read('log')).toBe('took a new certificate\ntook a new certificate\n');
    expect(machine.read('units')).toBe('reload-or-restart nginx.service\nreload-or-restart nginx.service\n');
  });

  it.each([
    ['no token', 'token', '{"error":"invalid_request"}', 'the machine got no token for its identity'],
    ['no secret', 'secret', '{"error":{"code":"Forbidden"}}', 'the vault gave no key with a certificate'],
    [
      'a key alone',
      'secret',
      JSON.stringify({ value: privateKey }),
      'the vault gave no key with a certificate',
    ],
  ])('stays when there is %s', (_, file, answer, why) => {
    expect(fetch()).toBe(0);
    machine.write(file, answer);
    expect(fetch()).toBe(1);
    expect(machine.read('log')).toBe(`took a new certificate\n${why}\n`);
    expect(machine.read('etc/backend.pem')).toBe(pem);
  });

  it('is nothing for other machines', () => {
    expect(scriptOf('aoba-db-1')).toBe('');
    const timers = hosts.map((host) => {
      const script = hardeningFiles(host).find(({ path }) => path.endsWith('/yosai-harden'))?.content ?? '';
      return script.includes(' yosai-fetch-certificate.timer');
    });
    expect(timers).toEqual([true, true, false]);
  });
});
