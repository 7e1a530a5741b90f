import type { VenueClock } from '../venue-clock.ts';

/** The machine's own clock, whose durations pass `speed` times as fast; the time of day keeps its pace. */
export const clockAt = (speed: number): VenueClock => ({
  now: () => Date.now(),
  monotonicMs: () => performance.now() * speed,
  every(ms, callback) {
    const timer = setInterval(callback, ms / speed);
    return () => clearInterval(timer);
  },
  after(ms, callback) {
    const timer = setTimeout(callback, ms / speed);
    return () => clearTimeout(timer);
  },
});

export const realClock = clockAt(1);

/** Resolves once `holds`, looking every few ms. @throws {Error} when it has not within `ms`. */
export async function until(holds: () => boolean, ms = 15_000): Promise<void> {
  for (const end = performance.now() + ms; !holds();) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
