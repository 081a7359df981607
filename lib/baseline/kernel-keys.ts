/** A setting of the kernel that each network interface has for itself. */
export interface InterfaceSetting {
  readonly family: 'ipv4' | 'ipv6';
  /** Such as `rp_filter`. */
  readonly name: string;
}

/**
 * The setting that a key asks of all interfaces, such as `net.ipv4.conf.all.rp_filter`; nothing for another key. Of
 * `net.ipv4.ip_forward` it is `forwarding`, which each interface has for itself too.
 */
export function ofAllInterfaces(key: string): InterfaceSetting | undefined {
  if (key === 'net.ipv4.ip_forward') return { family: 'ipv4', name: 'forwarding' };
  const [, family, name] = /^net\.(ipv4|ipv6)\.conf\.all\.(\w+)$/.exec(key) ?? [];
  return name === undefined ? undefined : { family: family as InterfaceSetting['family'], name };
}

/** The key of a setting of one interface, of `all`, of `default`, or of every one of them by `*`. */
export const interfaceKey = ({ family, name }: InterfaceSetting, of: string) =>
  `net.${family}.conf.${of}.${name}`;
