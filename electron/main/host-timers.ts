/** Time as the host uses it; a test passes its own. Each answers with a function that cancels. */
export interface HostTimers {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  after(delayMs: number, then: () => void): () => void;
  every(intervalMs: number, then: () => void): () => void;
}

export const systemTimers: HostTimers = {
  now: () => Date.now(),
  after(delayMs, then) {
    const timer = setTimeout(then, delayMs);
    return () => clearTimeout(timer);
  },
  every(intervalMs, then) {
    const timer = setInterval(then, intervalMs);
    return () => clearInterval(timer);
  },
};
