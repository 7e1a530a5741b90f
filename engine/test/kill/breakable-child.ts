import type { ToEngine } from '../../contract/host-control.ts';
import { Redactor } from '../../guard/redaction/redactor.ts';
import { systemClock } from '../../runtime/clock.ts';
import { EngineProcess } from '../../runtime/engine-process.ts';
import { redactOutput } from '../../runtime/vault/redact-output.ts';

/**
 * An engine in a process of its own, on the line of whoever forked it. Told `break`, its ledger books a lot more than
 * was filled from then on: what must never be, so that whoever watches over that can be watched. Told `hang`, it hears
 * nothing any more: `busy` in a loop without end, `waiting` for what never comes.
 */
redactOutput(process, new Redactor());
let opening: Promise<EngineProcess> | undefined;

type Harm = { readonly type: 'break' } | { readonly type: 'hang'; readonly how: 'busy' | 'waiting' };

process.on('message', (message: ToEngine | Harm) => {
  if (message.type === 'ping') process.send?.({ type: 'pong', at: message.at });
  if (message.type === 'configure')
    opening = EngineProcess.open({
      settings: message.settings,
      clock: systemClock,
      tell: (told) => void process.send?.(told),
      exit: (code) => process.exit(code),
    });
  else if (message.type === 'break') void breakLedger();
  else if (message.type === 'hang') hang(message.how);
  else if (message.type !== 'connect-feed' && message.type !== 'vault')
    void opening?.then((engine) => engine.hear(message));
});

function hang(how: 'busy' | 'waiting'): void {
  while (how === 'busy');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

async function breakLedger(): Promise<void> {
  const ledger = (await opening)?.station.session.kernel.rooms.ledger;
  if (!ledger) throw new Error('an engine must be open before it is broken');
  const honest = ledger.signedLots.bind(ledger);
  ledger.signedLots = (...of) => honest(...of) + 1;
}
