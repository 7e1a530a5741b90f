import type { SideSign } from '../matching/level-changes.ts';
import { type Pit, spreadSize } from './pit.ts';

const WORST_SLIPPAGE_BPS = 8;
const SIDE_PERSISTENCE = 0.7;
const GREED_PER_BPS = 6;

/** Needs to trade and does not care which way prices go; tends to split one wish into several orders. */
export class NoiseTrader {
  readonly #pit: Pit;
  readonly #persistence: number;
  #side: SideSign = 1;

  /** With `noEdge` each order is a coin toss of its own. */
  constructor(pit: Pit, noEdge: boolean) {
    this.#pit = pit;
    this.#persistence = noEdge ? 0.5 : SIDE_PERSISTENCE;
  }

  act(): void {
    const { random, calibration } = this.#pit;
    if (random.uniform() > this.#persistence) this.#side = this.#side === 1 ? -1 : 1;
    marketOrder(this.#pit, this.#side, spreadSize(random, calibration.takerSizeQuote, 1.25));
  }
}

/** Runs after a price that has moved more than usual over the last half minute. */
export class MomentumTrader {
  readonly #pit: Pit;
  #fast: number;
  #slow: number;

  constructor(pit: Pit) {
    this.#pit = pit;
    this.#fast = pit.mid;
    this.#slow = pit.mid;
  }

  /** Watches the mid; called at even steps of 100 ms. */
  watch(): void {
    const { mid } = this.#pit;
    this.#fast += (mid - this.#fast) / 50;
    this.#slow += (mid - this.#slow) / 400;
  }

  /** Trades when the gap between its two averages exceeds `usualMoveBps`. */
  act(usualMoveBps: number): void {
    const gapBps = (this.#fast / this.#slow - 1) * 1e4;
    if (Math.abs(gapBps) < usualMoveBps) return;
    const { random, calibration } = this.#pit;
    marketOrder(this.#pit, gapBps > 0 ? 1 : -1, spreadSize(random, calibration.takerSizeQuote, 1));
  }
}

/**
 * Buys what is offered below `value` by more than `marginBps`, sells what is bid above it: informed
 * agents with what only they know, snipers with what everybody knows a moment later. The more wrong the
 * price, the more they take.
 */
export function takeMispriced(pit: Pit, value: number, marginBps: number, medianQuote: number): void {
  const margin = marginBps * 1e-4;
  const highest = Math.floor(value * (1 - margin));
  const lowest = Math.ceil(value * (1 + margin));
  const { bestAsk, bestBid } = pit.book;
  const side = bestAsk !== 0 && bestAsk <= highest ? 1 : bestBid >= lowest ? -1 : 0;
  if (side === 0) return;
  const wrongBps = Math.abs(value / (side === 1 ? bestAsk : bestBid) - 1) * 1e4;
  const quote = spreadSize(pit.random, medianQuote, 0.8) * (1 + (wrongBps - marginBps) * GREED_PER_BPS);
  pit.hit(side, side === 1 ? highest : lowest, pit.lotsWorth(quote));
}

function marketOrder(pit: Pit, side: SideSign, quote: number): void {
  const worst = pit.mid * (1 + side * WORST_SLIPPAGE_BPS * 1e-4);
  pit.hit(side, side === 1 ? Math.floor(worst) : Math.ceil(worst), pit.lotsWorth(quote));
}
