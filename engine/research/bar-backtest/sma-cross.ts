import { type BarDecision, type BarEntry, type BarStrategy, EXIT, HOLD } from './bar-strategy.ts';
import { WholeRollingSum } from './whole-rolling-sum.ts';

export interface SmaCrossSettings {
  /** Bars in the fast and in the slow average. */
  readonly fastBars: number;
  readonly slowBars: number;
  /** Size of every entry. */
  readonly lots: number;
}

/**
 * Long while the simple moving average of the last `fastBars` closes is above that of the last
 * `slowBars`, flat otherwise. It takes no decision on the bar in which it was filled.
 * @throws {RangeError} when the fast average is not shorter than the slow one.
 */
export class SmaCross implements BarStrategy {
  readonly #fast: WholeRollingSum;
  readonly #slow: WholeRollingSum;
  readonly #enter: BarEntry;
  readonly #fastBars: number;
  readonly #slowBars: number;

  constructor({ fastBars, lots, slowBars }: SmaCrossSettings) {
    if (!(fastBars < slowBars)) {
      throw new RangeError(`fastBars must be below slowBars ${slowBars}, was ${fastBars}`);
    }
    this.#fast = new WholeRollingSum(fastBars);
    this.#slow = new WholeRollingSum(slowBars);
    this.#fastBars = fastBars;
    this.#slowBars = slowBars;
    this.#enter = { kind: 'enter', direction: 'long', lots };
  }

  decide(bar: { readonly close: number }, holding: Parameters<BarStrategy['decide']>[1]): BarDecision {
    const fast = this.#fast.push(bar.close);
    const slow = this.#slow.push(bar.close);
    if (!this.#slow.isWarm || holding.barsSinceFill === 0) return HOLD;
    // Compared as whole numbers: fast / fastBars > slow / slowBars without the rounding of a division.
    const isAbove = fast * this.#slowBars > slow * this.#fastBars;
    if (holding.signedLots === 0) return isAbove ? this.#enter : HOLD;
    return isAbove ? HOLD : EXIT;
  }
}
