import type { ClockEvent } from '../../domain/session/command.ts';
import { isMarketEvent, type KernelEvent } from '../../domain/session/kernel-event.ts';

/**
 * A session in which time passes with the events of its market alone, as in a backtest: a bar closes with the next
 * event and not by the clock. What the clock let come due after the last event of the market stays: no event would.
 * @yields what is left.
 */
export function* withoutClock(session: Iterable<KernelEvent>): Generator<KernelEvent> {
  let held: Exclude<KernelEvent, { readonly instrument: string }>[] = [];
  for (const event of session) {
    if (!isMarketEvent(event)) {
      held.push(event);
      continue;
    }
    yield* held.filter(isNoClock);
    held = [];
    yield event;
  }
  yield* held;
}

const isNoClock = (event: KernelEvent): event is Exclude<KernelEvent, ClockEvent> => event.kind !== 'clock';
