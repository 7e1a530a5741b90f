import { DecimalSteps } from '../recorded/decimal-steps.ts';
import { decimalsOf } from './plain-decimal.ts';
import { RowRuleError } from './table-row.ts';

/** Turns plain decimals into numbers that can be compared with each other. */
export interface Steps {
  /** @throws {RowRuleError} when the price does not fit the grid. */
  price(plain: string, field: string): number;
  /** @throws {RowRuleError} when the size does not fit the grid. */
  size(plain: string, field: string): number;
}

/** Measures how fine prices and sizes are; what it answers are quote and base units as doubles. */
export class DecimalMeter implements Steps {
  priceDecimals = 0;
  sizeDecimals = 0;

  price(plain: string): number {
    this.priceDecimals = Math.max(this.priceDecimals, decimalsOf(plain));
    return Number(plain);
  }

  size(plain: string): number {
    this.sizeDecimals = Math.max(this.sizeDecimals, decimalsOf(plain));
    return Number(plain);
  }
}

/** Counts whole ticks and lots of an instrument. */
export class GridSteps implements Steps {
  readonly #ticks: DecimalSteps;
  readonly #lots: DecimalSteps;
  readonly #mayCutSizes: boolean;

  /** With `mayCutSizes` what a size holds below a lot is cut off and counted. */
  constructor(steps: { readonly tickSize: string; readonly lotSize: string }, mayCutSizes: boolean) {
    this.#ticks = new DecimalSteps(steps.tickSize);
    this.#lots = new DecimalSteps(steps.lotSize);
    this.#mayCutSizes = mayCutSizes;
  }

  /** How many sizes lost something. */
  get cutSizes(): number {
    return this.#lots.roundedCount;
  }

  price(plain: string, field: string): number {
    const ticks = this.#ticks.parse(plain);
    if (ticks >= 0) return ticks;
    throw new RowRuleError(`${field} must be a multiple of the tick ${this.#ticks.step}, was ${plain}`);
  }

  size(plain: string, field: string): number {
    const lots = this.#mayCutSizes ? this.#lots.parseDown(plain) : this.#lots.parse(plain);
    if (lots >= 0) return lots;
    throw new RowRuleError(`${field} must be a multiple of the lot ${this.#lots.step}, was ${plain}`);
  }
}
