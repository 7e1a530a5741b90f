import dns from 'node:dns';
import dnsPromises from 'node:dns/promises';
import type { EgressAlarms } from './egress-alarms.ts';
import type { EgressRules } from './egress-rules.ts';
import { type Guard, replace } from './replace.ts';

/** Looking up a name tells it to a stranger, so only names that may be talked to are looked up, and only simply. */
export function guardNames(rules: EgressRules, alarms: EgressAlarms): void {
  const lookup: Guard = (original) => (self, args) => {
    const [name] = args;
    if (typeof name === 'string' && rules.mayLookUp(name)) return original.apply(self, args);
    throw alarms.refuse('dns', shown(name));
  };
  const refusing: Guard = () => (_self, args) => {
    throw alarms.refuse('dns', shown(args[0]));
  };
  replace(dns, 'lookup', lookup);
  replace(dnsPromises, 'lookup', lookup);
  for (const owner of [dns, dnsPromises, dns.Resolver.prototype, dnsPromises.Resolver.prototype]) {
    const names = new Set([
      ...Object.keys(owner),
      ...Object.getOwnPropertyNames(Object.getPrototypeOf(owner)),
    ]);
    for (const name of [...names].filter((each) => ASKING.test(each)))
      replace(owner as Record<string, unknown>, name, refusing);
  }
}

const ASKING = /^(?:resolve|reverse|lookupService|setServers|query)/;

const shown = (name: unknown): string => (typeof name === 'string' ? name.slice(0, 100) : 'no name');
