import { CloudError } from '../cloud-error';
import { type Rule, valueAt } from '../rule';
import { seal } from '../write-only';

/** What is set when a resource is created and never again, beside its location. */
const writeOnce: Readonly<Record<string, readonly string[]>> = {
  'microsoft.authorization/roleassignments': ['principalId', 'roleDefinitionId'],
  'microsoft.compute/disks': ['creationData.createOption'],
  'microsoft.compute/virtualmachines': [
    'osProfile.adminUsername',
    'osProfile.computerName',
    'storageProfile.imageReference.publisher',
    'storageProfile.imageReference.offer',
    'storageProfile.imageReference.sku',
    'securityProfile.securityType',
  ],
  'microsoft.compute/virtualmachines/extensions': ['publisher', 'type'],
  'microsoft.keyvault/vaults': ['properties.tenantId'],
  'microsoft.network/privateendpoints': ['subnet.id'],
  'microsoft.network/publicipaddresses': ['publicIPAddressVersion', 'sku.name'],
  'microsoft.storage/storageaccounts': ['isHnsEnabled', 'encryption.requireInfrastructureEncryption'],
};

/** Of what is never given back, what may be set only once. */
const sealedOnce: Readonly<Record<string, readonly string[]>> = {
  'microsoft.compute/virtualmachines': ['osProfile.customData'],
};

/**
 * What cannot be changed in place is refused, as Azure does with `PropertyChangeNotAllowed`.
 * https://learn.microsoft.com/azure/virtual-machines/custom-data
 */
export const writeOnceProperties: Rule = {
  put({ target, before, properties }) {
    if (before === undefined) return;
    const type = target.type.toLowerCase();
    for (const path of ['location', ...(writeOnce[type] ?? [])]) {
      const [had, wanted] = [before.properties, properties].map((all) => valueAt(all, ...path.split('.')));
      if (had !== undefined && wanted !== undefined && plain(path, had) !== plain(path, wanted))
        refuse(target.id, path);
    }
    const { hashes } = seal(target.id, target.type, properties);
    for (const path of sealedOnce[type] ?? [])
      if (hashes[path] !== undefined && before.sealed?.[path] !== hashes[path]) refuse(target.id, path);
  },
};

/** Of a location only the letters count: `Japan East` is `japaneast`. */
function plain(path: string, value: unknown): unknown {
  return path === 'location' ? String(value).replaceAll(' ', '').toLowerCase() : value;
}

function refuse(id: string, path: string): never {
  throw new CloudError(
    409,
    'PropertyChangeNotAllowed',
    `Changing property '${path}' of '${id}' is not allowed.`,
  );
}
