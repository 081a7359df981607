import { mkdirSync } from 'node:fs';
import { CloudClient } from '../cloud/client';
import { Cloud } from '../cloud/cloud';
import { AzureNative } from './azure-native/azure-native';
import type { Provider } from './provider';
import { Random } from './random/random';
import type { PluginSettings } from './settings';
import { Tls } from './tls/tls';
import type { ProviderName } from './write-plugins';

/** The version that every plugin says it is: that of the SDK whose types azure-native has here. */
const versions: Readonly<Record<ProviderName, string>> = {
  'azure-native': '3.28.0',
  random: '4.21.2',
  tls: '5.6.1',
};

/** Makes the provider of that name. Only azure-native has a database; the others keep nothing, as the real ones. */
export function makeProvider(name: ProviderName, { database, faults = {} }: PluginSettings): Provider {
  const version = versions[name];
  if (name === 'random') return new Random(version);
  if (name === 'tls') return new Tls(version);
  mkdirSync(database, { recursive: true });
  const cloud = new Cloud(database);
  return new AzureNative({
    version,
    client: new CloudClient(cloud, { faults }),
    close: () => cloud.close(),
  });
}
