import type { VenueClock } from '../../venues/venue-clock.ts';
import type { Agenda } from './agenda.ts';

/** Virtual time as the parts of the product that live in real time know it. */
export function agendaClock(agenda: Agenda): VenueClock {
  const after = (ms: number, callback: () => void): (() => void) => {
    const appointment = agenda.in(ms, callback);
    return () => {
      appointment.isOff = true;
    };
  };
  return {
    now: () => agenda.now,
    monotonicMs: () => agenda.now,
    after,
    every(ms, callback) {
      let stop = (): void => undefined;
      const again = (): void => {
        stop = after(ms, again);
        callback();
      };
      stop = after(ms, again);
      return () => stop();
    },
  };
}
