import { rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { app, dialog } from 'electron';
import type { HostLog } from './host-log.ts';

/**
 * What nobody handles ends the host: the engine notices, leaves stops where they are and ends, too. Dumps of
 * crashes hold memory, so those of earlier runs go; none is ever sent.
 */
export function endOnFaults(log: HostLog, crashDumps: string): void {
  rmSync(crashDumps, { recursive: true, force: true });
  const end = (fault: unknown) => {
    log(`the host ends by a fault: ${inspect(fault)}`);
    if (app.isPackaged) {
      dialog.showErrorBox(
        'Edgewright has to end.',
        'Something broke in the host. Orders and positions are in the journal, stops at a venue stand. What happened is in the log.',
      );
    }
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
