import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import accessSchema from '../../baselines/schema/access.schema.json';
import accessRegisterSchema from '../../baselines/schema/access-register.schema.json';
import claimsSchema from '../../baselines/schema/claims.schema.json';
import controlSchema from '../../baselines/schema/control.schema.json';
import dataStoresSchema from '../../baselines/schema/data-stores.schema.json';
import exceptionRegisterSchema from '../../baselines/schema/exception-register.schema.json';
import exceptionsSchema from '../../baselines/schema/exceptions.schema.json';
import hostAreaSchema from '../../baselines/schema/host-area.schema.json';
import hostInventorySchema from '../../baselines/schema/host-inventory.schema.json';
import hostsSchema from '../../baselines/schema/hosts.schema.json';
import lifecycleSchema from '../../baselines/schema/lifecycle.schema.json';
import monitoringSchema from '../../baselines/schema/monitoring.schema.json';
import networkSchema from '../../baselines/schema/network.schema.json';
import officesSchema from '../../baselines/schema/offices.schema.json';
import policySchema from '../../baselines/schema/policy.schema.json';
import probeSchema from '../../baselines/schema/probe.schema.json';
import regionsSchema from '../../baselines/schema/regions.schema.json';
import resourceTypesSchema from '../../baselines/schema/resource-types.schema.json';
import secretsSchema from '../../baselines/schema/secrets.schema.json';
import supportSchema from '../../baselines/schema/support.schema.json';
import tagsSchema from '../../baselines/schema/tags.schema.json';
import tenantsSchema from '../../baselines/schema/tenants.schema.json';
import tlsSchema from '../../baselines/schema/tls.schema.json';
import virtualMachinesSchema from '../../baselines/schema/virtual-machines.schema.json';
import type {
  AccessBaseline,
  AccessRegister,
  ClaimsBaseline,
  Control,
  DataStoresBaseline,
  ExceptionRegister,
  ExceptionsBaseline,
  HostArea,
  HostInventory,
  HostsBaseline,
  LifecycleBaseline,
  MonitoringBaseline,
  NetworkBaseline,
  OfficeRegister,
  PolicyWords,
  ProbeBaseline,
  RegionsBaseline,
  ResourceTypesBaseline,
  SecretsBaseline,
  SupportBaseline,
  TagsBaseline,
  TenantRegister,
  TlsBaseline,
  VirtualMachinesBaseline,
} from './types.generated';

/** The type that each schema describes. */
export interface SchemaTypes {
  access: AccessBaseline;
  accessRegister: AccessRegister;
  claims: ClaimsBaseline;
  control: Control;
  dataStores: DataStoresBaseline;
  exceptionRegister: ExceptionRegister;
  exceptions: ExceptionsBaseline;
  hostArea: HostArea;
  hostInventory: HostInventory;
  hosts: HostsBaseline;
  lifecycle: LifecycleBaseline;
  monitoring: MonitoringBaseline;
  network: NetworkBaseline;
  offices: OfficeRegister;
  policy: PolicyWords;
  probe: ProbeBaseline;
  regions: RegionsBaseline;
  resourceTypes: ResourceTypesBaseline;
  secrets: SecretsBaseline;
  support: SupportBaseline;
  tags: TagsBaseline;
  tenants: TenantRegister;
  tls: TlsBaseline;
  virtualMachines: VirtualMachinesBaseline;
}

export type SchemaName = keyof SchemaTypes;

/** The JSON Schemas of everything that people write. */
export const schemas: Readonly<Record<SchemaName, object>> = {
  access: accessSchema,
  accessRegister: accessRegisterSchema,
  claims: claimsSchema,
  control: controlSchema,
  dataStores: dataStoresSchema,
  exceptionRegister: exceptionRegisterSchema,
  exceptions: exceptionsSchema,
  hostArea: hostAreaSchema,
  hostInventory: hostInventorySchema,
  hosts: hostsSchema,
  lifecycle: lifecycleSchema,
  monitoring: monitoringSchema,
  network: networkSchema,
  offices: officesSchema,
  policy: policySchema,
  probe: probeSchema,
  regions: regionsSchema,
  resourceTypes: resourceTypesSchema,
  secrets: secretsSchema,
  support: supportSchema,
  tags: tagsSchema,
  tenants: tenantsSchema,
  tls: tlsSchema,
  virtualMachines: virtualMachinesSchema,
};

let ajv: Ajv | undefined;
const compiled = new WeakMap<object, ValidateFunction>();

/**
 * The errors of a value against a schema, all of them; none when the value is of the schema's type. A schema is
 * compiled when it is first asked for, because a program that needs no catalogue should not pay for it.
 */
export function schemaErrors(schema: object, value: unknown): readonly ErrorObject[] {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    // Schemas themselves are checked strictly by a test, not at each start: it takes as long as the rest.
    ajv ??= new Ajv({
      allErrors: true,
      verbose: true,
      ownProperties: true,
      strict: false,
      meta: false,
      validateSchema: false,
      code: { optimize: false },
    });
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []);
}
