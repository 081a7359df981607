import type { Static } from '@sinclair/typebox';
import type { FactName } from '../collector/all-commands';
import type { Fact, Reader } from './fact';
import { kernelSettings } from './topics/kernel';
import { packages } from './topics/packages';

/** How the output of each command is read, by the fact's name. */
export const readers = {
  packages,
  kernelSettings,
} satisfies Record<FactName, Reader>;

type Readers = typeof readers;

/** The type of the value of each fact. */
export type FactValues = { readonly [K in FactName]: Static<Readers[K]['schema']> };

/** Everything that was asked of a host. */
export type Facts = { readonly [K in FactName]: Fact<FactValues[K]> };
