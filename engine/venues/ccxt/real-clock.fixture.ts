import type { VenueClock } from '../venue-clock.ts';

/** The machine's own clock, for tests that speak to a loopback venue over real sockets. */
export const realClock: VenueClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  every(ms, callback) {
    const timer = setInterval(callback, ms);
    return () => clearInterval(timer);
  },
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
