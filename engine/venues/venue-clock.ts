/** What a venue that lives in real time needs of a clock; the engine's own fits. */
export interface VenueClock {
  /** Wall clock, Unix ms, whole. For stamps only. */
  now(): number;
  /** Monotonic ms since some start. For durations. */
  monotonicMs(): number;
  /** Calls back every `ms`; answers with a function that stops it. */
  every(ms: number, callback: () => void): () => void;
  /** Calls back once after `ms`; answers with a function that prevents it. */
  after(ms: number, callback: () => void): () => void;
}
