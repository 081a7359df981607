import type { Static } from '@sinclair/typebox';
import type { FactName } from '../collector/all-commands';
import type { Fact, Reader } from './fact';
import { accounts, groups, homes, nameSources, rootKeys, shadow, trustFiles } from './topics/accounts';
import { kernelSettings } from './topics/kernel';
import { packages } from './topics/packages';
import { pamLines } from './topics/pam';
import { aptSettings, chronyDirectives, settingLines, systemdSettings } from './topics/settings';
import { sudoersCheck, sudoRules } from './topics/sudo';

/** How the output of each command is read, by the fact's name. */
export const readers = {
  accounts,
  aptSettings,
  chronyDirectives,
  groups,
  homes,
  kernelSettings,
  nameSources,
  packages,
  pamLines,
  rootKeys,
  settingLines,
  shadow,
  sudoersCheck,
  sudoRules,
  systemdSettings,
  trustFiles,
} satisfies Record<FactName, Reader>;

type Readers = typeof readers;

/** The type of the value of each fact. */
export type FactValues = { readonly [K in FactName]: Static<Readers[K]['schema']> };

/** Everything that was asked of a host. */
export type Facts = { readonly [K in FactName]: Fact<FactValues[K]> };
