/** What the pack's configuration says of one policy. */
export interface PolicyConfiguration {
  readonly enforcement?: 'advisory' | 'mandatory' | 'remediate' | 'disabled';
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The configuration of the whole pack, by policy; a policy that it does not name is as its code says. */
export type PackConfiguration = Readonly<Record<string, PolicyConfiguration>>;

/** Looks at a configuration before the pack takes it; what is wrong with it, a sentence each. */
export type ConfigurationCheck = (configuration: PackConfiguration) => readonly string[];

/**
 * What the engine has configured. The SDK tells a policy its own part only, and exceptions concern them all; so
 * the service keeps the message as it comes in.
 */
export const received: { configuration: PackConfiguration; check: ConfigurationCheck } = {
  configuration: {},
  check: () => [],
};
