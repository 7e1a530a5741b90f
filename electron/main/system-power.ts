import { powerMonitor, powerSaveBlocker } from 'electron';
import type { HostPower } from './host-power.ts';

/** The system itself. A person who closes the lid is stronger than what keeps it awake. */
export const systemPower: HostPower = {
  onSuspend: (listener) => void powerMonitor.on('suspend', listener),
  onResume: (listener) => void powerMonitor.on('resume', listener),
  keepAwake() {
    const id = powerSaveBlocker.start('prevent-app-suspension');
    return () => void powerSaveBlocker.stop(id);
  },
};
