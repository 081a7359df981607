import type { NumberSet } from './number-set';
import type { Remark, Where } from './remark';
import type { Traffic } from './traffic';

/** The rules of a firewall in the order in which it asks them. */
export interface FirewallRules {
  /** Destination translation of packets to the firewall's own addresses; asked first. */
  readonly nat: readonly NatRule[];
  readonly network: readonly NetworkRule[];
  /** Asked for HTTP, HTTPS and MSSQL where no network rule decided. */
  readonly application: readonly ApplicationRule[];
  /** What makes the rules unknown as a whole. */
  readonly open: readonly Remark[];
}

interface Rule {
  readonly where: Where;
  readonly name: string;
  readonly allows: boolean;
  readonly open: Remark | undefined;
}

/** Decides by addresses and ports; `names` are destinations by name, which the firewall resolves. */
export interface NetworkRule extends Rule {
  /** What it matches by addresses; empty where it gives names only. */
  readonly packets: Traffic;
  /** What it matches apart from destinations, for the names. */
  readonly flow: Traffic;
  readonly names: readonly string[];
}

/** Decides by the name that a request asks for; the firewall opens a connection of its own to it. */
export interface ApplicationRule extends Rule {
  /** By sources and ports; every destination. */
  readonly packets: Traffic;
  readonly names: readonly string[];
}

/** Packets to one of the firewall's addresses go on to another, with the firewall's private address as source. */
export interface NatRule extends Rule {
  /** By sources, protocol and ports; every destination. */
  readonly packets: Traffic;
  /** The firewall's addresses as texts: numbers, `*`, or nothing that is known yet. */
  readonly destinations: readonly string[];
  readonly to: NumberSet;
  readonly ports: NumberSet;
}
