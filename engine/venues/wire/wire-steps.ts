import { mulDiv, parseFixed } from '../../domain/units/fixed.ts';
import { MONEY_SCALE } from '../../domain/units/money.ts';
import { DecimalSteps } from '../recorded/decimal-steps.ts';
import { shownValue } from '../recorded/shown-value.ts';
import { BrokenRule } from './frame-fields.ts';

const SCALE = 18;
/** Far above any order, far below 2^53, so that sums of lots stay exact. */
const MOST_LOTS = 1_000_000_000_000n;

/** How a venue writes the prices and sizes of one instrument, and how many size steps make a lot of ours. */
export interface WireStepRules {
  /** Price step in quote units. */
  readonly tickSize: string;
  /** Size step as written by the venue: base units, or contracts where it counts contracts. */
  readonly sizeStep: string;
  /** Whole size steps in one lot. */
  readonly stepsPerLot: number;
}

/** Turns a venue's text into whole ticks and lots, exactly; what is not on its steps is refused. */
export class WireSteps {
  readonly tickSize: string;
  readonly #tick: DecimalSteps;
  readonly #size: DecimalSteps;
  readonly #stepsPerLot: number;
  #roundedCount = 0;

  /** @throws {RangeError} when a step is not a plain decimal above zero. */
  constructor({ sizeStep, stepsPerLot, tickSize }: WireStepRules) {
    this.tickSize = tickSize;
    this.#tick = new DecimalSteps(tickSize);
    this.#size = new DecimalSteps(sizeStep);
    this.#stepsPerLot = stepsPerLot;
  }

  /** Sizes of which less than a lot was cut off. */
  get roundedCount(): number {
    return this.#roundedCount;
  }

  /** @throws {BrokenRule} when the price is off the tick grid or not above zero. */
  ticks(text: string, name: string): number {
    const ticks = this.#tick.parse(text);
    if (ticks < 1) {
      throw new BrokenRule(
        `${name} must be above zero in steps of ${this.#tick.step}, was ${shownValue(text)}`,
      );
    }
    return ticks;
  }

  /** The whole lots of a size. @throws {BrokenRule} when the size has more places than the venue allows. */
  lots(text: string, name: string): number {
    const steps = this.#size.parse(text);
    if (steps < 0) {
      throw new BrokenRule(
        `${name} must be decimal text in steps of ${this.#size.step}, was ${shownValue(text)}`,
      );
    }
    const rest = steps % this.#stepsPerLot;
    if (rest !== 0) this.#roundedCount += 1;
    return (steps - rest) / this.#stepsPerLot;
  }

  /** The nearest tick of a price that lies between ticks, such as a mark price. */
  nearestTicks(text: string, name: string): number {
    const ticks = Number(mulDiv(parseFixed(text, SCALE), 1n, parseFixed(this.tickSize, SCALE), 'half-even'));
    if (!Number.isSafeInteger(ticks) || ticks < 1) {
      throw new BrokenRule(`${name} must be above zero, was ${shownValue(text)}`);
    }
    return ticks;
  }
}

/** A lot our ledger can count, and how many of the venue's size steps it holds. */
export interface LedgerLot {
  readonly lotSize: string;
  readonly stepsPerLot: number;
}

/**
 * The smallest lot of at least the venue's size step (both in base units) of which one tick is worth a
 * whole number of the ledger's smallest unit. Where the venue is finer, sizes are cut to whole lots.
 */
export function ledgerLotOf(tickSize: string, sizeStep: string): LedgerLot {
  const unit = 10n ** BigInt(2 * SCALE - MONEY_SCALE);
  const tick = parseFixed(tickSize, SCALE);
  const step = parseFixed(sizeStep, SCALE);
  let stepsPerLot = 1n;
  while ((tick * step * stepsPerLot) % unit !== 0n) stepsPerLot *= 10n;
  return { lotSize: decimalText(step * stepsPerLot), stepsPerLot: Number(stepsPerLot) };
}

/** An integer of 10^-18 as decimal text without trailing zeros. */
export function decimalText(value: bigint): string {
  const digits = value.toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return digits.slice(0, -SCALE) + (fraction === '' ? '' : `.${fraction}`);
}

/** The text of `10^-places`. */
export const stepOfPlaces = (places: number): string =>
  places === 0 ? '1' : `0.${'1'.padStart(places, '0')}`;

/** The largest order in base units that can still be counted in lots. */
export function countableSize(maxSizeBase: string, lotSize: string): string {
  const most = parseFixed(lotSize, SCALE) * MOST_LOTS;
  const told = parseFixed(maxSizeBase, SCALE);
  return decimalText(told < most ? told : most);
}
