import type { Agenda } from './agenda.ts';
import type { EngineHost } from './engine-host.ts';

/** A machine that falls asleep so long after the beginning, sleeps so long, and has said so before; in ms. */
export interface MachineSleep {
  readonly afterMs: number;
  readonly forMs: number;
  readonly saidMs: number;
}

interface SleepParts {
  readonly agenda: Agenda;
  readonly host: EngineHost;
  /** Shows the engine the market of now. */
  readonly showMarket: () => void;
}

/** Has the machine say that it goes to sleep, sleep, and wake. */
export function planSleep({ agenda, host, showMarket }: SleepParts, sleep: MachineSleep): void {
  agenda.in(sleep.afterMs - sleep.saidMs, () => host.noteSleep(true));
  agenda.in(sleep.afterMs, () => {
    host.suspend();
    agenda.in(sleep.forMs, () => {
      host.wake(sleep.forMs);
      host.noteSleep(false);
      showMarket();
    });
  });
}
