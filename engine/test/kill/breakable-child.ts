import type { ToEngine } from '../../contract/host-control.ts';
import { Redactor } from '../../guard/redaction/redactor.ts';
import { systemClock } from '../../runtime/clock.ts';
import { EngineProcess } from '../../runtime/engine-process.ts';
import { redactOutput } from '../../runtime/vault/redact-output.ts';

/**
 * An engine in a process of its own, on the line of whoever forked it. Told `break`, its ledger books a lot more than
 * was filled from then on: what must never be, so that whoever watches over that can be watched.
 */
redactOutput(process, new Redactor());
let opening: Promise<EngineProcess> | undefined;

process.on('message', (message: ToEngine | { readonly type: 'break' }) => {
  if (message.type === 'configure')
    opening = EngineProcess.open({
      settings: message.settings,
      clock: systemClock,
      tell: (told) => void process.send?.(told),
      exit: (code) => process.exit(code),
    });
  else if (message.type === 'break') void breakLedger();
  else if (message.type !== 'connect-feed' && message.type !== 'vault')
    void opening?.then((engine) => engine.hear(message));
});

async function breakLedger(): Promise<void> {
  const ledger = (await opening)?.station.session.kernel.rooms.ledger;
  if (!ledger) throw new Error('an engine must be open before it is broken');
  const honest = ledger.signedLots.bind(ledger);
  ledger.signedLots = (...of) => honest(...of) + 1;
}
