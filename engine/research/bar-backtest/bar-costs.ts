import { squareRootImpact } from '../../numerics/square-root-impact.ts';
import type { BarFrame } from './bar-frame.ts';
import { halfSpreadTicks } from './spread-estimate.ts';

/** How much worse than the bar's price an order that takes is filled. */
export interface BarCosts {
  /** Half the spread: so many ticks always, or estimated from the bars before. */
  readonly halfSpread:
    | { readonly kind: 'fixed'; readonly ticks: number }
    | { readonly kind: 'estimated'; readonly windowBars: number };
  /**
   * Impact in ranges of the bar before: `coefficient * (high - low) * sqrt(lots / volume)`, the square-root
   * law, whose prefactor is of the order of one. 0 is none.
   */
  readonly impactCoefficient: number;
}

/** What a backtest assumes unless told otherwise: the estimate over two hours of one-minute bars. */
export const standardBarCosts: BarCosts = {
  halfSpread: { kind: 'estimated', windowBars: 120 },
  impactCoefficient: 1,
};

/** Slippage of orders in a frame, from what was known when the bar before ended. */
export class BarSlippage {
  readonly #frame: BarFrame;
  readonly #fixedTicks: number;
  readonly #estimate: Float64Array | undefined;
  readonly #coefficient: number;

  /** @throws {RangeError} when a cost is not finite or below zero. */
  constructor(frame: BarFrame, { halfSpread, impactCoefficient }: BarCosts) {
    checkCost('impactCoefficient', impactCoefficient);
    this.#frame = frame;
    this.#coefficient = impactCoefficient;
    this.#fixedTicks = halfSpread.kind === 'fixed' ? halfSpread.ticks : 0;
    checkCost('halfSpread.ticks', this.#fixedTicks);
    this.#estimate =
      halfSpread.kind === 'estimated' ? halfSpreadTicks(frame, halfSpread.windowBars) : undefined;
  }

  /** Ticks an order that takes in bar `index` pays on top, rounded up against it. */
  ticksFor(index: number, lots: number): number {
    const known = index - 1;
    const half = this.#estimate?.[known] ?? this.#fixedTicks;
    if (this.#coefficient === 0) return Math.ceil(half);
    const range = (this.#frame.high[known] ?? 0) - (this.#frame.low[known] ?? 0);
    const impact = squareRootImpact(range, lots, this.#frame.volumeLots[known] ?? 0);
    return Math.ceil(half + this.#coefficient * impact);
  }
}

function checkCost(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`${name} must be finite and not negative, was ${value}`);
  }
}
