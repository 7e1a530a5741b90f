/* oxlint-disable no-restricted-globals -- the one place in the engine where real time enters */

/** Real time and waiting, handed to whoever needs them. */
export interface Clock {
  /** Wall clock, Unix ms, whole. For stamps only. */
  readonly now: () => number;
  /** Monotonic ms since some start. For durations. */
  readonly monotonicMs: () => number;
  /** Calls back every `ms`; answers with a function that stops it. */
  readonly every: (ms: number, callback: () => void) => () => void;
  /** Calls back once after `ms`; answers with a function that prevents it. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

export const systemClock: Clock = {
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
