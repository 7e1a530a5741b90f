import { rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { app, dialog } from 'electron';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import type { HostLog } from './host-log.ts';

/**
 * What nobody handles ends the host: the engine notices, leaves stops where they are and ends, too. Dumps of
 * crashes hold memory, so those of earlier runs go; none is ever sent.
 */
export function endOnFaults(log: HostLog, crashDumps: string, texts: () => DialogTexts): void {
  rmSync(crashDumps, { recursive: true, force: true });
  const end = (cause: unknown) => {
    log(`the host ends by a fault: ${inspect(cause)}`);
    if (app.isPackaged) {
      const { fault } = texts();
      dialog.showErrorBox(fault.message, fault.detail);
    }
    app.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
