const FULL_FLOW_BPS = 7;
const HALF_LIFE_MS = 3000;

/**
 * What makers read from the tape: buying makes them think the price is too low, selling too high, and
 * they forget within seconds when nothing follows.
 */
export class TradeFlow {
  #lean = 0;
  #atMs: number;

  constructor(startMs: number) {
    this.#atMs = startMs;
  }

  /** `signedShare` is what was bought (below zero: sold) as a share of a maker's full inventory. */
  learn(nowMs: number, signedShare: number): void {
    this.#lean = this.leanAt(nowMs) + signedShare * FULL_FLOW_BPS * 1e-4;
    this.#atMs = nowMs;
  }

  /** How far makers lean now, as a share of the price; above zero after buying. */
  leanAt(nowMs: number): number {
    return this.#lean * 2 ** ((this.#atMs - nowMs) / HALF_LIFE_MS);
  }
}
