import { syncBuiltinESMExports } from 'node:module';
import { type EgressAlarm, EgressAlarms } from './egress-alarms.ts';
import { type Destination, EgressRules, type EgressTable } from './egress-rules.ts';
import { guardNames } from './guard-names.ts';
import { guardProcesses, type OwnPrograms } from './guard-processes.ts';
import { guardSockets } from './guard-sockets.ts';

/** The guard of this process. */
export interface EgressGuard {
  /** Allows one more destination, because a person named it, until the function that comes back is called. */
  admit(destination: Destination): () => void;
  /** Hears of every attempt that was refused, also of those before now. */
  onAlarm(listener: (alarm: EgressAlarm) => void): void;
}

/**
 * Stands between this process and everything outside it, for good. To be called before any dependency is
 * loaded: what a dependency took before that is not guarded. It holds against packages that reach out; it is
 * no wall against native code.
 */
export function installEgressGuard(table: EgressTable, own: OwnPrograms): EgressGuard {
  const rules = new EgressRules(table);
  const alarms = new EgressAlarms();
  guardSockets(rules, alarms);
  guardNames(rules, alarms);
  guardProcesses(own, alarms);
  // Names imported from the modules by others follow.
  syncBuiltinESMExports();
  return {
    admit: (destination) => rules.admit(destination),
    onAlarm: (listener) => alarms.listen(listener),
  };
}
