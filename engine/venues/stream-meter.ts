import { Silence } from './silence.ts';

/** Latencies of the last messages, in ms: from the venue's time to arrival, by the venue's clock. */
export interface LatencyShares {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** When a message arrived. */
export interface Arrival {
  readonly monotonicMs: number;
  /** What the venue's clock shows then. */
  readonly venueNow: number;
}

const REMEMBERED = 512;

/** Counts what one stream of one instrument brings, and how late. */
export class StreamMeter {
  readonly #latencies = new Float64Array(REMEMBERED);
  readonly #silence = new Silence();
  #messages = 0;
  #measured = 0;
  #heardAtMs: number | undefined;

  get messages(): number {
    return this.#messages;
  }

  /** A message came that the venue stamped with `venueTime`. */
  heard(venueTime: number, at: Arrival): void {
    this.#silence.heard(at.monotonicMs);
    this.#messages += 1;
    this.#heardAtMs = at.monotonicMs;
    this.#latencies[this.#measured % REMEMBERED] = at.venueNow - venueTime;
    this.#measured += 1;
  }

  /** Ms since the last message; undefined before the first. */
  ageMs(monotonicMs: number): number | undefined {
    return this.#heardAtMs === undefined ? undefined : Math.max(0, monotonicMs - this.#heardAtMs);
  }

  /** Whether nothing came for three usual gaps, at least five seconds. */
  isSilent(monotonicMs: number): boolean {
    return this.#silence.lastsMs(monotonicMs) > this.#silence.limitMs;
  }

  /** The percentiles of the last 512 messages by nearest rank; undefined before the first. */
  latency(): LatencyShares | undefined {
    const count = Math.min(this.#measured, REMEMBERED);
    if (count === 0) return undefined;
    const sorted = this.#latencies.slice(0, count).sort();
    const at = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? 0;
    return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
  }
}
